"""Five real headings, and what years do to a spreadsheet: each is understood, or named by row and cell."""

from datetime import date

import pytest

from danvan.cli.errors import Sentence
from danvan.cli.imports import mapped
from danvan.imports.reading import cells, headings
from danvan.imports.reading.turns import TurnRead
from danvan.imports.reading.whole import Whole, understand
from danvan.imports.tests.make import (
    BOOK_2021,
    BOOK_2026,
    LETTERS,
    LIST,
    SUMS,
    as_csv,
    as_xls,
    as_xlsx,
    letter,
    visit,
)
from danvan.imports.workflow import Register
from danvan.lib import alphabets
from danvan.lib.spreadsheet import Unreadable, sheets
from danvan.lib.text import fold
from tests.make import at

NOW = date(2018, 6, 1)
RECEPTION, PETITIONS = Register.RECEPTION, Register.PETITIONS


@pytest.fixture(autouse=True)
def _in_june():
    with at(NOW):
        yield


def read(*rows, register=RECEPTION) -> Whole:
    return understand(as_csv(*rows).encode(), register)


def turn(whole: Whole) -> TurnRead:
    (one,) = whole.entries
    assert isinstance(one, TurnRead)
    return one


@pytest.mark.parametrize(
    "register, heading, left_over",
    [(RECEPTION, BOOK_2021, 0), (RECEPTION, BOOK_2026, 0), (RECEPTION, LIST, 0), (PETITIONS, LETTERS, 0)],
    ids=["2021", "2026", "list", "letters"],
)
@pytest.mark.parametrize("marks", [True, False], ids=["with marks", "without"])
def test_every_column_of_the_real_headings_is_understood(register, heading, left_over, marks):
    shown = heading if marks else [fold(text).upper() for text in heading]
    head = headings.find(sheets(as_csv(shown, ["1"] * len(shown)).encode())[0], register)
    assert head is not None
    assert len(head.columns) == len(heading) - left_over


def test_of_two_rows_of_headings_the_lower_says_what_the_column_is():
    upper = ["STT", "Ngày tiếp", "Người đến", "", "Nội dung vụ việc", "Hướng xử lý", ""]
    lower = ["", "", "Họ tên, địa chỉ", "Số người", "", "Thuộc thẩm quyền", "Chuyển đơn đến"]
    head = headings.find(sheets(as_csv(upper, lower).encode())[0], RECEPTION)
    assert head is not None
    assert [head.columns[place] for place in (2, 3, 5, 6)] == ["people", "persons", "own", "passed_to"]


def test_a_table_of_sums_is_no_register_and_that_is_said():
    with pytest.raises(Unreadable, match="không phải sổ"):
        read(SUMS, ["1", "Xã Kỳ Thử", 12, 11, 10, 90, 1, 10, 1, 0, 0])


def test_titles_two_rows_of_headings_and_column_numbers_stand_above_the_rows():
    upper = [*BOOK_2021[:7], "Kết quả xử lý", "", "", *BOOK_2021[10:]]
    lower = [*[""] * 7, *BOOK_2021[7:10], "", ""]
    whole = read(
        ["UBND XÃ KỲ THỬ"], ["SỔ TIẾP CÔNG DÂN NĂM 2018"], [], upper, lower, [*range(1, 13)], visit(1, "12/2")
    )
    assert whole.table.head.columns[7] == "own"
    assert turn(whole).on == date(2018, 2, 12), "the title names the year"
    assert not whole.kept


def test_a_sheet_for_each_month_is_one_register():
    whole = understand(as_xlsx([BOOK_2021, visit(1)], [BOOK_2021, visit(1, "01/03/2018")]), RECEPTION)
    assert [entry.lines[0].sheet for entry in whole.entries] == ["Tháng 1", "Tháng 2"]


def test_xlsx_xls_and_text_say_the_same():
    rows = [BOOK_2021, visit("1")]
    made = [
        as_xlsx(rows),
        as_xls(*rows),
        as_csv(*rows).encode(),
        as_csv(*rows, separator=";").encode("utf-16"),
    ]
    keys = {understand(content, RECEPTION).entries[0].key("UNIT") for content in made}
    assert len(keys) == 1


TCVN3 = [
    "1",
    "12/02/2018",
    "NguyÔn ThÞ Na, th«n T©y",
    "",
    "§Ò nghÞ söa ®­êng, cèng bÞ vì",
    "KhiÕu n¹i / 1",
    *[""] * 6,
]
VNI = [
    "1",
    "12/02/2018",
    "Nguyeãn Thò Na, thoân Taây",
    "",
    "Ñeà nghò söûa ñöôøng, coáng bò vôõ",
    "Khieáu naïi / 1",
    *[""] * 6,
]
PLAIN = ("Nguyễn Thị Na", "Đề nghị sửa đường, cống bị vỡ", "complaint")


@pytest.mark.parametrize("row, alphabet", [(TCVN3, "tcvn3"), (VNI, "vni")])
@pytest.mark.parametrize("form", ["xlsx", "text"])
def test_words_typed_before_unicode_are_read_as_they_were_meant(row, alphabet, form):
    heading = [fold(text) for text in BOOK_2021]
    content = as_xlsx([BOOK_2021, row]) if form == "xlsx" else as_csv(heading, row).encode("latin-1")
    whole = understand(content, RECEPTION)
    one = turn(whole)
    assert (one.people[0].full_name, one.matters[0].told.summary, one.matters[0].told.kind) == PLAIN
    assert whole.table.alphabets == {alphabet}


def test_windows_1258_puts_its_tones_behind_the_letter():
    text, alphabet = alphabets.decode(
        b"\xd0\xea\xcc ngh\xf2 gi\xeca\xf2i quy\xea\xectt, s\xfd\xd2a \xf0\xfd\xf5\xccng"
    )
    assert (alphabet, text[:2]) == ("windows-1258", "Đề")


@pytest.mark.parametrize(
    "value, day",
    [
        ("12/2/18", date(2018, 2, 12)),
        ("12-02-2018", date(2018, 2, 12)),
        ("12.2.2018", date(2018, 2, 12)),
        (43143, date(2018, 2, 12)),
        ("43143", date(2018, 2, 12)),
        ("2018-02-12 00:00:00", date(2018, 2, 12)),
        ("ngày 12 tháng 2 năm 2018", date(2018, 2, 12)),
        ("12/11/99", date(1999, 11, 12)),
        ("02/13/2018", None),
        ("30/02/2018", None),
        ("hôm qua", None),
    ],
)
def test_a_day_is_read_as_it_was_typed_and_never_turned_round(value, day):
    assert cells.day(value) == day


def test_zeros_that_a_sheet_has_eaten_come_back():
    rows = [BOOK_2021, visit(1, papers=42190001234), visit(2, papers=12345678)]
    whole = understand(as_xlsx(rows), RECEPTION)
    assert [entry.people[0].citizen_id for entry in whole.entries] == ["042190001234", "012345678"]
    assert cells.phone(912000417) == "0912000417"


def test_ditto_marks_empty_rows_sums_and_titles():
    whole = read(
        BOOK_2021,
        ["Tháng 2"],
        visit(1),
        visit(2, "nt", "Lê Văn Bình, thôn Đông", about="-nt-"),
        [""] * 12,
        ["", "Tổng cộng", "", "", "2 lượt", "", "", "", "", "", "", ""],
        ["", "", "", "", "", "Người lập", "", "", "", "", "", ""],
    )
    assert [(entry.on, entry.matters[0].told.summary) for entry in whole.entries] == [
        (date(2018, 2, 12), "Cống kênh N3 bị tắc")
    ] * 2
    assert [line.aside for line in whole.aside] == ["title", "sum", "title"]
    assert not whole.kept


def test_lines_below_a_number_are_further_matters_of_one_turn():
    whole = read(BOOK_2021, visit(1), visit("", "", "", about="Đường thôn ngập"), visit(2, "13/02/2018"))
    assert [len(entry.matters) for entry in whole.entries] == [2, 1]


def test_people_are_told_apart_and_counted():
    one = turn(
        read(
            BOOK_2021, visit(who="Bà Lê Thị Na, thôn Tây; Lê Văn Bình và 3 người khác", kind="Khiếu nại / 5")
        )
    )
    assert [person.full_name for person in one.people] == ["Lê Thị Na", "Lê Văn Bình"]
    assert (one.persons, one.people[0].address) == (5, "thôn Tây")


def test_what_is_not_understood_is_named_by_row_and_cell_and_kept_whole():
    whole = read(
        BOOK_2021,
        visit(1, "30/02/2018"),
        visit(2, "01/01/2030"),
        visit(3, who="", kind="abc"),
    )
    told = [(row, column, why) for _sheet, row, column, why, _value in whole.problems]
    assert told == [
        (2, "on", "no_day"),
        (3, "on", "ahead"),
        (4, "people", "missing"),
        (4, "kind", "no_kind"),
    ]
    assert whole.kept[0].raw[4] == "Cống kênh N3 bị tắc"


@pytest.mark.parametrize(
    "said, kind, status, steps",
    [
        ("", "Kiến nghị", "received", 0),
        ("Đang xác minh", "KN", "working", 3),
        ("Chuyển UBND huyện Thử", "KNPA", "transferred", 1),
        ("Không thụ lý", "Khiếu nại", "ineligible", 1),
        ("Hướng dẫn đến TAND", "Khiếu nại", "guided", 1),
        ("Hướng dẫn đến TAND", "Kiến nghị", "answered", 3),
        ("QĐ số 12/QĐ-UBND ngày 3/4/2018, khiếu nại đúng một phần", "Khiếu nại", "answered", 3),
        ("Đã kết thúc", "Kiến nghị", "closed", 4),
        ("Công dân báo chưa xong", "Kiến nghị", "reopened", 4),
        ("Lưu đơn", "Kiến nghị", "filed", 1),
        ("Công dân rút đơn", "Kiến nghị", "withdrawn", 1),
    ],
)
def test_a_letter_stands_where_its_register_says(said, kind, status, steps):
    (one,) = read(LETTERS, letter(result=said, kind=kind), register=PETITIONS).entries
    assert (one.status, len(one.old.steps)) == (status, steps)


def test_the_days_of_a_letter_are_those_of_its_register():
    (one,) = read(
        LETTERS,
        letter(
            about="Đề nghị sửa đường\nHạn xử lý: 26/02/2018", result="Đã trả lời, VB 12/UBND ngày 3/4/2018"
        ),
        register=PETITIONS,
    ).entries
    assert one.old.body == "Đề nghị sửa đường"
    assert one.old.until == date(2018, 2, 26)
    assert one.old.steps[-1] == ("answer", date(2018, 4, 3))


@pytest.mark.parametrize(
    "row, why",
    [
        (letter(kind="Tố cáo"), "not_kept"),
        (letter(result="Đã nhập vào đơn trước"), "not_its_status"),
        (letter(result="zzz"), "no_status"),
    ],
)
def test_letters_that_the_register_does_not_keep_are_kept_as_rows(row, why):
    whole = read(LETTERS, row, register=PETITIONS)
    assert [problem[3] for problem in whole.problems] == [why]


def test_a_file_says_by_hand_which_column_is_which(tmp_path):
    file = tmp_path / "cot.yaml"
    file.write_text("heading_row: 4\ncolumns: {A: number, B: on, AA: summary}\n")
    assert mapped(file, "reception") == ({0: "number", 1: "on", 26: "summary"}, 4)
    file.write_text("columns: {A: nonsense}\n")
    with pytest.raises(Sentence, match="nonsense"):
        mapped(file, "reception")


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4 nothing", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", b""]
)
def test_a_file_that_is_no_register_is_refused_with_what_to_do(content):
    with pytest.raises(Unreadable):
        understand(content, RECEPTION)
