"""What stands on the page of a case: people behind a mask, files, the answer, the clock, what belongs to it."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.cases.actions import Step, files, link, move
from danvan.cases.models import Attachment, Link
from danvan.cases.workflow import Channel
from danvan.desk.forms.steps import CorrectForm
from danvan.desk.tests.steps import GIVEN, WORKED, take, url
from danvan.journal.actors import CITIZEN, SYSTEM
from danvan.journal.models import Event
from danvan.people.actions import give_post
from danvan.people.roles import Role
from danvan.petitions.actions import Letter, receive
from danvan.reception.models import Matter
from tests.make import LAN, MONDAY, at, make_case, make_officer, make_unit, walk


def test_people_are_masked_until_somebody_looks_and_the_look_is_on_record(as_, commune, minh):
    case = make_case(commune)
    party = case.parties.get()
    client = as_(minh)
    page = client.get(url(case)).content.decode()
    assert "Nguyễn Thị Lan" not in page
    assert "0912000417" not in page
    assert "417" in page
    seen = client.post(url(case, "people", str(party.pk)))
    assert "Nguyễn Thị Lan" in seen.content.decode()
    assert "no-store" in seen["Cache-Control"]
    event = Event.objects.filter(stream="case", subject=case.pk).latest("number")
    assert (event.verb, event.actor, event.data["party"]) == ("reveal", minh, party.pk)
    assert "Nguyễn Thị Lan" not in client.get(url(case)).content.decode()


def test_a_look_is_never_had_by_following_a_link(as_, commune, minh):
    case = make_case(commune)
    assert as_(minh).get(url(case, "people", str(case.parties.get().pk))).status_code == 405


def test_nobody_of_another_case_is_shown(as_, commune, minh):
    case, other = make_case(commune), make_case(commune)
    assert as_(minh).post(url(case, "people", str(other.parties.get().pk))).status_code == 404


def test_files_come_as_downloads_and_only_to_readers(as_, commune, minh, dung, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    paper = files.check([SimpleUploadedFile("đơn.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")])
    letter = Letter(kind="recommendation", subject="Có tệp", body="Xem tệp.", topic="water")
    case = receive(
        letter, unit=commune, channel=Channel.COUNTER, by=CITIZEN, on=MONDAY, persons=[LAN], files=paper
    )
    number = str(Attachment.objects.get().pk)
    response = as_(minh).get(url(case, "files", number))
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert as_(dung).get(url(case, "files", number)).status_code == 403
    assert as_(minh).get(url(make_case(commune), "files", number)).status_code == 404


def test_the_timeline_can_be_all_public_or_internal(as_, commune, minh):
    case = make_case(commune)
    move(case, "note", by=minh, on=MONDAY, given=Step(text="Chỉ trong cơ quan."))
    client = as_(minh)
    assert "Chỉ trong cơ quan." in client.get(url(case)).content.decode()
    assert "Chỉ trong cơ quan." not in client.get(url(case), {"view": "public"}).content.decode()
    internal = client.get(url(case), {"view": "internal"}).context["steps"]
    assert [step.title for step in internal] == ["Ghi chú nội bộ"]


def test_a_refusal_shows_its_ground_in_law(as_, commune, minh):
    case = make_case(commune)
    take(as_(minh), case, "refuse", **GIVEN["refuse"])
    page = as_(minh).get(url(case)).content.decode()
    assert "Không đạt điều kiện: có chữ ký hoặc điểm chỉ của người viết đơn" in page
    assert "07/2014/TT-TTCP" in page


def test_the_receipt_has_the_code_the_day_and_why_and_each_printing_is_noted(as_, commune, minh):
    case = make_case(commune, channel=Channel.RECEPTION)
    printed = as_(minh).post(url(case, "receipt"))
    page = printed.content.decode()
    assert case.shown_code in page
    assert "05/03/2018" in page
    assert 'class="qr"' in page
    assert "Nguyễn Thị Lan" not in page
    assert "no-store" in printed["Cache-Control"]
    noted = Event.objects.get(stream="case", subject=case.pk, verb="receipt_printed")
    assert (noted.actor, noted.public) == (minh, False)
    assert "ỦY BAN NHÂN DÂN<br>" in page  # the head of the sheet is that of every paper of the office
    assert as_(minh).get(url(case, "receipt")).status_code == 405


def test_the_receipt_is_printed_only_where_the_letter_was_brought_and_never_for_the_site(as_, commune, minh):
    brought, sent = make_case(commune, channel=Channel.POST), make_case(commune, channel=Channel.PORTAL)
    reader = make_officer(commune, Role.INSPECTOR, username="thanh-tra")
    assert as_(reader).post(url(brought, "receipt")).status_code == 403
    assert as_(minh).post(url(sent, "receipt")).status_code == 403
    assert not Event.objects.filter(verb="receipt_printed").exists()
    assert url(sent, "receipt") not in as_(minh).get(url(sent)).content.decode()
    assert url(brought, "receipt") in as_(minh).get(url(brought)).content.decode()


def test_the_page_of_a_case_shows_no_more_of_its_code_than_four_letters(as_, commune, minh):
    case = make_case(commune)
    page = as_(minh).get(url(case)).content.decode()
    assert case.code[:4] in page
    assert case.shown_code[:9] not in page
    assert case.code[:5] not in page


def test_a_page_of_a_long_case_costs_what_that_of_a_short_one_does(as_, commune, minh, hoa):
    case = walk(make_case(commune), hoa, MONDAY, *WORKED, "assign")
    client = as_(hoa)

    def statements():
        client.get(url(case))
        with CaptureQueriesContext(connection) as caught:
            client.get(url(case))
        return len(caught)

    few = statements()
    for _ in range(20):
        move(case, "note", by=hoa, on=MONDAY, given=Step(text="Ghi thêm."))
    assert statements() == few <= 12
    walk(case, hoa, MONDAY, "answer")
    assert statements() <= 12


def test_no_term_is_shown_while_the_office_has_not_confirmed_its_rule(as_, commune, minh):
    with at(MONDAY.replace(year=2026)):
        case = make_case(commune, on=MONDAY.replace(year=2026), channel=Channel.POST)
        page = as_(minh).get(url(case)).content.decode()
    assert case.due_on is None
    assert "chưa xác nhận quy định này" in page


def test_the_chain_leads_back_to_the_turn(as_, commune, minh):
    from danvan.flows.reception_to_petition import open_petition
    from danvan.reception.actions import Caller, Told, register_turn

    turn = register_turn(
        unit=commune,
        on=MONDAY,
        callers=[Caller("Nguyễn Thị Lan")],
        matters=[Told(topic="water", summary="Cống tắc", outcome="petition")],
        persons=1,
        by=minh,
    )
    letter = Letter(kind="recommendation", subject="Cống tắc", body="Cống tắc", topic="water")
    case = open_petition(Matter.objects.get(), letter, by=minh, on=MONDAY)
    assert f"/desk/reception/{turn.pk}/" in as_(minh).get(url(case)).content.decode()


def test_late_words_carry_the_day_on_which_they_were_written(as_, commune, minh):
    case = make_case(commune)
    with at(MONDAY + timedelta(days=1)):
        take(as_(minh), case, "note", text="Ghi sau một ngày.")
        assert "ghi 13/02" in as_(minh).get(url(case)).content.decode()


def test_the_answer_stands_on_the_page_with_outcome_decision_and_signer(as_, commune, minh, hoa):
    case = walk(make_case(commune, kind="complaint"), hoa, MONDAY, "screen", "accept", "answer")
    page = as_(minh).get(f"/desk/cases/{case.pk}/").content.decode()
    card = page[page.index("<h2>Trả lời công dân</h2>") :]
    card = card[: card.index("</section>")]
    for said in ("Nội dung ghi nhận.", "12/QĐ-UBND", hoa.full_name):
        assert said in card


def test_only_those_who_work_on_its_kind_are_offered_a_case(as_, commune, minh, hoa):
    binh = make_officer(commune, username="binh", full_name="Trần Văn Bình")
    give_post(
        officer=binh, unit=commune, role=Role.HANDLER, kinds=["complaint"], by=SYSTEM, on=date(2010, 1, 1)
    )
    offered = {}
    for kind in ("complaint", "recommendation"):
        page = as_(hoa).get(f"/desk/cases/{make_case(commune, kind=kind).pk}/")
        offered[kind] = {name for _pk, name in page.context["page"].officers}
    assert offered["complaint"] == {minh.full_name, hoa.full_name, binh.full_name}
    assert offered["recommendation"] == {minh.full_name, hoa.full_name}


def test_who_takes_a_public_step_back_is_told_that_the_citizen_reads_why(as_, commune, minh):
    case = walk(make_case(commune), minh, MONDAY, "screen")
    form = as_(minh).get(url(case)).context["correct"]
    assert form.fields["text"].help_text == "Công dân đọc được lời này."
    inside = CorrectForm(case, Event(public=False))
    assert inside.fields["text"].help_text == "Chỉ cán bộ đọc được."


def test_a_page_number_of_thousands_of_digits_is_no_error(as_, commune, minh):
    case = make_case(commune)
    answer = as_(minh).post(url(case, "steps", "answer"), {"seen": "9" * 5000})
    assert answer.status_code == 409


def test_a_linked_case_of_another_unit_is_named_without_its_subject(as_, commune, minh, dung):
    there = make_case(dung.posts.first().unit, subject="Chuyện riêng của nơi khác")
    here = make_case(commune)
    link(here, there, why=Link.Why.REPEAT, by=SYSTEM, on=MONDAY)
    page = as_(minh).get(url(here)).content.decode()
    assert "một hồ sơ của nơi khác" in page
    assert "Chuyện riêng" not in page
    assert url(there) not in page


def test_what_is_left_of_a_term_in_calendar_days_is_told_in_calendar_days(as_, commune, minh, hoa):
    case = walk(make_case(commune, kind="complaint"), hoa, MONDAY, *WORKED)
    left = (case.due_on - MONDAY).days
    assert f"còn {left} ngày<" in as_(hoa).get(url(case)).content.decode()


def test_only_the_natural_next_step_stands_open_else_the_page_says_whose_turn_it_is(as_, commune, minh, hoa):
    clerk = make_officer(commune, Role.CLERK, username="van-thu")
    case = make_case(commune)
    assert as_(clerk).get(url(case)).context["open_verb"] == "screen"
    walk(case, hoa, MONDAY, "screen")
    page = as_(clerk).get(url(case))
    assert page.context["open_verb"] == ""
    assert page.context["turn_of"].endswith("Nhận giải quyết")
    assert page.context["turn_of"] in page.content.decode()
    assert as_(hoa).get(url(case)).context["open_verb"] == "accept"


def test_where_a_letter_may_belong_is_filled_in_with_one_click_and_nothing_typed_is_lost(as_, commune, minh):
    case = make_case(commune, body="Trạm y tế không nhận thẻ bảo hiểm y tế.", topic="education")
    browser, page = as_(minh), f"/desk/cases/{case.pk}/"
    assert "Sở Y tế" in browser.get(page).content.decode()
    typed = {"fill": "Sở Y tế", "text": "Không thuộc xã.", "seen": "1", "on": "12/02/2018"}
    filled = browser.post(f"{page}steps/transfer/", typed)
    form = filled.context["returned"]
    assert filled.status_code == 200
    assert (form["elsewhere"].value(), form["text"].value()) == ("Sở Y tế", "Không thuộc xã.")
    make_unit(name="Sở Y tế", tier="agency")
    form = browser.post(f"{page}steps/transfer/", typed).context["returned"]
    assert (form["unit_name"].value(), form["elsewhere"].value()) == ("Sở Y tế", "")
    case.refresh_from_db()
    assert case.version == 1, "a suggestion is never taken by itself"
