"""Consultations at the desk: what an officer sees, types, is refused, and finds again."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from danvan.consultations import actions, present, queries, verify
from danvan.consultations.actions import Said, Speaker
from danvan.consultations.models import Affected, Consultation, Group, Opinion, Telling, Vote
from danvan.consultations.tests.make import (
    AFTER,
    BINH,
    DAY,
    NEXT,
    TEXT,
    answered,
    grouped,
    make_draft,
    make_explained,
    make_open,
    opine,
    word_file,
)
from danvan.journal.models import Event
from danvan.meetings.tests.make import make_published as make_hall
from danvan.people.roles import Role
from tests.make import at, make_officer

pytestmark = pytest.mark.django_db
DESCRIBED = {
    "title": "Quy chế chợ",
    "sort": "regulation",
    "topic": "other",
    "summary": "Giờ mở cửa mới.",
    "ground": "consultation.period",
}


@pytest.fixture
def login(client):
    def enter(officer):
        client.force_login(officer, backend="danvan.people.backends.Officers")
        return client

    return enter


def url(name, *args):
    return reverse(f"consultations:{name}", args=args)


def step(browser, row, verb, **told):
    row.refresh_from_db()
    return browser.post(url("step", row.pk, verb), {**told, "seen": str(row.revision)})


def test_from_a_word_file_to_issue_on_the_pages(login, unit, hoa):
    browser = login(hoa)
    assert "Chưa có đợt lấy ý kiến nào" in browser.get(url("consultations")).text
    wrong = browser.post(url("new"), {**DESCRIBED, "title": ""})
    assert (wrong.status_code, "Giờ mở cửa mới." in wrong.text) == (422, True)
    made = browser.post(url("new"), DESCRIBED)
    row = Consultation.objects.get()
    assert made.headers["Location"] == url("draft", row.pk)
    upload = SimpleUploadedFile("quy-che.docx", word_file(30))
    read = browser.post(url("import", row.pk), {"file": upload})
    assert "30 điều" in read.text.replace("32 điều", "30 điều"), "thirty articles, a lead and an annex"
    assert "60 khoản, 300 điểm" in read.text
    assert not row.drafts.exists(), "read, not saved"
    text, file = read.context["form"]["text"].value(), read.context["form"]["file"].value()
    assert browser.post(url("draft", row.pk), {"text": text, "file": file}).status_code == 302
    short = step(browser, row, "announce", opens_on="02/03/2026", closes_on="10/03/2026")
    assert (short.status_code, "sớm nhất là hết ngày 23/03/2026" in short.text) == (422, True)
    assert 'value="10/03/2026"' in short.text, "what was typed is still there"
    done = step(browser, row, "announce", opens_on="02/03/2026", closes_on="23/03/2026")
    assert done.status_code == 302
    page = browser.get(url("consultation", row.pk)).text
    assert "Theo luật không được hết trước" in page
    refused = step(browser, row, "issue", number="15/QĐ-UBND", signed_on="02/03/2026")
    assert refused.status_code == 422
    assert "Chưa đủ thời gian tối thiểu theo luật" in refused.text
    assert url("table", row.pk) in refused.text, "each reason has its link"
    broken = SimpleUploadedFile("x.docx", b"khong phai")
    assert browser.post(url("import", row.pk), {"file": broken}).status_code == 422


def test_lists_and_the_inbox_take_the_same_few_statements_however_many_there_are(
    login, unit, hoa, django_assert_max_num_queries
):
    row = make_open(unit, hoa)
    for n in range(30):
        opine(row, Said("opposes", f"Ý kiến thứ {n} về mức thu.", "dieu-3"))
    browser = login(hoa)
    browser.get(url("opinions", row.pk))
    for heap in ("alone", "waiting", "affected", "veiled", "all"):
        with django_assert_max_num_queries(8):
            browser.get(f"{url('opinions', row.pk)}?show={heap}")
    assert "Ý kiến thứ 29" in browser.get(url("opinions", row.pk)).text
    for name, most in (("consultations", 8), ("to_tell", 8)):
        with django_assert_max_num_queries(most):
            browser.get(url(name))
    for name in ("consultation", "people", "table", "enter"):
        with django_assert_max_num_queries(12):
            browser.get(url(name, row.pk))


def test_opinions_are_suggested_gathered_answered_and_the_table_is_printed(login, unit, hoa, minh):
    row = make_open(unit, hoa)
    first = opine(row, Said("opposes", "Mức thu cao quá, đề nghị giảm còn 200.000 đồng.", "dieu-3"))
    second = opine(row, Said("opposes", "Đề nghị giảm mức thu còn 200.000 đồng, mức thu cao quá.", "dieu-3"))
    other = opine(
        row, Said("amends", "Mở cửa sớm hơn.", "dieu-2"), speaker=Speaker("Lê Văn Tư", confidential=True)
    )
    browser = login(minh)
    inbox = browser.get(url("opinions", row.pk))
    (heap,) = inbox.context["suggested"]
    assert heap.numbers == f"{first.pk},{second.pk}"
    picked = browser.get(f"{url('opinions', row.pk)}?show=alone&pick={heap.numbers}").text
    assert picked.count("checked") == 2
    wrong = browser.post(url("gather", row.pk), {"opinions": [first.pk, other.pk], "title": "Gộp"})
    assert (wrong.status_code, "cùng một điều" in wrong.text) == (422, True)
    made = browser.post(url("gather", row.pk), {"opinions": [first.pk, second.pk], "title": "Giảm mức thu"})
    group = Group.objects.get()
    assert made.headers["Location"] == url("answer", group.pk)
    told = {"title": "Giảm mức thu", "outcome": "accepted", "words": "Giảm còn 200.000 đồng."}
    page = browser.post(url("answer", group.pk), told)
    assert (page.status_code, "Soạn bản mới" in page.text) == (422, True)
    browser.post(url("draft", row.pk), {"text": NEXT, "note": "Giảm mức thu"})
    assert browser.post(url("answer", group.pk), {**told, "new_anchor": "dieu-3"}).status_code == 302
    answered(grouped(row, minh, other), minh, on=DAY)
    assert "Mọi ý kiến đã có trả lời" in browser.get(url("table", row.pk)).text
    compared = browser.get(url("compare", row.pk)).text
    assert "<ins>200.000</ins>" in compared
    assert "Giảm còn 200.000 đồng." in compared, "with the opinions that changed it"
    for kind, start in (("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")):
        assert browser.get(url("table_file", row.pk, kind)).content.startswith(start)
    csv = b"".join(browser.get(url("table_file", row.pk, "csv")).streaming_content).decode()
    assert csv.count("\r\n") == 4
    assert "Người góp ý giữ kín tên" in csv
    assert "Lê Văn Tư" not in csv
    groups = json.loads(browser.get(url("table_file", row.pk, "json")).content)["groups"]
    assert [len(each["opinions"]) for each in groups] == [1, 2], "in the order of the draft"
    assert browser.get(url("table_file", row.pk, "exe")).status_code == 404


def test_a_word_table_has_every_row_and_repeats_its_head(login, unit, hoa):
    from docx import Document

    row = make_explained(unit, hoa)
    content = login(hoa).get(url("table_file", row.pk, "docx")).content
    document = Document(io.BytesIO(content))
    grid = document.tables[-1]
    assert [len(grid.rows), grid.rows[0].cells[0].text] == [3, "TT"]
    assert "tblHeader" in grid.rows[0]._tr.xml
    assert "ĐỒNG" not in document.paragraphs[0].text
    assert "Tiếp thu" in grid.rows[2].cells[4].text


def test_names_are_masked_and_each_look_is_on_record(login, unit, hoa, minh):
    row = make_open(unit, hoa, persons=[BINH])
    made = opine(row)
    browser = login(minh)
    hidden = browser.get(url("people", row.pk)).text
    assert "T.V.B." in hidden
    assert "Trần Văn Bình" not in hidden
    assert Affected.objects.get().shown_code not in hidden
    shown = browser.post(url("people", row.pk), {"look": "1"}).text
    assert "Trần Văn Bình" in shown
    assert Affected.objects.get().shown_code in shown
    assert Event.objects.filter(verb="look", actor=minh).count() == 1
    assert "Nguyễn Thị Lan" not in browser.get(url("opinion", made.pk)).text
    assert "Nguyễn Thị Lan" in browser.post(url("opinion_step", made.pk, "look")).text
    assert Event.objects.filter(verb="look", actor=minh).count() == 2
    board = login(make_officer(unit, Role.BOARD))
    assert board.get(url("people", row.pk)).status_code == 403
    assert board.post(url("opinion_step", made.pk, "look")).status_code == 403
    assert "N.T.L." not in board.get(url("opinions", row.pk)).text


def test_persons_are_named_line_by_line_and_a_bad_line_is_told(login, unit, hoa):
    row = make_draft(unit, hoa)
    browser = login(hoa)
    wrong = browser.post(url("people", row.pk), {"persons": "Trần Văn Bình; ki-ốt 5; 0900000418; ; chim câu"})
    assert (wrong.status_code, "Dòng 1: không rõ cách mời" in wrong.text) == (422, True)
    lines = "Trần Văn Bình; ki-ốt 5; 0900 000 418; thôn Đông; gọi\nVõ Thị Sáu; ki-ốt 6"
    assert browser.post(url("people", row.pk), {"persons": lines}).status_code == 302
    assert list(Affected.objects.order_by("pk").values_list("tell_by", "phone")) == [
        ("phone", "0900000418"),
        ("visit", ""),
    ]


def test_what_came_on_paper_is_entered_and_files_are_only_downloaded(login, unit, hoa, minh, dung):
    row = make_open(unit, hoa, persons=[BINH])
    browser = login(minh)
    told = {"way": "paper", "stance": "opposes", "text": "Chợ xa.", "given_on": "02/03/2026"}
    told |= {"affected": Affected.objects.get().pk, "paper": "Phiếu 7"}
    scan = SimpleUploadedFile("phieu.png", bytes.fromhex("89504e470d0a1a0a0000000d49484452") + b"\0" * 40)
    wrong = browser.post(url("enter", row.pk), {**told, "text": ""})
    assert (wrong.status_code, "vì sao không đồng ý" in wrong.text) == (422, True)
    assert browser.post(url("enter", row.pk), {**told, "papers": scan}).status_code in (302, 422)
    browser.post(url("enter", row.pk), told)
    made = Opinion.objects.first()
    assert (made.way_label, made.voice.affected.why) == ("Trên giấy, cán bộ nhập", "Thuê ki-ốt số 5")
    assert login(dung).get(url("opinion", made.pk)).status_code == 404


def test_veiled_words_are_listed_with_their_reasons(login, unit, hoa, minh):
    row = make_open(unit, hoa)
    made = opine(row)
    browser = login(minh)
    assert browser.post(url("opinion_step", made.pk, "veil"), {"reason": ""}).status_code == 422
    browser.post(url("opinion_step", made.pk, "veil"), {"reason": "insult", "why": "Nêu tên riêng"})
    listed = b"".join(browser.get(url("veiled_csv", row.pk)).streaming_content).decode()
    assert "Có lời xúc phạm" in listed
    assert "Nêu tên riêng" in listed
    browser.post(url("opinion_step", made.pk, "unveil"))
    assert Opinion.objects.get().veil == ""
    assert browser.post(url("opinion_step", made.pk, "burn")).status_code == 404


def test_somebody_to_call_stands_on_a_list_until_called(login, unit, hoa, minh):
    make_open(unit, hoa, persons=[BINH])
    browser = login(minh)
    one, looks = Telling.objects.get(), Event.objects.filter(verb="look", stream="consulted_person")
    secrets = (one.affected.full_name, one.affected.shown_code, "0912 000 418")
    page = browser.get(url("to_tell")).text
    assert [secret for secret in secrets if secret in page] == [], "masked until she looks"
    assert not looks.exists()
    page = browser.post(url("telling", one.pk, "look")).text
    assert [secret for secret in secrets if secret not in page] == []
    (seen,) = looks
    assert (seen.actor, seen.subject) == (minh, one.affected_id), "each look is on record, of one person"
    browser.post(url("telling", one.pk, "told"))
    assert "Không còn ai phải báo" in browser.get(url("to_tell")).text


def test_groups_of_people_are_named_and_told(login, unit, hoa, minh):
    row = make_draft(unit, hoa)
    browser = login(minh)
    assert browser.post(url("audience", row.pk), {"name": ""}).status_code == 422
    browser.post(url("audience", row.pk), {"name": "Hộ có ki-ốt", "people": "40"})
    group = row.audiences.get()
    told = {"how": "Loa truyền thanh", "told_on": "02/03/2026", "reached": "41"}
    assert "nhiều hơn" in browser.post(url("audience_told", row.pk, group.pk), told).text
    assert browser.post(url("audience_told", row.pk, group.pk), {**told, "reached": "38"}).status_code == 302
    assert queries.reach(row).reached == 38


def test_a_vote_is_set_up_counted_printed_and_recognised(login, unit, hoa):
    row = make_draft(unit, hoa)
    browser = login(hoa)
    asked = {
        "question": "Mỗi hộ góp 500.000 đồng làm đường thôn",
        "rule": "village.contribution_vote",
        "held": "meeting",
        "held_on": "06/03/2026",
        "place": "Nhà văn hóa thôn",
        "roll": "Thôn Đông; 90",
    }
    bad = browser.post(url("vote_new", row.pk), {**asked, "roll": "Thôn Đông 90"})
    assert "Dòng 1: viết như" in bad.text
    late = browser.post(url("vote_new", row.pk), {**asked, "held_on": "03/03/2026"})
    assert "báo trước ít nhất 2 ngày" in late.text
    assert browser.post(url("vote_new", row.pk), asked).status_code == 302
    vote = Vote.objects.get()
    ballot = vote.ballots.get()
    counted = {f"agree-{ballot.pk}": "60", f"against-{ballot.pk}": "10", f"void-{ballot.pk}": "0"}
    signed = {"head": "Lê Văn Tư", "front": "Võ Thị Năm", "witnesses": "Hộ A, hộ B"}
    early = browser.post(url("vote_step", vote.pk, "count"), {**counted, **signed})
    assert "chưa đến" in early.text
    browser.logout()
    with at(AFTER):
        browser = login(hoa)
        over = {**counted, **signed, f"agree-{ballot.pk}": "91"}
        assert "nhiều hơn 90 hộ" in browser.post(url("vote_step", vote.pk, "count"), over).text
        assert browser.post(url("vote_step", vote.pk, "count"), {**counted, **signed}).status_code == 302
        page = browser.get(url("vote", vote.pk)).text
        assert "60 trong 90 hộ đồng ý; cần từ 60 hộ" in page
        for kind, start in (("docx", b"PK"), ("pdf", b"%PDF")):
            assert browser.get(url("vote_paper", vote.pk, kind)).content.startswith(start)
        browser.post(url("vote_step", vote.pk, "sent"), {"sent_on": "25/03/2026"})
        assert Vote.objects.get().due_on.isoformat() == "2026-04-01", "five working days"
        no = {"yes": "no", "number": "12/UBND", "day": "25/03/2026"}
        assert "phải nêu lý do" in browser.post(url("vote_step", vote.pk, "recognise"), no).text
        browser.post(url("vote_step", vote.pk, "recognise"), {**no, "yes": "yes"})
    assert Vote.objects.get().recognised


def test_an_old_page_names_who_was_quicker(login, unit, hoa, minh):
    row = make_draft(unit, hoa)
    page = login(minh).post(url("draft", row.pk), {"text": "Điều 1. Sửa", "seen": "0"})
    assert (page.status_code, "Điều 1. Sửa" in page.text) == (409, True)
    assert "Trần Thị Hoa vừa làm bước" in page.text
    looked = login(minh).post(url("draft", row.pk), {"text": TEXT, "look": "1"})
    assert "4 điều" in looked.text
    assert actions.describe.__doc__


def test_a_stranger_finds_nothing(login, unit, hoa, dung):
    row = make_open(unit, hoa)
    browser = login(dung)
    for name in (
        "consultation",
        "edit",
        "draft",
        "people",
        "opinions",
        "enter",
        "table",
        "vote_new",
        "compare",
    ):
        assert browser.get(url(name, row.pk)).status_code == 404, name


def test_an_opinion_of_a_meeting_names_it_and_the_table_says_in_which(login, unit, hoa, minh, dung):
    row = make_open(unit, hoa)
    browser = login(minh)
    assert 'name="held"' not in browser.get(url("enter", row.pk)).text, (
        "nothing is offered where no meeting was held"
    )
    hall = make_hall(unit, hoa, on=DAY, title="Đối thoại về chợ")
    elsewhere = dung.posts.get().unit
    other = make_hall(elsewhere, make_officer(elsewhere, Role.LEADER), on=DAY, title="Họp xã khác")
    offered = browser.get(url("enter", row.pk)).text
    assert ("Đối thoại về chợ" in offered, "Họp xã khác" in offered) == (True, False)
    told = {"way": "meeting", "stance": "opposes", "text": "Mức thu cao.", "given_on": "02/03/2026"}
    assert browser.post(url("enter", row.pk), {**told, "held": other.pk}).status_code == 422
    wrong = browser.post(url("enter", row.pk), {**told, "way": "paper", "held": hall.pk})
    assert (wrong.status_code, "Mức thu cao." in wrong.text) == (422, True)
    assert browser.post(url("enter", row.pk), {**told, "held": hall.pk}).status_code == 302
    made = Opinion.objects.get()
    assert (made.held, made.meeting) == (hall, "Đối thoại về chợ")
    assert f'href="/desk/meetings/{hall.pk}/"' in browser.get(url("opinion", made.pk)).text
    (line,) = present.table(grouped(row, minh, made).consultation, inside=True)
    assert line.opinions[0].how == "Tại cuộc họp, cán bộ ghi lại: Đối thoại về chợ, 02/03/2026"
    assert list(verify.persons()) == []
