"""Rows as a spreadsheet (XLSX); every cell is text or a number, so nothing in it can be run."""

import io
from collections.abc import Iterable, Sequence

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def made(rows: Iterable[Sequence[str | int]], *, columns: int = 10) -> bytes:
    """The file; the first row is the head, which stays in view."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as workbook:
        sheet, bold = workbook.add_worksheet(), workbook.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, columns - 1, 22)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                write = sheet.write_number if isinstance(cell, int) else sheet.write_string
                write(at, column, cell, None if at else bold)
    return buffer.getvalue()
