"""What people type: taken in every usual form, refused in words that say what to do."""

from datetime import date

import pytest
import time_machine
from django import forms as django_forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from danvan.cases.errors import StepRefused
from danvan.web import validators
from danvan.web.forms import CitizenIdField, DayOrMonth, FilesField, Form, PhoneField, VnDateField

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
TODAY = time_machine.travel("2018-02-27T03:00:00Z", tick=False)


def said_about(field, value):
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return " ".join(caught.value.messages)


def tried(field, value):
    """The clean value and None, or None and the sentence of the refusal."""
    try:
        return field.clean(value), None
    except ValidationError as refusal:
        return None, " ".join(refusal.messages)


class Letter(Form):
    name = django_forms.CharField(label="Họ và tên", max_length=20)
    told = django_forms.CharField(label="Kể lại", widget=django_forms.Textarea, required=False, max_length=50)
    number = django_forms.IntegerField(label="Số hộ", required=False, min_value=1)
    kind = django_forms.ChoiceField(label="Loại", choices=[("a", "A")])
    mail = django_forms.EmailField(required=False)
    own = django_forms.CharField(required=True, error_messages={"required": "Ông/bà viết giúp sự việc là gì"})
    secret = django_forms.CharField(widget=django_forms.PasswordInput, required=False)


def letter(**typed):
    data = QueryDict(mutable=True)
    data.update({"name": "Lan", "kind": "a", "own": "x", **typed})
    return Letter(data)


# --- days


@given(DAYS)
def test_a_day_is_taken_in_every_usual_form(day):
    field = VnDateField()
    forms = (
        f"{day:%d/%m/}{day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d-%m-}{day.year}",
        day.isoformat(),
    )
    more = (f"{day:%d.%m.}{day.year}", f"{day:%d%m}{day.year}", f" {day.day} / {day.month} / {day.year} ")
    assert {field.clean(form) for form in forms + more} == {day}


@given(DAYS)
def test_a_day_is_shown_as_it_can_be_read_back(day):
    field = VnDateField()
    assert field.clean(field.prepare_value(day)) == day


@given(st.text(max_size=20) | st.from_regex(r"[0-9/ .-]{0,14}", fullmatch=True))
def test_whatever_is_typed_as_a_day_is_a_day_or_a_sentence(text):
    value, refusal = tried(VnDateField(required=False, month_ok=True), text)
    assert refusal != ""
    assert value is None or isinstance(value, DayOrMonth)


@pytest.mark.parametrize(
    "typed,sentence",
    [
        ("31/02/2018", "Tháng 2 năm 2018 không có ngày 31"),
        ("29/02/2018", "Tháng 2 năm 2018 không có ngày 29"),
        ("12/13/2018", "Không có tháng 13"),
        ("0/1/2018", "Tháng 1 năm 2018 không có ngày 0"),
        ("12/2/18", "Xin viết năm đủ bốn chữ số, ví dụ 15/11/2017"),
        ("hôm qua", "Xin viết ngày như 15/11/2017"),
        ("11/2017", "Xin viết cả ngày, ví dụ 15/11/2017"),
        ("01/01/1800", "Xin xem lại năm 1800"),
        ("", "Xin điền"),
    ],
)
def test_a_day_that_is_none_is_refused_with_what_to_do(typed, sentence):
    class Asked(Form):
        day = VnDateField(label="Ngày")

    assert sentence in Asked({"day": typed}).errors["day"][0]


def test_a_month_alone_is_enough_where_it_is_allowed():
    month = VnDateField(month_ok=True).clean("11/2017")
    assert (month.first, month.last, month.exact, str(month)) == (
        date(2017, 11, 1),
        date(2017, 11, 30),
        False,
        "11/2017",
    )
    day = VnDateField(month_ok=True).clean("15/11/2017")
    assert (day.exact, str(day)) == (True, "15/11/2017")


@TODAY
def test_a_day_after_today_in_viet_nam_is_refused_where_it_cannot_be():
    field = VnDateField(future=False, called="Ngày xảy ra")
    assert field.clean("27/02/2018") == date(2018, 2, 27)
    assert said_about(field, "28/02/2018") == "Ngày xảy ra không thể sau hôm nay, 27/02/2018"
    assert VnDateField(future=False, month_ok=True).clean("02/2018").first == date(2018, 2, 1)


def test_a_day_before_the_earliest_is_refused():
    field = VnDateField(earliest=date(2018, 1, 1), called="Ngày nhận")
    assert said_about(field, "31/12/2017") == "Ngày nhận không thể trước 01/01/2018"


# --- telephone numbers


@given(st.sampled_from(["03", "05", "07", "08", "09"]), st.text("0123456789", min_size=8, max_size=8))
def test_a_mobile_number_is_taken_with_any_separators_and_country_code(prefix, rest):
    digits = prefix + rest
    forms = (
        digits,
        f"{digits[:4]} {digits[4:7]} {digits[7:]}",
        f"{digits[:4]}.{digits[4:]}",
        f"+84 {digits[1:]}",
    )
    assert {validators.phone_digits(form) for form in (*forms, f"0084{digits[1:]}")} == {digits}


@given(st.text(max_size=20) | st.text("0123456789+ .", max_size=16))
def test_whatever_is_typed_as_a_number_is_a_number_or_a_sentence(text):
    digits, refusal = tried(PhoneField(required=False), text)
    assert refusal or digits == "" or len(digits) in (10, 11)


@pytest.mark.parametrize(
    "typed,sentence",
    [
        ("0900 000 41", "Số điện thoại thiếu 1 chữ số"),
        ("0900 000 4", "Số điện thoại thiếu 2 chữ số"),
        ("0900 000 4171", "Số điện thoại thừa 1 chữ số"),
        ("0239 000 000", "Số điện thoại thiếu 1 chữ số"),
        ("900000417", "Số điện thoại thiếu số 0 ở đầu"),
        ("0400 000 417", "Số điện thoại bắt đầu bằng 03, 05, 07, 08, 09 (di động) hoặc 02 (cố định)"),
        ("không có", "Số điện thoại chỉ gồm các chữ số, ví dụ 0900 000 417"),
        ("0168 000 0417", "Đầu số 0168 đã đổi từ năm 2018, số này nay là 0380000417"),
    ],
)
def test_a_number_that_is_none_is_refused_with_what_is_wrong(typed, sentence):
    assert said_about(PhoneField(), typed) == sentence


def test_a_land_line_has_eleven_digits():
    assert PhoneField().clean("0239 000 0000") == "02390000000"


# --- citizen's numbers


@TODAY
@pytest.mark.parametrize(
    "typed,sentence",
    [
        ("04219900001", "Số căn cước có 12 chữ số, chứng minh nhân dân cũ có 9; ở đây có 11"),
        ("003099000001", "Ba chữ số đầu 003 không phải mã tỉnh nào, xin xem lại số căn cước"),
        ("042299000001", "Chữ số thứ 4 đến thứ 6 cho năm sinh 2099, chưa tới; xin xem lại số căn cước"),
        ("111111111", "Xin chép lại số trên giấy tờ"),
        ("04219900000A", "Số căn cước chỉ gồm các chữ số"),
    ],
)
def test_a_citizens_number_that_cannot_be_is_refused_with_what_is_wrong(typed, sentence):
    assert said_about(CitizenIdField(), typed) == sentence


@TODAY
def test_a_citizens_number_and_an_old_card_are_taken():
    assert CitizenIdField().clean("042 180 000 001") == "042180000001"
    assert CitizenIdField().clean("042 217 000 001") == "042217000001"
    assert CitizenIdField().clean("183 000 001") == "183000001"
    assert CitizenIdField(required=False).clean("") == ""


@given(st.text(max_size=16) | st.text("0123456789", max_size=13))
def test_whatever_is_typed_as_a_citizens_number_is_one_or_a_sentence(text):
    digits, refusal = tried(CitizenIdField(required=False), text)
    assert refusal or len(digits) in (0, 9, 12)


# --- every form


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x9d", chr(0xD800), "\N{REPLACEMENT CHARACTER}"])
def test_a_character_nobody_can_read_is_shown_and_refused_with_its_place(char):
    form = letter(told=f"Cống kênh N3{char} bị tắc")
    assert form.errors["told"] == [
        "Có chữ không đọc được (hiện là �) ngay sau “Cống kênh N3”. Xin xóa đi và gõ lại."
    ]
    assert form["told"].value() == "Cống kênh N3� bị tắc"


def test_text_arrives_in_one_form_without_invisible_characters():
    form = letter(name="Nguye\u0302\u0303n\u200b  Lan ", told="Một\r\nhai\x0bba")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == "Nguyễn Lan"
    assert form.cleaned_data["told"] == "Một\nhai\nba"


def test_a_name_of_invisible_characters_is_an_empty_name():
    assert letter(name="\u200b\u200b").errors["name"] == ["Xin điền “Họ và tên”"]


def test_too_long_is_said_with_numbers_and_nothing_is_cut():
    form = letter(told="a" * 51)
    assert form.errors["told"] == ["Dài 51 ký tự, ô này nhận nhiều nhất 50. Xin viết ngắn lại."]
    assert form["told"].value() == "a" * 51
    assert "maxlength" not in str(form["told"])


def test_every_refusal_is_in_our_words():
    form = letter(name="", number="nhiều", kind="z", mail="lan", own="")
    assert form.errors["name"] == ["Xin điền “Họ và tên”"]
    assert form.errors["number"] == ["Xin viết một số nguyên, ví dụ 12"]
    assert form.errors["kind"] == ["Xin chọn một mục có trong danh sách"]
    assert form.errors["mail"] == ["Địa chỉ thư điện tử viết như lan@vidu.vn"]
    assert letter(number="0").errors["number"] == ["Số này nhỏ nhất là 1"]


def test_a_field_keeps_its_own_sentence():
    assert letter(own="").errors["own"] == ["Ông/bà viết giúp sự việc là gì"]


def test_a_short_field_holds_one_line():
    assert letter(name="Lan\nBcc: x").errors["name"] == ["Xin viết trên một dòng"]


def test_a_password_stays_as_it_was_typed():
    form = letter(secret="hai  dấu cách ")
    assert form.is_valid()
    assert form.cleaned_data["secret"] == "hai  dấu cách"


@given(st.text(max_size=60))
def test_no_text_breaks_a_form(text):
    form = letter(name=text, told=text, number=text, kind=text, mail=text, own=text)
    form.is_valid()
    for value in form.cleaned_data.values():
        assert "\x00" not in str(value)


# --- files


def files(*sizes, name="anh.jpg"):
    return [SimpleUploadedFile(name, b"x" * size) for size in sizes]


def test_several_files_come_as_a_list():
    class Sent(Form):
        papers = FilesField()

    form = Sent({}, MultiValueDict({"papers": files(3, 4)}))
    assert form.is_valid(), form.errors
    assert [file.size for file in form.cleaned_data["papers"]] == [3, 4]
    assert Sent({}, MultiValueDict()).errors["papers"] == ["Xin chọn tệp"]
    assert " multiple" in str(Sent()["papers"])


def test_limits_of_files_are_said_in_words():
    assert said_about(FilesField(most=2), files(1, 1, 1)) == "Có 3 tệp, nhận nhiều nhất 2"
    assert "mỗi tệp nhiều nhất 2 kB" in said_about(FilesField(each=2048), files(3000))
    assert "cộng lại 3 kB, nhận nhiều nhất 2 kB" in said_about(FilesField(together=2048), files(1500, 1500))
    assert said_about(FilesField(), files(0)) == "Tệp “anh.jpg” trống, xin chọn tệp khác"
    assert (
        said_about(FilesField(check=lambda file: f"{file.name} không phải ảnh"), files(1))
        == "anh.jpg không phải ảnh"
    )


def test_no_file_is_an_empty_list_where_none_is_needed():
    assert FilesField(required=False).clean(None) == []


def test_what_an_action_refused_stands_at_its_field_and_above_the_form_where_it_has_none():
    class Told(Form):
        text = django_forms.CharField()

    for field, place in (("text", "text"), ("", NON_FIELD_ERRORS), ("on", NON_FIELD_ERRORS)):
        form = Told({"text": "Đã xem."})
        assert form.is_valid()
        form.refuse(StepRefused("Ngày này không thể ở tương lai.", field=field))
        assert list(form.errors) == [place]
