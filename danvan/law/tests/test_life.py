"""The life of a clock: stopped, let run, extended, undone; in any order to the same day."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.law import (
    AlreadyStopped,
    ExtensionOverCap,
    InvalidTerm,
    NoReason,
    NothingToUndo,
    NotStopped,
    Step,
    StepBeforeStart,
    StepError,
    UnknownStep,
    due,
    history,
    live,
    rule,
)

START = date(2023, 9, 5)
RULE = "denunciation.settlement"


def d(text):
    return date.fromisoformat(text)


def standing(*steps, **how):
    return live(steps).due(RULE, start=START, **({"complexity": "special"} | how))


def test_a_clock_to_which_nothing_happened_runs_to_its_day():
    assert standing().due_on == due(RULE, start=START).due_on == d("2023-10-05")
    assert (standing().state, standing().left) == ("running", None)


def test_the_time_of_an_expert_opinion_does_not_count():
    stands = standing(
        Step("ask_expert", d("2023-09-10"), reason="giám định chữ ký"),
        Step("expert_answered", d("2023-09-30")),
    )
    assert stands.due_on == d("2023-10-25")
    assert "giám định chữ ký" in stands.due.derivation.full()


def test_a_stopped_clock_has_no_day_and_says_what_is_left():
    stands = standing(Step("suspend", d("2023-09-25"), reason="chờ cơ quan khác"))
    assert (stands.state, stands.due_on, stands.left) == ("stopped", None, 10)
    assert stands.stopped_on == d("2023-09-26")
    working = live([Step("wait_citizen", d("2018-02-13"), reason="bổ sung giấy tờ")])
    assert working.due_by_term(10, "working", date(2018, 2, 12)).left == 9


def test_what_is_left_when_stopped_is_what_runs_when_let_run():
    stop = Step("suspend", d("2023-09-25"), reason="chờ")
    stands = standing(stop, Step("resume", d("2023-12-31")))
    assert stands.due.counted_on == d("2023-12-31") + timedelta(standing(stop).left)


def test_stopped_and_let_run_on_one_day_loses_nothing():
    day = d("2023-09-20")
    for steps in permutations([Step("suspend", day, reason="nhầm"), Step("resume", day)]):
        assert standing(*steps).due_on == standing().due_on


def test_a_clock_stopped_after_its_day_has_run_out_all_the_same():
    stands = standing(Step("suspend", d("2023-11-01"), reason="muộn"))
    assert (stands.state, stands.due_on) == ("running", d("2023-10-05"))


def test_an_extension_is_undone_by_its_decision_or_the_last_is():
    one = Step("extend", d("2023-09-20"), days=30, reason="phức tạp", decision="QĐ 1")
    two = Step("extend", d("2023-10-20"), days=20, reason="phức tạp", decision="QĐ 2")
    undo = Step("undo_extension", d("2023-10-25"))
    assert live([one, two]).extensions[0].decision == "QĐ 1"
    assert [each.decision for each in live([one, two, undo]).extensions] == ["QĐ 1"]
    first = Step("undo_extension", d("2023-10-25"), decision="QĐ 1")
    assert [each.decision for each in live([one, two, first]).extensions] == ["QĐ 2"]
    assert standing(one, Step("undo_extension", d("2023-10-25"))).due_on == standing().due_on


def test_causes_that_overlap_leave_a_day_out_once():
    steps = (
        Step("suspend", d("2023-09-10"), reason="a"),
        Step("ask_expert", d("2023-09-15"), reason="b"),
        Step("resume", d("2023-09-20")),
        Step("expert_answered", d("2023-09-30")),
    )
    assert standing(*steps).due_on == d("2023-10-25")
    still = live([*steps[:3]])
    assert still.due(RULE, start=START).state == "stopped"


@pytest.mark.parametrize(
    "steps, error",
    [
        ([Step("pause", START)], UnknownStep),
        ([Step("suspend", START)], NoReason),
        ([Step("extend", START, days=3)], NoReason),
        ([Step("extend", START, days=0, reason="x")], InvalidTerm),
        ([Step("extend", START, days=-3, reason="x")], InvalidTerm),
        ([Step("resume", START)], NotStopped),
        ([Step("suspend", START, reason="x"), Step("citizen_answered", START)], NotStopped),
        ([Step("suspend", START, reason="x"), Step("resume", START - timedelta(1))], NotStopped),
        ([Step("suspend", START, reason="x"), Step("suspend", START, reason="y")], AlreadyStopped),
        ([Step("undo_extension", START)], NothingToUndo),
        (
            [Step("extend", START, 3, "x", decision="1"), Step("undo_extension", START, decision="2")],
            NothingToUndo,
        ),
    ],
)
def test_a_step_that_cannot_follow_is_a_named_error_and_changes_nothing(steps, error):
    before = live([])
    with pytest.raises(error) as caught:
        before.then(*steps)
    assert caught.value.say("vi") != caught.value.say("en")
    assert before == live([])


def test_a_step_before_the_start_is_refused():
    with pytest.raises(StepBeforeStart):
        standing(Step("suspend", START - timedelta(1), reason="x"))


def test_an_extension_over_the_cap_of_the_rule_is_refused_when_read_and_when_counted():
    steps = [Step("extend", START + timedelta(n), days=30, reason="x", decision=str(n)) for n in range(3)]
    with pytest.raises(ExtensionOverCap):
        standing(*steps)
    limit = rule(RULE, START).term("normal", "special").extension
    with pytest.raises(ExtensionOverCap):
        live(steps, limit=limit)
    assert limit.who.vi == "người giải quyết tố cáo"
    undone = [*steps, Step("undo_extension", START + timedelta(9), decision="1")]
    assert len(live(undone, limit=limit).extensions) == 2


def test_a_history_shows_where_the_clock_stood_after_each_step():
    steps = [
        Step("extend", d("2023-09-20"), 30, "phức tạp", "Hoa", "QĐ 1"),
        Step("suspend", d("2023-09-25"), reason="chờ Sở trả lời"),
        Step("resume", d("2023-10-04")),
    ]
    told = history(steps[::-1], lambda life: life.due(RULE, start=START, complexity="complex"))
    assert [step for step, _ in told] == steps
    assert [stands.due_on for _, stands in told] == [d("2023-11-06"), None, d("2023-11-13")]
    assert steps[0].say() == "20/09/2023: gia hạn 30 theo QĐ 1, Hoa: phức tạp"
    assert "suspended" in steps[1].say("en")


ANY_STEP = st.builds(
    Step,
    st.sampled_from(["suspend", "resume", "extend", "undo_extension", "ask_expert"]),
    st.dates(START, START + timedelta(30)),
    st.integers(-1, 9),
    st.sampled_from(["", "x"]),
)


@st.composite
def lives(draw):
    """Steps that can be: stops with their ends, extensions, some of them undone."""
    steps, day = [], START
    for begin, end in (("suspend", "resume"), ("ask_expert", "expert_answered")):
        day = START
        for _ in range(draw(st.integers(0, 2))):
            day += timedelta(draw(st.integers(0, 20)))
            steps.append(Step(begin, day, reason="x"))
            day += timedelta(draw(st.integers(0, 20)))
            steps.append(Step(end, day))
            day += timedelta(1)
    for number in range(draw(st.integers(0, 2))):
        granted = START + timedelta(draw(st.integers(0, 40)))
        steps.append(Step("extend", granted, draw(st.integers(1, 30)), "x", decision=f"QĐ {number}"))
        if draw(st.booleans()):
            steps.append(Step("undo_extension", granted + timedelta(3), decision=f"QĐ {number}"))
    return steps


@settings(deadline=None, max_examples=60)
@given(lives(), st.randoms(use_true_random=False))
def test_steps_in_any_order_lead_to_the_same_day(steps, chance):
    mixed = list(steps)
    chance.shuffle(mixed)
    told = live(steps).due(RULE, start=START, complexity="special")
    again = live(mixed).due(RULE, start=START, complexity="special")
    assert (told.state, told.due_on) == (again.state, again.due_on)


@settings(deadline=None, max_examples=60)
@given(lives(), st.integers(0, 9))
def test_an_undone_extension_is_as_if_never_granted(steps, days):
    at = START + timedelta(days)
    more = [
        Step("extend", at, 5, "x", decision="thêm"),
        Step("undo_extension", at + timedelta(60), decision="thêm"),
    ]
    assert live([*steps, *more]).extensions == live(steps).extensions


@settings(deadline=None, max_examples=60)
@given(st.lists(ANY_STEP, max_size=6))
def test_any_steps_give_a_life_or_a_named_error(steps):
    try:
        life = live(steps)
    except (StepError, InvalidTerm):
        return
    assert life.due_by_term(30, "calendar", START).state in ("running", "stopped")
