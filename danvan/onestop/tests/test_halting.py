"""The clock stands still for more papers, for a payment, by decision: and what stood still is nobody's time."""

from datetime import date, datetime, time

import pytest

from danvan.cases.errors import StepRefused
from danvan.figures.models import Fact
from danvan.lib import dates
from danvan.onestop import actions, queries
from danvan.onestop.actions import Wanted
from danvan.onestop.tests.make import (
    MONDAY,
    do,
    fresh,
    lies,
    local,
    make_application,
    make_version,
    part,
    stage,
)
from danvan.procedures.tests.make import way

pytestmark = pytest.mark.django_db
TUESDAY, THURSDAY, FRIDAY = date(2026, 3, 10), date(2026, 3, 12), date(2026, 3, 13)
LISTED = [Wanted("Bản sao căn cước", "Thiếu trong hồ sơ", 2), Wanted("Chữ ký", "Tờ khai chưa ký")]


def at_time(hour, minute=0, day=MONDAY):
    return dates.pretending(datetime.combine(day, time(hour, minute), dates.VIETNAM))


def test_more_is_asked_for_whole_and_in_writing_and_the_clock_stands_still(place, monday):
    row = make_application(place)
    actions.ask_supplement(row, LISTED, by=place.minh, on=MONDAY)
    row = fresh(row)
    assert (row.case.status, row.case.whose) == ("supplementing", "citizen")
    assert row.case.waiting_since == MONDAY
    assert [lack.what for lack in row.lacks.all()] == ["Bản sao căn cước", "Chữ ký"]
    assert Fact.objects.filter(measure="applications.supplemented").count() == 1
    assert not queries.in_hand(place.minh, on=MONDAY)
    assert lies() == []


def test_days_that_stood_still_are_given_back(place):
    with at_time(9):
        row = make_application(place)
        actions.ask_supplement(row, LISTED, by=place.minh, on=MONDAY)
    with at_time(10, day=THURSDAY):
        actions.supplement(row, by=place.minh, on=THURSDAY)
        row = fresh(row)
        assert row.case.status == "working"
        assert local(row.appointment_at) == "17/03/2026 17:00"
        assert row.case.due_on == date(2026, 3, 17)
        assert lies() == []


def test_hours_that_stood_still_are_given_back_to_the_minute(place):
    told = make_version(place, ways=[way("counter", 4, "working_hours")], steps=[part(1, hours=4)])
    with at_time(8):
        row = make_application(place, told)
    assert local(row.appointment_at) == "09/03/2026 13:30"
    with at_time(9):
        actions.ask_supplement(row, LISTED, by=place.minh, on=MONDAY)
    with at_time(14, 20):
        actions.supplement(row, by=place.minh, on=MONDAY)
    ends = [fresh(row).appointment_at, stage(row).planned_at]
    assert list(map(local, ends)) == ["10/03/2026 07:50"] * 2
    with at_time(15):
        assert lies() == []


def test_a_second_request_for_more_is_refused_with_the_rule(place):
    with at_time(9):
        row = make_application(place)
        actions.ask_supplement(row, LISTED, by=place.minh, on=MONDAY)
        actions.supplement(row, by=place.minh, on=MONDAY)
        with pytest.raises(StepRefused, match=r"đã yêu cầu bổ sung 1 lần.*118/2025/NĐ-CP"):
            actions.ask_supplement(row, LISTED, by=place.minh, on=MONDAY)
        assert fresh(row).asked == 1
        assert lies() == []


@pytest.mark.parametrize(
    "wanted", [[], [Wanted("Bản sao", "")], [Wanted("", "Thiếu")], [Wanted("Lạ", "Vì", 9)]]
)
def test_a_request_without_a_list_or_a_reason_is_refused(place, monday, wanted):
    row = make_application(place)
    with pytest.raises(StepRefused):
        actions.ask_supplement(row, wanted, by=place.minh, on=MONDAY)
    assert fresh(row).case.status == "received"
    assert not row.lacks.exists()


def test_what_did_not_come_stays_on_the_list(place, monday):
    row = make_application(place)
    actions.ask_supplement(row, LISTED, by=place.minh, on=MONDAY)
    with pytest.raises(StepRefused, match="chọn nội dung"):
        actions.supplement(row, came=[], by=place.minh, on=MONDAY)
    first = row.lacks.order_by("pk").first()
    actions.supplement(row, came=[first.pk], by=place.minh, on=MONDAY)
    assert [lack.came_at is None for lack in row.lacks.order_by("pk")] == [False, True]
    assert lies() == []


def test_while_it_stands_still_no_step_goes_from_hand_to_hand(place, monday):
    row = make_application(place)
    actions.take(stage(row), by=place.minh, on=MONDAY)
    actions.stop(row, text="Chờ ý kiến tòa án.", by=place.hoa, on=MONDAY)
    with pytest.raises(StepRefused, match="dừng xử lý"):
        actions.pass_on(stage(row), by=place.minh, on=MONDAY)
    actions.go_on(row, text="Tòa đã trả lời.", by=place.hoa, on=MONDAY)
    actions.pass_on(stage(row), by=place.minh, on=MONDAY)
    assert fresh(row).case.status == "ready"
    assert lies() == []


def test_only_a_leader_stops_it_and_with_a_reason(place, monday):
    row = make_application(place)
    with pytest.raises(StepRefused, match="Lãnh đạo"):
        actions.stop(row, text="Chờ.", by=place.minh, on=MONDAY)
    with pytest.raises(StepRefused, match="Cần ghi nội dung"):
        actions.stop(row, text="", by=place.hoa, on=MONDAY)
    assert not row.halts.exists()


def test_a_payment_that_is_waited_for_lets_the_clock_run_again_when_it_comes(place):
    told = make_version(place, ways=[way("counter", 3, fee=50_000)])
    with at_time(9):
        row = make_application(place, told)
        actions.await_payment(row, by=place.minh, on=MONDAY)
        assert fresh(row).case.waiting_for == {"wait_payment": "2026-03-09"}
    with at_time(9, day=FRIDAY):
        fee = row.fees.get()
        with pytest.raises(StepRefused, match=r"50\.000 đồng"):
            actions.pay(fee, amount=40_000, receipt="0012", how="cash", by=place.minh, on=FRIDAY)
        with pytest.raises(StepRefused, match="biên lai"):
            actions.pay(fee, amount=50_000, receipt="", how="cash", by=place.minh, on=FRIDAY)
        actions.pay(fee, amount=50_000, receipt="0012", how="cash", by=place.minh, on=FRIDAY)
        row = fresh(row)
        assert (row.case.status, row.case.due_on) == ("working", date(2026, 3, 18))
        with pytest.raises(StepRefused, match="đã nộp"):
            actions.exempt(fee, ground="Hộ nghèo", by=place.minh, on=FRIDAY)
        assert lies() == []


def test_nothing_is_waited_for_where_nothing_is_due(place, monday):
    row = make_application(place)
    with pytest.raises(StepRefused, match="không còn khoản"):
        actions.await_payment(row, by=place.minh, on=MONDAY)
    fee = actions.charge(row, amount=20_000, name="Lệ phí trước bạ", by=place.minh, on=MONDAY)
    actions.await_payment(row, by=place.minh, on=MONDAY)
    actions.exempt(fee, ground="Người có công", by=place.minh, on=MONDAY)
    assert fresh(row).case.status == "working"
    assert lies() == []


def test_a_term_in_words_is_given_back_the_working_time_that_it_stood_still(place):
    told = make_version(place, ways=[way("counter", None, "as_written", term_words="khác")])
    with at_time(9):
        row = make_application(place, told, until=datetime(2026, 3, 10, 10, tzinfo=dates.VIETNAM))
        actions.stop(row, text="Mất điện.", by=place.hoa, on=MONDAY)
    with at_time(9, day=FRIDAY):
        actions.go_on(row, text="Có điện.", by=place.hoa, on=FRIDAY)
        assert local(fresh(row).appointment_at) == "16/03/2026 10:00"
        do(row, 1, place.minh)
        assert lies() == []
