"""How applications end: handed out, refused with reasons, withdrawn; and what a late office owes."""

from datetime import date, datetime

import pytest

from danvan.cases.actions import move
from danvan.cases.errors import MovedMeanwhile, StepRefused
from danvan.cases.policies import available
from danvan.figures.models import Fact
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.onestop import actions, queries
from danvan.onestop.actions import Wanted
from danvan.onestop.tests.make import MONDAY, do, fresh, lies, local, make_application, make_version
from danvan.portal import actions as portal
from danvan.portal import tracking
from danvan.procedures.tests.make import way
from tests.make import at

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY, THURSDAY = date(2026, 3, 10), date(2026, 3, 11), date(2026, 3, 12)
NEXT = datetime(2026, 3, 20, 10, tzinfo=dates.VIETNAM)
LATER = datetime(2026, 3, 25, 10, tzinfo=dates.VIETNAM)


def test_the_result_is_handed_to_somebody_and_reminded_of_before(place, monday):
    row = make_application(place)
    do(row, 1, place.minh)
    assert [each.pk for each in queries.not_collected(place.minh, on=MONDAY)] == [row.pk]
    actions.remind(row, by=place.minh, on=MONDAY)
    with pytest.raises(StepRefused, match="trả cho ai"):
        actions.return_result(row, how="person", to=" ", by=place.minh, on=MONDAY)
    actions.return_result(row, how="person", to="Nguyễn Thị Lan", by=place.minh, on=MONDAY)
    row = fresh(row)
    assert (row.case.status, row.case.phase, row.handed_to) == ("returned", "closed", "Nguyễn Thị Lan")
    assert row.reminded_at is not None
    assert not queries.not_collected(place.minh, on=MONDAY)
    assert lies() == []


def test_withdrawn_at_the_portal_while_its_clock_stands_still_nothing_goes_on_waiting(place, monday):
    row = make_application(place)
    assert tracking.tracking(row.case, MONDAY).clock.title.startswith("Ông/bà được trả kết quả chậm nhất")
    actions.ask_supplement(row, [Wanted("Giấy chứng sinh", "Bản nộp bị mờ.")], by=place.minh, on=MONDAY)
    assert tracking.tracking(fresh(row).case, MONDAY).badge == (
        "Cơ quan cần ông/bà bổ sung hồ sơ; thời hạn tạm dừng",
        "wait",
    )
    portal.withdraw(fresh(row).case, text="Tôi nộp lại sau.", on=MONDAY)
    assert fresh(row).case.status == "withdrawn"
    assert lies() == []


def test_a_result_nobody_collects_is_on_the_list_after_so_many_days(place):
    with at(MONDAY):
        row = make_application(place)
        do(row, 1, place.minh)
    with at(THURSDAY):
        counts = [queries.not_collected(place.minh, on=THURSDAY, days=days).count() for days in (0, 3, 4)]
    assert counts == [1, 1, 0]


def test_nothing_is_handed_out_while_a_fee_is_due(place, monday):
    row = make_application(place, make_version(place, ways=[way("counter", 3, fee=8_000)]))
    do(row, 1, place.minh)
    with pytest.raises(StepRefused, match="chưa nộp"):
        actions.return_result(row, how="person", to="Lan", by=place.minh, on=MONDAY)
    actions.pay(row.fees.get(), amount=8_000, receipt="0012", how="cash", by=place.minh, on=MONDAY)
    actions.return_result(row, how="person", to="Lan", by=place.minh, on=MONDAY)
    assert lies() == []


@pytest.mark.parametrize("waits", [False, True])
def test_it_is_refused_with_reasons_also_while_it_waits(place, monday, waits):
    row = make_application(place)
    if waits:
        actions.ask_supplement(row, [Wanted("Chữ ký", "Chưa ký")], by=place.minh, on=MONDAY)
    with pytest.raises(StepRefused, match="Cần ghi nội dung"):
        actions.refuse(row, reason="", by=place.hoa, on=MONDAY)
    with pytest.raises(StepRefused, match="Lãnh đạo"):
        actions.refuse(row, reason="Không thuộc đối tượng.", by=place.minh, on=MONDAY)
    actions.refuse(row, reason="Không thuộc đối tượng.", by=place.hoa, on=MONDAY)
    assert fresh(row).case.status == "refused"
    assert not row.halts.filter(until_at__isnull=True).exists()
    assert Fact.objects.filter(measure="applications.refused").count() == 1
    assert lies() == []


def test_it_is_withdrawn_and_nothing_of_it_runs_on(place, monday):
    row = make_application(place)
    actions.withdraw(row, reason="Đổi ý.", by=place.minh, on=MONDAY)
    assert fresh(row).case.status == "withdrawn"
    assert not queries.in_hand(place.minh, on=MONDAY)
    with pytest.raises(StepRefused):
        actions.withdraw(row, reason="Đổi ý.", by=place.minh, on=MONDAY)
    assert lies() == []


def test_a_late_office_apologises_once_a_day_before_and_the_term_stays_the_laws(place):
    with at(MONDAY):
        row = make_application(place)
    with at(WEDNESDAY):
        with pytest.raises(StepRefused, match="phải sau ngày hẹn"):
            actions.apologise(row, reason="Mất điện.", new_at=row.filed_at, by=place.hoa, on=WEDNESDAY)
        actions.apologise(row, reason="Mất điện.", new_at=NEXT, by=place.hoa, on=WEDNESDAY)
        row = fresh(row)
        assert (row.appointment_at, local(row.due_at)) == (NEXT, "12/03/2026 17:00")
        assert row.case.due_on == THURSDAY
        with pytest.raises(StepRefused, match="không hẹn lại lần nữa"):
            actions.apologise(row, reason="Lại mất.", new_at=LATER, by=place.hoa, on=WEDNESDAY)
        assert [each.pk for each in queries.escalated(place.hoa, on=WEDNESDAY)] == [row.pk]
        assert fresh(row).appointment_at == NEXT
        assert lies() == []
    with at(date(2026, 3, 19)):
        do(row, 1, place.minh)
        assert Fact.objects.filter(measure="applications.done_late").count() == 1
        assert lies() == []


def test_an_apology_on_the_day_itself_comes_too_late_and_goes_to_the_leader(place):
    with at(MONDAY):
        row = make_application(place)
    with at(THURSDAY), pytest.raises(StepRefused, match="chậm nhất ngày 11/03/2026"):
        actions.apologise(row, reason="Mất điện.", new_at=NEXT, by=place.hoa, on=THURSDAY)
    row = fresh(row)
    assert row.apologised_at is None
    assert row.escalated_at is not None
    assert Event.objects.filter(stream="case", subject=row.pk, verb="application_escalate").count() == 1
    with at(THURSDAY):
        assert lies() == []


def test_what_stood_still_after_an_apology_never_brings_the_appointment_nearer(place):
    with at(MONDAY):
        row = make_application(place)
        actions.apologise(row, reason="Mất điện.", new_at=NEXT, by=place.hoa, on=MONDAY)
        actions.stop(row, text="Chờ tòa án.", by=place.hoa, on=MONDAY)
    with at(TUESDAY):
        actions.go_on(row, text="Đã có.", by=place.hoa, on=TUESDAY)
        assert fresh(row).appointment_at == NEXT
        assert lies() == []


def test_a_leader_alone_apologises(place, monday):
    row = make_application(place)
    with pytest.raises(StepRefused, match="Lãnh đạo"):
        actions.apologise(row, reason="Bận.", new_at=NEXT, by=place.minh, on=MONDAY)
    assert fresh(row).escalated_at is None


def test_the_pages_of_letters_take_none_of_its_steps(place, monday):
    row = make_application(place)
    steps = available(row.case, place.hoa, on=MONDAY)
    assert {step.verb for step in steps if not step.apart} == {"note"}
    with pytest.raises(StepRefused, match="ở trang một cửa"):
        move(row.case, "refuse", by=place.hoa, on=MONDAY)


def test_whoever_looks_at_an_old_page_is_told_who_was_quicker(place, monday):
    row = make_application(place)
    seen = row.case.version
    actions.stop(row, text="Chờ.", by=place.hoa, on=MONDAY, seen=seen)
    with pytest.raises(MovedMeanwhile, match="Trần Thị Hoa"):
        actions.refuse(row, reason="Không đủ.", by=place.hoa, on=MONDAY, seen=seen)
