"""The truth tables of both kinds of petition: who may do what, from where to where."""

import pytest

from danvan.cases import kinds
from danvan.cases.workflow import OPEN_PHASES, SAME
from danvan.law.life import KINDS as KINDS_OF_STEPS
from danvan.law.life import STOPS
from danvan.people.roles import Role
from danvan.petitions.second import SECOND_COMPLAINT
from danvan.petitions.workflow import COMPLAINT, RECOMMENDATION

KINDS = [COMPLAINT, SECOND_COMPLAINT, RECOMMENDATION]

# verb: (statuses it leaves, status it reaches, roles), as the office knows them.
SHARED = {
    "screen": ("received", "screened", "clerk handler leader"),
    "refuse": ("received", "ineligible", "handler leader"),
    "file": ("received", "filed", "handler leader"),
    "seal_letter": ("received", "filed", "handler leader"),
    "return": ("received", "returned", "handler leader"),
    "transfer": ("received", "transferred", "handler leader"),
    "report_back": ("transferred", "closed", "clerk handler leader"),
    "accept": ("screened", "accepted", "handler leader"),
    "assign": ("accepted working", "working", "handler leader"),
    "close": ("answered", "closed", "clerk handler leader"),
    "split": ("accepted working", "working", "handler leader"),
    "order_verification": ("accepted working", SAME, "handler leader"),
    "urge": ("received screened accepted working", SAME, "handler leader"),
    "answer_urging": ("received screened accepted working", SAME, "clerk handler leader"),
    "merge": ("received screened accepted working", "merged", "handler leader"),
    "withdraw": ("received screened accepted working", "withdrawn", "clerk handler leader"),
    "reassign": ("working", SAME, "leader"),
    "pass_up": ("received screened accepted working", "transferred", "leader"),
}
OWN = {
    "complaint": {
        "guide": ("received", "guided", "handler leader"),
        "answer": ("accepted working", "answered", "leader"),
        "dialogue": ("accepted working", SAME, "handler leader"),
        "withdraw_part": ("screened accepted working", SAME, "clerk handler leader"),
        "send_decision": ("answered", SAME, "clerk handler leader"),
        "publish_decision": ("answered closed", SAME, "clerk handler leader"),
        "order_execution": ("answered", SAME, "handler leader"),
        "no_execution": ("answered", SAME, "handler leader"),
        "extend": ("accepted working", SAME, "leader"),
        "undo_extension": ("accepted working", SAME, "leader"),
        "suspend": ("accepted working", SAME, "leader"),
        "proceed": ("accepted working", SAME, "leader"),
        "ask_expert": ("accepted working", SAME, "handler leader"),
        "expert_answered": ("accepted working", SAME, "clerk handler leader"),
        "ask": ("received screened", SAME, "clerk handler leader"),
        "supplement": ("received screened", SAME, "clerk handler leader"),
        "resume": ("received screened", SAME, "handler leader"),
    },
    "recommendation": {
        "assign": ("accepted working reopened", "working", "handler leader"),
        "answer": ("accepted working reopened", "answered", "handler leader"),
        "urge": ("received screened accepted working reopened", SAME, "handler leader"),
        "answer_urging": ("received screened accepted working reopened", SAME, "clerk handler leader"),
        "withdraw": ("received screened accepted working reopened", "withdrawn", "clerk handler leader"),
        "pass_up": ("received screened accepted working reopened", "transferred", "leader"),
        "confirm_done": ("answered closed", "closed", ""),
        "reopen": ("answered closed", "reopened", ""),
        "comment_answer": ("answered closed", SAME, ""),
        "ask": ("received screened accepted working", SAME, "clerk handler leader"),
        "supplement": ("received screened accepted working", SAME, "clerk handler leader"),
        "resume": ("received screened accepted working", SAME, "handler leader"),
    },
}
OWN["second_complaint"] = OWN["complaint"]
NEVER = {"second_complaint": {"split", "merge", "seal_letter"}}


def rows(kind):
    known = {**SHARED, **OWN[kind.code]}
    return [(verb, *row) for verb, row in known.items() if verb not in NEVER.get(kind.code, ())]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_verb_leaves_and_reaches_what_the_table_says_and_is_open_to_those_roles_alone(kind):
    for verb, sources, target, roles in rows(kind):
        steps = [step for step in kind.transitions if step.verb == verb]
        assert frozenset().union(*(step.sources for step in steps)) == set(sources.split()), verb
        assert {step.target for step in steps} == {target}, verb
        assert {role for step in steps for role in step.roles} == {Role(role) for role in roles.split()}, verb


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_table_has_no_verb_that_this_test_does_not_know(kind):
    assert set(kind.verbs()) == {row[0] for row in rows(kind)} | {"note"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_verb_leaves_one_status_by_one_step_only(kind):
    for verb in kind.verbs():
        sources = [s for step in kind.transitions if step.verb == verb for s in step.sources]
        assert len(sources) == len(set(sources)), verb


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_open_status_can_still_reach_an_end(kind):
    ends = {status.code for status in kind.statuses if status.phase == "closed"}
    reach = set(ends)
    while True:
        more = {s for step in kind.transitions if step.target in reach for s in step.sources} - reach
        if not more:
            break
        reach |= more
    assert reach == {status.code for status in kind.statuses}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_what_the_desk_may_write_down_for_a_citizen_she_may_do_herself(kind):
    steps = (kind.opening, *kind.transitions)
    brought = {step.verb for step in steps if step.by_citizen and step.roles}
    assert brought == {"receive", "supplement", "withdraw"}


def test_what_only_the_asker_can_say_is_said_of_the_answer_to_a_recommendation():
    hers = {kind.code: {step.verb for step in kind.transitions if not step.roles} for kind in KINDS}
    assert hers == {
        "complaint": set(),
        "second_complaint": set(),
        "recommendation": {"confirm_done", "reopen", "comment_answer"},
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_letter_that_is_open_is_counted_in_exactly_one_stock(kind):
    for status in kind.statuses:
        stocks = [stock for stock in kind.stocks if status.code in stock.statuses]
        owed = status.phase in OPEN_PHASES and status.code != "transferred"
        assert len(stocks) == (1 if owed else 0), status.code


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_step_that_ends_a_clock_ends_every_clock_that_could_run(kind):
    before_answer = [s for s in (kind.opening, *kind.transitions) if s.starts and not s.answers]
    started = {step.starts.purpose for step in before_answer}
    for step in kind.transitions:
        if step.verb == "withdraw":
            assert set(step.stops) == started


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_whatever_stops_the_clocks_is_followed_by_what_lets_them_run_from_the_same_statuses(kind):
    for step in kind.transitions:
        assert step.clock in ("", *KINDS_OF_STEPS), step.verb
        if step.waits:
            ends = [each for each in kind.transitions if each.clock == STOPS[step.clock]]
            assert step.sources <= frozenset().union(*(each.sources for each in ends)), step.verb


def test_each_kind_has_only_the_steps_that_the_law_gives_it():
    lived = {kind.code: {step.clock for step in kind.transitions if step.clock} for kind in KINDS}
    assert lived["recommendation"] == {"wait_citizen", "citizen_answered"}
    of_letters = set(KINDS_OF_STEPS) - {"wait_payment", "paid"}  # nobody pays for a letter
    assert lived["complaint"] == lived["second_complaint"] == of_letters
    assert {s.verb for s in COMPLAINT.transitions if s.basis} == {"suspend", "proceed"}


def test_the_installation_knows_each_kind_and_what_letters_are_given_out_in():
    entered = ["complaint", "second_complaint", "recommendation"]
    sealed = ["denunciation", "further_denunciation"]
    assert list(kinds.all_kinds()) == [
        *entered,
        *("part", "verification", "execution"),
        *sealed,
        "application",
    ]
    assert list(kinds.letters()) == entered + sealed
    assert list(kinds.entered()) == entered
    assert list(kinds.sealed()) == sealed
    assert list(kinds.services()) == ["application"]


def test_a_second_complaint_is_never_decided_without_a_dialogue():
    assert SECOND_COMPLAINT.step("answer", "working").after == ("dialogue",)
    assert COMPLAINT.step("answer", "working").after == ()


def test_a_file_is_closed_only_when_nothing_is_left_to_execute_and_only_a_final_decision_is_executed():
    for kind in (COMPLAINT, SECOND_COMPLAINT):
        assert kind.step("close", "answered").executed
        assert kind.step("order_execution", "answered").when_final
    assert not RECOMMENDATION.step("close", "answered").executed
