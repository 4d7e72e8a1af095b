"""Where a letter may belong: three bodies at most, each with its reason, as the state was divided on that day."""

import json
from datetime import date

import pytest

from danvan.cases import bodies, topics
from danvan.cases.bodies import CENTRAL, suggest
from danvan.law.tests import shared

BEFORE, AFTER = date(2018, 2, 12), date(2026, 7, 1)


def names(text, **asked):
    return [found.name for found in suggest(text, **{"on": AFTER, **asked})]


@pytest.mark.parametrize(
    "text, before, after",
    [
        (
            "Ủy ban xã thu hồi đất của gia đình tôi",
            "Sở Tài nguyên và Môi trường",
            "Sở Nông nghiệp và Môi trường",
        ),
        ("Quốc lộ 1A đoạn qua xã đầy ổ gà", "Sở Giao thông vận tải", "Sở Xây dựng"),
        ("Tôi chưa được hưởng trợ cấp người khuyết tật", "Sở Lao động - Thương binh và Xã hội", "Sở Y tế"),
        ("Công ty nợ lương người lao động", "Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ"),
        ("Xin cấp lại giấy phép lái xe", "Sở Giao thông vận tải", "Công an tỉnh"),
        ("Thôn tôi không có sóng điện thoại", "Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"),
        ("Giáo xứ xin sửa nhà thờ", "Sở Nội vụ", "Sở Dân tộc và Tôn giáo"),
        ("Bệnh viện không nhận thẻ bảo hiểm y tế", "Sở Y tế", "Sở Y tế"),
    ],
)
def test_the_body_is_the_one_that_held_the_field_on_the_day_of_the_letter(text, before, after):
    assert before in names(text, on=BEFORE)
    assert after in names(text)


def test_marks_are_heeded_where_the_letter_has_them_and_not_missed_where_it_has_none():
    assert names("Tong kenh bi o nhiem, rac thai khap noi") == ["Sở Nông nghiệp và Môi trường"]
    assert names("Trưởng ban nói vậy") == [], "no shooting range (trường bắn)"
    assert names("Hoá chất độc hại") == names("Hóa chất độc hại") != []


def test_three_at_most_each_with_its_reason_and_none_where_nothing_speaks():
    text = "Rác thải, trộm cắp, học phí, bệnh viện, tiền điện, hộ tịch, quốc lộ"
    found = suggest(text, on=AFTER)
    assert len(found) == 3
    assert all(one.words and one.fields for one in found)
    assert suggest("Kính gửi quý cơ quan, xin cảm ơn.", on=AFTER) == []
    assert [one.words for one in suggest("Xin giúp", on=AFTER, topic="land")] == [()]


def test_every_field_is_held_on_every_day_and_every_topic_named_exists():
    book = bodies._book()
    for field in book.fields:
        assert {field.holder(day) for day in (BEFORE, date(2025, 2, 28), date(2025, 3, 1), AFTER)} <= set(
            book.bodies
        )
        assert field.topics <= set(topics.slugs())


def test_of_petitions_that_ministries_answered_seven_in_ten_are_suggested_right():
    rows = json.loads(shared.file("petitions", "voter_petitions.json").read_text("utf-8"))["items"]
    right = 0
    for row in rows:
        old = "2018" in row["agency"]
        asked = names(row["text"], on=BEFORE if old else AFTER, level=CENTRAL)
        right += row["agency"].split(" (")[0] in asked
    assert right >= 0.7 * len(rows), f"{right} of {len(rows)}"
