"""The register printed in the law's form, or taken out as a spreadsheet."""

import io
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from danvan.lib import dates
from danvan.lib.workbook import MEDIA_TYPE
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit
from danvan.reception import actions, policies, queries
from danvan.reception.book import FORMS, Form, lines
from danvan.reception.forms.book import BookForm
from danvan.reception.models import Turn
from danvan.reception.views.door import UNPROCESSABLE, writing


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def book(request: OfficerRequest) -> HttpResponse:
    """Asks for days and form; then the pages to print, or the file. Both have whole names and are on record."""
    today, data = dates.today(), request.POST if request.method == "POST" else None
    form = BookForm(queries.own_units(request.user, policies.RECEIVERS, on=today), today, data)
    if data is None or not form.is_valid():
        status = UNPROCESSABLE if form.errors else 200
        return render(request, "reception/book_ask.html", {"form": form}, status=status)
    got = form.cleaned_data
    unit = Unit.objects.get(pk=got["unit"])
    days = {"since": got["since"], "until": got["until"]}
    actions.print_book(unit, **days, form=got["form"], by=request.user, on=today)
    chosen, hidden = FORMS[got["form"]], queries.hidden_turns(request.user, on=today)
    rows = _rows(chosen, queries.portions_of_book(unit, **days), hidden, today)
    if "xlsx" in data:
        return _file(chosen, rows, f"so-tiep-cong-dan-{got['since']:%Y%m%d}-{got['until']:%Y%m%d}.xlsx")
    context = {"form": chosen, "rows": list(rows), "unit_name": unit.name_on(got["until"]), **days}
    return render(request, "reception/book.html", {**context, "title": _("Sổ tiếp công dân")})


def _rows(
    form: Form, portions: Iterable[list[Turn]], hidden: Collection[int], today: date
) -> Iterator[list[str]]:
    """The lines of the register in that form, numbered through."""
    done = 0
    for turns in portions:
        names = queries.units_passed_to(turns, today)
        yield from map(form.cells, lines(turns, names, hidden=hidden, first=done + 1))
        done += len(turns)


def _file(form: Form, rows: Iterable[list[str]], name: str) -> HttpResponse:
    response = HttpResponse(workbook(form, rows), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def workbook(form: Form, rows: Iterable[list[str]]) -> bytes:
    """The register as a spreadsheet; every cell is text, so that nothing in it can be run."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as made:
        sheet: Any = made.add_worksheet(form.code.replace("/", "-"))
        head = made.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        cell = made.add_format({"text_wrap": True, "valign": "top", "border": 1})
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        for number, column in enumerate(form.columns):
            sheet.set_column(number, number, column.width)
        for at, row in enumerate(chain([form.headings()], rows)):
            for number, text in enumerate(row):
                sheet.write_string(at, number, text, cell if at else head)
    return buffer.getvalue()
