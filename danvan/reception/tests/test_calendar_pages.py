"""The pages of the calendar and of duty."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.people.roles import Role
from danvan.reception.models import Room, Session
from tests.make import MONDAY, at, make_officer, make_unit

SCHEDULE, DUTY = "/desk/reception/schedule/", "/desk/reception/duty/"
FRIDAY = date(2018, 3, 9)


def typed(unit, head, **given):
    return {
        "unit": unit.pk,
        "on": "09/03/2018",
        "starts_at": "8:00",
        "ends_at": "11h30",
        "head": head.pk,
        "place": "Trụ sở tiếp công dân",
        **given,
    }


def test_a_session_goes_from_the_plan_to_the_duty_page(as_, commune, minh, hoa):
    client = as_(minh)
    made = client.post(f"{SCHEDULE}new/", typed(commune, hoa))
    session = Session.objects.get()
    page = client.get(made["Location"]).content.decode()
    assert "khoản 2 Điều 24" in page
    client.post(f"{SCHEDULE}{session.pk}/steps/publish/")
    assert "Đã công bố" in client.get(SCHEDULE).content.decode()
    with at(FRIDAY):
        client = as_(minh)
        client.post(f"{SCHEDULE}{session.pk}/hold/", {"presided_by": hoa.pk, "note": ""})
        duty = client.get(f"{DUTY}?month=2018-03").content.decode()
    assert "09/03" in duty
    assert "xã Kỳ Khang" in duty


def test_what_was_typed_wrong_is_told_and_kept(as_, commune, minh, hoa):
    client = as_(minh)
    answer = client.post(f"{SCHEDULE}new/", typed(commune, hoa, on="17/02/2018", attendees="Công an xã"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "là ngày nghỉ" in page
    assert "Công an xã" in page
    assert client.post(f"{SCHEDULE}new/", typed(commune, hoa, starts_at="sáng")).status_code == 422


def test_out_of_turn_is_refused_to_the_clerk_and_shown_with_its_ground(as_, commune, minh, hoa):
    data = typed(commune, hoa, ground="heated", on="12/02/2018")
    assert "lãnh đạo đơn vị quyết định" in as_(minh).post(f"{SCHEDULE}new/", data).content.decode()
    made = as_(hoa).post(f"{SCHEDULE}new/", data)
    assert "khoản 3 Điều 18" in as_(hoa).get(made["Location"]).content.decode()


def test_postponing_needs_a_reason_and_leads_to_the_new_day(as_, commune, minh, hoa):
    client = as_(minh)
    client.post(f"{SCHEDULE}new/", typed(commune, hoa))
    session = Session.objects.get()
    client.post(f"{SCHEDULE}{session.pk}/steps/publish/")
    data = typed(commune, hoa, on="16/03/2018")
    assert client.post(f"{SCHEDULE}{session.pk}/postpone/", data).status_code == 422
    answer = client.post(f"{SCHEDULE}{session.pk}/postpone/", {**data, "reason": "Họp bất thường"})
    later = Session.objects.get(on=date(2018, 3, 16))
    assert answer["Location"].endswith(f"/{later.pk}/")
    assert "Họp bất thường" in client.get(f"{SCHEDULE}{session.pk}/").content.decode()


def test_hours_of_every_day_are_set(as_, commune, minh):
    url = f"/desk/reception/rooms/{commune.key}/"
    data = {"place": "Phòng 101", "weekdays": ["0", "2"], "morning_from": "7:30", "morning_to": "11:00"}
    data |= {"afternoon_from": "13:30", "afternoon_to": "13:30"}
    data |= {"slot_minutes": "30", "per_slot": "1", "windows": "2", "keep_overnight": "on"}
    assert as_(minh).post(url, data).status_code == 302
    room = Room.objects.get()
    assert (room.week, room.windows, len(room.stretches)) == (0b101, 2, 1)
    assert as_(minh).post(url, {**data, "morning_to": "6:00"}).status_code == 422


def test_the_duty_page_has_everybody_and_costs_the_same(as_, commune, hoa):
    district = make_unit(tier="district", name="huyện Kỳ Anh")
    watcher = make_officer(district, Role.BOARD)
    few_url = f"{DUTY}?month=2018-02"
    costs = []
    for more in (1, 12):
        for _ in range(more):
            make_officer(make_unit(parent=district), Role.LEADER)
        client = as_(watcher)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(few_url)
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 14  # two of them open the session
    assert page.content.decode().count("<tr>") == 15
    assert "xã Kỳ Khang" not in page.content.decode(), "another district's"


def test_a_stranger_is_refused(as_, commune, minh, hoa, dung):
    as_(minh).post(f"{SCHEDULE}new/", typed(commune, hoa))
    url = f"{SCHEDULE}{Session.objects.get().pk}/"
    for answer in (as_(dung).get(url), as_(dung).post(f"{url}steps/publish/"), as_(dung).post(f"{url}hold/")):
        assert answer.status_code == 403
    assert as_(dung).get(f"/desk/reception/rooms/{commune.key}/").status_code == 403
    assert as_(minh).post(f"{url}steps/hold/").status_code == 404


@pytest.mark.parametrize("month", ["2018-13", "x", "2999-01", ""])
def test_an_odd_month_is_this_one(as_, hoa, month):
    assert f"tháng {MONDAY:%m/%Y}" in as_(hoa).get(f"{DUTY}?month={month}").content.decode()


def test_a_month_before_is_a_link_away(as_, hoa):
    assert f"month={MONDAY - timedelta(30):%Y-%m}" in as_(hoa).get(DUTY).content.decode()
