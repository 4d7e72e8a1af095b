"""What came in goes out in the very form in which it came, cell by cell; and today's state where work went on."""

from datetime import date

import pytest

from danvan.cases import actions as cases
from danvan.cases.actions.destroy import destroy
from danvan.cases.models import Case
from danvan.imports import actions, writing
from danvan.imports.tests.make import BOOK_2021, BOOK_2026, LETTERS, LIST, as_csv, letter, visit
from danvan.people.roles import Role
from tests.make import at, make_officer, make_unit

pytestmark = pytest.mark.django_db
NOW = date(2018, 6, 1)
OWN_FORM = [
    *("STT", "Số đơn", "Ngày nhận", "Họ tên", "Địa chỉ", "Điện thoại", "CCCD", "Nội dung", "Hạn xử lý"),
    *(
        "Loại đơn",
        "Số người",
        "Lĩnh vực",
        "Nguồn đơn",
        "Kết quả",
        "Ngày xử lý xong",
        "Nơi nhận",
        "Ghi chú",
        "Thôn",
    ),
]
SENT = (
    letter(1, kind="Kiến nghị, phản ánh / 1", source="Bưu điện", officer="Lê Văn Sơn"),
    letter(2, kind="Khiếu nại / 7", result="Không thụ lý", settled="UBND xã"),
    letter(
        3, kind="Kiến nghị, phản ánh / 2", result="Đang giải quyết", about="Cống tắc\nHạn xử lý: 26/02/2018"
    ),
    letter(
        4,
        kind="Kiến nghị, phản ánh / 2",
        result="Chuyển UBND huyện Thử",
        who="Lê Thị Na; Lê Văn Ba, thôn Tây",
    ),
    letter(5, kind="Khiếu nại / 1", result=""),
)
OWN = (
    [
        *("1", "12/Đ", "12/02/2018", "Lê Thị Na", "thôn Tây", "0912000417", "042190001234", "Đường hỏng"),
        *(
            "26/02/2018",
            "Kiến nghị, phản ánh",
            "3",
            "Đất đai",
            "",
            "Đã trả lời",
            "01/03/2018",
            "",
            "gấp",
            "Tây",
        ),
    ],
    [
        *("2", "13/Đ", "13/02/2018", "Lê Văn Ba", "thôn Đông", "", "", "Đất bị lấn", "", "Khiếu nại", "1"),
        *("Đất đai", "Hộp thư", "Đã chuyển", "14/02/2018", "UBND huyện Thử", "", "Đông"),
    ],
)
VISITS = (
    visit(1, kind="Kiến nghị, phản ánh / 1"),
    visit("", "", "", about="Đường thôn ngập", kind="Khiếu nại / 1", shown="Sở Giao thông (12/HD-TD)"),
    visit(2, "13/02/2018", "Lê Văn Bình, thôn Đông", own="x", result="Đã báo 20/02/2018", note="có giấy mời"),
)
LISTED = (
    [
        *("1", "12/02/2018", "Lê Thị Na, thôn Tây", "Đường thôn ngập", "Kiến nghị, phản ánh / 1", "Tự đến"),
        *("UBND xã", "1", "Hướng dẫn gửi Sở Giao thông", "", "Trần Văn Giữ"),
    ],
)


@pytest.fixture
def hoa():
    with at(NOW):
        yield make_officer(make_unit(), Role.LEADER, full_name="Lê Thị Hoa")


def brought(hoa, register, heading, rows):
    unit, content = hoa.posts.get().unit, as_csv(heading, *rows).encode()
    found = actions.prepare(unit=unit, register=register, name="so.csv", content=content, by=hoa, on=NOW)
    return actions.bring_in(found, by=hoa, on=NOW)


def filled(rows):
    """As the file has them: what stands under a turn's first line goes for the next too."""
    return [[str(cell) for cell in row] for row in rows]


def of_2026(row):
    """A row of 2021 in the form of 2026: kind and number apart, no note."""
    kind, _slash, people = row[5].partition(" / ")
    return [*row[:5], kind, people, *row[6:11]]


@pytest.mark.parametrize(
    "register, heading, rows",
    [
        ("petitions", LETTERS, SENT),
        ("petitions", OWN_FORM, OWN),
        ("reception", BOOK_2026, [of_2026(row) for row in VISITS if row[0]]),
        ("reception", LIST, LISTED),
    ],
    ids=["letters", "letters in a form of their own", "2026", "list"],
)
def test_a_file_goes_out_as_it_came_in_cell_by_cell(hoa, register, heading, rows):
    done = brought(hoa, register, heading, rows)
    out = list(writing.rows(done, by=hoa, on=NOW))
    assert out[0] == heading
    assert out[1:] == filled(rows)
    other = make_officer(make_unit(), Role.LEADER)
    again = brought(other, register, out[0], out[1:])
    assert list(writing.rows(again, by=other, on=NOW)) == out


def test_a_turn_over_two_lines_goes_out_over_two(hoa):
    out = list(writing.rows(brought(hoa, "reception", BOOK_2021, VISITS), by=hoa, on=NOW))
    assert [row[0] for row in out[1:]] == ["1", "", "2"]
    assert [row[4] for row in out[1:]] == ["Cống kênh N3 bị tắc", "Đường thôn ngập", "Cống kênh N3 bị tắc"]
    assert out[2][8] == "Sở Giao thông (12/HD-TD)"
    assert out[3][10:] == ["Đã báo 20/02/2018", "có giấy mời"]


def test_where_work_went_on_the_state_of_today_goes_out_and_what_was_destroyed_is_empty(hoa):
    done = brought(hoa, "petitions", LETTERS, SENT)
    case = Case.objects.get(status="working")
    cases.move(case, "answer", by=hoa, on=NOW, given=cases.Step(text="Đã nạo vét.", outcome="granted"))
    gone = Case.objects.get(status="ineligible")
    destroy(gone, by=hoa, on=NOW, salt="0" * 32, data={})
    out = list(writing.rows(done, by=hoa, on=NOW))
    assert out[3][8] == "Đã trả lời"
    assert out[2][3:5] == ["", ""]


def test_of_a_letter_that_does_not_exist_for_the_reader_only_a_number_goes_out(hoa):
    done = brought(hoa, "petitions", LETTERS, SENT)
    stranger = make_officer(make_unit(), Role.LEADER)
    out = list(writing.rows(done, by=stranger, on=NOW))
    assert out[1] == ["1", "không hiển thị", *[""] * 8]
