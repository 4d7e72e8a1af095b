"""The officers' pages: taken down and forgotten, opened by custodians alone, checked, looked at, kept by keys."""

import base64
import json
import re
import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from danvan.cases.actions import About, Step, move, note_concern
from danvan.cases.models.concern import Whom
from danvan.denunciations import actions
from danvan.denunciations.models import Custodian, Denunciation, Envelope, Look, Protection
from danvan.denunciations.present import GIVEAWAYS
from danvan.denunciations.tests.make import LANH, MONDAY, WORDS, make_office, redacted, send
from danvan.journal.models import Event
from danvan.lib import dates, seal
from danvan.lib.giveaways import Kind
from danvan.papers.actions import Draft, issue, prepare, with_step
from danvan.papers.of_cases import CaseSubject
from danvan.people.roles import Role
from tests.make import at, make_officer, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    with at(MONDAY):
        yield make_office()


def browser(officer) -> Client:
    client = Client()
    client.force_login(officer, backend="danvan.people.backends.Officers")
    return client


def url(name, *args):
    return reverse(f"denunciations:{name}", args=args)


def typed(office, **more):
    return {
        "submission": str(uuid.uuid4()),
        "unit": office.unit.key,
        "channel": "counter",
        "whom": "",
        "topic": "land",
        "body": WORDS,
        "full_name": LANH.full_name,
        "phone": LANH.phone,
        "address": LANH.address,
        **more,
    }


def text_of(response) -> str:
    return response.content.decode()


# --- taken down ------------------------------------------------------------------------------------------
def test_what_a_clerk_typed_is_in_no_answer_and_in_no_temporary_file(office, monkeypatch):
    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", None)
    clerk = browser(make_officer(office.unit, Role.CLERK, full_name="Ngô Thị Văn Thư"))
    sent = typed(office, papers=SimpleUploadedFile("don-cua-lanh.txt", WORDS.encode() * 30_000))
    taken = clerk.post(url("new"), sent)
    found = Denunciation.objects.get()
    for answer in (taken, clerk.get(url("new")), clerk.post(url("new"), sent | {"papers": ""})):
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert LANH.full_name not in text_of(answer)
        assert LANH.phone not in text_of(answer)
        assert WORDS[:20] not in text_of(answer)
    assert re.search(r"0\d{3} \d{4} \d{4} \d{4}", text_of(taken))
    assert LANH.full_name not in str(clerk.session.items())
    assert clerk.get(url("denunciation", found.pk)).status_code == 404
    assert clerk.get(reverse("desk:case", args=[found.pk])).status_code == 404


def test_the_receipt_is_shown_once_and_the_same_form_makes_one_denunciation(office):
    clerk, sent = browser(make_officer(office.unit, Role.CLERK)), typed(office)
    clerk.post(url("new"), sent)
    again = text_of(clerk.post(url("new"), sent))
    assert "chỉ hiện một lần" in again
    assert not re.search(r"0\d{3} \d{4} \d{4} \d{4}", again)
    assert Denunciation.objects.count() == 1


def test_an_error_leaves_the_words_on_that_one_answer_and_asks_browsers_to_keep_none(office):
    clerk = browser(make_officer(office.unit, Role.CLERK))
    answer = clerk.post(url("new"), typed(office, topic=""))
    page = text_of(answer)
    assert answer.status_code == 422
    assert WORDS in page
    assert page.count('autocomplete="off"') > 10
    assert WORDS not in text_of(clerk.get(url("new")))
    assert not Denunciation.objects.exists()


def test_without_keys_enough_the_door_is_shut_with_a_sentence_and_nothing_is_lost(office):
    lonely = make_unit(tier="province", name="tỉnh Khác")
    clerk = browser(make_officer(lonely, Role.CLERK))
    answer = clerk.post(url("new"), typed(office, unit=lonely.key))
    assert answer.status_code == 422
    assert WORDS in text_of(answer)


# --- opened by custodians alone --------------------------------------------------------------------------
def test_whoever_keeps_no_key_is_answered_as_for_none(office):
    found, _receipt = send(office)
    others = [
        office.hoa,
        make_officer(office.unit, Role.ADMINISTRATOR),
        make_officer(make_unit(parent=office.province), Role.CLERK, full_name="Phan Tiến Dũng"),
    ]
    for officer in others:
        client, before = browser(officer), Event.objects.count()
        assert client.get(url("denunciation", found.pk)).status_code == 404
        assert client.post(url("letter", found.pk)).status_code == 404
        assert client.get(url("redact", found.pk)).status_code == 404
        assert Event.objects.count() == before


def test_a_custodian_whom_it_is_about_is_answered_as_for_none(office):
    found, _receipt = send(office)
    keeper = office.keepers[0]
    note_concern(found.case, About(Whom.OFFICER, office.unit, keeper), by=office.hoa, on=MONDAY)
    client = browser(keeper)
    assert client.get(url("denunciation", found.pk)).status_code == 404
    assert client.post(url("letter", found.pk)).status_code == 404
    assert client.post(url("speak", found.pk), {"text": "x"}).status_code == 404
    assert found.case.code[:4] not in text_of(client.get(url("kept")))


def test_the_letter_goes_out_sealed_on_a_page_that_alone_may_send_to_the_key_desk(office):
    found, _receipt = send(office)
    keeper = browser(office.keepers[0])
    page = keeper.post(url("letter", found.pk))
    policy = page["Content-Security-Policy"]
    assert "form-action 'self' http://127.0.0.1:8017" in policy
    assert 'action="http://127.0.0.1:8017/open/" target="_blank"' in text_of(page)
    assert 'name="handout"' in text_of(page)
    assert ".danvan" in text_of(page)
    assert WORDS[:20] not in text_of(page)
    assert "127.0.0.1:8017" not in keeper.get(url("denunciation", found.pk))["Content-Security-Policy"]
    assert Event.objects.filter(stream="case", subject=found.pk, verb="letter_opened").count() == 1


def test_the_list_asks_the_same_however_many_there_are(office):
    keeper = browser(office.keepers[0])
    send(office)
    keeper.get(url("kept"))
    with CaptureQueriesContext(
        connection,
    ) as one:
        keeper.get(url("kept"))
    for _n in range(3):
        found, _receipt = send(office)
        actions.hear(found, text="Thêm một việc.", on=MONDAY)
    with CaptureQueriesContext(connection) as many:
        page = text_of(keeper.get(url("kept")))
    assert len(many) == len(one)
    assert page.count(">lời nhắn mới<") == 3
    assert page.count(">chưa lược<") == 4


# --- written without the denouncer -----------------------------------------------------------------------
def test_what_may_betray_is_shown_and_asked_about_before_it_is_saved(office):
    found, _receipt = send(office)
    keeper = browser(office.keepers[0])
    words = {
        "subject": "Thu tiền khi làm sổ",
        "accused": "Công chức địa chính",
        "body": "Ai gọi 0987612345 thì biết.",
    }
    shown = keeper.post(url("redact", found.pk), words)
    assert shown.status_code == 422
    assert "<mark>0987612345</mark>" in text_of(shown)
    assert words["body"] in text_of(shown)
    found.case.refresh_from_db()
    assert found.case.body == ""
    saved = keeper.post(url("redact", found.pk), words | {"fine": "phone:0987612345"})
    assert saved.status_code == 302
    found.case.refresh_from_db()
    assert (found.case.subject, found.case.body) == (words["subject"], words["body"])


def test_whatever_may_be_found_in_a_text_has_words():
    assert set(GIVEAWAYS) == set(Kind)


def test_a_message_is_written_down_without_the_denouncer_too(office):
    found, _receipt = send(office)
    message, _whole = actions.hear(found, text="Tôi là Khuyến đây.", on=MONDAY)
    keeper = browser(office.keepers[1])
    assert keeper.post(url("message", found.pk, message.pk)).status_code == 200
    keeper.post(url("redact_message", found.pk, message.pk), {"body": "Còn hai hộ nữa."})
    message.refresh_from_db()
    assert message.text == "Còn hai hộ nữa."
    assert "lời nhắn mới" not in text_of(keeper.get(url("kept")))


# --- looks, talk, protection -----------------------------------------------------------------------------
def test_a_look_is_asked_allowed_by_another_and_taken_once(office):
    found, _receipt = send(office)
    first, second = (browser(keeper) for keeper in office.keepers)
    first.post(url("ask", found.pk), {"reason": "Cần mời làm việc."})
    look = Look.objects.get()
    assert first.post(url("decide", found.pk, look.pk), {"allow": "1"}).status_code == 422
    assert "xin xem danh tính" in text_of(second.get(url("kept")))
    second.post(url("decide", found.pk, look.pk), {"allow": "1"})
    assert second.post(url("take", found.pk, look.pk)).status_code == 403
    seen = first.post(url("take", found.pk, look.pk))
    assert 'name="handout"' in text_of(seen)
    assert LANH.full_name not in text_of(seen)
    assert first.post(url("take", found.pk, look.pk)).status_code == 403


def test_words_that_were_not_taken_come_back_on_a_page_of_their_own(office):
    found, _receipt = send(office)
    answer = browser(office.hoa).post(url("protect", found.pk), {"measure": "none", "text": "Bị dọa."})
    assert answer.status_code == 422
    assert "Bị dọa." in text_of(answer)


def test_the_page_of_the_case_shows_the_talk_and_the_protection_and_no_sender(office):
    found, _receipt = send(office)
    redacted(office, found)
    leader = browser(office.hoa)
    leader.post(url("speak", found.pk), {"text": "Cơ quan đã nhận, đang xem."})
    leader.post(url("protect", found.pk), {"measure": "secrecy", "text": ""})
    row = Protection.objects.get()
    leader.post(url("decide_protection", found.pk, row.pk), {"granted": "yes", "decision": "5/QĐ-UBND"})
    page = text_of(leader.get(reverse("desk:case", args=[found.pk])))
    assert "Cơ quan đã nhận, đang xem." in page
    assert "5/QĐ-UBND" in page
    assert "Trần Văn Giữ" in page
    assert "Lược danh tính, ghi nội dung tố cáo" in page
    for absent in (
        "Người gửi",
        "In giấy biên nhận",
        "Tìm đơn tương tự",
        "Đã báo công dân",
        url("letter", found.pk),
    ):
        assert absent not in page
    leader.post(url("end_protection", found.pk, row.pk), {"text": "Hết lý do."})
    row.refresh_from_db()
    assert row.why_ended == "Hết lý do."


def test_the_page_extends_by_how_complex_it_is_and_papers_know_who_is_denounced(office):
    found, _receipt = send(office)
    redacted(office, found)
    Denunciation.objects.filter(pk=found.pk).update(accused="ông Trần Văn Thử")
    leader, page = browser(office.hoa), reverse("desk:case", args=[found.pk])
    assert "có thể thuộc thẩm quyền" not in text_of(leader.get(page)), "who settles hangs on who is denounced"
    for verb, given in (("screen", {}), ("accept", {"decision": "7/QĐ-UBND"})):
        move(found.case, verb, by=office.hoa, on=MONDAY, given=Step(**given))
    assert "ông Trần Văn Thử" in CaseSubject.load(found.pk).known(MONDAY).values()
    seen = text_of(leader.get(page))
    assert "Chỉ được gia hạn 1 lần, không quá 30 ngày." in seen
    assert "vụ việc đặc biệt phức tạp" in seen
    typed = {"days": 30, "decision": "9/QĐ-UBND", "text": "Nhiều nơi.", "on": "02/03/2026"}
    assert CaseSubject.load(found.pk).known(MONDAY)["extended_to"] == ""
    leader.post(reverse("desk:step", args=[found.pk, "extend"]), typed | {"complexity": "complex"})
    found.case.refresh_from_db()
    assert CaseSubject.load(found.pk).known(MONDAY)["extended_to"] == dates.short(found.case.due_on)
    assert found.case.due_on == date(2026, 5, 4), "two times thirty days, and the days off at the end"


def test_papers_of_what_is_sealed_stand_in_the_book_for_those_alone_who_may_read_it(office):
    found, _receipt = send(office)
    redacted(office, found)
    move(found.case, "screen", by=office.hoa, on=MONDAY)
    said = {"scope": "Thu tiền ngoài quy định.", "accused": "ông Trần Văn Thử"}
    draft, step = Draft(typed=said, signer=office.hoa), with_step("accept", Step())
    kind = "denunciation_acceptance"
    paper = prepare("case", found.pk, kind, draft=draft, by=office.hoa, on=MONDAY, step=step)
    issue(paper, by=office.hoa, on=MONDAY)
    book = {
        role: text_of(browser(officer).get(reverse("papers:book")))
        for role, officer in {
            "leader": office.hoa,
            "custodian": office.keepers[0],
            "clerk": make_officer(office.unit, Role.CLERK),
            "council": make_officer(office.unit, Role.COUNCIL),
        }.items()
    }
    assert {role for role, page in book.items() if "thu tiền ngoài quy định" in page} == {"leader"}


# --- keys ------------------------------------------------------------------------------------------------
def test_a_leader_names_a_custodian_who_brings_a_key_and_letters_of_old_are_sealed_to_it(office):
    found, _receipt = send(office)
    new = make_officer(office.unit, Role.HANDLER, full_name="Võ Văn Mới")
    browser(office.hoa).post(url("custodians"), {"officer": f"{office.unit.pk}-{new.pk}"})
    custody, pair = Custodian.objects.get(officer=new), seal.new_pair()
    his = browser(new)
    assert his.post(url("custodian", custody.pk), {"recipient": "AGE-SECRET-KEY-1"}).status_code == 422
    his.post(url("custodian", custody.pk), {"recipient": pair.recipient})
    keeper = browser(office.keepers[0])
    assert "Võ Văn Mới" in text_of(keeper.get(url("kept")))
    assert "reseal" in text_of(keeper.post(url("seal_again", custody.pk)))
    secret = seal.unseal(
        bytes(found.envelopes.get(custodian=office.rows[0]).sealed), office.secret(office.keepers[0])
    )
    answer = resealed(found, custody, seal.seal(secret, [pair.recipient]))
    keeper.post(url("sealed"), {"file": SimpleUploadedFile("tra-loi.danvan", answer)})
    assert Envelope.objects.filter(denunciation=found, custodian=custody).exists()
    assert his.get(url("denunciation", found.pk)).status_code == 200


def test_a_file_that_is_no_answer_changes_nothing(office):
    keeper = browser(office.keepers[0])
    answer = keeper.post(url("sealed"), {"file": SimpleUploadedFile("x.danvan", b"\xff\xfe")})
    assert answer.status_code == 422
    assert "Chưa đổi gì" in text_of(answer)


def test_one_of_the_last_two_does_not_go_and_the_sentence_says_why(office):
    answer = browser(office.hoa).post(url("end", office.rows[0].pk))
    assert answer.status_code == 422
    assert "ít nhất 2 người giữ khóa" in text_of(answer)


def resealed(found, custody, sealed) -> bytes:

    one = {
        "denunciation": found.pk,
        "custodian": custody.pk,
        "envelope": base64.b64encode(sealed).decode(),
    }
    return json.dumps({"version": 1, "purpose": "resealed", "envelopes": [one]}).encode()
