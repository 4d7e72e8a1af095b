"""Pages: the desk plans, takes down and publishes; anybody asks, follows, judges; lists, files and open data."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from danvan.dialogues.models import Request
from danvan.dialogues.tests.make import make_dialogue, make_promise_at
from danvan.journal.models import Event
from danvan.meetings import actions as meetings
from danvan.meetings.models import CheckIn, Meeting, Question, Speaker
from danvan.meetings.tests.make import DAY, LAN, answered, asked, make_announced, make_open, make_published
from danvan.people.roles import Role
from danvan.promises import actions as promises
from danvan.promises.models import Promise
from tests.make import at, make_officer

pytestmark = pytest.mark.django_db
FORM = {
    "title": "Đối thoại về nước sạch",
    "topic": "water",
    "agenda": "Nước máy",
    "on": "30/03/2026",
    "starts": "8:00",
    "ends": "11h",
    "place": "Hội trường",
    "hosts": "Chủ tịch xã",
    "occasion": "yearly",
}


def test_a_dialogue_is_planned_with_what_is_missing_said_at_its_field(login, unit, minh):
    browser, url = login(minh), reverse("dialogues:new")
    wrong = browser.post(url, {**FORM, "unit": unit.pk, "ends": "7:00", "hosts": ""})
    assert wrong.status_code == 422
    assert "Giờ kết thúc phải sau giờ bắt đầu." in wrong.text
    assert 'value="Đối thoại về nước sạch"' in wrong.text, "what was typed is still there"
    made = browser.post(url, {**FORM, "unit": unit.pk})
    row = Meeting.objects.get()
    assert made["Location"] == reverse("meetings:meeting", args=[row.pk])
    listed = browser.get(reverse("dialogues:dialogues"))
    assert row.title in listed.text
    assert "chưa tổ chức và chưa thông báo buổi đối thoại của năm 2026" in listed.text
    edited = browser.post(
        reverse("meetings:edit", args=[row.pk]), {**FORM, "title": "Nước sạch", "seen": row.revision}
    )
    assert edited.status_code == 302
    stale = browser.post(reverse("meetings:edit", args=[row.pk]), {**FORM, "seen": row.revision})
    assert stale.status_code == 409


def test_the_hall_is_served_to_its_end(login, unit, hoa):
    row, browser = make_announced(unit, hoa, DAY), login(hoa)

    def step(verb, **told):
        row.refresh_from_db()
        return browser.post(reverse("meetings:step", args=[row.pk, verb]), {**told, "seen": row.revision})

    assert step("open").status_code == 302
    hall = reverse("meetings:hall", args=[row.pk])
    ask = reverse("meetings:ask", args=[row.pk])
    empty = browser.post(ask, {"text": " ", "source": "hall", "origin": "thôn Bắc"})
    assert (empty.status_code, "thôn Bắc" in empty.text) == (422, True)
    taken = browser.post(ask, {"text": "Cầu hỏng", "source": "hall", "origin": "thôn Bắc"})
    assert "th%C3%B4n" in taken["Location"], "the hamlet stays for the next one"
    question = Question.objects.get()
    url = reverse("meetings:question", args=[question.pk, "answer"])
    unsigned = browser.post(url, {"answer": "Sửa ngay", "answered_by": ""})
    assert (unsigned.status_code, "Sửa ngay" in unsigned.text) == (422, True)
    done = {"answer": "Sửa ngay", "answered_by": "Chủ tịch", "on_spot": "on"}
    assert browser.post(url, done).status_code == 302
    give = reverse("promises:new", args=["question", question.pk])
    told = {
        "text": "Sửa cầu",
        "promised_by": "Chủ tịch",
        "due_on": "30/04/2026",
        "unit": unit.pk,
        "back": hall,
    }
    assert browser.post(give, {**told, "due_on": "hôm nào"}).status_code == 422
    assert browser.post(give, told)["Location"] == hall
    assert browser.post(give, {**told, "back": "//elsewhere.example"})["Location"].startswith(
        "/desk/promises/"
    )
    assert step("end").status_code == 422, "nobody was counted"
    browser.post(reverse("meetings:attendance", args=[row.pk]), {"people": "70"})
    assert step("end").status_code == 302
    minutes = reverse("meetings:minutes", args=[row.pk])
    assert "Cầu hỏng" in browser.get(minutes).text
    row.refresh_from_db()
    written = {"minutes": "Diễn biến", "minutes_by": "Minh", "conclusion": "Kết luận", "seen": row.revision}
    assert browser.post(minutes, written).status_code == 302
    assert step("publish").status_code == 302
    assert "Sửa cầu" in browser.get(reverse("portal:dialogue", args=[row.pk])).text


def test_who_asked_is_read_by_those_who_run_the_meeting_alone(client, login, unit, minh, hoa):
    row = make_open(unit, hoa)
    asked(row, hoa, asker=LAN)
    page = reverse("meetings:meeting", args=[row.pk])
    assert "0912 000 417" not in login(minh).get(page).text, "masked until she looks"
    question = Question.objects.get()
    shown = login(minh).post(reverse("meetings:question", args=[question.pk, "look"])).text
    assert ("0912 000 417" in shown, "Nguyễn Thị Lan" in shown) == (True, True)
    look = Event.objects.get(stream="question", verb="look")
    assert (look.actor, look.subject) == (minh, question.pk), "each look is on record"
    inspector = make_officer(unit, Role.INSPECTOR)
    seen = login(inspector).get(page)
    assert seen.status_code == 200
    assert "417" not in seen.text
    public = client.get(reverse("portal:dialogue", args=[row.pk])).text
    assert "Nguyễn Thị Lan" not in public


def test_anybody_asks_before_and_follows_by_the_code(client, unit, hoa):
    row = make_announced(unit, hoa)
    url = reverse("portal:dialogue_ask", args=[row.pk])
    told = {"text": "Bao giờ có nước?", "tell_by": "phone", "phone": "", "submission": str(uuid4())}
    wrong = client.post(url, told)
    assert (wrong.status_code, "Bao giờ có nước?" in wrong.text) == (422, True)
    page = client.post(url, {**told, "phone": "0912000417"})
    question = Question.objects.get()
    assert question.shown_code in page.text
    assert "Bao giờ có nước?" not in client.get(reverse("portal:dialogue", args=[row.pk])).text
    meetings.set_aside(question, text="Hỏi nhầm nơi", by=hoa, on=DAY)
    assert "Hỏi nhầm nơi" in client.post(reverse("portal:question"), {"code": question.code}).text
    unknown = client.post(reverse("portal:question"), {"code": "7KDM-R4PX-92TH-V6"})
    assert "Không thấy câu hỏi nào" in unknown.text


def test_too_many_questions_from_one_address_are_asked_to_wait(client, unit, hoa, monkeypatch):
    monkeypatch.setitem(settings.DANVAN_RATES, "question", (1, 3600))
    url = reverse("portal:dialogue_ask", args=[make_announced(unit, hoa).pk])
    told = {"text": "Một", "tell_by": "code"}
    assert client.post(url, told).status_code == 200
    late = client.post(url, {**told, "text": "Hai"})
    assert (late.status_code, "Hai" in late.text, Question.objects.count()) == (429, True, 1)


def test_a_phone_checks_in_once_and_registers_to_speak(client, unit, hoa):
    row = make_open(unit, hoa)
    url, told = reverse("portal:check_in"), {"group": "people", "submission": str(uuid4())}
    assert client.post(url, {**told, "door": "AAAAAA"}).status_code == 422
    for _each in range(2):
        assert row.title in client.post(url, {**told, "door": row.door.lower()}).text
    assert CheckIn.objects.count() == 1
    nameless = client.post(url, {"door": row.door, "speak": "1", "full_name": ""})
    assert nameless.status_code == 422
    spoken = {"door": row.door, "speak": "1", "full_name": "Trần Văn Bình"}
    assert "số 1" in client.post(url, spoken).text
    assert Speaker.objects.get().full_name == "Trần Văn Bình"


def test_whoever_raised_it_says_by_the_code_whether_it_was_kept(client, unit, hoa):
    row = make_open(unit, hoa)
    question = answered(asked(row, hoa), hoa)
    promise = make_promise_at(row, hoa, on=DAY, due_on=DAY + timedelta(days=5))
    promises.report(promise, done_on=DAY, text="Đã nạo vét", by=hoa, on=DAY)
    url, told = reverse("portal:promise_judge"), {"code": question.code, "promise": promise.pk}
    unsaid = client.post(url, {**told, "kept": "no", "text": ""})
    assert (unsaid.status_code, "lý do" in unsaid.text) == (422, True)
    client.post(url, {**told, "kept": "no", "text": "Mới một nửa"})
    promise.refresh_from_db()
    assert (promise.status, promise.accepted_by, promise.reopened) == ("running", "asker", 1)
    assert client.post(url, {**told, "code": "7KDM-R4PX-92TH-V6", "kept": "yes"}).status_code == 200
    promise.refresh_from_db()
    assert promise.status == "running", "an unknown code judges nothing"


def test_the_public_list_says_what_is_overdue_by_the_day_and_gives_it_as_data(client, unit, hoa):
    row = make_open(unit, hoa)
    asked(row, hoa)
    make_promise_at(row, hoa, on=DAY, due_on=DAY + timedelta(days=5), text="=Nạo vét kênh")
    url = reverse("portal:promises")
    assert "Nạo vét" not in client.get(url, {"state": "overdue"}).text
    with at(DAY + timedelta(days=6)):
        assert "Nạo vét" in client.get(url, {"state": "overdue"}).text
        assert "Nạo vét" not in client.get(url, {"state": "running", "q": "nạo"}).text
        told = json.loads(client.get(reverse("portal:promises_json")).content)
        assert [(each["state"], each["days_late"]) for each in told["promises"]] == [("overdue", 1)]
        data = client.get(reverse("portal:promises_csv")).content.decode("utf-8-sig")
    assert ",'=Nạo vét kênh," in data, "no cell is a formula"
    assert client.get(url, {"state": "nothing", "unit": "x"}).status_code == 200


def test_many_promises_are_handed_over_or_extended_at_once(login, unit, hoa, minh):
    row = make_open(unit, hoa)
    asked(row, hoa)
    chosen = [make_promise_at(row, hoa, on=DAY, due_on=DAY + timedelta(days=n)).pk for n in (3, 4)]
    browser, url = login(hoa), reverse("promises:bulk")
    assert browser.post(url, {"what": "assign", "officer": minh.pk}).status_code == 422
    assert browser.post(url, {"what": "extend", "chosen": chosen}).status_code == 422
    browser.post(url, {"what": "assign", "officer": minh.pk, "chosen": chosen})
    browser.post(url, {"what": "extend", "due_on": "30/04/2026", "text": "Mưa lũ", "chosen": chosen})
    assert set(Promise.objects.values_list("officer", "due_on")) == {(minh.pk, DAY.replace(month=4, day=30))}
    assert login(minh).get(reverse("promises:mine")).text.count("Nạo vét kênh N3.") == 2
    hand_back = {"what": "assign", "officer": "", "chosen": chosen}
    back = browser.post(f"{url}?state=running&topic=land", hand_back)["Location"]
    assert back == reverse("promises:promises") + "?state=running&topic=land", "the list stays narrowed"
    sheet = browser.get(reverse("promises:xlsx"))
    assert sheet.content[:2] == b"PK"


@pytest.mark.parametrize(
    "name", ["portal:promises", "portal:dialogues", "promises:promises", "dialogues:dialogues"]
)
def test_no_list_asks_more_for_more_rows(login, unit, hoa, name):
    browser = login(hoa)

    def asked_for() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(reverse(name)).status_code == 200
        return len(seen)

    def add() -> None:
        row = make_published(unit, hoa)
        make_promise_at(row, hoa, on=DAY, due_on=DAY + timedelta(days=5))
        make_dialogue(unit, hoa, DAY + timedelta(days=20), on=DAY)

    add()
    browser.get(reverse(name))
    few = asked_for()
    for _each in range(4):
        add()
    assert asked_for() == few


def test_the_three_papers_say_what_the_register_knows(unit, hoa):
    from danvan.meetings.of_papers import MeetingSubject
    from danvan.papers import policies

    row = make_published(unit, hoa)
    make_promise_at(row, hoa, on=DAY, due_on=DAY + timedelta(days=5))
    subject = MeetingSubject.load(row.pk)
    offered = {kind.code for kind in policies.offered("meeting", subject, hoa, on=DAY)}
    assert offered == {"meeting_minutes", "meeting_conclusion"}
    known = subject.known(DAY)
    assert known["present"] == "Nhân dân: 80 người"
    assert "Chủ tịch UBND xã: Nạo vét kênh N3." in known["promised"]
    assert "Bao giờ thôn Đồng Tiến" in known["said"]
    planned = MeetingSubject.load(make_dialogue(unit, hoa, DAY + timedelta(days=20), on=DAY).pk)
    assert {kind.code for kind in policies.offered("meeting", planned, hoa, on=DAY)} == {"meeting_notice"}


def test_alarms_name_promises_that_are_near_or_overdue_to_whoever_leads_or_does_them(login, unit, hoa, minh):
    row = make_open(unit, hoa)
    asked(row, hoa)
    make_promise_at(row, hoa, on=DAY, due_on=DAY + timedelta(days=1), officer=minh)
    make_promise_at(row, hoa, on=DAY, due_on=DAY + timedelta(days=60), text="Xây cầu mới")
    page = login(hoa).get(reverse("desk:alarms")).text
    assert "Nạo vét kênh N3." in page
    assert "Xây cầu mới" not in page
    assert "Nạo vét kênh N3." in login(minh).get(reverse("desk:alarms")).text


def test_a_form_sent_twice_makes_one_dialogue_one_request_and_one_promise(login, unit, hoa, minh):
    asks = {"unit": unit.pk, "subject": "Nước sạch", "topic": "water", "signatures": 20, "voters": 900}
    asks["voters_source"] = "danh sách niêm yết"
    promise = {"text": "Sửa cầu", "promised_by": "Chủ tịch", "due_on": "30/04/2026", "unit": unit.pk}
    question = asked(make_open(unit, hoa), hoa)
    held = Meeting.objects.count()
    for officer, url, told, model, before in (
        (minh, reverse("dialogues:new"), {**FORM, "unit": unit.pk}, Meeting, held),
        (minh, reverse("dialogues:request_new"), asks, Request, 0),
        (hoa, reverse("promises:new", args=["question", question.pk]), promise, Promise, 0),
    ):
        browser = login(officer)
        shown = {"submission": browser.get(url).context["form"]["submission"].value()}
        first = browser.post(url, {**told, **shown})
        assert browser.post(url, {**told, **shown})["Location"] == first["Location"]
        assert model.objects.count() == before + 1


def test_a_meeting_and_its_hall_take_twelve_statements_however_much_was_asked(
    login, unit, hoa, minh, django_assert_max_num_queries
):
    row = make_open(unit, hoa)
    for n in range(6):
        asked(row, hoa, text=f"Câu hỏi thứ {n}?", asker=LAN)
    make_promise_at(row, hoa, on=DAY, due_on=DAY + timedelta(days=5))
    meetings.count_by_hand(row, {"people": 70}, by=hoa, on=DAY)
    browser = login(minh)
    for name in ("meetings:meeting", "meetings:hall"):
        url = reverse(name, args=[row.pk])
        browser.get(url)
        with django_assert_max_num_queries(12):
            page = browser.get(url)
        assert "Câu hỏi thứ 5?" in page.text
        assert page.context["present"] == 70
