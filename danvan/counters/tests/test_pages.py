"""The hall's pages: the kiosk, the slip, the telephone, the screen, the counter, waiting times, setting up."""

import json
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from danvan.counters import actions
from danvan.counters.models import Counter, Errand, Hall, Service, Ticket
from danvan.counters.tests.make import MONDAY, clock, lies
from danvan.onestop.models import Application
from danvan.procedures import actions as catalogue
from danvan.procedures.tests.make import act, content, make_draft, paper
from danvan.queues.screen import spoken

KIOSK_PRESS = "6b0f7d1e-6f5c-4c1e-9d2d-2f8f5a1b3c4d"


def browser(officer=None) -> Client:
    client = Client()
    if officer:
        client.force_login(officer, backend="danvan.people.backends.Officers")
    return client


def at_desk(place, number=1, officer=None) -> Client:
    client = browser(officer or place.minh)
    client.post(reverse("counters:sit", args=[place.hall.key]), {"counter": str(number)})
    return client


def desk_page(client, place) -> str:
    return client.get(reverse("counters:desk", args=[place.hall.key])).content.decode()


def test_the_kiosk_gives_a_number_with_its_slip_and_the_telephone_follows_it(place):
    door = reverse("portal:take_number", args=[place.hall.door])
    page = browser().get(door).content.decode()
    assert "Hộ tịch" in page
    assert "Ưu tiên" not in page, "the office has not named its rule"
    wrong = browser().post(door, {})
    assert wrong.status_code == 422
    assert "Xin chọn ít nhất một việc" in wrong.content.decode()
    told = {"letters": ["A", "Q"], "submission": KIOSK_PRESS}
    made = browser().post(door, told)
    assert browser().post(door, told).url == made.url, "pressed twice"
    slip = browser().get(made.url)
    assert f"url={door}" in slip["Refresh"]
    assert "A001" in slip.content.decode()
    assert 'class="qr"' in slip.content.decode()
    follow = reverse("portal:ticket", args=[Ticket.objects.get().token])
    assert "Ông/bà là người tiếp theo." in browser().get(follow).content.decode()
    assert lies() == []


def test_whoever_was_not_there_says_on_the_telephone_that_she_is(place):
    ticket = place.take("A")
    place.next(1)
    place.do(ticket, "absent")
    follow = reverse("portal:ticket", args=[ticket.token])
    assert "Tôi đã có mặt" in browser().get(follow).content.decode()
    back = reverse("portal:ticket_back", args=[ticket.token])
    assert browser().post(back).url == follow
    assert browser().post(back).status_code == 422
    ticket.refresh_from_db()
    assert ticket.state == "waiting"


def test_who_takes_numbers_too_often_waits_and_an_old_address_gives_none(place, settings):
    settings.DANVAN_RATES = {**settings.DANVAN_RATES, "ticket": (1, 60)}
    door = reverse("portal:take_number", args=[place.hall.door])
    assert browser().post(door, {"letters": ["A"]}).status_code == 302
    assert browser().post(door, {"letters": ["A"]}).status_code == 429
    actions.renew_door(place.hall, by=place.hoa, on=MONDAY)
    assert browser().get(door).status_code == 404


def test_an_estimate_is_made_of_today_s_services_or_not_at_all(place):
    for minute in range(5):
        with clock(9, minute * 10):
            ticket = place.take("A")
            place.next(1)
            place.do(ticket, "serve")
        with clock(9, minute * 10 + 6):
            place.do(ticket, "finish")
        if minute == 3:
            waits = place.take("A")
            page = browser().get(reverse("portal:ticket", args=[waits.token])).content.decode()
            assert "chưa đủ lượt" in page
            place.do(waits, "leave")
    with clock(10):
        place.take("A")
        waits = place.take("A")
        page = browser().get(reverse("portal:ticket", args=[waits.token])).content.decode()
        assert "Trước ông/bà còn 1 người." in page
        assert "Khoảng 12 phút nữa" in page, "six minutes for each, one counter that calls"
    with clock(13):
        page = browser().get(reverse("portal:ticket", args=[waits.token])).content.decode()
        assert "chưa đủ lượt" in page, "nobody has called for hours"


def test_the_screen_calls_by_sight_and_by_voice_and_says_nothing_twice(place):
    place.take("A")
    ticket = place.next(1)
    screen = browser().get(reverse("portal:calls", args=[place.hall.key])).content.decode()
    assert "<strong>A001</strong><p>Quầy 1</p>" in screen
    assert "Phan Văn Minh" not in screen
    address = reverse("portal:calls_json", args=[place.hall.key])
    told = browser().get(address)
    call = json.loads(told.content)["called"]
    assert call["say"] == "Mời số A 0 0 1 đến quầy 1" == spoken("A001", 1, "quầy")
    assert len(told.content) < 600
    again = browser().get(address, headers={"If-None-Match": told["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    place.do(ticket, "recall")
    fresh = browser().get(address, headers={"If-None-Match": told["ETag"]})
    assert json.loads(fresh.content)["called"]["key"] > call["key"], "said once more"


def test_one_key_calls_and_one_key_ends_and_calls_the_next(place):
    for _ in range(2):
        place.take("A")
    client, call = at_desk(place), reverse("counters:next", args=[place.hall.key])
    assert 'data-key="alt+n"' in desk_page(client, place)
    client.post(call)
    first = Ticket.objects.get(state="invited")
    assert 'data-key="alt+b"' in desk_page(client, place)
    client.post(reverse("counters:step", args=[first.pk, "serve"]))
    client.post(call, {"done": str(first.pk)})
    assert list(Ticket.objects.order_by("number").values_list("state", flat=True)) == ["done", "invited"]
    second = at_desk(place, 2, place.mai).post(
        reverse("counters:step", args=[Ticket.objects.get(state="invited").pk, "call"]), follow=True
    )
    assert "đã được Phan Văn Minh gọi đến quầy 1" in second.content.decode()


def test_the_clerk_gives_sends_adds_and_puts_back(place):
    client, key = at_desk(place), place.hall.key
    wrong = client.post(reverse("counters:give", args=[key]), {"first": "on"})
    assert wrong.status_code == 422
    slip = client.post(reverse("counters:give", args=[key]), {"letters": ["A"], "first": "on"}, follow=True)
    assert "A001" in slip.content.decode()
    ticket = Ticket.objects.get()
    assert (ticket.first, ticket.ground) == (True, "clerk")
    client.post(reverse("counters:next", args=[key]))
    client.post(reverse("counters:step", args=[ticket.pk, "serve"]))
    client.post(reverse("counters:send", args=[ticket.pk, "add"]), {"to": "Q"})
    assert "Sau đó: Nhận kết quả" in desk_page(client, place)
    client.post(reverse("counters:drop", args=[Errand.objects.get(place=2).pk]))
    client.post(reverse("counters:send", args=[ticket.pk, "transfer"]), {"to": "B-2"})
    ticket.refresh_from_db()
    assert (ticket.state, ticket.waits_for, ticket.kept_for) == ("waiting", "B", place.desks[2])
    client.post(reverse("counters:step", args=[ticket.pk, "leave"]))
    assert "Đưa lại vào hàng" in desk_page(client, place)
    client.post(reverse("counters:step", args=[ticket.pk, "put-back"]))
    ticket.refresh_from_db()
    assert ticket.state == "waiting"
    assert lies() == []


def test_the_number_leads_into_intake_and_the_application_keeps_it(place):
    unit = place.hall.unit
    draft = make_draft(unit, place.hoa, content(documents=[paper()], field="Hộ tịch"))
    version = catalogue.publish(draft, act=act(MONDAY), by=place.hoa, on=MONDAY)
    ticket = place.take("A")
    place.next(1)
    client, errand = at_desk(place), ticket.errands.get()
    choose = reverse("counters:choose", args=[errand.pk])
    assert client.get(choose).url == reverse("counters:desk", args=[place.hall.key]), "not yet served"
    place.do(ticket, "serve")
    assert version.name in client.get(choose).content.decode(), "of the field of what she came for"
    form = reverse("counters:intake", args=[errand.pk, version.procedure.code])
    assert "Từ số A001" in client.get(form).content.decode()
    typed = {"unit": unit.key, "full_name": "Nguyễn Thị Lan", "way": "1", "sets": "1", "result_by": "person"}
    typed |= {"behalf": "self", "p-have_1": "on", "p-originals_1": "1", "p-copies_1": "0"}
    made = client.post(form, {**typed, "submission": KIOSK_PRESS})
    assert client.post(form, {**typed, "submission": KIOSK_PRESS}).url == made.url
    assert Application.objects.count() == 1
    errand.refresh_from_db()
    assert made.url == reverse("onestop:application", args=[errand.case_id])
    assert "số A001, Bộ phận một cửa" in client.get(made.url).content.decode()
    client.post(form, {**typed, "full_name": "Trần Văn Nam"})
    assert ticket.errands.count() == 2, "a second application stands in an errand of its own"
    place.do(ticket, "finish")
    gone = client.post(form, {**typed, "full_name": "Trần Văn Nam"})
    assert "không còn được phục vụ ở quầy" in gone.content.decode()
    assert lies() == []


def test_waiting_times_are_computed_of_periods_and_told_by_hall_counter_hour_and_service(place):
    for start, length in ((0, 4), (10, 8), (20, 12)):
        with clock(9, start):
            ticket = place.take("A")
        with clock(9, start + 2):
            place.next(1)
            place.do(ticket, "serve")
        with clock(9, start + 2 + length):
            place.do(ticket, "finish")
    with clock(10):
        away = place.take("B")
        place.next(2)
        place.do(away, "absent")
    address = reverse("counters:statistics")
    with clock(11):
        page = browser(place.hoa).get(address).content.decode()
        rows = browser(place.minh).get(reverse("counters:statistics_csv")).getvalue().decode("utf-8-sig")
        sheet = browser(place.minh).get(reverse("counters:statistics_xlsx"))
    assert "9–10 giờ" in page
    hall = next(line for line in rows.splitlines() if line.startswith("Nơi tiếp nhận"))
    assert hall.startswith('Nơi tiếp nhận,Bộ phận một cửa,4,3,1,0,0,"2,0","2,0","8,0","11,2"')
    assert "Việc,A · Hộ tịch,3,3" in rows
    assert sheet.content[:2] == b"PK"
    other = browser(place.dung).get(address).content.decode()
    assert "Bộ phận một cửa" not in other
    assert browser(place.hoa).get(address, {"first": "10/03/2026", "last": "09/03/2026"}).status_code == 200


def test_pages_cost_the_same_for_few_and_for_many(place):
    client, costs = at_desk(place), []
    addresses = [
        reverse("counters:desk", args=[place.hall.key]),
        reverse("counters:statistics"),
        reverse("portal:calls_json", args=[place.hall.key]),
        reverse("portal:take_number", args=[place.hall.door]),
        reverse("portal:ticket", args=[place.take("A").token]),
        reverse("counters:hall", args=[place.hall.key]),
    ]
    for more in (2, 30):
        for number in range(more):
            place.take("A", "B")
            desk = {"by": place.hoa, "on": MONDAY, "from_on": MONDAY, "letters": ["A"]}
            actions.open_counter(place.hall, number=10 + len(costs) + number, **desk)
            ticket = actions.call_next(Counter.objects.latest("pk"), by=place.minh, on=MONDAY)
            if number % 2:
                place.do(ticket, "serve", "hold")
        boss = browser(place.hoa)
        for address in addresses:
            who = boss if "/halls/" in address else client
            with CaptureQueriesContext(connection) as asked:
                assert len(who.get(address).content) < 60_000
            costs.append(len(asked))
    half = len(addresses)
    assert costs[:half] == costs[half:]
    assert costs[0] <= 12, costs
    assert max(costs) <= 16, costs


def test_a_hall_is_set_up_from_its_page(place):
    hoa = browser(place.hoa)
    unit = place.hall.unit
    told = {"unit": str(unit.pk), "name": "Trung tâm", "key": "Trung-Tam", "from_on": "09/03/2026"}
    assert hoa.post(reverse("counters:hall_new"), {**told, "key": "!"}).status_code == 422
    assert hoa.post(reverse("counters:hall_new"), told).status_code == 302
    hall = Hall.objects.get(key="trung-tam")

    def change(what, status=302, **data):
        answer = hoa.post(reverse("counters:change", args=[hall.key, what]), data)
        assert answer.status_code == status, answer.content.decode()
        return answer.content.decode()

    change("service", letter="a", name="Hộ tịch", purpose="file", from_on="09/03/2026")
    assert "đã có việc khác" in change(
        "service", 422, letter="A", name="Đất đai", purpose="file", from_on="09/03/2026"
    )
    service = hall.services.get()
    shown = hoa.get(reverse("counters:hall", args=[hall.key]), {"edit": f"service-{service.pk}"})
    assert f"set/endservice-{service.pk}/" in shown.content.decode()
    change(f"service-{service.pk}", name="Hộ tịch, chứng thực", purpose="file")
    change("counter", number="1", letters=["A"], from_on="09/03/2026")
    counter = hall.counters.get()
    change(f"counter-{counter.pk}", name="Quầy hộ tịch", letters=["A"])
    assert "Chỉ đặt từ hôm nay" in change("counter", 422, number="2", letters=["A"], from_on="08/03/2026")
    assert "sau ngày mở" in change(f"endcounter-{counter.pk}", 422, until_on="09/03/2026")
    change(f"endcounter-{counter.pk}", until_on="10/03/2026")
    change(f"endservice-{service.pk}", until_on="11/03/2026")
    change("priority", act="05/QĐ-UBND")
    change("name", name="Trung tâm Phục vụ hành chính công", place="Tầng 1")
    change("door")
    change("close", until_on="01/04/2026")
    change("khac", 404)
    page = hoa.get(reverse("counters:hall", args=[hall.key])).content.decode()
    assert "Ghi quy định ưu tiên" in page
    assert Service.objects.get(pk=service.pk).until_on == MONDAY + timedelta(2)
    assert lies() == []


def test_who_has_nothing_to_do_here_is_refused(place):
    ticket = place.take("A")
    key, pk = place.hall.key, ticket.pk
    stranger, nobody = browser(place.dung), browser(place.minh)
    for name, args in (
        ("next", [key]),
        ("give", [key]),
        ("sit", [key]),
        ("step", [pk, "leave"]),
        ("send", [pk, "add"]),
        ("drop", [ticket.errands.get().pk]),
    ):
        assert stranger.post(reverse(f"counters:{name}", args=args)).status_code == 403, name
    for name, args in (
        ("desk", [key]),
        ("slip", [pk]),
        ("choose", [ticket.errands.get().pk]),
        ("hall", [key]),
    ):
        assert stranger.get(reverse(f"counters:{name}", args=args)).status_code == 403, name
    assert nobody.get(reverse("counters:hall", args=[key])).status_code == 403
    assert nobody.post(reverse("counters:change", args=[key, "door"])).status_code == 403
    assert nobody.get(reverse("counters:mine")).url == reverse("counters:desk", args=[key])
    assert "chưa có nơi tiếp nhận" in stranger.get(reverse("counters:mine")).content.decode()
    for address in ("portal:calls", "portal:calls_json", "portal:take_number", "portal:ticket"):
        assert browser().get(reverse(address, args=["khong-co"])).status_code == 404
