"""What a clock keeps of the day on which it was first counted."""

from datetime import date

import pytest

from danvan.cases import clocks
from danvan.cases.models import Deadline
from danvan.people import actions as people
from danvan.people.actions import Decision
from danvan.people.roles import Role
from tests.make import at, make_officer, make_unit

pytestmark = pytest.mark.django_db
RULE, START, LATER = "voter.reply", date(2026, 4, 1), date(2026, 4, 15)


def test_what_a_province_decides_later_is_for_later_clocks():
    province = make_unit("TINH", tier="province")
    unit = make_unit("XA", parent=province)
    an = make_officer(province, Role.ADMINISTRATOR, username="an")
    running, later = (Deadline(rule=RULE, area=unit.area, start_on=START, state="unconfirmed") for _ in "ab")
    with at(START):
        clocks.count(running, unit=unit)
    counted = running.due_on
    with at(LATER):
        decision = Decision("98/2026/QĐ-UBND", LATER)
        people.set_term(
            unit=province,
            rule=RULE,
            amount=5,
            term_unit="working",
            from_on=START,
            decision=decision,
            by=an,
            on=LATER,
        )
        clocks.count(running, unit=unit)
        clocks.count(later, unit=unit)
    assert running.due_on == counted
    assert later.due_on < counted
    assert later.derivation.recipe.set_by == "98/2026/QĐ-UBND"
    with at(LATER):
        people.withdraw_term(unit=province, rule=RULE, from_on=START, decision=decision, by=an, on=LATER)
        kept = later.due_on
        clocks.count(later, unit=unit)
    assert later.due_on == kept
