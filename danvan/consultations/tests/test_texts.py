"""A draft is split, compared, likened; households are counted. No database."""

import pytest

from danvan.consultations import comparing, counting, likeness, parts, wordfile
from danvan.consultations.counting import Threshold
from danvan.consultations.likeness import Said
from danvan.consultations.models import Ballot
from danvan.consultations.tests.make import NEXT, TEXT, word_file
from danvan.people.errors import Refused


def anchors(text, level="article"):
    return [piece.anchor for piece in parts.split(text).pieces if piece.level == level]


def test_a_real_word_file_of_thirty_articles_keeps_every_article_and_point():
    text = wordfile.lines_of(word_file(30))
    made = parts.split(text)
    assert (made.count("article"), made.count("clause"), made.count("point")) == (30, 60, 300)
    assert made.count("chapter") == 3
    assert len({piece.anchor for piece in made.pieces}) == len(made.pieces)
    assert "diem-d" in "".join(each.anchor for each in made.pieces if each.of == "dieu-30")
    every = "\n".join(f"{piece.label} {piece.whole}" for piece in made.pieces)
    for number in range(1, 31):
        assert f"điểm đ khoản 2 việc {number};" in every
    assert "Chợ xã | 300.000 đồng" in every, "a table is kept, as rows of text"
    assert any("Bảng" in said for said in made.said)
    assert any("Phụ lục I" in said for said in made.said)
    assert not any("Thiếu điều" in said for said in made.said)


def test_numbers_that_word_draws_itself_are_read():
    text = wordfile.lines_of(word_file(3, numbered_by_word=True))
    made = parts.split(text)
    assert made.count("article") == 3
    assert "1. Khoản tự đánh số của việc 1." in text
    with pytest.raises(Refused, match="không mở được"):
        wordfile.lines_of(b"PK\x03\x04 broken")


@pytest.mark.parametrize(
    "text, expected",
    [
        ("I. MỤC ĐÍCH\nLàm cho rõ.\nII. YÊU CẦU\n1. Đúng hạn.\n2. Đủ người.", ["phan-i", "phan-ii"]),
        ("Điều 1. Một\n“Điều 9. Của luật khác”\nĐiều 2. Hai", ["dieu-1", "dieu-2"]),
        ("Điều 1. Một\nĐiều 1. Lặp", ["dieu-1", "dieu-1-2"]),
        ("Điều 5a. Chèn", ["dieu-5a"]),
    ],
)
def test_articles_are_found_in_plans_quotations_and_slips(text, expected):
    assert anchors(text) == expected


def test_what_cannot_be_split_is_kept_whole_and_said_so():
    made = parts.split("Một đoạn.\nHai đoạn.")
    assert [piece.text for piece in made.pieces] == ["Một đoạn.", "Hai đoạn."]
    assert "giữ nguyên từng đoạn" in made.said[0]
    odd = parts.split("Lời dẫn\nĐiều 1. Một\n1. Đầu\n7. Nhảy số\nb) lạc")
    assert odd.pieces[0].label == "Phần mở đầu"
    assert odd.pieces[-1].text == "Đầu\n7. Nhảy số\nb) lạc"
    assert sum("không theo thứ tự" in said for said in odd.said) == 2
    assert "Thiếu điều số 1, 2" in parts.split("Điều 3. Ba").said[0]


def test_anchors_stay_with_their_article_when_it_moves_and_are_never_given_to_another():
    old = parts.split(TEXT).pieces
    moved = TEXT.replace("Điều 4. Hiệu lực", "Điều 5. Hiệu lực").replace(
        "Điều 3. Mức thu", "Điều 3. Bảo vệ môi trường\nMỗi hộ tự phân loại rác tại nguồn.\nĐiều 4. Mức thu"
    )
    new = parts.split(moved).pieces
    comparing.inherit(new, old, [piece.anchor for piece in old])
    by_label = {piece.label: piece.anchor for piece in new if piece.level == "article"}
    assert by_label["Điều 4"] == "dieu-3"
    assert by_label["Điều 5"] == "dieu-4"
    assert by_label["Điều 3"] == "dieu-3-2"
    found = comparing.compare(old, new)
    assert {each.label: each.kind for each in found.changes} == {
        **{"Điều 1": "same", "Điều 2": "same", "Điều 3": "new", "Điều 4": "moved", "Điều 5": "moved"}
    }


def test_a_change_is_shown_word_by_word():
    found = comparing.compare(parts.split(TEXT).pieces, parts.split(NEXT).pieces)
    changed = {each.label: each for each in found.of("changed")}
    assert set(changed) == {"Điều 2", "Điều 3"}
    runs = [(run.kind, run.text) for run in changed["Điều 3"].runs]
    assert ("out", "300.000") in runs
    assert ("in", "200.000") in runs
    gone = comparing.compare(parts.split(TEXT).pieces, parts.split(TEXT.split("Điều 4")[0]).pieces)
    assert [each.label for each in gone.of("gone")] == ["Điều 4"]


def test_opinions_that_say_the_same_are_suggested_and_others_left():
    said = [
        Said(1, "dieu-3", "Mức thu cao quá, đề nghị giảm còn 200.000 đồng"),
        Said(2, "dieu-3", "De nghi giam muc thu con 200.000 dong, muc thu cao qua"),
        Said(3, "dieu-3", "Cần thêm chỗ để xe cho người đi chợ"),
        Said(4, "dieu-2", "Mức thu cao quá, đề nghị giảm còn 200.000 đồng"),
    ]
    assert likeness.together(said) == [[1, 2]]
    groups = [Said(9, "dieu-3", "Giảm mức thu còn 200.000 đồng"), Said(8, "dieu-2", said[0].text)]
    assert likeness.nearest(said[0], groups) == [9]


def ballot(hamlet, households, agree, against=0, void=0):
    present = agree + against + void
    return Ballot(
        hamlet=hamlet, households=households, present=present, agree=agree, against=against, void=void
    )


TWO_THIRDS, HALF = Threshold(2, 3), Threshold(more_than=50)


@pytest.mark.parametrize(
    "households, agree, threshold, passed",
    [
        (90, 60, TWO_THIRDS, True),
        (90, 59, TWO_THIRDS, False),
        (100, 67, TWO_THIRDS, True),
        (100, 66, TWO_THIRDS, False),
        (100, 50, HALF, False),
        (101, 51, HALF, True),
        (0, 0, HALF, False),
    ],
)
def test_thresholds_are_counted_of_all_households(households, agree, threshold, passed):
    assert counting.result([ballot("A", households, agree)], threshold, whole=False).passed is passed


def test_what_the_whole_commune_pays_for_is_counted_by_hamlets():
    rows = [ballot("A", 30, 20), ballot("B", 30, 21), ballot("C", 300, 0, 300)]
    found = counting.result(rows, TWO_THIRDS, whole=True)
    assert (found.needed, found.hamlets_for, found.passed) == (2, 2, True)
    assert not counting.result(rows, HALF, whole=True).passed, "other matters: all households are the whole"
    assert counting.result([Ballot(hamlet="A", households=3)], HALF, whole=False) is None


def test_a_slip_in_the_number_of_an_article_is_not_counted_up_to():
    made = parts.split("Điều 1. Phạm vi\nĐiều 999999999. Mức thu\nThu theo diện tích.")
    assert [each.number for each in made.pieces if each.level == "article"] == ["1", "999999999"]
