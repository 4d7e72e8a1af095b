"""Paragraphs of real reports: our report tells each of their figures, and each printed sum that is wrong is found."""

import json
import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import count

import pytest

from danvan.figures.models import Fact
from danvan.law.tests import shared
from danvan.reports import comparison, exchange, printed, telling
from danvan.reports.people_relations import build
from danvan.reports.rates import Share
from danvan.reports.tests.paragraphs import NOTHING_OF, PARAGRAPHS, Held
from tests.make import at, make_unit

CUT = [("R02", "100*giai_quyet/thuoc_tq"), ("R10", "tinh_giam+so_giam+huyen_giam+xa_giam")]
_subjects = count(1)


@pytest.fixture(scope="module")
def paragraphs():
    told = json.loads(
        shared.file("reports", "paragraphs.json").read_text(encoding="utf-8"), parse_float=Decimal
    )
    return {each["id"]: each for each in told}


@pytest.mark.django_db
@pytest.mark.parametrize("name", PARAGRAPHS)
def test_our_report_tells_each_figure_of_a_real_paragraph(paragraphs, name):
    asked = PARAGRAPHS[name]
    with at(asked.to + timedelta(days=30)):
        unit = make_unit("A", tier="province", name="tỉnh Thử")
        units = {"A": unit, **{key: make_unit(key, parent=unit, name=key) for key in asked.now if key != "A"}}
        periods = [(asked.from_, asked.now)]
        if asked.against:
            first, _last = comparison.days_of(asked.from_, asked.to, asked.to, asked.against)
            periods.append((first, asked.before))
        for first, held in periods:
            for key, each in held.items():
                keep(units[key].pk, first, each)
        told = exchange.as_dict(build(unit, asked.from_, asked.to, against=asked.against))
    figures = paragraphs[name]["figures"]
    assert {*asked.shown, *asked.unsaid} == {*figures}
    for figure, path in asked.shown.items():
        right = asked.wrong.get(figure, figures[figure])
        places = max(-Decimal(str(right)).as_tuple().exponent, 0)
        assert round(at_path(told, path), places) == float(right), (figure, path)


def test_every_paragraph_is_told_or_said_to_be_of_something_else(paragraphs):
    assert {*PARAGRAPHS, *NOTHING_OF} == {*paragraphs}


def test_exactly_the_printed_sums_that_are_wrong_are_found(paragraphs):
    wrong = [
        (verdict.where, verdict.expression)
        for each in paragraphs.values()
        for verdict in printed.check(each)
        if not verdict.holds
    ]
    said = [
        (name, each["expr"]) for name, p in paragraphs.items() for each in p["checks"] if not each["holds"]
    ]
    assert wrong == said == CUT


@pytest.mark.parametrize(
    "expression, number, verdict",
    [
        ("a+b", "12", True),
        ("a+b", "13", False),
        ("100*b/a", "71.4", True),
        ("100*b/a", "71.5", False),
        ("a-b", "-2", False),
        ("-(b-2*a)", "9", True),
        ("a/(b-b)", "0", False),
    ],
)
def test_a_printed_number_is_right_when_the_sum_rounds_to_it(expression, number, verdict):
    told = {"figures": {"a": 7, "b": 5}, "checks": [{"expr": expression, "printed": Decimal(number)}]}
    assert [each.holds for each in printed.check(told)] == [verdict]


@pytest.mark.parametrize(
    "text", ["", "[1]", '{"figures": {}, "checks": [{"expr": "__import__(1)", "printed": 1}]}']
)
def test_what_is_no_list_of_sums_is_refused(text):
    with pytest.raises(printed.Unreadable):
        printed.check_file(text)


def keep(unit: int, first: date, held: Held) -> None:
    """The facts of a period, as the actions post them, all on its first day; what is carried over on the day before."""
    for sitting, (turns, persons) in held.turns.items():
        post(unit, first, sitting, **{"reception.turns": turns, "reception.persons": persons})
    groups, persons = held.groups
    post(unit, first, "regular", **{"reception.groups": groups, "reception.group_persons": persons})
    for kind, each in held.letters.items():
        carried = {"letters.received": each.carried, "letters.under_examination": each.carried}
        post(unit, first - timedelta(days=1), kind, **carried)
        done = {
            "letters.received": each.received,
            "letters.eligible": each.eligible,
            "letters.transferred": each.carried + each.received - each.eligible,
            "letters.under_examination": -each.carried,
            "letters.resolved": each.resolved,
            "letters.resolved_in_time": each.resolved,
            "letters.open": each.eligible - each.resolved,
        }
        post(unit, first, kind, **done)


def post(unit: int, day: date, kind: str, **amounts: int) -> None:
    subject = next(_subjects)
    Fact.objects.bulk_create(
        Fact(day=day, unit_id=unit, measure=name, kind=kind, amount=amount, event_id=1, subject_id=subject)
        for name, amount in amounts.items()
        if amount
    )


def at_path(told, path: str) -> float:
    """letters.by_kind[complaint].resolved; with a minus in front, how much less."""
    for name, key in re.findall(r"(\w+)(?:\[(\w+)\])?", path.lstrip("-")):
        told = told[name]
        if key:
            told = next(line for line in told if line["key"] == key)
    return -told if path.startswith("-") else told


def test_every_rate_that_our_report_prints_stands_the_check_of_printed_sums():
    for whole in range(1, 161):
        for part in range(whole + 1):
            told = Decimal(telling.per_cent(Share(part, whole)).rstrip("%").replace(",", "."))
            verdict = printed.Verdict(f"{part}/{whole}", told, Fraction(100 * part, whole))
            assert verdict.holds, (part, whole, told)
