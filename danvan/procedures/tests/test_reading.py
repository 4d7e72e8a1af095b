"""Single values and whole files: what is clear is understood, what is not stays as it came and is listed."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from danvan.lib.spreadsheet import Unreadable
from danvan.procedures import reading
from danvan.procedures.reading import values
from danvan.procedures.terms import Term, TermUnit
from tests.tree import ROOT

DATA = ROOT.parent / "shared" / "data" / "procedures"
FROM_PORTAL, CODES = DATA / "dichvucong_2021.json", DATA / "commune_codes.csv"


def real(path: Path) -> bytes:
    """A file of real procedures, which is no part of the project."""
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project: nothing real to read")
    return path.read_bytes()


def of_portal(**more):
    """One procedure as the portal gives it out."""
    told = {
        "title": "Đăng ký thường trú",
        "Trình tự thực hiện": "- Bước 1: Nộp hồ sơ.\n- Bước 2: Nhận kết quả.",
        "Cách thức thực hiện": [
            {
                "Hình thức nộp": "Trực tiếp",
                "Thời hạn giải quyết": "07 Ngày làm việc",
                "Phí, lệ phí": "Lệ phí: 200000 ĐồngXem chi tiết",
                "Mô tả": "Nộp tại Công an cấp xã.",
            }
        ],
        "Thành phần hồ sơ": [
            {
                "Tên giấy tờ": "- Tờ khai;",
                "Mẫu đơn, tờ khai": "https://mau.vi.du/tai?ma=",
                "Số lượng - bản chính": "Bản chính: 1 - Bản sao: 2",
            }
        ],
        "Cơ quan thực hiện": "Công an xã",
    }
    return {**told, **more}


def one(raw):
    """The entry of one procedure of the portal."""
    _form, entries = reading.read(json.dumps([raw]).encode())
    return entries[0]


def whys(entry):
    return [doubt.why for doubt in entry.doubts]


def with_term(given, note=""):
    ways = [{"Hình thức nộp": "Trực tiếp", "Thời hạn giải quyết": given, "Phí, lệ phí": "", "Mô tả": note}]
    return one(of_portal(**{"Cách thức thực hiện": ways}))


@pytest.mark.parametrize(
    "given, code, proposal",
    [
        ("2.000720", "2.000720", ""),
        ("2.00072", "", "2.000720"),
        ("2.0024", "", "2.002400"),
        ("1,01259", "", "1.012590"),
        ("1.004222.000.00.00.H23", "1.004222.000.00.00.H23", ""),
        ("TTHC-12", "", ""),
        ("", "", ""),
    ],
)
def test_a_code_keeps_its_zero_and_one_that_lost_it_is_only_proposed(given, code, proposal):
    assert values.code(given) == values.CodeRead(code, proposal)


@pytest.mark.parametrize(
    "given, term",
    [
        ("07 Ngày làm việc", Term(7, TermUnit.WORKING_DAYS)),
        ("5 Ngày", Term(5, TermUnit.CALENDAR_DAYS)),
        ("4 giờ làm việc.", Term(4, TermUnit.WORKING_HOURS)),
        ("", Term()),
    ],
)
def test_a_clear_term_is_a_number_and_a_unit(given, term):
    assert values.term(given) == values.TermRead(term)


@pytest.mark.parametrize("given", ["Ngay trong ngày", "khác", "1 Tháng", "0", "1", "Không quy định", "4 giờ"])
def test_a_term_that_is_not_clear_stays_in_its_own_words(given):
    read = values.term(given)
    assert (read.term, read.clear) == (Term(None, TermUnit.AS_WRITTEN, given), False)
    entry = with_term(given)
    assert (str(entry.content.ways[0].term), whys(entry)) == (given, ["no_code", "odd_term"])


def test_a_note_that_counts_otherwise_than_the_term_is_listed():
    assert whys(with_term("07 Ngày", "07 ngày làm việc kể từ khi tiếp nhận.")) == ["no_code", "other_term"]
    assert whys(with_term("07 Ngày làm việc", "07 ngày làm việc kể từ khi tiếp nhận.")) == ["no_code"]


@pytest.mark.parametrize(
    "given, amount, words, clear",
    [
        ("Lệ phí: 200000 ĐồngXem chi tiết", 200_000, "Lệ phí", True),
        ("Phí: 1.200.000 Đồng", 1_200_000, "Phí", True),
        ("Phí: ĐồngXem chi tiết", None, "Phí: Đồng", False),
        ("Phí: 5.000 ĐồngXem chi tiết Lệ phí: 3.000 Đồng", None, "Phí: 5.000 Đồng Lệ phí: 3.000 Đồng", False),
        ("Lệ phí: Theo quy định", None, "Lệ phí: Theo quy định", True),
        ("", None, "", True),
    ],
)  # fmt: skip
def test_a_fee_is_an_amount_where_there_is_one_and_words_where_there_are(given, amount, words, clear):
    assert values.fee(given) == values.FeeRead(amount, words, clear)


def test_a_procedure_of_the_portal_is_understood_with_one_step_of_its_agency():
    entry = one(of_portal())
    told = entry.content
    assert (told.name, told.agency, told.level) == ("Đăng ký thường trú", "Công an xã", "")
    assert [(way.channel, str(way.term), way.fee) for way in told.ways] == [
        ("counter", "7 ngày làm việc", 200_000)
    ]
    assert [(p.name, p.originals, p.copies, p.form_url) for p in told.documents] == [("Tờ khai;", 1, 2, "")]
    assert [(step.name, step.agency, step.share_amount) for step in told.steps] == [
        ("Giải quyết", "Công an xã", None)
    ]
    assert whys(entry) == ["no_code"]
    assert entry.raw == of_portal(), "and it is kept as it came"


def test_a_paper_of_no_number_and_a_way_of_no_name_are_listed():
    papers = [{"Tên giấy tờ": "02 ảnh 3x4", "Số lượng - bản chính": "Bản chính: 0 - Bản sao: 0"}]
    ways = [{"Hình thức nộp": "Tại nhà", "Thời hạn giải quyết": "3 Ngày"}]
    entry = one(of_portal(**{"Thành phần hồ sơ": papers, "Cách thức thực hiện": ways}))
    assert whys(entry) == ["no_code", "odd_channel", "no_number"]
    assert entry.content.ways[0].label == "Cách nộp chưa rõ"


def test_every_real_procedure_of_the_portal_is_read_and_nothing_unclear_is_silent():
    _form, entries = reading.read(real(FROM_PORTAL))
    assert len(entries) == 58
    assert all(entry.unkeepable() is None for entry in entries)
    assert sum(len(entry.content.documents) for entry in entries) == 200
    ways = [way for entry in entries for way in entry.content.ways]
    assert len(ways) == 108
    counted = [way for way in ways if way.term.amount]
    assert len(counted) == 67
    odd = {doubt.given for entry in entries for doubt in entry.doubts if doubt.why == "odd_term"}
    assert {"khác", "1 Tháng", "0", "1", "Không xác định"} <= odd
    assert {way.term_words for way in ways if way.term.unit == TermUnit.AS_WRITTEN} == odd


def test_every_real_code_is_text_and_the_five_that_lost_a_zero_are_listed():
    rows = list(csv.DictReader(io.StringIO(real(CODES).decode("utf-8-sig"))))
    printed = [(row["code_as_printed"], row["name"], row["field"]) for row in rows]
    _form, entries = reading.read(xlsx(["Mã TTHC", "Tên thủ tục", "Lĩnh vực"], *printed))
    assert len(entries) == 99
    doubtful = {e.code_given: d.proposal for e in entries for d in e.doubts if d.why == "odd_code"}
    assert doubtful == {
        row["code_as_printed"]: row["code"] for row in rows if row["code"] != row["code_as_printed"]
    }
    assert len(doubtful) == 5
    _form, entries = reading.read(real(CODES))
    assert [entry.code for entry in entries] == [row["code"] for row in rows]


def xlsx(*rows, numbers=False) -> bytes:
    """A spreadsheet; with `numbers`, what looks like one is kept as a number, as a spreadsheet does."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"strings_to_numbers": numbers}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return made.getvalue()


def test_a_spreadsheet_that_took_codes_for_numbers_guesses_nothing():
    file = xlsx(
        ["Mã thủ tục", "Tên thủ tục"], ["2.000720", "Đổi nội dung"], ["1.001193", "Khai sinh"], numbers=True
    )
    _form, entries = reading.read(file)
    assert [(e.code, e.code_given) for e in entries] == [("", "2.00072"), ("1.001193", "1.001193")]
    assert Decimal(entries[0].doubts[0].proposal) == Decimal("2.00072")
    assert entries[0].doubts[0].proposal == "2.000720"


def test_headings_are_found_under_titles_and_other_columns_are_kept():
    file = xlsx(
        ["DANH MỤC THỦ TỤC HÀNH CHÍNH"],
        [],
        ["STT", "Mã TTHC", "Tên TTHC", "Cấp", "Thời hạn"],
        ["1", "1.001193", "Khai sinh", "Xã", "ngay trong ngày"],
    )
    _form, (entry,) = reading.read(file)
    assert (entry.where, entry.content.level) == ("Sheet1, 4", "commune")
    assert entry.raw["rest"] == {"STT": "1"}
    assert whys(entry) == ["odd_term"]


@pytest.mark.parametrize(
    "content, said",
    [
        (b"[{]", "Tệp JSON hỏng ở dòng 1"),
        (b"[1, 2]", "phải là một danh sách thủ tục"),
        (b"[]", "không có thủ tục nào"),
        (b"STT,Ghi chu\n1,x\n", "Không thấy cột tên thủ tục"),
        (b"%PDF-1.4", "không phải bảng tính"),
        (b"[" * 100_000, "Tệp JSON"),
        (b'{"title": "\xff"}', "không phải UTF-8"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_with_what_to_do(content, said):
    with pytest.raises(Unreadable) as why:
        reading.read(content)
    assert said in str(why.value.sentence)


@pytest.mark.parametrize(
    "odd", [{"Cách thức thực hiện": "không"}, {"Thành phần hồ sơ": [None, 3]}, {"title": 7}]
)
def test_an_object_of_another_shape_is_kept_and_breaks_nothing(odd):
    entry = one(of_portal(**odd))
    assert entry.raw == of_portal(**odd)
    assert one({}).unkeepable().why == "no_name"
