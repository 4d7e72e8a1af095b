"""A package as a spreadsheet: a sheet of cases, a sheet of figures; every cell is text."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from danvan.exchange.fields import CASE, TABLE, Field
from danvan.exchange.form import heads
from danvan.reports.measures import ALL


def made(package: dict[str, Any]) -> bytes:
    """The file."""
    import xlsxwriter

    plain = [field for field in TABLE if field.name != "figures"]
    tables = [{**row, **row["figures"]} for row in package["tables"]]
    names = [*(field.name for field in plain), *ALL]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as book:
        _sheet(book, "cases", heads(CASE), package["cases"], _names(CASE))
        titles = [*heads(plain), *(f"{slug} · {measure.label}" for slug, measure in ALL.items())]
        _sheet(book, "tables", titles, tables, names)
    return buffer.getvalue()


def _names(fields: Sequence[Field]) -> list[str]:
    return [field.name for field in fields]


def _sheet(
    book: Any, name: str, titles: Sequence[str], rows: Iterable[dict[str, Any]], names: Sequence[str]
) -> None:
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True, "text_wrap": True})
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(names) - 1, 18)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, bold)
    for at, row in enumerate(rows, start=1):
        for column, key in enumerate(names):
            value = row.get(key, "")
            sheet.write_string(at, column, str(value).lower() if isinstance(value, bool) else str(value))
