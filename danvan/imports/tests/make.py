"""Old registers made in the test: the five real headings, and what years do to a spreadsheet."""

import csv
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter


def _heads(*parts: str) -> list[str]:
    return "|".join(parts).split("|")


BOOK_2021 = _heads(
    "STT|Ngày tiếp|Họ tên, địa chỉ|CMND/Hộ chiếu|Nội dung vụ việc|Phân loại đơn/Số người|Cơ quan đã giải quyết",
    "Thụ lý để giải quyết|Trả lại đơn và hướng dẫn|Chuyển đơn đến cơ quan|Theo dõi kết quả|Ghi chú",
)
BOOK_2026 = _heads(
    "STT|Ngày tiếp|Họ tên, địa chỉ|CCCD/Hộ chiếu|Tóm tắt nội dung vụ việc|Phân loại đơn",
    "Số công dân có đơn cùng nội dung|Cơ quan đã giải quyết hết thẩm quyền|Thuộc thẩm quyền (x)",
    "Hướng dẫn đến cơ quan, số văn bản|Chuyển đến cơ quan, số văn bản|Theo dõi kết quả giải quyết",
)
LIST = _heads(
    "STT|Ngày tiếp nhận|Người đứng đơn|Tóm tắt nội dung|Phân loại đơn/số người|Nguồn đơn|Cơ quan đã giải quyết",
    "Lượt tiếp|Hướng xử lý|Trạng thái|Cán bộ tiếp dân",
)
LETTERS = _heads(
    "STT|Mã đơn|Ngày tiếp nhận|Người đứng đơn|Tóm tắt nội dung/Hạn xử lý|Phân loại đơn/Số người|Nguồn đơn",
    "Cơ quan đã giải quyết|Tình trạng xử lý/Kết quả xử lý|Lãnh đạo/Cán bộ xử lý",
)
SUMS = _heads(
    "STT|Đơn vị|Tiếp nhận|Đã giải quyết|Trước/đúng hạn|Tỷ lệ %|Trễ hạn|Tỷ lệ %|Đang giải quyết trong hạn",
    "Đang giải quyết quá hạn|Tỷ lệ %",
)


def visit(
    number: Any = 1, on: Any = "12/02/2018", who: str = "Nguyễn Thị Na, thôn Tây", **more: Any
) -> list[Any]:
    """A row in the form of 2021, by the names of its columns."""
    cells = {"papers": "", "about": "Cống kênh N3 bị tắc", "kind": "Kiến nghị, phản ánh / 1", **more}
    names = ("settled", "own", "shown", "passed", "result", "note")
    return [
        number,
        on,
        who,
        cells["papers"],
        cells["about"],
        cells["kind"],
        *(cells.get(name, "") for name in names),
    ]


def letter(
    number: Any = 1, on: Any = "12/02/2018", result: str = "Đã trả lời 01/03/2018", **more: Any
) -> list[Any]:
    """A row of the register of letters."""
    cells = {
        "code": f"{number}/TD",
        "who": "Lê Văn Bình, thôn Đông",
        "about": "Đề nghị sửa đường thôn",
    } | more
    names = (cells.get("kind", "Kiến nghị / 1"), cells.get("source", ""), cells.get("settled", ""))
    return [number, cells["code"], on, cells["who"], cells["about"], *names, result, cells.get("officer", "")]


def as_csv(*rows: Sequence[Any], separator: str = ",") -> str:
    """Rows as text."""
    made = io.StringIO()
    csv.writer(made, delimiter=separator).writerows(rows)
    return made.getvalue()


def as_xlsx(*sheets: Sequence[Sequence[Any]]) -> bytes:
    """Sheets of rows as a workbook; days as days, numbers as numbers."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, rows in enumerate(sheets, 1):
            sheet = book.add_worksheet(f"Tháng {number}")
            for at, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(at, place, cell, day)
                    elif cell != "":
                        sheet.write(at, place, cell)
    return made.getvalue()


def as_sheet(rows: str, *, says: int | None = None) -> bytes:
    """A workbook whose one sheet has these rows as markup; `says`: which size the container claims that it has."""
    made, kept = io.BytesIO(), io.BytesIO(as_xlsx([["x"]]))
    with zipfile.ZipFile(kept) as plain, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name in plain.namelist():
            told = plain.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                told = re.sub("<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>", told)
            book.writestr(name, told)
            if says is not None and name == "xl/worksheets/sheet1.xml":
                part = book.getinfo(name)
                part.file_size, part.CRC = says, zlib.crc32(told.encode()[:says])
    return made.getvalue()


def as_xls(*rows: Sequence[str], far: tuple[int, int] | None = None) -> bytes:
    """Rows of text as a workbook of before 2007: a BIFF8 stream in a compound file, as small as it may be.

    `far`: row and column, from 0, of one more cell.
    """

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def label(row: int, place: int, text: str) -> bytes:
        return record(0x204, struct.pack("<HHHHB", row, place, 0, len(text), 1) + text.encode("utf-16-le"))

    begin, end = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)), record(0x0A, b"")
    name = struct.pack("<IBBBB", len(begin) + 4 + 13 + len(end), 0, 0, 5, 0) + b"Sheet"
    cells = b"".join(label(at, place, text) for at, row in enumerate(rows) for place, text in enumerate(row))
    cells += label(*far, "x") if far else b""
    page = record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 6)) + cells + end
    stream = (begin + record(0x85, name) + end + page).ljust(4096, b"\0")
    sectors = -(-len(stream) // 512)
    stream = stream.ljust(sectors * 512, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", 0) + b"\xff" * (4 * 108)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")

    def entry(called: str, kind: int, child: int, first: int, size: int) -> bytes:
        told = (called + "\0").encode("utf-16-le") if called else b""
        made = told.ljust(64, b"\0") + struct.pack("<HBBIII", len(told), kind, 1, *[0xFFFFFFFF] * 2, child)
        return made + bytes(36) + struct.pack("<IQ", first, size)

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return head + table + folder + 2 * entry("", 0, 0xFFFFFFFF, 0, 0) + stream
