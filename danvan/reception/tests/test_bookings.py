"""Appointments: slots that are limited, one telephone once a day, online only where both sides agree."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from danvan.cases.errors import StepRefused
from danvan.journal.actors import CITIZEN
from danvan.reception import actions, queries, verify
from danvan.reception.actions import Guest, Plan
from danvan.reception.models import Booking, Room
from tests.make import MONDAY, at

TUESDAY = MONDAY + timedelta(1)
LAN = Guest("Nguyễn Thị Lan", "0912000417", about="Ranh giới đất")
KEY = f"{TUESDAY} 08:00"


def book(unit, guest=LAN, slot=KEY, by=CITIZEN, **more):
    return actions.book(guest, unit=unit, slot=slot, by=by, on=MONDAY, **more)


def test_slots_follow_the_hours_and_leave_out_days_off(commune, minh):
    found = queries.slots(commune, since=date(2018, 2, 13), until=date(2018, 2, 21))
    assert {slot.on for slot in found} == {date(2018, 2, 13), date(2018, 2, 21)}, "between them lies Tết"
    hours = [f"{slot.at:%H:%M}" for slot in found if slot.on == TUESDAY]
    assert (hours[0], hours[-1], len(hours)) == ("07:30", "16:30", 15)
    half = Room(unit=commune, place="Phòng 1", week=0b11111, afternoon_from=time(12), afternoon_to=time(12))
    actions.set_room(half, by=minh, on=MONDAY)
    assert len(queries.slots(commune, since=TUESDAY, until=TUESDAY)) == 8


def test_a_slot_is_taken_and_free_again_when_given_up(commune):
    booking = book(commune)
    with pytest.raises(StepRefused, match="hết chỗ"):
        book(commune, Guest("Trần Văn Bình", "0912000418"))
    actions.cancel_booking(booking, by=CITIZEN, on=MONDAY)
    book(commune, Guest("Trần Văn Bình", "0912000418"))
    with pytest.raises(StepRefused):
        actions.cancel_booking(booking, by=CITIZEN, on=MONDAY)
    assert list(verify.queue()) == []


def test_one_telephone_holds_one_appointment_a_day(commune):
    book(commune)
    with pytest.raises(StepRefused, match="Số điện thoại"):
        book(commune, slot=f"{TUESDAY} 09:00")


def test_the_same_form_sent_twice_is_one_appointment(commune):
    number = uuid4()
    assert book(commune, submission=number) == book(commune, submission=number)


@pytest.mark.parametrize(
    "slot", ["", "2018-02-13 08:07", f"{MONDAY} 08:00", "2018-02-15 08:00", "x", f"{KEY} 99"]
)
def test_what_is_no_slot_is_refused(commune, slot):
    with pytest.raises(StepRefused):
        book(commune, slot=slot)


def test_a_clerk_books_for_today_and_an_officer_from_elsewhere_does_not(commune, minh, dung):
    assert book(commune, slot=f"{MONDAY} 14:00", by=minh).made_by == minh
    with pytest.raises(StepRefused):
        book(commune, by=dung)


def test_the_heads_published_day_has_slots_of_its_own(commune, minh, hoa):
    day = date(2018, 3, 9)
    plan = Plan(on=day, starts_at=time(8), ends_at=time(9), head=hoa, place="Trụ sở")
    session = actions.plan_session(plan, unit=commune, by=minh, on=MONDAY)
    assert not any(slot.session for slot in queries.slots(commune, since=day, until=day))
    actions.publish_session(session, by=minh, on=MONDAY)
    mine = [slot for slot in queries.slots(commune, since=day, until=day) if slot.session]
    assert [f"{slot.at:%H:%M}" for slot in mine] == ["08:00", "08:30"]
    assert book(commune, slot=mine[0].key).session == session
    assert book(commune, Guest("Trần Văn Bình", "0912000418"), slot=f"{day} 08:00").session is None


def test_online_holds_when_both_agree_and_never_for_a_secret_denunciation(commune, minh):
    secret = Guest("Nguyễn Thị Lan", "0912000417", kind="denunciation", online=True, secret=True)
    with pytest.raises(StepRefused, match="giữ kín"):
        book(commune, secret)
    plain = book(commune)
    with pytest.raises(StepRefused, match="không đề nghị"):
        actions.agree_online(plain, link="https://hop.vidu.vn/a", by=minh, on=MONDAY)
    online = book(commune, Guest("Trần Văn Bình", "0912000418", online=True), slot=f"{TUESDAY} 09:00")
    with pytest.raises(StepRefused):
        actions.agree_online(online, link="", by=minh, on=MONDAY)
    actions.agree_online(online, link="https://hop.vidu.vn/a", by=minh, on=MONDAY)
    online.refresh_from_db()
    assert (online.link, online.agreed_on) == ("https://hop.vidu.vn/a", MONDAY)
    assert list(verify.queue()) == []


def test_a_look_at_the_name_is_for_the_unit_and_on_record(commune, minh, dung):
    booking = book(commune)
    actions.reveal_booking(booking, by=minh, on=MONDAY)
    with pytest.raises(StepRefused):
        actions.reveal_booking(booking, by=dung, on=MONDAY)


def test_a_day_that_is_over_is_not_given_up(commune):
    booking = book(commune)
    with at(date(2018, 2, 14)), pytest.raises(StepRefused):
        actions.cancel_booking(booking, by=CITIZEN, on=date(2018, 2, 14))


def test_an_appointment_is_found_by_its_code_alone(commune):
    booking = book(commune)
    assert queries.find_booking(booking.shown_code.lower()) == booking
    assert queries.find_booking("7KDM-R4PX-92TH-V6") is None
    Booking.objects.update(phone="0")
    assert [lie.row for lie in verify.queue()] == [f"booking {booking.pk}"]
