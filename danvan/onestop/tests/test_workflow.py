"""The truth table of an application: who may do what, from where to where, and what runs meanwhile."""

import pytest

from danvan.cases import kinds
from danvan.cases.workflow import OPEN_PHASES, SAME
from danvan.law.life import STOPS
from danvan.onestop.workflow import HALTED, KIND, OPEN, STATUSES, TERM
from danvan.people.roles import Role

RUNNING, ALL = "received working", " ".join(status.code for status in STATUSES)
HELD = "received supplementing working stopped awaiting_payment"
TABLE = {
    "begin": ("received", "working", ""),
    "ask_supplement": (RUNNING, "supplementing", "clerk handler leader"),
    "supplement": ("supplementing", "working", "clerk handler leader"),
    "await_payment": (RUNNING, "awaiting_payment", "clerk handler leader"),
    "payment_came": ("awaiting_payment", "working", "clerk handler leader"),
    "stop": (RUNNING, "stopped", "leader"),
    "go_on": ("stopped", "working", "leader"),
    "apologise": (RUNNING, SAME, "leader"),
    "finish": ("working", "ready", ""),
    "remind": ("ready", SAME, "clerk handler leader"),
    "return_result": ("ready", "returned", "clerk handler leader"),
    "refuse": (HELD, "refused", "handler leader"),
    "withdraw": (HELD, "withdrawn", "clerk handler leader"),
    "note": (ALL, SAME, "clerk handler leader"),
}


@pytest.mark.parametrize("verb", TABLE)
def test_every_verb_leaves_and_reaches_what_the_table_says_and_is_open_to_those_roles_alone(verb):
    sources, target, roles = TABLE[verb]
    (step,) = [step for step in KIND.transitions if step.verb == verb]
    assert (step.sources, step.target) == (set(sources.split()), target)
    assert step.roles == {Role(role) for role in roles.split()}


def test_the_table_has_no_verb_that_this_test_does_not_know():
    assert KIND.verbs() == tuple(TABLE)


def test_what_stands_still_has_a_way_back_and_nothing_else_stops_the_clock():
    stops = {step.target: step.clock for step in KIND.transitions if step.waits}
    assert stops == HALTED
    for status, cause in HALTED.items():
        back = [step for step in KIND.transitions if step.clock == STOPS[cause]]
        assert [step.sources for step in back] == [{status}]


def test_the_clock_is_met_by_the_result_and_ended_by_what_ends_the_application():
    assert {step.verb for step in KIND.transitions if TERM in step.meets} == {"finish"}
    assert {step.verb for step in KIND.transitions if TERM in step.stops} == {"refuse", "withdraw"}


def test_open_is_what_waits_for_a_result():
    assert {status.code for status in STATUSES if status.phase in OPEN_PHASES} == OPEN


def test_an_application_is_no_letter():
    assert KIND.code not in kinds.letters()
    assert KIND.code not in kinds.entered()
    assert kinds.services() == [KIND.code]
