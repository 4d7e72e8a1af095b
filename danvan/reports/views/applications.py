"""Pages of the report of applications. Each figure opens its list, with the reader's own rights."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danvan.figures.queries import Among
from danvan.lib import dates, sheet, workbook
from danvan.papers.pdf import MEDIA_TYPE
from danvan.reports import paper, periods, printing, queries
from danvan.reports.applications import contents, exchange, files, page
from danvan.reports.applications.measures import TABLE
from danvan.reports.applications.report import Report, build
from danvan.reports.forms import ComparedForm
from danvan.reports.page import scope_of
from danvan.reports.people_relations import ReportRefused
from danvan.reports.views.door import (
    as_file,
    as_json,
    behind_figure,
    choosing,
    for_machines,
    not_issued,
    opens_lists,
    reader,
)


@require_safe
@login_required
def applications(request: HttpRequest) -> HttpResponse:
    """The report of applications of a unit and a period."""
    form = asked(request)
    if not form.is_valid():
        return render(request, "reports/applications.html", {"form": form}, status=400)
    try:
        built = build(**form.asked())
    except ReportRefused as refused:
        return not_issued(request, form, refused)
    today = dates.today()
    layout = page.Layout(
        built, lists=opens_lists(request, built.unit_ids, on=today), compare=form.cleaned_data["compare"]
    )
    return render(request, "reports/applications.html", {**layout.context(today), "form": form})


@require_safe
@login_required
def applications_docx(request: HttpRequest) -> HttpResponse:
    """The same report as a paper, always in Vietnamese."""
    return for_machines(
        asked(request),
        build,
        lambda built: as_file(
            paper.docx(contents.whole(built)), sheet.MEDIA_TYPE, contents.file_name(built, "docx")
        ),
    )


@require_safe
@login_required
def applications_pdf(request: HttpRequest) -> HttpResponse:
    """The same paper to be printed and signed, always in Vietnamese."""
    return for_machines(
        asked(request),
        build,
        lambda built: as_file(
            printing.pdf(contents.whole(built)), MEDIA_TYPE, contents.file_name(built, "pdf")
        ),
    )


@require_safe
@login_required
def applications_xlsx(request: HttpRequest) -> HttpResponse:
    """All its figures as a spreadsheet."""
    return for_machines(
        asked(request),
        build,
        lambda built: as_file(files.xlsx(built), workbook.MEDIA_TYPE, contents.file_name(built, "xlsx")),
    )


@require_safe
@login_required
def applications_json(request: HttpRequest) -> HttpResponse:
    """The same report for machines."""
    return for_machines(asked(request), build, lambda built: as_json(exchange.as_dict(built)))


@require_safe
@login_required
def applications_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The applications that a figure is made of, as far as the reader may open them."""
    if slug not in TABLE:
        raise Http404
    return behind_figure(request, asked(request), uncompared, lambda built: listed(request, built, slug))


def uncompared(**told: Any) -> Report:
    """The report alone: a list needs no earlier period beside it."""
    return build(**{**told, "against": None})


def listed(request: HttpRequest, built: Report, slug: str) -> tuple[queries.Listing, dict[str, Any]]:
    """The list of a figure, narrowed to a unit, a field or a procedure, and the words around it."""
    units, topic, where = narrowing(request, built)
    amounts = queries.amounts(TABLE[slug], units, built.from_, built.until, None, topic, TABLE)
    listing = queries.shown(TABLE[slug], amounts, officer=reader(request), on=dates.today())
    layout = page.Layout(built, lists=True, compare=request.GET.get("compare", ""))
    return listing, {
        "where": where,
        "scope": scope_of(built, built.communes),
        "back": layout.address("reports:applications"),
        "back_to": _("Báo cáo hồ sơ thủ tục hành chính"),
    }


def narrowing(request: HttpRequest, built: Report) -> tuple[tuple[int, ...], str | Among | None, str]:
    """Which part of the report the list is of: its units, its procedures, its name."""
    lines = {"of": built.by_unit, "field": built.by_field, "topic": built.by_procedure}
    for name, some in lines.items():
        if name in request.GET:
            line = next((line for line in some if line.key == request.GET[name]), None)
            if line is None:
                raise Http404
            topics: dict[str, str | Among] = {"field": Among(line.codes), "topic": line.key}
            return line.unit_ids or built.unit_ids, topics.get(name), line.label
    return built.unit_ids, None, ""


def asked(request: HttpRequest) -> ComparedForm:
    """The form of this address; raises PermissionDenied for a reader or a unit without a report."""
    today = dates.today()
    return ComparedForm(request.GET, **choosing(request), usual=periods.default(today), today=today)
