"""A letter entered by hand: saved once, compared with what is there, nothing typed lost."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danvan.cases.models import Attachment, Case, Link, Party
from danvan.people.roles import Role
from tests.make import MONDAY, make_case, make_officer

NEW, SIMILAR = "/desk/letters/new/", "/desk/letters/similar/"


def typed(commune, **given):
    data = {
        "submission": str(uuid4()),
        "unit": str(commune.pk),
        "kind": "recommendation",
        "channel": "post",
        "on": "12/02/2018",
        "subject": "Đề nghị sửa đường liên thôn",
        "topic": "roads",
        "body": "Đường liên thôn hư hỏng nặng, đề nghị xã sửa chữa.",
        "signatures": "1",
        "s-TOTAL_FORMS": "1",
        "s-INITIAL_FORMS": "0",
        "s-0-full_name": "Nguyễn Thị Lan",
        "s-0-phone": "0912000417",
        "s-0-tell_by": "phone",
    }
    return {**data, **given}


def test_a_letter_goes_into_the_register_and_the_page_of_its_case_opens(as_, commune, minh):
    response = as_(minh).post(NEW, typed(commune), follow=True)
    case = Case.objects.get()
    assert response.redirect_chain[-1][0] == f"/desk/cases/{case.pk}/"
    assert "Đã vào sổ" in response.content.decode()
    assert (case.channel, case.received_on, case.unit_received) == ("post", MONDAY, commune)
    assert Party.objects.get().full_name == "Nguyễn Thị Lan"


def test_the_same_form_sent_twice_is_one_case(as_, commune, minh):
    data = typed(commune)
    client = as_(minh)
    first, second = client.post(NEW, data), client.post(NEW, data | {"looked": "on"})
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


def test_a_form_that_was_changed_after_going_back_is_another_letter(as_, commune, minh, dung):
    data, client = typed(commune), as_(minh)
    client.post(NEW, data)
    other = {"body": "Xin cấp lại giấy tờ đất đã mất.", "subject": "Cấp lại giấy tờ đất", "looked": "on"}
    for _ in range(2):
        client.post(NEW, data | other)
    assert set(Case.objects.values_list("subject", flat=True)) == {data["subject"], "Cấp lại giấy tờ đất"}
    assert Case.objects.count() == 2
    theirs = dung.posts.first().unit
    as_(dung).post(NEW, data | {"unit": str(theirs.pk)})
    assert Case.objects.filter(unit_received=theirs).count() == 1


def test_a_letter_without_a_sender_is_taken_too(as_, commune, minh):
    data = typed(commune, **{"s-0-full_name": "", "s-0-phone": ""})
    assert as_(minh).post(NEW, data).status_code == 302
    assert Party.objects.count() == 0


def test_similar_letters_are_shown_before_anything_is_saved(as_, commune, minh):
    earlier = make_case(commune, subject="Sửa đường liên thôn", body="Đường liên thôn hư hỏng, xã sửa chữa.")
    client, data = as_(minh), typed(commune)
    shown = client.post(NEW, data)
    assert shown.status_code == 422
    assert earlier.subject in shown.content.decode()
    assert data["body"] in shown.content.decode()
    assert Case.objects.count() == 1
    saved = client.post(NEW, data | {"looked": "on", "earlier": str(earlier.pk)})
    assert saved.status_code == 302
    assert Link.objects.get().earlier == earlier


def test_letters_of_other_units_are_not_similar(as_, commune, minh, dung):
    make_case(commune, subject="Sửa đường liên thôn", body="Đường liên thôn hư hỏng, xã sửa chữa.")
    other = dung.posts.first().unit
    assert as_(dung).post(NEW, typed(other)).status_code == 302


def test_an_earlier_letter_of_another_unit_cannot_be_tied(as_, commune, dung):
    foreign = make_case(commune)
    other = dung.posts.first().unit
    as_(dung).post(NEW, typed(other, looked="on", earlier=str(foreign.pk)))
    assert Link.objects.count() == 0


def test_the_part_that_a_script_fetches_is_the_part_of_the_whole_page(as_, commune, minh):
    make_case(commune, subject="Sửa đường liên thôn", body="Đường liên thôn hư hỏng, xã sửa chữa.")
    client, data = as_(minh), typed(commune)
    part = client.post(SIMILAR, data, headers={"HX-Request": "true"}).content.decode().strip()
    whole = client.post(NEW, data | {"look": "1"}).content.decode()
    assert "Sửa đường liên thôn" in part
    assert part in whole


def test_looking_for_similar_letters_judges_nothing(as_, commune, minh):
    page = as_(minh).post(NEW, typed(commune, look="1", topic="", subject=""))
    assert page.status_code == 200
    assert "Còn" not in page.content.decode().split("<main")[1].split("<form")[0]


def test_one_more_sender_needs_no_script(as_, commune, minh):
    client = as_(minh)
    page = client.post(NEW, typed(commune, add="1"))
    assert 'name="s-1-full_name"' in page.content.decode()
    assert "Nguyễn Thị Lan" in page.content.decode()
    two = {"s-TOTAL_FORMS": "2", "s-1-full_name": "Trần Văn Bé", "s-1-tell_by": "code"}
    assert client.post(NEW, typed(commune, **two)).status_code == 302
    assert Party.objects.count() == 2


@pytest.mark.parametrize("total", ["99999999", "-1", "abc", ""])
def test_a_forged_number_of_rows_breaks_nothing(as_, commune, minh, total):
    for extra in ({}, {"add": "1"}, {"look": "1"}):
        response = as_(minh).post(NEW, typed(commune, **{"s-TOTAL_FORMS": total}, **extra))
        assert response.status_code in (200, 302, 422)


def test_a_complaint_says_what_it_complains_of(as_, commune, minh):
    client = as_(minh)
    refused = client.post(NEW, typed(commune, kind="complaint"))
    assert "Xin ghi quyết định hoặc việc làm bị khiếu nại" in refused.content.decode()
    label = refused.content.decode().split('<label for="id_against">')[1].split("</label>")[0]
    assert "(không bắt buộc)" not in label
    assert client.post(NEW, typed(commune, kind="complaint", against="Quyết định 214")).status_code == 302
    assert Case.objects.get().petition.against == "Quyết định 214"


def test_who_wants_to_be_called_leaves_a_number(as_, commune, minh):
    refused = as_(minh).post(NEW, typed(commune, **{"s-0-phone": ""}))
    assert "Cần ô này để báo tin" in refused.content.decode()


@pytest.mark.parametrize(
    "given, sentence",
    [
        ({"on": "13/02/2018"}, "không thể sau hôm nay"),
        ({"subject": "x" * 201}, "Dài 201 ký tự"),
        ({"body": "a\x00b"}, "không đọc được"),
        ({"topic": ""}, "Nội dung"),
        ({"signatures": "0"}, "nhỏ nhất là 1"),
        ({"unit": "999999"}, "có trong danh sách"),
        ({"channel": "portal"}, "có trong danh sách"),
        ({"s-0-phone": "123"}, "Số điện thoại"),
    ],
)
def test_bad_input_is_told_in_words_and_nothing_is_lost(as_, commune, minh, given, sentence):
    response = as_(minh).post(NEW, typed(commune, **given))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "Nguyễn Thị Lan" in response.content.decode()
    assert Case.objects.count() == 0


def test_files_are_judged_by_their_content(as_, commune, minh, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = as_(minh)
    bad = client.post(NEW, typed(commune, papers=SimpleUploadedFile("anh.jpg", b"<?php system('id');")))
    assert "không đọc được" in bad.content.decode()
    good = SimpleUploadedFile("don.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    assert client.post(NEW, typed(commune, papers=good)).status_code == 302
    assert Attachment.objects.get().name == "don.pdf"


def test_who_only_oversees_enters_nothing(as_, commune):
    inspector = make_officer(commune, Role.INSPECTOR, full_name="Thanh tra")
    response = as_(inspector).get(NEW)
    assert response.status_code == 403
    assert "Cán bộ tiếp nhận" in response.content.decode()


def test_of_several_senders_the_first_stands_for_all(as_, commune, minh):
    rows = {"s-TOTAL_FORMS": "2", "s-1-full_name": "Trần Bình", "s-1-tell_by": "code", "signatures": "12"}
    as_(minh).post(NEW, typed(commune, **rows))
    roles = list(Party.objects.order_by("pk").values_list("full_name", "role"))
    assert roles == [("Nguyễn Thị Lan", "representative"), ("Trần Bình", "sender")]
    assert Case.objects.get().people == 12
