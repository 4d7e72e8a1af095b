"""The queue and the appointments on the desk."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.journal.actors import CITIZEN
from danvan.journal.models import Event
from danvan.reception import actions, verify
from danvan.reception.actions import Guest
from danvan.reception.models import Booking, Room, Turn, Visit
from tests.make import MONDAY, at

TUESDAY = MONDAY + timedelta(1)


@pytest.fixture
def url(commune):
    return f"/desk/reception/queue/{commune.key}/"


def step(client, visit, verb, **data):
    return client.post(f"/desk/reception/visits/{visit.pk}/{verb}/", data, follow=True).content.decode()


def test_a_number_is_given_invited_and_served_into_the_register(as_, minh, url):
    client = as_(minh)
    client.post(f"{url}arrive/", {"persons": "3"})
    visit = Visit.objects.get()
    assert "Mời số 001" in client.get(url).content.decode()
    step(client, visit, "invite", window="1")
    assert "Tạm để lại, giữ chỗ" in step(client, visit, "set_aside")
    assert 'data-key="alt+b"' in step(client, visit, "invite", window="1")  # each next step has its key
    assert 'data-key="alt+g"' in (served := step(client, visit, "serve"))
    assert (
        f'id="write-{visit.pk}"' in served
    )  # and an id, by which the page keeps the focus when it renews itself
    form = client.post("/desk/reception/new/", {"visit": visit.pk, "begin": "1"}).content.decode()
    assert 'name="persons" value="3"' in form
    client.post("/desk/reception/new/", typed(minh, visit))
    visit.refresh_from_db()
    assert (visit.state, visit.turn) == ("done", Turn.objects.get())
    assert list(verify.queue()) == []


def typed(officer, visit, **more):
    return {
        "visit": visit.pk,
        "unit": str(visit.unit_id),
        "persons": "3",
        "on": f"{visit.on:%d/%m/%Y}",
        "sitting": "regular",
        "received_by": str(officer.pk),
        "v-TOTAL_FORMS": "1",
        "v-INITIAL_FORMS": "1",
        "v-0-full_name": "Nguyễn Thị Lan",
        "m-TOTAL_FORMS": "1",
        "m-INITIAL_FORMS": "0",
        "m-0-topic": "water",
        "m-0-kind": "question",
        "m-0-times": "first",
        "m-0-summary": "Hỏi lịch vét cống.",
        "m-0-outcome": "answered",
        "m-0-advice": "Vét trước ngày 20.",
        **more,
    }


def test_an_appointment_fills_the_form_and_the_look_is_on_record(as_, commune, minh, url):
    booking = actions.book(
        Guest("Trần Thị Bé", "0912000418"), unit=commune, slot=f"{TUESDAY} 08:00", by=CITIZEN, on=MONDAY
    )
    with at(TUESDAY):
        client = as_(minh)
        shown = client.get(url).content.decode()
        assert "T.T.B." in shown
        assert "Trần Thị Bé" not in shown
        client.post(f"/desk/reception/bookings/{booking.pk}/check-in/")
        visit = Visit.objects.get()
        step(client, visit, "serve")
        assert (
            "Trần Thị Bé"
            in client.post("/desk/reception/new/", {"visit": visit.pk, "begin": "1"}).content.decode()
        )
    assert Event.objects.filter(stream="booking", verb="reveal").count() == 1


def test_whoever_invites_second_reads_who_was_first(as_, minh, hoa, url):
    as_(minh).post(f"{url}arrive/", {"persons": "1"})
    visit = Visit.objects.get()
    step(as_(hoa), visit, "invite", window="1")
    assert "đã được Lê Thị Hoa mời" in step(as_(minh), visit, "invite", window="1")


def test_what_somebody_ended_meanwhile_is_still_entered(as_, minh, url):
    client = as_(minh)
    client.post(f"{url}arrive/", {"persons": "3"})
    visit = Visit.objects.get()
    step(client, visit, "serve")
    step(client, visit, "finish")
    client.post("/desk/reception/new/", typed(minh, visit))
    visit.refresh_from_db()
    assert visit.turn_id
    assert list(verify.queue()) == []


def test_the_clerk_books_cancels_and_agrees_to_a_meeting_online(as_, commune, minh):
    client = as_(minh)
    new = f"/desk/reception/bookings/new/{commune.key}/"
    assert "13/02/2018" in client.get(new).content.decode()
    data = {"slot": f"{TUESDAY} 08:00", "full_name": "Trần Thị Bé", "phone": "0912000418", "persons": "1"}
    data |= {"kind": "complaint", "online": "on"}
    made = client.post(f"{new}?day={TUESDAY}", data)["Location"]
    page = client.get(made).content.decode()
    assert "Trần Thị Bé" not in page
    assert "Trần Thị Bé" in client.post(f"{made}reveal/").content.decode()
    assert client.post(f"{made}agree/", {"link": "không phải"}).status_code == 422
    client.post(f"{made}agree/", {"link": "https://hop.vidu.vn/a"})
    assert "Hai bên đã đồng ý" in client.get(made).content.decode()
    slip = client.post(f"{made}slip/").content.decode()
    assert Booking.objects.get().shown_code in slip
    client.post(f"{made}cancel/")
    assert "Đã hủy" in client.get("/desk/reception/bookings/").content.decode()


def test_a_slot_that_was_taken_meanwhile_is_told_and_nothing_is_lost(as_, commune, minh):
    actions.book(Guest("A", "0912000418"), unit=commune, slot=f"{TUESDAY} 08:00", by=CITIZEN, on=MONDAY)
    data = {"slot": f"{TUESDAY} 08:00", "full_name": "Trần Thị Bé", "phone": "0912000419", "persons": "1"}
    answer = as_(minh).post(
        f"/desk/reception/bookings/new/{commune.key}/?day={TUESDAY}", {**data, "kind": "complaint"}
    )
    assert answer.status_code == 422
    assert "Trần Thị Bé" in answer.content.decode()


def test_the_pages_cost_the_same_for_few_and_for_many(as_, commune, minh, url):
    actions.set_room(Room(unit=commune, place="Phòng 1", per_slot=50), by=minh, on=MONDAY)
    client, costs = as_(minh), []
    for more in (2, 12):
        for number in range(more):
            client.post(f"{url}arrive/", {"persons": "1"})
            actions.book(
                Guest("Người dân", f"09120{more:02d}{number:03d}"),
                unit=commune,
                slot=f"{TUESDAY} 08:00",
                by=CITIZEN,
                on=MONDAY,
            )
        for address in (url, "/desk/reception/bookings/"):
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            costs.append(len(asked))
    assert costs[:2] == costs[2:]
    assert max(costs) <= 14, "two of them open the session"


def test_my_queue_is_that_of_my_unit(as_, minh, url):
    assert as_(minh).get("/desk/reception/queue/")["Location"] == url


def test_a_stranger_is_refused(as_, commune, minh, dung, url):
    as_(minh).post(f"{url}arrive/", {"persons": "1"})
    booking = actions.book(
        Guest("A", "0912000418"), unit=commune, slot=f"{TUESDAY} 08:00", by=CITIZEN, on=MONDAY
    )
    client = as_(dung)
    assert client.get(url).status_code == 403
    assert client.post(f"{url}arrive/", {"persons": "1"}).status_code == 403
    assert client.post(f"/desk/reception/visits/{Visit.objects.get().pk}/invite/").status_code == 403
    for verb in ("", "reveal/", "cancel/", "agree/", "slip/", "check-in/"):
        address = f"/desk/reception/bookings/{booking.pk}/{verb}"
        answer = client.post(address) if verb else client.get(address)
        assert answer.status_code == 403, verb
    form = client.post(
        "/desk/reception/new/", {"visit": Visit.objects.get().pk, "begin": "1"}
    ).content.decode()
    assert 'name="visit" value=' not in form
