"""Lan writes from her phone and wants mail; from the door to the answer she is told, and nothing is told behind her."""

import re

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from danvan.notices import tasks
from danvan.notices.gateways import NotTaken
from danvan.notices.models import Reason
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_officer
from tests.office import Citizen, Officer

TUESDAY, WEDNESDAY = MONDAY.replace(day=13), MONDAY.replace(day=14)


def worker():
    return tasks.watch(timestamp=0)


def lies():
    names = [
        name for name in settings.DANVAN_VERIFIERS if "notices" in name or "cases" in name or "events" in name
    ]
    return [lie for name in names for lie in import_string(name)()]


def test_from_the_door_to_the_answer(commune, carrier):
    lan = Citizen()
    minh = Officer(make_officer(commune, Role.CLERK, Role.HANDLER, Role.LEADER), commune)
    with at(MONDAY):
        receipt = lan.send(commune, tell_by="email", email="lan@vidu.vn").content.decode()
        assert "sau khi ông/bà bấm liên kết" in receipt
        assert worker() == (2, 1)
        link = re.search(r"(/xac-nhan-thu/\S+/)", carrier.sent[-1][1])[1]
        assert "Đã xác nhận địa chỉ thư" in lan.browser.post(link).content.decode()
        assert worker() == (0, 1)
        case = lan.case()
        assert minh.takes(case, "screen").status_code == 302
        assert worker() == (1, 1)
    with at(TUESDAY, 22):
        minh.takes(case, "accept")
        assert worker() == (1, 0)
        assert "Đang chờ gửi: thư điện tử l•••@vidu.vn" in lan.looks()
    with at(WEDNESDAY):
        assert worker() == (0, 1)
        carrier.answer = NotTaken(Reason.REFUSED, final=True)
        answered = minh.takes(case, "answer", text="Xã sẽ nạo vét trong tháng Ba.", outcome="granted")
        assert answered.status_code == 302
        assert worker() == (1, 0)
        assert "Chưa gửi được" in lan.looks()
        party = case.parties.get()
        listed = minh.browser.get("/desk/notices/").content.decode()
        assert f"/desk/notices/people/{party.pk}/" in listed
        assert "Cơ quan đã trả lời" in listed
        minh.browser.post(f"/desk/notices/people/{party.pk}/told/", {"how": "phone"})
        assert "Không còn ai phải báo" in minh.browser.get("/desk/notices/").content.decode()
        page = lan.looks()
        assert "Cán bộ đã báo" in page
        assert "Chưa gửi được" not in page
    assert all("nạo vét" not in text and "Lan" not in text for _to, text in carrier.sent)
    assert lies() == []


@pytest.mark.parametrize("way", ["sms", "phone", "visit"])
def test_each_way_of_the_portal_opens_one_letter(commune, carrier, way):
    make_officer(commune, Role.CLERK)
    lan = Citizen()
    lan.send(commune, tell_by=way, phone="0912000417")
    assert lan.case().parties.get().tell_by == way
