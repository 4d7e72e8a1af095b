"""From each door to each way out: whatever way a letter came, each ends its clock, tells its sender and counts."""

import pytest

from danvan.cases.actions import merge
from danvan.cases.clocks import GOING
from danvan.cases.errors import StepRefused
from danvan.cases.workflow import SENT_ON, Channel, Phase
from danvan.journal.queries import events_of
from danvan.people.roles import Role
from danvan.petitions import workflow
from danvan.reports.people_relations import build
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db

KINDS = {kind.code: kind for kind in (workflow.COMPLAINT, workflow.RECOMMENDATION)}
ENDED = (Phase.ANSWERED, Phase.CLOSED)
OUT = {
    "withdrawn": ("withdraw",),
    "ineligible": ("refuse",),
    "filed": ("file",),
    "guided": ("guide",),
    "returned": ("return",),
    "transferred": ("transfer", "report_back"),
    "answered": ("screen", "accept", "assign", "answer"),
    "closed": ("screen", "accept", "answer", "close"),
    "merged": ("merge",),
}
"""Status → the steps that lead there; after a transfer the other authority reports back."""


@pytest.fixture
def commune(db):
    with at(MONDAY):
        yield make_unit("KY-KHANG-TEST")


@pytest.fixture
def chief(commune):
    return make_officer(commune, Role.CLERK, Role.HANDLER, Role.LEADER, username="chief")


def leaves(kind):
    """The ways out of this kind: its own, as the workflow has them."""
    return {status: verbs for status, verbs in OUT.items() if status in {s.code for s in kind.statuses}}


def test_the_ways_out_are_all_that_the_workflows_have():
    for kind in KINDS.values():
        ends = {s.code for s in kind.statuses if s.phase in ENDED}
        assert ends <= set(OUT), "a new way out has its journey here"


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("kind", KINDS)
def test_each_door_leads_to_each_way_out(commune, chief, kind, channel):
    ways = leaves(KINDS[kind])
    if channel not in SENT_ON:
        back = make_case(commune, kind=kind, channel=channel)
        with pytest.raises(StepRefused, match="nơi khác chuyển đến"):
            walk(back, chief, MONDAY, *ways.pop("returned"))
        walk(back, chief, MONDAY, "screen", "accept")
        kept = back
    else:
        kept = walk(make_case(commune, kind=kind, channel=channel), chief, MONDAY, "screen", "accept")
    for verbs in ways.values():
        case = make_case(commune, kind=kind, channel=channel)
        if verbs == ("merge",):
            merge(case, kept, by=chief, on=MONDAY)
        else:
            walk(case, chief, MONDAY, *verbs)
        assert case.phase in ENDED, verbs
        going = case.deadlines.filter(state__in=GOING).values_list("purpose", flat=True)
        assert set(going) <= {"sending"}, "a decision is still to be sent, nothing else runs"
        assert events_of("case", case.pk).order_by("number").last().public, f"{verbs}: the sender reads it"
    found = build(commune, MONDAY, MONDAY).figures
    assert found["received"] == len(ways) + 1
    assert found["open"] == 1, "the letter into which another was merged"
    assert found["under_examination"] == 0
