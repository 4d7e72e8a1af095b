"""Figures by unit: the page and its file."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from danvan.cases import topics
from danvan.dashboards import board, queries
from danvan.dashboards.forms import DISTRICTS, BoardForm
from danvan.dashboards.present import Rise
from danvan.lib import dates, workbook
from danvan.reports import people_relations, periods, policies
from danvan.reports.people_relations import Report, ReportRefused
from danvan.reports.views.door import as_file, choosing, not_issued, reader
from danvan.web.parts import Tab


def asked_of(request: HttpRequest) -> BoardForm:
    """The form of this address; raises PermissionDenied for a reader or a unit without figures."""
    today = dates.today()
    return BoardForm(request.GET, **choosing(request), usual=periods.default(today), today=today)


@require_safe
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """One figure over one period, each unit on the map and in the table beside it; what rises beyond its own past."""
    form = asked_of(request)
    if not form.is_valid():
        return render(request, "dashboards/board.html", {"form": form}, status=400)
    try:
        built = people_relations.build(**form.asked())
    except ReportRefused as refused:
        return not_issued(request, form, refused)
    return render(request, "dashboards/board.html", {"form": form, **_shown(request, form, built)})


def _shown(request: HttpRequest, form: BoardForm, built: Report) -> dict[str, Any]:
    figure, by_district = form.chosen, form.cleaned_data["level"] == DISTRICTS
    rows = board.lines(built, figure, by_district=by_district)
    drawn = board.map_of(rows)
    seen = policies.readable_units(reader(request), on=dates.today())
    return {
        "report": built,
        "figure": figure,
        "presets": _presets(request.GET, built),
        "columns": board.columns(figure),
        "rows": board.ordered([row for row in rows if row.value is not None], request.GET.get("sort", "")),
        "without": [row.name for row in rows if row.value is None],
        "total": board.total(built, figure),
        "map": drawn,
        "legend": board.legend(drawn, share=bool(figure.of)) if drawn else [],
        "undivided": any(row.undivided for row in rows),
        "no_district": by_district and not queries.districts_of(built.unit_ids, built.until),
        "rises": [
            Rise(row, topics.label(row.topic)) for row in queries.open_surges(seen & {*built.unit_ids})
        ],
        "query": request.GET.urlencode(),
    }


def _presets(query: QueryDict, built: Report) -> list[Tab]:
    tabs = []
    for period in periods.presets(dates.today()):
        address = query.copy()
        address["first"], address["last"] = f"{period.first:%d/%m/%Y}", f"{period.last:%d/%m/%Y}"
        here = (built.from_, built.to) == (period.first, period.last)
        tabs.append(Tab(period.label, f"?{address.urlencode()}", current=here))
    return tabs


@require_safe
@login_required
def page_xlsx(request: HttpRequest) -> HttpResponse:
    """The table of the page as a spreadsheet: figures only."""
    form = asked_of(request)
    if not form.is_valid():
        return render(request, "dashboards/board.html", {"form": form}, status=400)
    try:
        built = people_relations.build(**form.asked())
    except ReportRefused as refused:
        return not_issued(request, form, refused)
    figure, by_district = form.chosen, form.cleaned_data["level"] == DISTRICTS
    rows = board.ordered(board.lines(built, figure, by_district=by_district), request.GET.get("sort", ""))
    sheet = board.sheet([*rows, board.total(built, figure)], figure)
    name = f"so-lieu-{figure.slug}-{built.from_:%Y-%m-%d}-{built.until:%Y-%m-%d}.xlsx"
    return as_file(workbook.made(sheet, columns=4), workbook.MEDIA_TYPE, name)
