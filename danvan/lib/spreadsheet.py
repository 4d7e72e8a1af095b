"""A file as sheets of rows: XLSX and XLS by python-calamine, text with separators by ourselves."""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.lib import alphabets, filetypes
from danvan.lib.dates import short
from danvan.lib.text import clean

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_clean = lru_cache(maxsize=4096)(clean)  # what stands in many cells is made clean once
MOST_BYTES = 25 * 1024 * 1024
MOST_UNPACKED = 400 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 200_000, 60
_XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEPARATORS = ",;\t|"
_NOT_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


class Unreadable(Exception):
    """The file as a whole cannot be understood: the sentence says why and what to do."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass
class Sheet:
    """A sheet: its name, its rows as they stand, and for a text file in which alphabet its words were typed."""

    name: str
    rows: list[list[Any]]
    alphabet: str = "unicode"


def sheets(content: bytes) -> list[Sheet]:
    """The sheets of a file that have something in them. Raises Unreadable, with what to do."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_("Tệp lớn hơn 25 MB; xin chia sổ theo năm rồi nhập từng tệp."))
    if content.startswith(b"PK\x03\x04"):
        found = _workbook(_checked(content))
    elif content.startswith(_XLS):
        found = _workbook(content)
    else:
        found = [_text(content)]
    found = [sheet for sheet in found if any(map(any, sheet.rows))]
    if not found:
        raise Unreadable(_("Tệp không có dòng nào."))
    return found


def shown(value: Any) -> str:
    """A cell as text, clean; a day as people write it, a whole number without its zero after the point."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return _clean(value) if len(value) < 40 else clean(value)
    if isinstance(value, datetime):
        return short(value.date())
    if isinstance(value, date):
        return short(value)
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _checked(content: bytes) -> bytes:
    """The same bytes. Raises Unreadable for what is no plain XLSX, or would fill the memory when unpacked."""
    try:
        if filetypes.media_type(content) != XLSX:
            raise Unreadable(_("Tệp này không phải XLSX, hoặc có macro; xin lưu lại thành XLSX hoặc CSV."))
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            if sum(part.file_size for part in container.infolist()) > MOST_UNPACKED:
                raise Unreadable(_("Tệp bung ra quá lớn; xin chia sổ theo năm rồi nhập từng tệp."))
    except zipfile.BadZipFile as why:
        raise Unreadable(_("Tệp bị hỏng, không mở được; xin lưu lại từ Excel rồi gửi lại.")) from why
    return content


def _workbook(content: bytes) -> list[Sheet]:
    """Every sheet that can be seen. python-calamine is loaded here: the web server does not hold it before."""
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        named = [
            one.name
            for one in book.sheets_metadata
            if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible
        ]
        found = [Sheet(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in named]
    except PasswordError as why:
        raise Unreadable(_("Tệp có mật khẩu; xin bỏ mật khẩu rồi gửi lại.")) from why
    except (CalamineError, ValueError, OSError) as why:
        raise Unreadable(_("Tệp bị hỏng, không mở được; xin lưu lại từ Excel rồi gửi lại.")) from why
    for sheet in found:
        _bounded(sheet.rows)
    return found


def _text(content: bytes) -> Sheet:
    """Text with separators; which one, by the first lines."""
    if b"\x00" in content[:1000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(_("Tệp này không phải bảng tính; sổ cũ nhận XLSX, XLS hoặc CSV."))
    if content.startswith(_NOT_TEXT):
        raise Unreadable(_("Tệp này không phải bảng tính; sổ cũ nhận XLSX, XLS hoặc CSV."))
    text, alphabet = alphabets.decode(content)
    separator = max(_SEPARATORS, key=lambda one: _even(text, one))
    try:
        rows: list[list[Any]] = list(
            csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=separator)
        )
    except csv.Error as why:
        raise Unreadable(_("Tệp CSV không đọc được; xin lưu lại thành XLSX.")) from why
    return Sheet("", _bounded(rows), alphabet)


def _even(text: str, separator: str) -> int:
    """How many columns a separator makes in most of the first lines."""
    rows = csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=separator)
    counts = sorted(len(row) for _n, row in zip(range(40), rows, strict=False))
    return counts[len(counts) // 2] if counts else 0


def _bounded(rows: list[list[Any]]) -> list[list[Any]]:
    """The same rows. Raises Unreadable where there are more than any register has."""
    while rows and not any(cell not in ("", None) for cell in rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise Unreadable(_("Sổ có hơn 200.000 dòng; xin chia theo năm rồi nhập từng tệp."))
    for row in rows:
        del row[MOST_COLUMNS:]
    return rows


def convert(rows: list[list[Any]]) -> set[str]:
    """Words typed in the alphabets of before Unicode made readable, in place and column by column; which they were.

    Whatever holds a letter that only Unicode has is left alone: old data and new stand in one column.
    """
    found = set()
    for place in range(max(map(len, rows), default=0)):
        old = [row for row in rows if place < len(row) and _may_be_old(row[place])]
        alphabet = alphabets.reading_of(row[place] for row in old)
        if alphabet == "unicode":
            continue
        found.add(alphabet)
        for row in old:
            row[place] = alphabets.READINGS[alphabet](row[place])
    return found


def _may_be_old(value: Any) -> bool:
    return isinstance(value, str) and not value.isascii() and not any(c > "ÿ" and c.isalpha() for c in value)
