"""What a decision comes to in money, land and people: numbers that could all be true, put on record and taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from danvan.cases import awards, verify
from danvan.cases.actions import Amount, Part, award, correct, split, take_back_award
from danvan.cases.actions.destroy import destroy
from danvan.cases.awards import Told
from danvan.cases.effect import ORDER
from danvan.cases.errors import StepRefused
from danvan.figures.models import Fact
from danvan.lib.amounts import written
from danvan.people.roles import Role
from danvan.web.amounts import read
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

ONE, TWO = date(2018, 3, 1), date(2018, 3, 2)
PAPER = "12/QĐ-UBND"


@pytest.mark.parametrize(
    "rows, reason",
    [
        ([Told("recover_money", "proposed", ONE, 5), Told("recover_money", "done", TWO, 5)], None),
        ([Told("recover_money", "proposed", TWO, 5), Told("recover_money", "done", ONE, 5)], "01/03/2018"),
        (
            [Told("recover_land", "proposed", ONE, 125_050), Told("recover_land", "done", ONE, 125_051)],
            "1.250,51 m²",
        ),
        ([Told("handle_persons", "done", ONE, 2)], None),
        ([Told("handle_persons", "done", ONE, 2), Told("handle_officials", "done", ONE, 2)], None),
        ([Told("handle_persons", "done", ONE, 2), Told("handle_officials", "done", TWO, 1)], "Ghi tổng số"),
        (
            [Told("handle_persons", "done", ONE, 2), Told("handle_officials", "proposed", ONE, 1)],
            "Ghi tổng số",
        ),
    ],
)
def test_no_more_is_done_than_decided_by_any_day_and_a_part_stands_beside_its_whole(rows, reason):
    said = awards.why_not(rows)
    assert said is None if reason is None else reason in said


def test_amounts_are_read_as_they_are_written_and_nothing_is_rounded_away():
    for text, per, amount in (
        ("12.500.000", 1, 12_500_000),
        ("12500000", 1, 12_500_000),
        ("1.250,5", 100, 125_050),
    ):
        assert read(text, per) == amount
    assert [read(written(n, 100), 100) for n in (1, 10, 100, 125_050)] == [1, 10, 100, 125_050]
    for text, per in (("12.5", 1), ("1,255", 100), ("-3", 1), ("12 tỷ", 1), ("3,5", 1), ("1,٣", 100)):
        with pytest.raises(ValidationError):
            read(text, per)


@pytest.mark.django_db
def test_an_amount_stands_in_the_figures_of_its_day_until_it_is_taken_back_and_nothing_is_erased():
    unit = make_unit()
    minh, clerk = make_officer(unit, Role.CLERK, Role.HANDLER, Role.LEADER), make_officer(unit, Role.CLERK)
    later = MONDAY + timedelta(days=60)

    def put(stage, amount=12_000_000, *, what="recover_money", day=MONDAY, paper=PAPER, by=minh):
        return award(case, Amount(what, stage, amount, day, paper), by=by, on=dates_now)

    def refused(words, *given, **more):
        with pytest.raises(StepRefused, match=words):
            put(*given, **more)

    with at(MONDAY):
        dates_now, case = MONDAY, walk(make_case(unit, kind="complaint"), minh, MONDAY, "screen", "accept")
        refused("Chưa có quyết định", "proposed")
        walk(case, minh, MONDAY, "dialogue", "answer")
        refused("Chưa giao thi hành", "done")
        refused("người giải quyết hoặc lãnh đạo", "proposed", by=clerk)
        refused("ký hiệu văn bản", "proposed", paper="Trả cho bà Lan")
        refused("trước ngày quyết định", "proposed", day=MONDAY - timedelta(days=1))
        refused("tương lai", "proposed", day=MONDAY + timedelta(days=1))
        refused("lớn hơn 0", "proposed", 0)
        row = put("proposed")
        with pytest.raises(StepRefused, match="gỡ các số ấy"):
            correct(case, by=minh, on=MONDAY, text="Nhầm.")
    with at(later):
        dates_now = later
        split(
            case,
            [Part("Trả đất", "Trả đất.", unit, later + timedelta(days=9))],
            by=minh,
            on=later,
            verb=ORDER,
        )
        refused("không thể đã thực hiện 12.000.001 đồng", "done", 12_000_001, day=later)
        put("done", day=later)
        with pytest.raises(StepRefused, match="Ghi hoặc gỡ số kia trước"):
            take_back_award(case, row.pk, why="typed", by=minh, on=later)
        take_back_award(case, case.awards.get(stage="done").pk, why="replaced", by=minh, on=later)
        take_back_award(case, row.pk, why="typed", by=minh, on=later)
        with pytest.raises(StepRefused, match="đã gỡ rồi"):
            take_back_award(case, row.pk, why="typed", by=minh, on=later)
    facts = Fact.objects.filter(measure__startswith=awards.PREFIX).values_list("measure", "day", "amount")
    assert sorted(facts) == [
        (f"awards.{stage}_recover_money", day, amount)
        for stage, day in (("done", later), ("proposed", MONDAY))
        for amount in (-12_000_000, 12_000_000)
    ]
    assert case.awards.count() == 4
    case.closed_on = later
    case.save(update_fields=["closed_on"])
    destroy(case, by=minh, on=later, salt="5" * 32, data={})
    assert [*verify.contents(), *verify.states()] == []
