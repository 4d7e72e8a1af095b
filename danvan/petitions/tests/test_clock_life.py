"""The life of a clock on a real case: in any order to the same day, figures right, undone exactly, on record."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st

from danvan import law
from danvan.calendars.tests.make import make_change, make_land
from danvan.cases import clocks, verify
from danvan.cases.actions import Step, correct, move, write_more
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Deadline
from danvan.cases.queries import case_file, clock_turns
from danvan.figures.models import Fact
from danvan.journal.queries import events_of
from danvan.people.roles import Role
from tests.lives import lived
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db

ACCEPTED_ON = date(2026, 8, 3)  # a Monday; the Decree of 2026 is in force
TERM_ENDS = date(2026, 9, 3)  # 30 days: 02/09, National Day, and the day beside it are off
TEXT = "Nội dung ghi nhận."


@pytest.fixture
def commune():
    return make_unit("KY-KHANG-TEST")


@pytest.fixture
def hoa(commune):
    return make_officer(commune, Role.CLERK, Role.HANDLER, Role.LEADER, username="hoa")


@pytest.fixture
def case(commune, hoa):
    return accepted(commune, hoa)


def accepted(commune, hoa, on=ACCEPTED_ON):
    with at(on):
        return walk(make_case(commune, kind="complaint", on=on), hoa, on, "screen", "accept")


def do(case, verb, by, day, **given):
    with at(day):
        return move(case, verb, by=by, on=day, given=Step(**{"text": TEXT, **given}))


def day(number):
    return ACCEPTED_ON + timedelta(days=number)


def settlement(case):
    return case.deadlines.get(purpose="settlement")


def counted(**how):
    return law.due("complaint.first_settlement", start=ACCEPTED_ON, **how).due_on


def overdue(case, on):
    rows = Fact.objects.filter(subject_id=case.pk, measure="letters.overdue", day__lte=on)
    return rows.aggregate(n=Sum("amount", default=0))["n"]


# -- each step


def test_a_suspension_stops_the_clock_and_its_days_do_not_count(case, hoa):
    before = case.due_on
    do(case, "suspend", hoa, day(4), decision="14a/QĐ-UBND")
    assert (settlement(case).state, case.waiting_since, case.whose) == ("suspended", day(4), "office")
    do(case, "proceed", hoa, day(14), decision="14b/QĐ-UBND")
    assert (settlement(case).state, case.waiting_since, case.waiting_for) == ("running", None, {})
    assert case.due_on == counted(suspensions=[(day(5), day(14))]) > before


def test_the_time_of_an_expert_opinion_does_not_count_and_the_derivation_says_why(case, hoa):
    do(case, "ask_expert", hoa, day(2), decision="22/QĐ-UBND")
    do(case, "expert_answered", hoa, day(9))
    why = settlement(case).derivation
    assert case.due_on == counted(suspensions=[(day(3), day(9))])
    assert any("theo 22/QĐ-UBND: chờ kết quả giám định" in line for line in why.sentences("vi"))
    assert any("waiting for an expert opinion" in line for line in why.sentences("en"))


def test_an_extension_names_its_decision_and_may_be_undone(case, hoa):
    before = case.due_on
    do(case, "extend", hoa, day(20), days=10, decision="21/QĐ-UBND")
    assert case.due_on == counted(extensions=[10])
    assert any("21/QĐ-UBND" in line for line in settlement(case).derivation.sentences("vi"))
    do(case, "undo_extension", hoa, day(21), decision="21/QĐ-UBND")
    assert case.due_on == before
    do(case, "extend", hoa, day(22), days=15, decision="23/QĐ-UBND")
    assert case.due_on == counted(extensions=[15])


def test_a_suspended_clock_may_be_extended_and_runs_on_with_both(case, hoa):
    do(case, "suspend", hoa, day(4), decision="14a")
    do(case, "extend", hoa, day(6), days=15, decision="21")
    assert settlement(case).state == "suspended"
    do(case, "proceed", hoa, day(10), decision="14b")
    assert case.due_on == counted(extensions=[15], suspensions=[(day(5), day(10))])


def test_a_suspension_while_an_expert_works_goes_on_after_the_opinion_and_no_day_is_left_out_twice(case, hoa):
    do(case, "ask_expert", hoa, day(2), decision="22")
    do(case, "suspend", hoa, day(4), decision="14a")
    do(case, "expert_answered", hoa, day(6))
    assert (case.waiting_since, list(case.waiting_for)) == (day(4), ["suspend"])
    assert settlement(case).state == "suspended"
    do(case, "proceed", hoa, day(9), decision="14b")
    assert case.due_on == counted(suspensions=[(day(3), day(9))])


def test_an_expert_may_be_asked_while_the_case_is_suspended_and_the_two_end_in_any_order(case, hoa):
    do(case, "suspend", hoa, day(2), decision="14a")
    do(case, "ask_expert", hoa, day(4), decision="22")
    assert list(case.waiting_for) == ["suspend", "ask_expert"]
    do(case, "proceed", hoa, day(6), decision="14b")
    assert settlement(case).state == "suspended"
    do(case, "expert_answered", hoa, day(9))
    assert case.due_on == counted(suspensions=[(day(3), day(9))])


# -- what is refused


@pytest.mark.parametrize(
    "verbs, verb, given, sentence",
    [
        ((), "extend", {"days": 16, "decision": "21"}, "không quá 15 ngày"),
        ((), "extend", {"days": -3, "decision": "21"}, "từ 1 trở lên"),
        (("extend",), "extend", {"days": 5, "decision": "24"}, "Chỉ được gia hạn 1 lần"),
        ((), "undo_extension", {"decision": "21"}, "không có gia hạn nào để hủy"),
        ((), "proceed", {"decision": "14b"}, "Hồ sơ đang không tạm đình chỉ"),
        ((), "expert_answered", {}, "Hồ sơ chưa trưng cầu giám định"),
        (("suspend",), "suspend", {"decision": "14a"}, "Hồ sơ đã dừng"),
        (("suspend", "ask_expert"), "ask_expert", {"decision": "22"}, "Hồ sơ đã dừng"),
        (("ask_expert",), "answer", {"outcome": "granted", "decision": "1"}, "Hồ sơ đang dừng"),
        (("ask_expert",), "expert_answered", {"on": ACCEPTED_ON}, "trước bước gần nhất"),
        ((), "suspend", {"decision": ""}, "Cần ghi số quyết định"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_changes(case, hoa, verbs, verb, given, sentence):
    for number, each in enumerate(verbs):
        do(case, each, hoa, day(2 + number), days=10, decision="20")
    before = Deadline.objects.filter(case=case).values_list("due_on", "steps", "state")
    rows, version = list(before), case.version
    on = given.pop("on", day(8)) if "on" in given else day(8)
    with pytest.raises(StepRefused, match=sentence):
        do(case, verb, hoa, on, **given)
    case.refresh_from_db()
    assert (list(before.all()), case.version) == (rows, version)


def test_a_suspension_is_not_offered_before_the_law_knew_it(commune, hoa):
    case = accepted(commune, hoa, MONDAY)
    with pytest.raises(StepRefused, match="luật chưa cho phép"):
        do(case, "suspend", hoa, MONDAY, decision="14a")


# -- in any order


PLANS = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.sampled_from(["suspend", "proceed", "ask_expert", "expert_answered", "extend", "undo_extension"]),
    ),
    max_size=10,
)


@lived(12)
@given(PLANS)
def test_whatever_is_done_in_whatever_order_the_day_is_that_of_the_days_left_out_and_the_extension(
    commune, hoa, plan
):
    with transaction.atomic():
        case, left_out, longer = accepted(commune, hoa), set(), 0
        stopped: dict[str, date] = {}
        for number, verb in sorted(plan, key=lambda one: one[0]):
            with suppress(StepRefused):
                do(case, verb, hoa, day(number), days=15, decision="21")
                stopped |= {verb: day(number)} if verb in ("suspend", "ask_expert") else {}
                begun = {"proceed": "suspend", "expert_answered": "ask_expert"}.get(verb)
                if begun:
                    first = stopped.pop(begun)
                    left_out |= {first + timedelta(n + 1) for n in range((day(number) - first).days)}
                longer = {"extend": 15, "undo_extension": 0}.get(verb, longer)
        clock = settlement(case)
        assert (clock.state == "suspended") == bool(stopped) == bool(case.waiting_since)
        if not stopped:
            spans = [(one, one) for one in sorted(left_out)]
            assert clock.due_on == counted(suspensions=spans, extensions=[longer] if longer else [])
        assert [*verify.contents(), *verify.states()] == []
        runs_out = case.waiting_since is None
        assert overdue(case, date(2030, 1, 1)) == runs_out
        transaction.set_rollback(True)


# -- corrections, figures, the calendar


@pytest.mark.parametrize(
    "before, verb",
    [
        ((), "extend"),
        (("extend",), "undo_extension"),
        ((), "suspend"),
        (("suspend",), "proceed"),
        ((), "ask_expert"),
        (("ask_expert",), "expert_answered"),
    ],
)
def test_a_step_taken_back_leaves_clock_case_and_figures_exactly_as_they_were(case, hoa, before, verb):
    for number, each in enumerate(before):
        do(case, each, hoa, day(2 + number), days=10, decision="20")
    was = _all_of(case)
    do(case, verb, hoa, day(8), days=10, decision="20")
    assert _all_of(case) != was
    with at(day(9)):
        correct(case, by=hoa, on=day(9), text="Nhầm.")
    assert _all_of(case) == was
    assert [*verify.contents(), *verify.states()] == []


def _all_of(case):
    clock = settlement(case)
    figures = [overdue(case, date(2026, 8, 1) + timedelta(n)) for n in range(120)]
    return (
        clock.due_on,
        clock.state,
        clock.steps,
        clock.recipe,
        case.due_on,
        case.waiting_since,
        case.waiting_for,
        figures,
    )


def test_a_case_is_not_overdue_while_it_is_suspended_and_is_again_when_its_longer_term_ends(case, hoa):
    assert [overdue(case, case.due_on), overdue(case, case.due_on + timedelta(1))] == [0, 1]
    do(case, "suspend", hoa, day(10), decision="14a")
    assert overdue(case, date(2030, 1, 1)) == 0
    assert not Case.objects.overdue(date(2030, 1, 1)).exists()
    do(case, "proceed", hoa, day(50), decision="14b")
    assert case.due_on > day(50)
    assert [overdue(case, case.due_on), overdue(case, case.due_on + timedelta(1))] == [0, 1]
    assert list(Case.objects.overdue(case.due_on + timedelta(1))) == [case]


def test_the_citizen_who_writes_ends_the_wait_for_her_alone(commune, hoa):
    with at(ACCEPTED_ON):
        case = make_case(commune, kind="complaint", on=ACCEPTED_ON)
        move(case, "ask", by=hoa, on=ACCEPTED_ON, given=Step(text="Xin gửi bản đồ."))
        write_more(case, text="Đã gửi.", on=ACCEPTED_ON)
    assert case.waiting_for == {}
    walk_on = accepted(commune, hoa)
    do(walk_on, "ask_expert", hoa, day(1), decision="22")
    with at(day(2)):
        assert write_more(walk_on, text="Xin hỏi.", on=day(2)).verb == "write_more"
    assert list(walk_on.waiting_for) == ["ask_expert"]


def test_a_late_change_of_the_calendar_keeps_extensions_and_pauses():
    land = make_land()
    case, hoa = accepted(land.commune, land.hoa), land.hoa
    do(case, "extend", hoa, day(1), days=15, decision="21")
    do(case, "ask_expert", hoa, day(2), decision="22")
    do(case, "expert_answered", hoa, day(6))
    old = settlement(case)
    with at(day(7)):
        make_change(land, (old.due_on, True), on=day(7))
    new = settlement(case)
    assert new.due_on > old.due_on
    assert new.steps == old.steps
    assert [(e.amount, e.decision) for e in new.derivation.recipe.extended] == [(15, "21")]
    assert [(p.first, p.last) for p in new.derivation.recipe.suspended] == [(day(3), day(6))]
    do(case, "undo_extension", hoa, day(8), decision="21")
    assert settlement(case).due_on < old.due_on


# -- the history


def test_the_history_tells_each_step_of_each_clock_and_from_which_day_to_which_it_moved(case, hoa):
    first = case.due_on
    do(case, "extend", hoa, day(1), days=15, decision="21/QĐ")
    longer = case.due_on
    do(case, "note", hoa, day(1))
    do(case, "undo_extension", hoa, day(2), decision="21/QĐ")
    do(case, "ask_expert", hoa, day(3), decision="22/QĐ")
    turns = clock_turns(case_file(case).events)
    told = [(t.purpose, t.event.verb, t.before, t.after, t.state) for t in turns if t.purpose == "settlement"]
    one, two = first.isoformat(), longer.isoformat()
    assert told == [
        ("settlement", "accept", None, one, "running"),
        ("settlement", "extend", one, two, "running"),
        ("settlement", "undo_extension", two, one, "running"),
        ("settlement", "ask_expert", one, one, "suspended"),
    ]
    assert turns[-1].event.data["decision"] == "22/QĐ"


def test_a_clock_says_how_far_it_may_be_extended_and_how_much_was_left_when_it_stopped(case, hoa):
    assert clocks.limit_of(settlement(case)).total == 15
    do(case, "suspend", hoa, day(10), decision="14a")
    assert clocks.left(settlement(case), day(30)) == ((case.due_on - day(10)).days, "calendar")


def test_events_keep_no_more_of_an_expert_than_the_officer_wrote(case, hoa):
    do(case, "ask_expert", hoa, day(3), decision="22/QĐ")
    event = events_of("case", case.pk).last()
    assert (event.public, event.text) == (True, TEXT)
    assert event.data["clock"] == "ask_expert"
