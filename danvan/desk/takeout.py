"""The work list taken out as a file: put on record, then written at once or by the worker."""

import os
import secrets
from collections.abc import Iterable, Iterator
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse, HttpResponseBase, QueryDict

from danvan.cases import kinds
from danvan.cases.models import CaseQuerySet
from danvan.desk import policies, register
from danvan.desk.asked import Address, Asked
from danvan.lib import dates, delimited
from danvan.lib.workbook import MEDIA_TYPE
from danvan.people import policies as people
from danvan.people.models import Account
from danvan.worklists import actions
from danvan.worklists.actions.exports import folder
from danvan.worklists.models import Export, FileForm, State

AT_ONCE = 5000  # rows that are written while the officer waits
STEP = 5000  # rows between two notes of how far the worker is
RECEPTION = "reception"  # the register of an export that is not the work list's


def found(asked: Asked) -> CaseQuerySet:
    """The cases of the list that may go into a file: all but those that are sealed, which never leave the register."""
    return asked.found().exclude(kind__in=kinds.sealed())


def ask(
    asked: Asked, form: FileForm, *, by: Account, names: bool = False, at_once: bool | None = None
) -> Export:
    """Put on record that the list is taken out; whether at once follows from its length unless it is said."""
    total = found(asked).count()
    return actions.ask(
        query=asked.address(),
        form=form,
        names=names,
        total=total,
        by=by,
        on=asked.today,
        at_once=total <= AT_ONCE if at_once is None else at_once,
    )


def ask_book(narrowed: QueryDict, total: int, *, by: Account, on: date) -> Export:
    """Put on record that the register of reception, narrowed so, is taken out at once, without names."""
    query = narrowed.copy()
    query["register"] = RECEPTION
    return actions.ask(
        query=query.urlencode(), form=FileForm.CSV, names=False, total=total, by=by, on=on, at_once=True
    )


def named_in(officer: Account, export: Export) -> frozenset[int]:
    """The units of whose cases whole names may stand in the file: where the officer works, if she asked for names."""
    if not export.names:
        return frozenset()
    return people.standing(officer, dates.today()).units_with(*policies.WRITERS)


def answer(asked: Asked, export: Export, *, by: Account) -> HttpResponseBase:
    """A short list as a download; a spreadsheet is written to a file without a name, row by row."""
    rows, head = _lines(asked, export, by=by), register.headings()
    if export.form == FileForm.CSV:
        return delimited.answer(name_of(export), head, rows)
    out = TemporaryFile()  # noqa: SIM115 - the response closes it
    _sheet(out, head, rows)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=name_of(export), content_type=MEDIA_TYPE)


def _lines(asked: Asked, export: Export, *, by: Account) -> Iterator[list[str]]:
    """All lines of the list, as the register has them."""
    return register.lines(asked.shown(found(asked)), named_in=named_in(by, export), today=asked.today)


def fetch(export: Export, *, by: Account) -> FileResponse:
    """A file that the worker wrote, for whoever asked for it; each time is on record."""
    path = actions.fetch(export, by=by, on=dates.today())
    return FileResponse(path.open("rb"), as_attachment=True, filename=name_of(export))


def name_of(export: Export) -> str:
    """What the file is called on the officer's machine."""
    return f"so-xu-ly-don-{export.on:%Y-%m-%d}.{export.form}"


def write(export: Export) -> None:
    """Write a long list to its file, saying from time to time how far it is; nothing is kept in memory."""
    if export.state == State.DONE or export.state == State.EXPIRED:
        return
    today = dates.today()
    asked = Asked(Address(export.by, QueryDict(export.query)), today)
    told = _Told(export)
    rows = told.over(_lines(asked, export, by=export.by))
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    path = f"{secrets.token_hex(20)}.{export.form}"
    target = folder() / path
    with open(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as out:
        if export.form == FileForm.CSV:
            for line in delimited.lines(register.headings(), rows):
                out.write(line.encode())
        else:
            _sheet(out, register.headings(), rows)
    actions.finish(export, told.rows, path, on=today)


class _Told:
    """Counts rows as they go by, and has every so many put on record."""

    def __init__(self, export: Export) -> None:
        self.export, self.rows = export, 0

    def over(self, rows: Iterable[list[str]]) -> Iterator[list[str]]:
        """The same rows."""
        for row in rows:
            yield row
            self.rows += 1
            if self.rows % STEP == 0:
                actions.wrote(self.export, self.rows, on=dates.today())


def _sheet(out: IO[bytes], head: list[str], rows: Iterable[list[str]]) -> None:
    """A spreadsheet; every cell is text, so that nothing in it can be run. One row at a time is in memory."""
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as made:
        sheet: Any = made.add_worksheet()
        bold = made.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        cell = made.add_format({"text_wrap": True, "valign": "top", "border": 1})
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        for number, width in enumerate(register.WIDTHS):
            sheet.set_column(number, number, width)
        for number, text in enumerate(head):
            sheet.write_string(0, number, text, bold)
        for at, row in enumerate(rows, start=1):
            for number, text in enumerate(row):
                sheet.write_string(at, number, text, cell)
