"""What goes wrong is said at the field in plain words, and nothing typed is lost."""

import pytest

from danvan.cases.models import Case
from danvan.people.models import Unit
from danvan.portal.tests.make import (
    EXE,
    PDF,
    citizen,
    commune,
    complaint,
    errors,
    file,
    letter,
    send,
    text_of,
)
from tests.make import MONDAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    with at(MONDAY):
        yield


@pytest.fixture
def unit() -> Unit:
    return commune()


def wrong(data) -> tuple[list[str], str]:
    """The sentences at the fields and the page, of a letter that must not be taken in."""
    response = send(citizen(), data)
    assert response.status_code == 200
    assert Case.objects.count() == 0
    return errors(response), response.content.decode()


@pytest.mark.parametrize(
    "field, sentence",
    [
        ("subject", "Xin điền “Tóm tắt trong một câu”"),
        ("body", "Xin điền “Kể lại sự việc”"),
        ("full_name", "Xin điền “Họ và tên”"),
        ("topic", "Xin chọn một mục ở “Về việc gì?”"),
        ("kind", "Xin chọn một mục ở “Ông/bà muốn điều gì?”"),
        ("unit", "Ông/bà cho biết gửi đến xã, phường nào"),
    ],
)
def test_what_is_missing_is_named(unit, field, sentence):
    said, page = wrong(letter(unit, **{field: ""}))
    assert sentence in said
    assert "Lỗi:" in page
    assert "Cống tắc từ tháng 11" in page or field == "body"


def test_a_broken_letter_is_shown_and_nothing_else_is_lost(unit):
    said, page = wrong(letter(unit, body="Trước\x00sau"))
    assert "Trước�sau" in page
    assert said
    assert "Có chữ không đọc được" in said[0]


def test_bytes_that_are_no_utf8_are_no_server_error(unit):
    data = b"kind=recommendation&subject=%ff%fe&body=%c3%28"
    response = citizen().post("/gui-don/", data, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200


def test_a_text_that_is_too_long_comes_back_whole(unit):
    said, page = wrong(letter(unit, body="x" * 20_001))
    assert "Dài 20001 ký tự" in said[0]
    assert "x" * 20_001 in page


@pytest.mark.parametrize(
    "phone, sentence",
    [("0912 000 41", "thiếu 1 chữ số"), ("không có", "chỉ gồm các chữ số"), ("0412000417", "bắt đầu bằng")],
)
def test_a_wrong_telephone_number_is_explained(unit, phone, sentence):
    said, page = wrong(letter(unit, phone=phone))
    assert sentence in said[0]
    assert f'value="{phone}"' in page


def test_a_day_in_the_future_is_refused_with_today_beside_it(unit):
    said, _ = wrong(complaint(unit, learned_on="13/02/2018"))
    assert said == ["Ngày biết quyết định không thể sau hôm nay, 12/02/2018"]


def test_a_complaint_needs_decision_day_and_address(unit):
    said, _ = wrong(complaint(unit, against="", learned_on=""))
    assert len(said) == 2
    said, _ = wrong(complaint(unit, address=""))
    assert said == ["Đơn khiếu nại phải có địa chỉ của người khiếu nại"]


def test_who_left_no_contact_is_asked_how_to_be_told(unit):
    said, _ = wrong(letter(unit, phone="", tell_by=""))
    assert "Tự xem bằng mã cũng được" in said[0]
    assert send(citizen(), letter(unit, phone="", tell_by="code")).status_code == 303


def test_a_way_of_telling_needs_what_it_uses(unit):
    assert "xin ghi số điện thoại" in wrong(letter(unit, phone="", tell_by="phone"))[0][0]
    assert "xin ghi địa chỉ" in wrong(letter(unit, address="", tell_by="post"))[0][0]


def test_a_unit_that_does_not_exist_is_named(unit):
    assert "“Nơi Không Có”" in wrong(letter(unit, unit="", place="Nơi Không Có"))[0][0]
    assert wrong(letter(unit, unit="NO-SUCH-UNIT"))[0] == ["Ông/bà cho biết gửi đến xã, phường nào"]


def test_a_program_renamed_to_a_photo_is_refused_by_its_content(unit):
    said, page = wrong(letter(unit, papers=file("anh.jpg", EXE)))
    assert "anh.jpg" in said[0]
    assert "xin chọn lại" in page


def test_too_many_and_too_large_files_are_refused_with_numbers(unit):
    said, _ = wrong(letter(unit, papers=[file(f"{n}.png") for n in range(6)]))
    assert "nhiều nhất 5" in said[0]
    said, _ = wrong(letter(unit, papers=file("to.pdf", PDF + b"0" * (10 * 1024 * 1024))))
    assert "to.pdf" in said[0]


def test_an_error_elsewhere_says_that_files_must_be_chosen_again(unit):
    _, page = wrong(letter(unit, subject="", papers=file("anh.png")))
    assert "xin chọn lại ở trang cuối" in page


def test_a_file_name_cannot_lead_out_of_its_folder(unit):
    send(citizen(), letter(unit, papers=file("../../etc/x\x00\x07.png")))
    kept = Case.objects.get().attachments.get()
    assert "/" not in kept.name
    assert not set("\x00\x07") & set(kept.name)
    assert ".." not in kept.path


def test_markup_in_a_letter_is_shown_as_letters(unit):
    page = citizen().post("/gui-don/", letter(unit, page="who", subject="<script>alert(1)</script>"))
    assert "<script>alert" not in page.content.decode()


def test_an_unknown_page_of_the_flow_is_no_server_error(unit):
    assert send(citizen(), letter(unit, page="nowhere")).status_code == 303
    assert "Ông/bà gửi gì" in text_of(citizen().post("/gui-don/", {"page": "review", "go": "nowhere"}))
