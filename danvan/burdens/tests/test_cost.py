"""The formula of the cost of complying, its numbers written out, its confidence told."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from danvan.burdens import cost
from danvan.burdens.cost import Numbers

amounts = some.integers(0, 10**9)
hours = some.integers(0, 10**7)
counts = some.integers(0, 10**6)


def test_a_line_costs_its_hours_fees_and_other_times_how_often_times_how_many():
    line = Numbers(250, 30_000, 8_000, 20_000, 2, 1_200)
    assert cost.total(line) == (75_000 + 8_000 + 20_000) * 2 * 1_200
    assert cost.written(line) == "(2,5 × 30.000 + 8.000 + 20.000) × 2 × 1.200"


def test_a_part_of_a_dong_is_rounded_only_at_the_end():
    assert cost.total(Numbers(33, 10, 0, 0, 1, 3)) == 10, "0,33 × 10 × 3 = 9,9"


@given(hours, amounts, amounts, amounts, counts, counts)
def test_nothing_is_lost_in_large_figures(told, income, fees, other, times, subjects):
    whole = cost.total(Numbers(told, income, fees, other, times, subjects))
    hundredths = (told * income + 100 * (fees + other)) * times * subjects
    assert abs(whole * 100 - hundredths) <= 50


def test_what_falls_away_is_told_per_cent_of_what_it_cost_before():
    assert cost.saved(123_600_000, 63_600_000) == Decimal("48.5")
    assert cost.saved(100, 150) == Decimal("-50.0"), "dearer than before is told too"
    assert cost.saved(0, 0) is None, "of nothing there is no share"


def test_the_formula_says_that_nobody_has_read_it_in_the_act():
    rule = cost.rule()
    assert not rule.fires_by_itself
    assert rule.confidence == "memory"
    assert "số đối tượng" in rule.condition.vi
    assert "subjects" in rule.condition.en
