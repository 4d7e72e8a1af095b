"""An appointment by a citizen: made without an account, opened by the code alone, given up; the waiting room."""

import re
from datetime import timedelta

import pytest

from danvan.people.roles import Role
from danvan.reception import actions
from danvan.reception.models import Booking, Visit
from tests.make import MONDAY, at, make_officer, make_unit

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(1)
BOOK, LOOK = "/hen-tiep/", "/lich-hen/"


@pytest.fixture(autouse=True)
def today():
    with at(MONDAY):
        yield MONDAY


@pytest.fixture
def commune():
    return make_unit("KY-KHANG-THU", name="xã Kỳ Khang")


@pytest.fixture
def minh(commune):
    return make_officer(commune, Role.CLERK, full_name="Phan Văn Minh")


def send(client, commune, **given):
    data = {"slot": f"{TUESDAY} 08:00", "full_name": "Nguyễn Thị Lan", "phone": "0912000417"}
    data |= {"persons": "1", "kind": "complaint", "about": "Ranh giới đất", **given}
    return client.post(f"{BOOK}?don-vi={commune.key}&ngay={TUESDAY}", data)


def test_days_then_hours_then_the_code(client, commune, minh):
    days = client.get(f"{BOOK}?don-vi={commune.key}").content.decode()
    assert "13/02/2018" in days
    assert "12/02/2018" not in days, "today is too soon for a citizen"
    hours = client.get(f"{BOOK}?don-vi={commune.key}&ngay={TUESDAY}").content.decode()
    assert "8 giờ 00" in hours
    made = send(client, commune).content.decode()
    booking = Booking.objects.get()
    assert booking.shown_code in made
    assert (booking.made_by, booking.unit) == (None, commune)
    assert (
        f"{TUESDAY} 08:00" not in client.get(f"{BOOK}?don-vi={commune.key}&ngay={TUESDAY}").content.decode()
    )


def test_the_code_opens_prints_and_cancels_and_stands_in_no_address(client, commune, minh):
    send(client, commune)
    code = Booking.objects.get().shown_code
    shown = client.post(LOOK, {"code": code.lower()}).content.decode()
    assert "8 giờ 00" in shown
    assert code not in re.sub(
        r"value=\"[^\"]*\"", "", " ".join(re.findall(r"(?:href|action)=\"[^\"]*\"", shown))
    )
    assert "Nguyễn Thị Lan" in client.post(f"{LOOK}phieu/", {"code": code}).content.decode()
    assert "Lịch hẹn đã hủy" in client.post(f"{LOOK}huy/", {"code": code}).content.decode()
    assert "Lịch hẹn đã hủy" in client.post(f"{LOOK}huy/", {"code": code}).content.decode()


@pytest.mark.parametrize("code", ["", "x", "7KDM-R4PX-92TH-V6", "\x00"])
def test_a_code_of_nobody_says_so(client, code):
    answer = client.post(LOOK, {"code": code})
    assert "Không thấy lịch hẹn" in answer.content.decode()


def test_a_secret_denunciation_is_not_online(client, commune, minh):
    answer = send(client, commune, kind="denunciation", online="on", secret="on")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "giữ kín danh tính thì không tiếp trực tuyến" in page
    assert "Nguyễn Thị Lan" in page, "nothing typed is lost"
    assert not Booking.objects.exists()


def test_what_was_typed_wrong_is_told(client, commune, minh):
    assert send(client, commune, phone="091").status_code == 422
    assert send(client, commune, slot="x").status_code == 422
    assert client.get(BOOK)["Location"] == "/lich-tiep-dan/"
    odd = client.get(f"{BOOK}?don-vi={commune.key}&ngay=ngày mai")
    assert odd.status_code == 200


def test_the_agreed_link_is_seen_by_the_code(client, commune, minh):
    send(client, commune, online="on")
    booking = Booking.objects.get()
    actions.agree_online(booking, link="https://hop.vidu.vn/a", by=minh, on=MONDAY)
    assert "https://hop.vidu.vn/a" in client.post(LOOK, {"code": booking.code}).content.decode()


def test_too_many_from_one_address_wait(client, commune, minh, settings):
    settings.DANVAN_RATES = {**settings.DANVAN_RATES, "book": (1, 3600)}
    assert send(client, commune).status_code == 200
    assert send(client, commune, phone="0912000418", slot=f"{TUESDAY} 09:00").status_code == 429


def test_the_screen_shows_numbers_and_no_names_and_asks_again_by_itself(client, commune, minh):
    hall = f"/phong-cho/{commune.key}/"
    assert "không có ai chờ" in client.get(hall).content.decode()
    for _ in range(3):
        actions.arrive(unit=commune, persons=1, by=minh, on=MONDAY)
    actions.step_visit(Visit.objects.get(number=1), "invite", by=minh, on=MONDAY, window=2)
    answer = client.get(hall)
    page = answer.content.decode()
    assert "<strong>001</strong>" in page
    assert "Vào bàn 2" in page
    assert page.index("002") < page.index("003")
    assert "Minh" not in page
    assert answer["Refresh"] == "10"
    assert "<script" not in page
    assert client.get("/phong-cho/khong-co/").status_code == 404
