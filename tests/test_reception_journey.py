"""From an appointment on the citizens' site to a petition in the register; late, refused, out of turn."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string

from danvan.cases.models import Case
from danvan.figures import queries as figures
from danvan.people.roles import Role
from danvan.reception.models import Booking, Refusal, Session, Turn, Visit
from tests.make import MONDAY, at, make_officer, make_unit

TUESDAY = MONDAY + timedelta(days=1)
pytestmark = pytest.mark.django_db


def browser(officer) -> Client:
    client = Client()
    client.force_login(officer, backend="danvan.people.backends.Officers")
    return client


@pytest.fixture
def commune(db):
    return make_unit("KY-KHANG-THU", name="xã Kỳ Khang")


@pytest.fixture
def minh(commune):
    return make_officer(commune, Role.CLERK, Role.HANDLER, full_name="Phan Văn Minh")


@pytest.fixture
def hoa(commune):
    return make_officer(commune, Role.LEADER, full_name="Lê Thị Hoa")


def turn_form(officer, unit, day, **more):
    return {
        "unit": str(unit.pk),
        "persons": "1",
        "on": f"{day:%d/%m/%Y}",
        "sitting": "regular",
        "received_by": str(officer.pk),
        "letter": "mixed",
        "v-TOTAL_FORMS": "1",
        "v-INITIAL_FORMS": "0",
        "v-0-full_name": "Nguyễn Thị Lan",
        "v-0-phone": "0912000417",
        "m-TOTAL_FORMS": "2",
        "m-INITIAL_FORMS": "0",
        "m-0-topic": "water",
        "m-0-kind": "recommendation",
        "m-0-times": "first",
        "m-0-summary": "Cống kênh N3 bị tắc, ruộng ngập.",
        "m-0-request": "Vét cống trước vụ hè thu.",
        "m-0-outcome": "petition",
        "m-1-topic": "land",
        "m-1-kind": "question",
        "m-1-times": "first",
        "m-1-summary": "Hỏi thủ tục cấp lại giấy chứng nhận.",
        "m-1-outcome": "pending",
        "m-1-advice": "Sẽ trả lời bằng văn bản.",
        **more,
    }


def all_is_as_recorded():
    return [lie for path in settings.DANVAN_VERIFIERS for lie in import_string(path)()]


def test_from_the_appointment_to_the_petition(commune, minh):
    citizen = Client()
    with at(MONDAY):
        url = f"/hen-tiep/?don-vi={commune.key}&ngay={TUESDAY}"
        data = {"slot": f"{TUESDAY} 08:00", "full_name": "Nguyễn Thị Lan", "phone": "0912000417"}
        citizen.post(url, {**data, "persons": "1", "kind": "recommendation"})
    booking = Booking.objects.get()
    with at(TUESDAY, 8):
        desk = browser(minh)
        for _ in range(2):
            desk.post(f"/desk/reception/queue/{commune.key}/arrive/", {"persons": "1"})
        desk.post(f"/desk/reception/bookings/{booking.pk}/check-in/")
        hall = citizen.get(f"/phong-cho/{commune.key}/").content.decode()
        assert re.findall(r"<b>(\d{3})</b>", hall) == ["003", "001", "002"], "the appointment is first"
        visit = Visit.objects.get(booking=booking)
        for verb in ("invite", "serve"):
            desk.post(f"/desk/reception/visits/{visit.pk}/{verb}/", {"window": "1"})
        form = desk.post("/desk/reception/new/", {"visit": visit.pk, "begin": "1"}).content.decode()
        assert "Nguyễn Thị Lan" in form
        desk.post("/desk/reception/new/", turn_form(minh, commune, TUESDAY, visit=visit.pk))
        visit.refresh_from_db()
        turn = Turn.objects.get()
        assert (visit.state, visit.turn) == ("done", turn)
        case = Case.objects.get()
        assert (case.channel, case.body) == ("reception", "Cống kênh N3 bị tắc, ruộng ngập.")
        assert case.petition.wish == "Vét cống trước vụ hè thu."
        page = desk.get(f"/desk/reception/{turn.pk}/").content.decode()
        assert "Một đơn nhiều việc, đã tách" in page
        assert "khoản 1 Điều 28" in page, "the other matter is owed an answer"
        found = figures.stock(["reception.turns", "reception.matters"], on=TUESDAY, units=[commune.pk])
        assert found == {("reception.turns",): 1, ("reception.matters",): 2}
        assert all_is_as_recorded() == []


def test_a_turn_entered_late_says_that_its_time_is_not_accurate(commune, minh):
    with at(TUESDAY, 8):
        made = browser(minh).post("/desk/reception/new/", turn_form(minh, commune, MONDAY))
        assert "ghi sau ngày tiếp" in browser(minh).get(made["Location"]).content.decode()
        file = {"unit": commune.pk, "since": "12/02/2018", "until": "13/02/2018", "form": "2021"}
        assert "giờ không chính xác" in browser(minh).post("/desk/reception/book/", file).content.decode()


def test_a_refusal_is_told_in_writing_by_the_head(commune, minh, hoa):
    with at(MONDAY):
        data = {"unit": commune.pk, "ground": "already_settled", "full_name": "Trần Văn Bình"}
        data |= {"summary": "Ranh giới đất", "reason": "Đã giải quyết, đã giải thích."}
        browser(minh).post("/desk/reception/refusals/new/", data)
        notice = Refusal.objects.get().notices.get()
        given = {"text": "Từ chối tiếp.", "way": "paper", "number": "9/TB", "issued_on": "12/02/2018"}
        browser(hoa).post(f"/desk/reception/notices/{notice.pk}/", given)
        notice.refresh_from_db()
        assert (notice.state, notice.number) == ("issued", "9/TB")
        assert not Turn.objects.exists()
        assert all_is_as_recorded() == []


def test_the_head_receives_out_of_turn_and_concludes(commune, minh, hoa):
    with at(MONDAY):
        data = {"unit": commune.pk, "on": "12/02/2018", "starts_at": "14:00", "ends_at": "16:00"}
        data |= {"head": hoa.pk, "place": "Nhà văn hóa thôn", "ground": "grave"}
        browser(hoa).post("/desk/reception/schedule/new/", data)
        session = Session.objects.get()
        assert "đột xuất" in Client().get(f"/lich-tiep-dan/?don-vi={commune.key}").content.decode()
        more = {"sitting": "extraordinary", "received_by": str(hoa.pk), "m-0-outcome": "advised"}
        made = browser(minh).post(
            "/desk/reception/new/", turn_form(minh, commune, MONDAY, **more, **{"m-0-advice": "Đã giao xã."})
        )
        browser(hoa).post(f"/desk/reception/schedule/{session.pk}/hold/", {"presided_by": hoa.pk})
        number = int(made["Location"].rstrip("/").rsplit("/", 1)[1])
        offered = browser(hoa).post(f"/desk/reception/{number}/conclude/")["Location"]
        given = {"text": "Giao xã vét cống.", "way": "paper", "issued_on": "12/02/2018"}
        browser(hoa).post(offered, given)
        duty = browser(hoa).get("/desk/reception/duty/").content.decode()
        assert "xã Kỳ Khang" in duty
        assert all_is_as_recorded() == []
    assert Session.objects.get().state == "held"
