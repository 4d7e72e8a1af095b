"""The unit's book of numbers (sổ văn bản đi): by year and series, every number accounted for; the same as XLSX."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.lib import dates, workbook
from danvan.papers import actions, present, queries
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


@require_POST
@officers
def book_xlsx(request: OfficerRequest) -> HttpResponseBase:
    """The book as it is shown, all pages, without names; that it was taken out is on record."""
    reads_letters(request)
    asked = Asked(request)
    actions.take_out_book(asked.chosen, asked.found.count(), by=request.user, on=asked.today)
    name = f"so-van-ban-{asked.today:%Y-%m-%d}.xlsx"
    return as_file(workbook.made(_rows(asked.found)), name=name, media_type=workbook.MEDIA_TYPE)


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
