"""What was kept of an import, and what came in of it, as spreadsheets under its own headings."""

import io
from collections.abc import Iterable
from datetime import date
from tempfile import TemporaryFile
from typing import IO

import xlsxwriter
from django.utils.translation import gettext as _

from danvan.imports import present, writing
from danvan.imports.models import Import, Line
from danvan.imports.workflow import Fate
from danvan.people.models import Account


def of_import(found: Import, *, by: Account, on: date) -> IO[bytes]:
    """What was brought in, as a workbook in its own form, row by row in a file without a name; every cell is text."""
    made = TemporaryFile()  # noqa: SIM115 - the response closes it
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "text_wrap": True})
        for at, row in enumerate(writing.rows(found, by=by, on=on)):
            for place, cell in enumerate(row):
                sheet.write_string(at, place, cell, None if at else bold)
    made.seek(0)
    return made


def of_kept(found: Import, rows: Iterable[Line]) -> bytes:
    """A workbook of the rows that are not understood, the reason behind the last column; every cell is text."""
    made, headings = io.BytesIO(), found.seen["headings"]
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "text_wrap": True})
        for place, heading in enumerate([*headings, _("Chưa đọc được vì")]):
            sheet.write_string(0, place, heading, bold)
        kept = [row for row in rows if row.fate == Fate.KEPT]
        for at, (row, told) in enumerate(zip(kept, present.lines(found, kept), strict=True), 1):
            for place, cell in enumerate([*row.cells[: len(headings)]]):
                sheet.write_string(at, place, cell)
            sheet.write_string(at, len(headings), told[2])
    return made.getvalue()
