"""The tables of steps, walked whole: every verb from every state leads where the table says, or is refused."""

from datetime import time, timedelta
from itertools import pairwise

import pytest

from danvan.cases.errors import StepRefused
from danvan.lib import dates
from danvan.reception import actions, verify
from danvan.reception.actions import Plan, arrive, step_visit
from danvan.reception.models import Session, Visit
from danvan.reception.workflow import IN_QUEUE, SESSION_STEPS, VISIT_STEPS, SessionState, VisitState
from tests.make import MONDAY

WAYS = {
    VisitState.WAITING: (),
    VisitState.INVITED: ("invite",),
    VisitState.SERVING: ("serve",),
    VisitState.ASIDE: ("set_aside",),
    VisitState.DONE: ("serve", "finish"),
    VisitState.LEFT: ("leave",),
}
DAY = MONDAY + timedelta(days=25)


@pytest.mark.parametrize("verb", VISIT_STEPS)
@pytest.mark.parametrize("state", VisitState)
def test_a_visit_goes_where_the_table_says(commune, minh, state, verb):
    visit = arrive(unit=commune, persons=1, by=minh, on=MONDAY)
    for each in WAYS[state]:
        step_visit(visit, each, by=minh, on=MONDAY)
    step = VISIT_STEPS[verb]
    if state in step.sources:
        step_visit(visit, verb, by=minh, on=MONDAY)
        state = step.target
    else:
        with pytest.raises(StepRefused, match="001"):
            step_visit(visit, verb, by=minh, on=MONDAY)
    visit = Visit.objects.get()
    assert visit.state == state
    assert visit.periods.filter(until_at=None).count() == (1 if state in IN_QUEUE else 0)
    periods = list(visit.periods.order_by("pk"))
    assert all(one.until_at == after.from_at for one, after in pairwise(periods))
    assert list(verify.queue()) == []


def session_in(state, unit, head):
    """A session of today that came into that state by its own steps."""
    plan = Plan(on=dates.today(), starts_at=time(8), ends_at=time(11), head=head, place="Trụ sở")
    session = actions.plan_session(plan, unit=unit, by=head, on=MONDAY)
    if state == SessionState.CANCELLED:
        actions.cancel_session(session, by=head, on=MONDAY)
    elif state != SessionState.PLANNED:
        actions.publish_session(session, by=head, on=MONDAY)
    if state == SessionState.HELD:
        actions.hold_session(session, presided_by=head, by=head, on=MONDAY)
    if state == SessionState.POSTPONED:
        take("postpone", session, head)
    return Session.objects.get(pk=session.pk)


def take(verb, session, head):
    """The step, with what it needs."""
    later = Plan(on=DAY, starts_at=time(8), ends_at=time(11), head=head, place="Trụ sở")
    steps = {
        "publish": lambda: actions.publish_session(session, by=head, on=MONDAY),
        "postpone": lambda: actions.postpone_session(session, to=later, reason="Họp", by=head, on=MONDAY),
        "hold": lambda: actions.hold_session(session, presided_by=head, by=head, on=MONDAY),
        "cancel_session": lambda: actions.cancel_session(session, by=head, on=MONDAY),
    }
    steps[verb]()


@pytest.mark.parametrize("verb", SESSION_STEPS)
@pytest.mark.parametrize("state", SessionState)
def test_a_session_goes_where_the_table_says(commune, hoa, state, verb):
    session, step = session_in(state, commune, hoa), SESSION_STEPS[verb]
    if state in step.sources:
        take(verb, session, hoa)
        state = step.target
    else:
        with pytest.raises(StepRefused, match="đã đổi"):
            take(verb, session, hoa)
    session.refresh_from_db()
    assert session.state == state
    assert list(verify.calendar()) == []
