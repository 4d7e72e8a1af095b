"""What betrays a denouncer is found however it is written, and each place is told once."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.lib.giveaways import STRICT, Kind, find
from danvan.lib.text import fold

NAME, PHONE, ID = "Nguyễn Thị Lành", "0912345678", "042189001234"
MARKS = [NAME, PHONE, ID, "thôn Đông Hà", "số 12"]


def kinds(text: str, marks=MARKS, original="") -> list[Kind]:
    return [found.kind for found in find(text, marks, original)]


@pytest.mark.parametrize(
    "written",
    [
        NAME,
        "NGUYỄN THỊ LÀNH",
        "nguyen thi lanh",
        "NguyenThiLanh",
        "Nguyễn  Thị\nLành",
        "N-g-u-y-ễ-n T.h.ị L.à.n.h",
        unicodedata.normalize("NFD", NAME),
        "Nguyễn\u200b Thị Lành",
        PHONE,
        "091 234 5678",
        "091.234.5678",
        "+84 912 345 678",
        "(+84)912345678",
        "0084912345678",
        "０９１２３４５６７８",
        "042 189 001 234",
        "Thôn Đông Hà",
        "thon dong ha",
        "Số 12",
    ],
)
def test_a_mark_is_found_in_every_spelling(written):
    text = f"Theo đơn, {written} đã nhiều lần hỏi."
    (found,) = [hit for hit in find(text, MARKS) if hit.kind == Kind.MARK]
    assert text[found.start : found.end] == found.words
    assert fold(found.words) in fold(text)
    assert not STRICT & set(kinds(text, []))


def test_the_whole_telephone_is_marked_with_what_stands_before_it():
    assert [hit.words for hit in find("gọi +84 912 345 678 nhé", MARKS)] == ["+84 912 345 678"]


def test_a_short_mark_is_no_part_of_another_number_or_word():
    assert kinds("Năm 2012, số 1234", ["12", "Lò"]) == []
    assert kinds("Lòng đường, nhà 12.", ["12", "Lò"]) == [Kind.MARK]


@pytest.mark.parametrize(
    "text, kind",
    [
        ("bà Thị Lành đã hỏi", Kind.NAME),
        ("thi lanh da hoi", Kind.NAME),
        ("đô thị lãnh đạo", Kind.NAME_PART),  # other marks: another word, perhaps
        ("bà Nguyễn Thị Hoa", Kind.NAME_PART),
        ("bà Lành kể", Kind.CALLED),
        ("ba Lanh ke", Kind.CALLED),
    ],
)
def test_parts_of_the_name_are_found_and_only_their_own_are_strict(text, kind):
    assert kinds(text) == [kind]


def test_a_street_has_no_given_name():
    assert kinds("ông Hà và thị trấn", ["thôn Đông Hà", "thị trấn Kỳ Đồng"]) == []


def test_the_commune_may_stay_with_a_reason_but_not_the_hamlet_in_it():
    marks = ["thôn Đông Hà, xã Kỳ Tân", "thôn Đông Hà", "xã Kỳ Tân", "Thành phố Hà Tĩnh"]
    assert kinds("cán bộ UBND xã Kỳ Tân, thành phố Hà Tĩnh", marks) == [Kind.PLACE, Kind.PLACE]
    assert kinds("ở thôn Đông Hà, xã Kỳ Tân", marks) == [Kind.MARK]


@pytest.mark.parametrize(
    "text, kind",
    [
        ("gọi 0987 654 321", Kind.PHONE),
        ("điện thoại 0239.3855.123", Kind.PHONE),
        ("CMND 183456789", Kind.CITIZEN_ID),
        ("căn cước 042 200 012 345", Kind.CITIZEN_ID),
        ("viết cho lan.nguyen@vidu.vn", Kind.EMAIL),
        ("lan (at) vidu.vn", Kind.EMAIL),
        ("ở thôn Tân Tiến", Kind.HAMLET),
        ("ở thôn Đông Sơn", Kind.HAMLET),
        ("tôi là Đặng Ưng", Kind.SELF),
        ("xóm 7 họp", Kind.HAMLET),
        ("TỔ DÂN PHỐ 3", Kind.HAMLET),
        ("Tôi tên là", Kind.SELF),
        ("tôi là Trần Văn Bình", Kind.SELF),
        ("toi ten la Binh", Kind.SELF),
    ],
)
def test_what_looks_like_a_giveaway_is_found_without_knowing_it(text, kind):
    assert kinds(text, []) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "thu 120000000 đồng trái quy định",
        "từ ngày 01/02/2018 đến 05/03/2018",
        "trưởng thôn đã ký, các thôn này",
        "tổ chức họp, bản cam kết, tôi là người dân",
        "Quyết định 1234/QĐ-UBND",
        "",
    ],
)
def test_ordinary_sentences_are_left_alone(text):
    assert kinds(text, []) == []


def test_eight_words_in_a_row_from_the_letter_are_a_copy_and_seven_are_not():
    letter = "Ông cán bộ địa chính thu của mỗi hộ hai trăm nghìn đồng không có biên lai nào cả."
    seven = "Người ấy, cán bộ địa chính thu của mỗi nhà."
    eight = "Theo đơn: CÁN BỘ ĐỊA CHÍNH thu của mỗi hộ, rồi hai trăm nghìn đồng không có biên lai nào cả!"
    assert kinds(seven, [], letter) == []
    found = find(eight, [], letter)
    assert [hit.words for hit in found] == [
        "CÁN BỘ ĐỊA CHÍNH thu của mỗi hộ",
        "hai trăm nghìn đồng không có biên lai nào cả",
    ]


def test_a_mark_within_a_copied_piece_is_told_beside_it():
    letter = f"Tôi xin kể rằng {NAME} đã nộp tiền cho cán bộ địa chính."
    assert set(kinds(letter, MARKS, letter)) == {Kind.COPIED, Kind.MARK}


@given(
    before=st.text(max_size=60),
    after=st.text(max_size=60),
    mark=st.sampled_from([NAME, PHONE, ID, "Lê Văn Ánh", "thôn Đông Hà"]),
    form=st.sampled_from([str, str.upper, fold, lambda m: fold(m).replace(" ", ""), " ".join]),
)
def test_a_mark_anywhere_in_any_text_is_found(before, after, mark, form):
    text = before + form(mark) + after
    hits = [hit for hit in find(text, [mark]) if hit.kind == Kind.MARK]
    assert any(hit.start <= len(before) + 1 and hit.end >= len(text) - len(after) - 1 for hit in hits)
    assert all(text[hit.start : hit.end] == hit.words for hit in find(text, [mark], before))


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=4), st.text(max_size=200))
def test_any_text_marks_and_letter_can_be_asked_about(text, marks, letter):
    for hit in find(text, marks, letter):
        assert 0 <= hit.start < hit.end <= len(text)
