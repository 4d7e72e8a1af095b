"""The citizen reads what was sent when, changes how to be told, and proves a new address before it is used."""

import re

import pytest
from django.test import Client

from danvan.lib import dates
from danvan.notices import actions
from danvan.notices.models import Telling
from danvan.notices.tests.make import BY_MAIL, BY_PHONE, BY_SMS, Carrier
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

TRACK, TELL = "/tra-cuu/", "/tra-cuu/bao-tin/"


@pytest.fixture
def carrier(settings):
    settings.DANVAN_GATEWAYS = dict.fromkeys(("email", "sms"), "danvan.notices.tests.make.Carrier")
    Carrier.sent, Carrier.answer = [], None
    return Carrier


@pytest.fixture
def today(db):
    with at(MONDAY, 8):
        actions.begin(dates.now())
    with at(MONDAY):
        yield MONDAY


@pytest.fixture
def case(today, carrier):
    unit = make_unit(name="xã Kỳ Khang")
    minh = make_officer(unit, Role.CLERK, Role.HANDLER)
    found = walk(make_case(unit, person=BY_SMS), minh, MONDAY, "screen")
    actions.gather()
    actions.deliver()
    return found


def text_of(response):
    return response.content.decode()


def track(case):
    return text_of(Client().post(TRACK, {"code": case.code}))


def change(case, **given):
    return Client().post(TELL, {"code": case.code, "sent": "1", **given})


def test_the_page_says_what_was_sent_when_and_where_to(case):
    text = track(case)
    assert "Ông/bà nhận tin nhắn điện thoại." in text
    assert "Đã gửi: tin nhắn ••• 417" in text
    assert "Đơn đủ điều kiện để xem xét" in text
    assert "0912000417" not in text


def test_what_did_not_arrive_is_not_hidden(case):
    Telling.objects.update(state="failed", reason="refused")
    assert "Chưa gửi được: tin nhắn ••• 417. Cán bộ được báo để tìm cách khác." in track(case)


def test_the_way_is_changed_by_the_code(case):
    assert "Nhắn tin vào điện thoại của tôi" in text_of(Client().post(TELL, {"code": case.code}))
    assert "Đã đổi cách báo tin." in text_of(change(case, tell_by="phone"))
    assert case.parties.get().tell_by == "phone"
    assert change(case, tell_by="email").status_code == 422
    assert case.parties.get().tell_by == "phone"


def test_a_new_address_is_used_once_its_owner_followed_the_link(case, carrier):
    assert "Đã gửi thư xác nhận" in text_of(change(case, tell_by="email", email="lan@vidu.vn"))
    assert case.parties.get().tell_by == "sms"
    actions.deliver()
    address, text = carrier.sent[-1]
    link = re.search(r"http://\S+(/xac-nhan-thu/\S+/)", text)[1]
    assert address == "lan@vidu.vn"
    assert Client().get(link).status_code == 200
    assert case.parties.get().tell_by == "sms"
    for _time in range(2):
        assert "Đã xác nhận địa chỉ thư" in text_of(Client().post(link))
    party = case.parties.get()
    assert (party.tell_by, party.email) == ("email", "lan@vidu.vn")


def test_the_old_address_is_warned(today, carrier):
    case = make_case(make_unit(), person=BY_MAIL)
    change(case, tell_by="email", email="moi@vidu.vn")
    actions.deliver()
    link = re.search(r"(/xac-nhan-thu/\S+/)", carrier.sent[-1][1])[1]
    Client().post(link)
    actions.deliver()
    assert carrier.sent[-1][0] == "lan@vidu.vn"
    assert "moi@vidu.vn" not in carrier.sent[-1][1]


def test_a_link_that_is_old_forged_or_overtaken_changes_nothing(case, carrier):
    assert Client().get("/xac-nhan-thu/1-gia/").status_code == 410
    change(case, tell_by="email", email="mot@vidu.vn")
    change(case, tell_by="email", email="hai@vidu.vn")
    actions.deliver()
    first, second = (re.search(r"(/xac-nhan-thu/\S+/)", text)[1] for _to, text in carrier.sent[-2:])
    assert Client().post(first).status_code == 410
    with at(MONDAY.replace(day=16)):
        assert Client().post(second).status_code == 410
    assert case.parties.get().tell_by == "sms"


def test_strangers_are_not_written_to_without_end(case):
    for number in range(5):
        change(case, tell_by="email", email=f"so{number}@vidu.vn")
    again = change(case, tell_by="email", email="so6@vidu.vn")
    assert again.status_code == 422
    assert "Hôm nay đã gửi nhiều thư xác nhận" in text_of(again)


def test_ways_that_reach_nobody_here_are_not_offered(today, settings):
    settings.DANVAN_DEMO, settings.DANVAN_MAIL = False, ""
    case = make_case(make_unit(), person=BY_PHONE)
    text = text_of(Client().post(TELL, {"code": case.code}))
    assert "Nhắn tin vào điện thoại" not in text
    assert 'name="email"' not in text
    assert change(case, tell_by="sms").status_code == 422


def test_filing_offers_what_the_office_has_and_asks_for_what_the_way_needs(today, carrier):
    from danvan.portal.forms import WhoForm, person_of

    told = {
        "kind": "recommendation",
        "full_name": "Nguyễn Thị Lan",
        "phone": "0912000417",
        "tell_by": "email",
    }
    form = WhoForm(told)
    assert not form.is_valid()
    assert "email" in form.errors
    form = WhoForm({**told, "email": "lan@vidu.vn"})
    assert form.is_valid()
    assert person_of(form.cleaned_data).email == "lan@vidu.vn"
    form = WhoForm({**told, "email": "lan@vidu.vn", "tell_by": "sms"})
    assert form.is_valid()
    assert person_of(form.cleaned_data).email == ""
