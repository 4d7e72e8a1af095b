"""Every sum of every report holds on every period, whatever happens to letters and turns."""

from datetime import date, timedelta

from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from danvan.cases import kinds
from danvan.cases.models.parts import Outcome as Answer
from danvan.figures import recount as figures_recount
from danvan.figures import verify as figures_verify
from danvan.figures.actions import roll_up
from danvan.reception.models import Letter, MatterKind, Outcome, Sitting
from danvan.reports import recount
from danvan.reports.people_relations import build
from danvan.reports.statutory import circulars, masked, table
from danvan.reports.tests.make import START, at, live, make_district, make_turn
from tests.lives import lived

lives = st.lists(
    st.tuples(
        st.lists(
            st.tuples(
                st.sampled_from(
                    [
                        "screen",
                        "accept",
                        "assign",
                        "answer",
                        "close",
                        "refuse",
                        "transfer",
                        "report_back",
                        "hand_over",
                        "guide",
                        "reopen",
                        "withdraw",
                        "ask",
                        "supplement",
                        "resume",
                        "extend",
                        "dialogue",
                        "discontinue",
                        "refer_crime",
                        "send_conclusion",
                        "act_on",
                        "urge",
                        "order",
                        "execute",
                        "not_executed",
                        "call_off",
                        "award",
                        "award_done",
                        "award_wrong",
                        "correct",
                        "correct",
                    ]
                ),
                st.integers(0, 25),
            ),
            max_size=9,
        ),
        st.integers(0, 120),
        st.booleans(),
        st.sampled_from(
            ["complaint", "recommendation", "second_complaint", "denunciation", "further_denunciation"]
        ),
        st.sampled_from(["land", "roads"]),
    ),
    min_size=1,
    max_size=5,
)
turns = st.fixed_dictionaries(
    {
        "persons": st.integers(1, 6),
        "topics": st.lists(st.sampled_from(["land", "policy", "other"]), min_size=1, max_size=3),
        "again": st.booleans(),
        "sitting": st.sampled_from(Sitting.values),
        "letter": st.sampled_from(Letter.values),
        "kind": st.sampled_from(MatterKind.values),
        "outcome": st.sampled_from(Outcome.values),
        "settled_before": st.sampled_from(["", "UBND huyện"]),
    }
)
senders = st.fixed_dictionaries({"signatures": st.integers(1, 2), "outcome": st.sampled_from(Answer.values)})
ORDERLY = [("screen", 3), ("accept", 3), ("assign", 3), ("dialogue", 3), ("answer", 3)]
EXECUTED = [
    ("send_conclusion", 1),
    ("act_on", 1),
    ("award", 0),
    ("order", 40),
    ("award_done", 1),
    ("execute", 3),
]


@lived(8)
@given(lives, st.lists(st.integers(0, 4), max_size=5), st.integers(0, 250), st.integers(0, 250), st.data())
def test_every_sum_holds_on_every_period_of_any_life(db, found, straight, first, last, data):
    with transaction.atomic():
        district = make_district("HYPO")
        for number, (life, days, at_tan, kind, topic) in enumerate(found):
            if number in straight:
                life = ORDERLY + (EXECUTED if number % 2 else []) + life
            unit = district.tan if at_tan else district.khang
            begun = {"start": START + timedelta(days=days), "unit": unit, "kind": kind, "topic": topic}
            live(district, life, **begun, **data.draw(senders))
            if data.draw(st.booleans()):
                make_turn(unit, district.minh, on=begun["start"], **data.draw(turns))
            if data.draw(st.booleans()):
                roll_up()
        with at(date(2019, 6, 1)):
            period = (START + timedelta(days=min(first, last)), START + timedelta(days=max(first, last)))
            before = build(district.unit, *period)
            assert all(check.holds for check in before.sums)
            roll_up()
            assert build(district.unit, *period).figures == before.figures
            assert list(recount.differences()) == []
            assert list(figures_recount.differences()) == []
            assert list(figures_verify.totals()) == []
            _two_halves_make_one(district, *period)
            _every_statutory_form_holds(district, *period)
        transaction.set_rollback(True)


def _two_halves_make_one(district, first, last):
    """A period cut in two: flows add up, and what the first hands on is what the second takes over."""
    middle = first + (last - first) // 2
    if middle >= last:
        return
    whole = build(district.unit, first, last)
    early, late = build(district.unit, first, middle), build(district.unit, middle + timedelta(days=1), last)
    assert early.figures["carried_forward"] == late.figures["carried_over"]
    for slug in ("received", "eligible", "resolved", "closed"):
        assert early.figures[slug] + late.figures[slug] == whole.figures[slug]


def _every_statutory_form_holds(district, first, last):
    """Each form that has columns: its sums on the total and every line, and its total against its lines."""
    for circular in circulars.every():
        for form in circular.forms.values():
            if form.columns:
                made = table.build(circular, form, district.unit, first, last)
                _nobody_is_told_of(masked.without(made))


def _nobody_is_told_of(made):
    """Of a form as others read it: no cell that counts denunciations alone is one or two."""
    sealed = set(kinds.sealed())
    for column in made.form.columns:
        if column.counts and all(sealed.issuperset(part.kinds.values or "*") for part in column.counts):
            assert not {line.cells.get(column.number) for line in (*made.lines, made.total)} & {1, 2}
