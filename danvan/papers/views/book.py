"""The unit's book of numbers (sổ văn bản đi): by year and series, every number accounted for; the same as XLSX."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danvan.lib import dates
from danvan.papers import present, queries
from danvan.papers.forms import BookFilter
from danvan.papers.models import Paper
from danvan.papers.views.door import as_file, officers, reads_letters
from danvan.people.http import OfficerRequest
from danvan.web.parts import Column

PAGE = 50
ORDERS = {
    "number": ("year", "series", "number", "pk"),
    "day": ("issued_on", "pk"),
    "kind": ("kind", "year", "number", "pk"),
    "state": ("state", "year", "number", "pk"),
    "signer": ("signer__sort_key", "year", "number", "pk"),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass
class Asked:
    """What the address asks for, and the papers that answer it."""

    request: OfficerRequest

    def __post_init__(self) -> None:
        self.today = dates.today()
        self.visible = queries.visible_to(self.request.user, on=self.today)
        names = queries.units_with_papers(self.request.user, on=self.today)
        self.form = BookFilter(self.request.GET, units=names, years=queries.years(self.visible))
        self.chosen = self.form.chosen()
        sort = self.request.GET.get("sort", "-number")
        self.sort = sort if sort.removeprefix("-") in ORDERS else "-number"

    @cached_property
    def found(self) -> QuerySet[Paper]:
        """The numbered papers that the filters leave, in order; none while a filter cannot be read."""
        narrow = {
            name: self.chosen[name] for name in ("year", "series", "unit", "state") if name in self.chosen
        }
        rows = queries.book(self.visible.filter(**narrow), on=self.today)
        if self.chosen.get("q"):
            rows = queries.find(rows, self.chosen["q"])
        if self.form.errors:
            rows = rows.none()
        ordered = rows.order_by(*ORDERS[self.sort.removeprefix("-")])
        return ordered.reverse() if self.sort.startswith("-") else ordered


@require_safe
@officers
def book(request: OfficerRequest) -> HttpResponse:
    """The book, a page at a time."""
    reads_letters(request)
    asked = Asked(request)
    page = Paginator(asked.found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": asked.form,
        "page": page,
        "lines": [present.line(paper) for paper in page.object_list],
        "columns": _columns(),
        "narrowed": bool(asked.chosen or asked.form.errors),
        "query": request.GET.urlencode(),
    }
    return render(request, "papers/book.html", context)


@require_safe
@officers
def book_xlsx(request: OfficerRequest) -> HttpResponseBase:
    """The book as it is shown, all pages, without names."""
    reads_letters(request)
    asked = Asked(request)
    name = f"so-van-ban-{asked.today:%Y-%m-%d}.xlsx"
    return as_file(_workbook(_rows(asked.found)), name=name, media_type=XLSX)


def _columns() -> list[Column]:
    return [
        Column(_("Số, ký hiệu"), "number"),
        Column(_("Ngày"), "day"),
        Column(_("Loại"), "kind"),
        Column(_("Về việc")),
        Column(_("Người gửi, người đến")),
        Column(_("Người ký"), "signer"),
        Column(_("Tình trạng"), "state"),
    ]


def _rows(papers: QuerySet[Paper]) -> Iterator[list[str]]:
    """The head of the register, then a line a paper."""
    yield [
        *(_("Số, ký hiệu"), _("Ngày"), _("Loại"), _("Về việc"), _("Người gửi, người đến")),
        *(_("Người ký"), _("Đơn vị"), _("Tình trạng"), _("Lý do hủy"), _("Mã kiểm tra")),
    ]
    for paper in papers.iterator(chunk_size=500):
        line: dict[str, Any] = present.line(paper)
        yield [
            *(paper.symbol, dates.short(paper.issued_on) if paper.issued_on else "", line["name"]),
            *(line["about"], line["people"], paper.signer.full_name, getattr(paper, "unit_name", "")),
            *(str(line["label"]), paper.reason, paper.sha256),
        ]


def _workbook(rows: Iterator[list[str]]) -> bytes:
    """Rows as a spreadsheet; every cell is text, so nothing in it can be run."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as workbook:
        sheet, bold = workbook.add_worksheet(), workbook.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 9, 22)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell, None if at else bold)
    return buffer.getvalue()
