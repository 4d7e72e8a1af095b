"""Spreadsheets of procedures (bảng danh mục): code and name, with field, level, agency and term where they stand."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from danvan.lib.spreadsheet import Sheet, Unreadable, convert, sheets, shown
from danvan.lib.text import fold
from danvan.procedures.content import Content
from danvan.procedures.models import Step
from danvan.procedures.reading import values
from danvan.procedures.reading.entries import Entry

HEADINGS = {
    "code": ("ma thu tuc", "ma tthc", "ma so tthc", "ma so", "ma so thu tuc", "ma", "code"),
    "name": (
        *("ten thu tuc hanh chinh", "ten thu tuc", "ten tthc", "thu tuc hanh chinh", "thu tuc"),
        *("ten", "name"),
    ),
    "field": ("linh vuc", "field"),
    "level": ("cap thuc hien", "cap", "level"),
    "agency": ("co quan thuc hien", "co quan giai quyet", "agency"),
    "term": ("thoi han giai quyet", "thoi han", "term"),
}
"""The headings by which a column goes, without marks."""
LOOKED_AT = 40


def raws(content: bytes) -> list[tuple[str, dict[str, Any]]]:
    """(where, as it came) of each row below the headings of each sheet. Raises Unreadable without a column of names.

    As it came: `known` are the cells of the columns that are understood, `rest` those of the others by heading.
    """
    found = [(sheet, head) for sheet in sheets(content) if (head := _head(sheet))]
    if not found:
        raise Unreadable(
            _(
                "Không thấy cột tên thủ tục. Bảng cần một dòng tiêu đề có “Tên thủ tục”, và nên có “Mã thủ tục”."
            )
        )
    return [row for sheet, (at, names) in found for row in _rows(sheet, at, names)]


def entry(where: str, raw: dict[str, Any]) -> Entry:
    """A row understood."""
    known = {name: str(raw["known"].get(name, "")) for name in HEADINGS}
    content = Content(name=known["name"], field=known["field"], agency=known["agency"])
    found = Entry(where, raw, content, code_given=known["code"])
    read = values.code(found.code_given)
    found.code = read.code
    if not read.code:
        why = "odd_code" if found.code_given else "no_code"
        found.doubt(why, found.code_given, read.proposal)
    content.level = values.level(known["level"])
    if known["level"] and not content.level:
        found.doubt("odd_level", known["level"])
    if known["term"]:  # a term without a way to file: for a person to put where it belongs
        found.doubt("odd_term", known["term"])
    content.steps = [Step(name="Giải quyết", agency=content.agency)] if content.agency else []
    found.content = content.cleaned()
    return found


def _head(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    """The row of headings of a sheet, and which column is which; the row that tells the most."""
    best: tuple[int, dict[int, str]] | None = None
    for at, row in enumerate(sheet.rows[:LOOKED_AT]):
        names = _named(row)
        if "name" in names.values() and (best is None or len(names) > len(best[1])):
            best = at, names
    return best


def _named(row: Sequence[Any]) -> dict[int, str]:
    """Place → column; the first of two that go by one name."""
    found: dict[int, str] = {}
    for place, cell in enumerate(row):
        heading = fold(shown(cell).replace("_", " "))
        name = next((name for name, said in HEADINGS.items() if heading in said), None)
        if name and name not in found.values():
            found[place] = name
    return found


def _rows(sheet: Sheet, at: int, names: dict[int, str]) -> list[tuple[str, dict[str, Any]]]:
    rows = sheet.rows[at + 1 :]
    if sheet.alphabet == "unicode":
        convert(rows)
    headings = [shown(cell) for cell in sheet.rows[at]]
    found = []
    for number, row in enumerate(rows, at + 2):
        cells = [shown(cell) for cell in row]
        known = {names[place]: cell for place, cell in enumerate(cells) if place in names and cell}
        if not known.get("name") and not known.get("code"):
            continue  # an empty row, a heading between rows, a signature
        rest = {
            headings[place] or str(place + 1): cell
            for place, cell in enumerate(cells)
            if cell and place not in names and place < len(headings)
        }
        where = f"{sheet.name}, {number}" if sheet.name else str(number)
        found.append((where, {"known": known, "rest": rest}))
    return found
