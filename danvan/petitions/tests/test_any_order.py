"""Whatever order letters are merged, parted, split, stopped, passed on, corrected in: nothing is lost.

No sender is without an answer or somebody who owes one, each case that is owed an answer has one clock and no other
has any, and all sums hold.
"""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from danvan.cases import ties, verify
from danvan.cases.actions import Part, Step, correct, merge, move, split, unmerge
from danvan.cases.clocks import GOING
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.journal.actors import SYSTEM
from danvan.people import actions as people
from danvan.people.roles import Role
from danvan.petitions import workflow
from danvan.petitions.complaint import SENDING
from danvan.reports.people_relations import build
from danvan.reports.recount import differences
from tests.lives import lived
from tests.make import MONDAY, at, given_for, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db

LETTERS = 3
WALKED = (
    "screen",
    "accept",
    "ask",
    "supplement",
    "suspend",
    "proceed",
    "answer",
    "withdraw",
    "refuse",
    "close",
)
MORE = ("merge", "merge", "merge", "unmerge", "split", "split", "report", "call_off", "pass_on", "correct")
ENDED_ALONE = {"withdrawn", "ineligible", "guided", "returned", "filed"}

acts = st.lists(
    st.tuples(st.sampled_from(WALKED + MORE), st.integers(0, LETTERS - 1), st.integers(1, LETTERS - 1)),
    min_size=6,
    max_size=16,
)
starts = st.lists(
    st.sampled_from([(), ("screen",), ("screen", "accept")]), min_size=LETTERS, max_size=LETTERS
)


@pytest.fixture
def places():
    return make_unit("KY-KHANG-TEST"), make_unit("KY-PHU-TEST")


@pytest.fixture
def chief(places):
    """Decides in both communes."""
    found = make_officer(places[0], Role.CLERK, Role.HANDLER, Role.LEADER, username="chief")
    for role in (Role.CLERK, Role.HANDLER, Role.LEADER):
        people.give_post(officer=found, unit=places[1], role=role, by=SYSTEM, on=MONDAY)
    return found


def act(verb, case, other, places, chief, day):
    """One thing that an officer does to a letter, if it can be done."""
    case.refresh_from_db()
    parts = ties.parts(case).filter(phase__in=("accepted", "working"))
    if verb == "merge":
        earlier, later = sorted((case, other), key=lambda each: each.pk)
        merge(later, earlier, by=chief, on=day)
    elif verb == "unmerge":
        unmerge(case if ties.into(case) else other, by=chief, on=day, text="Hai việc khác nhau.")
    elif verb == "split":
        given = Part("Vét cống", "Vét 300 m.", places[1], day + timedelta(days=1))
        split(case, [given], by=chief, on=day)
    elif verb in ("report", "call_off"):
        for part in parts[:1]:
            move(part, verb, by=chief, on=day, given=Step(text="Đã xong."))
    elif verb == "pass_on":
        unit = places[case.unit_responsible_id == places[0].pk]
        move(case, "transfer", by=chief, on=day, given=Step(text="Thuộc xã kia.", unit=unit))
    elif verb == "correct":
        correct(case, by=chief, on=day, text="Nhầm.")
    else:
        move(case, verb, by=chief, on=day, given=given_for(case, chief))


def check(letters, places, day):
    """All that must hold, whatever was done."""
    for case in [*letters, *Case.objects.filter(kind=ties.PART)]:
        case = Case.objects.get(pk=case.pk)
        going = case.deadlines.filter(state__in=GOING).count()
        owed = case.is_open and case.status != workflow.TRANSFERRED
        to_send = case.deadlines.filter(state__in=GOING, purpose=SENDING.purpose).count()
        assert going - to_send == (1 if owed else 0), f"{case.status}: {going} clocks"
        assert to_send <= (case.kind == "complaint" and case.status == workflow.ANSWERED)
        if case.status == ties.MERGED:
            kept = ties.kept(case)
            assert kept is not None
            assert kept.status not in ENDED_ALONE, "its sender would get another's answer, or none"
        if not case.is_open:
            assert not ties.parts(case).filter(phase__in=("accepted", "working")).exists()
    assert [*verify.contents(), *verify.states(), *verify.ties(), *differences()] == []
    found = [build(unit, MONDAY, day).figures for unit in places]
    passed_on = sum(each["transferred"] for each in found)
    assert sum(each["received"] for each in found) == LETTERS + passed_on


@lived(12)
@given(kind=st.sampled_from(["complaint", "recommendation"]), begun=starts, done=acts)
def test_in_any_order_nothing_is_lost(places, chief, kind, begun, done):
    with transaction.atomic():
        with at(MONDAY):
            letters = [walk(make_case(places[0], kind=kind), chief, MONDAY, *steps) for steps in begun]
        day = MONDAY
        for number, (verb, one, other) in enumerate(done):
            day += timedelta(days=number % 2)
            with at(day), suppress(StepRefused):
                act(verb, letters[one], letters[(one + other) % LETTERS], places, chief, day)
        with at(day):
            check(letters, places, day)
        transaction.set_rollback(True)
