"""A petition from the door to the answer, with its clock, its figures and its history."""

from contextlib import suppress
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st

from danvan.cases import policies
from danvan.cases.actions import Step, confirm_clocks, correct, move, reveal, write_more
from danvan.cases.errors import MovedMeanwhile, StepRefused
from danvan.cases.models import Case, Party
from danvan.cases.queries import visible_to
from danvan.cases.workflow import Channel
from danvan.figures import queries as figures
from danvan.figures.models import Fact
from danvan.journal.actors import CITIZEN
from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.people import actions as people
from danvan.people.errors import Refused
from danvan.people.roles import Role
from danvan.petitions.actions import Letter, receive
from danvan.petitions.workflow import UNDER_WAY
from tests.lives import lived
from tests.make import LAN, MONDAY, at, given_for, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db

ALL = (Role.CLERK, Role.HANDLER, Role.LEADER)


@pytest.fixture
def commune():
    return make_unit("KY-KHANG-TEST")


@pytest.fixture
def minh(commune):
    return make_officer(commune, *ALL, username="minh")


@pytest.fixture
def today():
    with at(MONDAY):
        yield MONDAY


def stocks(unit, on, *measures):
    found = figures.stock(measures, on=on, units=[unit.pk])
    return [found.get((measure,), 0) for measure in measures]


def test_a_recommendation_brought_in_person_is_answered_within_ten_working_days(commune, today):
    case = make_case(commune)
    assert case.due_on == date(2018, 3, 5)
    assert case.deadlines.get().rule == "reception.result_notice"


def test_a_complaint_runs_one_clock_until_it_is_taken_up_and_another_after(commune, minh, today):
    case = make_case(commune, kind="complaint")
    assert case.due_on == date(2018, 2, 22)
    walk(case, minh, today, "screen", "accept")
    assert case.due_on == date(2018, 3, 14)
    assert list(case.deadlines.order_by("pk").values_list("purpose", "state")) == [
        ("acceptance", "met"),
        ("settlement", "running"),
    ]


def test_an_extended_complaint_gets_the_longer_term_from_the_same_start(commune, minh, today):
    case = walk(make_case(commune, kind="complaint"), minh, today, "screen", "accept", "extend")
    assert case.due_on == date(2018, 3, 29)


def test_a_complaint_is_extended_once(commune, minh, today):
    case = walk(make_case(commune, kind="complaint"), minh, today, "screen", "accept", "extend")
    with pytest.raises(StepRefused, match="Chỉ được gia hạn 1 lần"):
        walk(case, minh, today, "extend")


def test_whoever_was_dismissed_today_cannot_act_under_yesterdays_date(commune):
    hoa = make_officer(commune, Role.LEADER, full_name="Lê Thị Hoa")
    with at(MONDAY):
        case = walk(make_case(commune), hoa, MONDAY, "note")
    tuesday = MONDAY + timedelta(days=1)
    people.end_post(post=hoa.posts.get(), by=CITIZEN, on=tuesday)
    hoa = type(hoa).objects.get(pk=hoa.pk)
    with at(tuesday), pytest.raises(StepRefused):
        move(case, "note", by=hoa, on=MONDAY, given=Step(text="Hôm qua."))


def test_no_term_runs_by_a_rule_that_nobody_has_confirmed(commune):
    with at(date(2026, 11, 2)):
        case = make_case(commune, channel=Channel.PORTAL, on=date(2026, 11, 2))
        assert case.due_on is None
        assert case.deadlines.get().state == "unconfirmed"


def test_the_office_confirms_a_rule_once_and_every_clock_that_waited_for_it_runs(commune, minh):
    day = date(2026, 11, 2)
    with at(day):
        case = make_case(commune, channel=Channel.PORTAL, on=day)
        people.confirm_rule(
            unit=commune,
            rule="letter.processing",
            version="2021-11-15",
            decision="01/QĐ-UBND",
            by=minh,
            on=day,
        )
        assert confirm_clocks("letter.processing", by=minh, on=day) == 1
        case.refresh_from_db()
        assert case.due_on == date(2026, 11, 16)


def test_a_clock_confirmed_while_the_citizen_has_the_word_stays_stopped_and_leaves_the_wait_out(
    commune, minh
):
    day, later = date(2026, 11, 2), date(2026, 11, 6)
    with at(day):
        case = make_case(commune, channel=Channel.PORTAL, on=day)
        move(case, "ask", by=minh, on=day, given=Step(text="Xin gửi ảnh."))
        people.confirm_rule(
            unit=commune,
            rule="letter.processing",
            version="2021-11-15",
            decision="01/QĐ-UBND",
            by=minh,
            on=day,
        )
        confirm_clocks("letter.processing", by=minh, on=day)
        assert case.deadlines.get().state == "suspended"
    with at(later):
        write_more(case, text="Ảnh đây.", on=later)
        assert case.deadlines.get().due_on == date(2026, 11, 20)


def test_a_complaint_whose_first_term_nobody_confirmed_can_be_taken_up(commune, minh):
    day = date(2026, 11, 2)
    with at(day):
        case = walk(make_case(commune, kind="complaint", on=day), minh, day, "screen", "accept")
        assert dict(case.deadlines.values_list("purpose", "state")) == {
            "acceptance": "cancelled",
            "settlement": "running",
        }


def test_waiting_for_the_citizen_stops_the_clock_and_the_answer_lets_it_run_on(commune, minh):
    with at(MONDAY):
        case = make_case(commune)
        move(case, "ask", by=minh, on=MONDAY, given=Step(text="Xin gửi ảnh."))
        assert case.whose == "citizen"
    later = date(2018, 2, 23)
    with at(later):
        write_more(case, text="Ảnh đây.", on=later)
        case.refresh_from_db()
        assert case.waiting_since is None
        assert case.due_on == date(2018, 3, 9)


def test_stopping_and_starting_on_one_day_changes_nothing(commune, minh, today):
    case = make_case(commune)
    due = case.due_on
    move(case, "ask", by=minh, on=today, given=Step(text="Xin gửi ảnh."))
    move(case, "supplement", by=minh, on=today, given=Step(text="Đã gửi tại bàn."))
    assert case.due_on == due


def test_no_step_is_taken_while_the_citizen_has_the_word(commune, minh, today):
    case = make_case(commune)
    move(case, "ask", by=minh, on=today, given=Step(text="Xin gửi ảnh."))
    with pytest.raises(StepRefused, match="đang dừng: chờ công dân"):
        move(case, "screen", by=minh, on=today)


def test_an_officer_from_elsewhere_is_always_refused(commune, minh, today):
    dung = make_officer(make_unit(), *ALL, full_name="Hoàng Dũng")
    case = make_case(commune)
    with pytest.raises(StepRefused):
        move(case, "screen", by=dung, on=today)
    with pytest.raises(StepRefused):
        reveal(case.parties.get(), by=dung, on=today)
    assert policies.available(case, dung, on=today) == []


def test_two_officers_press_two_buttons_and_the_second_reads_who_did_what(commune, minh, today):
    hoa = make_officer(commune, Role.LEADER, full_name="Lê Thị Hoa")
    case = make_case(commune)
    seen = case.version
    move(case, "screen", by=hoa, on=today, seen=seen)
    stale = Case.objects.get(pk=case.pk)
    with pytest.raises(MovedMeanwhile, match="Lê Thị Hoa vừa làm bước “Xác định đủ điều kiện”"):
        move(stale, "refuse", by=minh, on=today, given=given_for(case, minh), seen=seen)


def test_the_same_letter_sent_twice_is_one_case(commune, today):
    submission = uuid4()
    letter = Letter("recommendation", "Đường hỏng", "Đường liên thôn hỏng.", "roads")
    first, second = (
        receive(letter, unit=commune, channel=Channel.PORTAL, by=CITIZEN, on=today, submission=submission)
        for _ in range(2)
    )
    assert first == second
    assert stocks(commune, today, "letters.received") == [1]


def test_a_letter_cannot_come_from_the_future(commune, today):
    with pytest.raises(StepRefused, match="tương lai"):
        make_case(commune, on=today + timedelta(days=1))
    assert not Case.objects.exists()


def test_a_step_cannot_be_dated_before_the_one_before(commune, minh):
    with at(date(2018, 2, 22)):
        case = make_case(commune, on=date(2018, 2, 21))
        with pytest.raises(StepRefused, match="không thể trước bước gần nhất"):
            move(case, "screen", by=minh, on=MONDAY)


@pytest.mark.parametrize("verb", ["refuse", "transfer", "ask", "withdraw", "note"])
def test_a_step_that_needs_something_says_what_is_missing_and_changes_nothing(commune, minh, today, verb):
    case = make_case(commune)
    with pytest.raises(StepRefused, match="Cần"):
        move(case, verb, by=minh, on=today)
    assert Case.objects.get(pk=case.pk).version == 1


def test_a_transfer_within_the_register_starts_anew_where_it_belongs_and_counts_in_both(commune, minh, today):
    other = make_unit(name="xã Khác")
    case = make_case(commune)
    move(case, "transfer", by=minh, on=today, given=Step(text="Thuộc xã bạn.", unit=other))
    assert (case.status, case.unit_responsible, case.unit_received) == ("received", other, commune)
    assert case.due_on == date(2018, 3, 5)
    measures = ("letters.received", "letters.transferred", "letters.under_examination")
    assert stocks(commune, today, *measures) == [1, 1, 0]
    assert stocks(other, today, *measures) == [1, 0, 1]


def test_a_transfer_outside_the_register_stays_open_until_the_other_authority_reports(commune, minh, today):
    case = walk(make_case(commune), minh, today, "transfer")
    assert case.is_open
    assert case.whose == "other"
    walk(case, minh, today, "report_back")
    assert case.phase == "closed"


def test_a_correction_puts_status_clock_and_figures_back_and_erases_nothing(commune, minh, today):
    case = walk(make_case(commune, kind="complaint"), minh, today, "screen", "accept", "answer")
    assert stocks(commune, today, "letters.resolved", "letters.open") == [1, 0]
    correct(case, by=minh, on=today, text="Nhầm hồ sơ.")
    assert (case.status, case.due_on) == ("accepted", date(2018, 3, 14))
    assert stocks(commune, today, "letters.resolved", "letters.open") == [0, 1]
    assert case.replies.get().withdrawn_on == today
    assert [event.verb for event in events_of("case", case.pk)][-2:] == ["answer", "correct"]


def test_corrections_one_after_another_walk_back_to_the_beginning(commune, minh, today):
    case = walk(make_case(commune, kind="complaint"), minh, today, "screen", "accept", "assign")
    for _ in range(3):
        correct(case, by=minh, on=today, text="Làm lại.")
    assert (case.status, case.officer, case.due_on) == ("received", None, date(2018, 2, 22))
    with pytest.raises(StepRefused, match="Không có bước nào"):
        correct(case, by=minh, on=today, text="Nữa.")


def test_a_letter_past_its_term_counts_as_overdue_from_the_day_after_without_anybody_doing_anything(
    commune, minh, today
):
    case = walk(make_case(commune), minh, today, "screen")
    assert stocks(commune, case.due_on, "letters.overdue") == [0]
    assert stocks(commune, case.due_on + timedelta(days=1), "letters.overdue") == [1]


def test_a_late_answer_ends_the_overdue_on_its_own_day_and_is_counted_as_late(commune, minh, today):
    case = walk(make_case(commune), minh, today, "screen", "accept")
    late = date(2018, 3, 8)
    with at(late):
        walk(case, minh, late, "answer")
    measures = ("letters.overdue", "letters.resolved_late", "letters.resolved_in_time")
    assert stocks(commune, late - timedelta(days=1), *measures) == [1, 0, 0]
    assert stocks(commune, late, *measures) == [0, 1, 0]


def test_looking_at_a_name_leaves_an_event_and_the_list_shows_initials(commune, minh, today):
    case = make_case(commune)
    party = case.parties.get()
    assert party.initials == "N.T.L."
    reveal(party, by=minh, on=today)
    assert events_of("case", case.pk).last().data["party"] == party.pk


def test_no_personal_data_stands_in_the_journal(commune, minh, today):
    case = walk(make_case(commune), minh, today, "screen", "accept")
    kept = "".join(f"{event.text}{event.data}" for event in Event.objects.filter(stream="case"))
    assert Party.objects.get(case=case).full_name == LAN.full_name
    for piece in (LAN.full_name, LAN.phone, LAN.address, case.body):
        assert piece not in kept


steps = st.lists(
    st.sampled_from(
        [
            *("screen", "accept", "assign", "ask", "supplement", "answer", "close", "withdraw", "correct"),
            *("extend", "undo_extension", "suspend", "proceed", "ask_expert", "expert_answered"),
        ]
    ),
    max_size=10,
)


@lived(12)
@given(steps, st.sampled_from(["complaint", "recommendation"]))
def test_whatever_is_done_in_whatever_order_a_letter_is_counted_once_and_one_clock_runs_at_most(
    commune, minh, verbs, kind
):
    day = date(2026, 11, 2)
    with at(day), transaction.atomic():
        case = make_case(commune, kind=kind, channel=Channel.PORTAL, on=day)
        for verb in verbs:
            with suppress(StepRefused, Refused):
                do(case, verb, minh, day)
        case.refresh_from_db()
        assert case.deadlines.filter(state__in=["running", "suspended"]).count() <= 1
        sums = _figures_of(case)
        examined = ("eligible", "ineligible", "transferred", "withdrawn_unscreened", "under_examination")
        assert sums["letters.received"] == 1 == sum(sums.get(f"letters.{m}", 0) for m in examined)
        after = ("resolved", "withdrawn", "open")
        assert sums.get("letters.eligible", 0) == sum(sums.get(f"letters.{m}", 0) for m in after)
        runs_out = case.status in UNDER_WAY and case.due_on is not None and case.waiting_since is None
        assert sums.get("letters.overdue", 0) == runs_out
        transaction.set_rollback(True)


def do(case, verb, officer, day):
    """A step, a correction, or the confirmation of both rules that run from 2026."""
    if verb == "correct":
        correct(case, by=officer, on=day, text="Nhầm.")
    elif verb != "confirm":
        move(case, verb, by=officer, on=day, given=given_for(case, officer))
    else:
        for rule, version in {
            "letter.processing": "2021-11-15",
            "complaint.acceptance": "2026-07-01",
        }.items():
            people.confirm_rule(
                unit=case.unit_responsible, rule=rule, version=version, decision="01/QĐ", by=officer, on=day
            )
            confirm_clocks(rule, by=officer, on=day)


def _figures_of(case):
    facts = Fact.objects.filter(subject_id=case.pk, measure__startswith="letters.")
    return {row["measure"]: row["n"] for row in facts.values("measure").annotate(n=Sum("amount"))}


def test_a_post_for_one_kind_of_case_neither_shows_nor_moves_another(commune, today):
    binh = make_officer(commune, username="binh", full_name="Trần Văn Bình")
    people.give_post(
        officer=binh, unit=commune, role=Role.HANDLER, kinds=["complaint"], by=CITIZEN, on=date(2010, 1, 1)
    )
    complaint, other = make_case(commune, kind="complaint"), make_case(commune)
    assert list(visible_to(binh, on=today)) == [complaint]
    move(complaint, "screen", by=binh, on=today)
    with pytest.raises(StepRefused, match="Bước này dành cho"):
        move(other, "screen", by=binh, on=today)
    with pytest.raises(StepRefused, match="đơn vị khác"):
        reveal(other.parties.get(), by=binh, on=today)
    assert policies.available(other, binh, on=today) == []


def test_a_second_post_for_all_kinds_lifts_the_limit_of_the_first(commune, today):
    binh = make_officer(commune, Role.CLERK, username="binh", full_name="Trần Văn Bình")
    people.give_post(
        officer=binh, unit=commune, role=Role.HANDLER, kinds=["complaint"], by=CITIZEN, on=date(2010, 1, 1)
    )
    make_case(commune, kind="complaint"), make_case(commune)
    assert visible_to(binh, on=today).count() == 2
