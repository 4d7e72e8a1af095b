"""Pages of the statutory tables: a form of a unit and a period, as page, workbook and JSON, and the lists behind it."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from danvan.lib import dates
from danvan.lib.workbook import MEDIA_TYPE
from danvan.reports import policies, queries
from danvan.reports.forms import StatutoryForm
from danvan.reports.measures import How, Measure
from danvan.reports.people_relations import ReportRefused
from danvan.reports.statutory import circulars, exchange, masked, periods, table, workbook
from danvan.reports.statutory.page import Layout
from danvan.reports.views.door import (
    as_file,
    as_json,
    behind_figure,
    choosing,
    draws_up,
    for_machines,
    not_issued,
    opens_lists,
    reader,
)


@require_safe
@login_required
def form(request: HttpRequest) -> HttpResponse:
    """A form of a circular, filled in for a unit and a period."""
    asked = asked_of(request)
    if not asked.is_valid():
        return render(request, "reports/statutory.html", {"form": asked}, status=400)
    try:
        built = build_for(request)(**asked.asked())
    except ReportRefused as refused:
        return not_issued(request, asked, refused)
    today = dates.today()
    layout = Layout(built, lists=opens_lists(request, built.unit_ids, on=today))
    may = {"may_draft": draws_up(request, built.unit, on=today)}
    return render(request, "reports/statutory.html", {**layout.context(today), **may, "form": asked})


@require_safe
@login_required
def form_xlsx(request: HttpRequest) -> HttpResponse:
    """The same form as a workbook in its official layout, always in Vietnamese."""
    return for_machines(asked_of(request), build_for(request), as_workbook)


def as_workbook(built: table.Table) -> HttpResponse:
    """The workbook of a form; raises Http404 for one that lists no columns."""
    if not built.form.columns:
        raise Http404
    return as_file(workbook.xlsx(built), MEDIA_TYPE, workbook.file_name(built))


@require_safe
@login_required
def form_json(request: HttpRequest) -> HttpResponse:
    """The same form for machines."""
    return for_machines(asked_of(request), build_for(request), lambda built: as_json(exchange.as_dict(built)))


@require_safe
@login_required
def subjects(request: HttpRequest, number: int) -> HttpResponse:
    """The cases or turns that a figure of a form is made of, as far as the reader may open them."""
    return behind_figure(
        request, asked_of(request), build_for(request), lambda built: listed(request, built, number)
    )


def listed(request: HttpRequest, built: table.Table, number: int) -> tuple[queries.Listing, dict[str, Any]]:
    """The list of a column on one line, and the words around it; raises Http404 for what has no list."""
    layout = Layout(built, lists=True)
    line = built.line(request.GET.get("of", ""))
    if line is None or not 1 <= number <= len(built.form.columns) or not built.form.column(number).about:
        raise Http404
    column = built.form.column(number)
    if number in line.hidden:
        raise Http404
    amounts = table.subjects(column.counts, line.unit_ids, built.from_, built.until)
    posted = next(iter(column.counts)).measure.posted
    label = layout.label_of(column)
    measure = Measure(f"{built.form.slug}.{number}", How.MADE, label, layout.means(column), posted)
    listing = queries.shown(measure, amounts, officer=reader(request), on=dates.today())
    return listing, {"where": line.label if line.key else "", **layout.back()}


def build_for(request: HttpRequest) -> Callable[..., table.Table]:
    """How a form is made for this reader: whole, or without what is kept from her."""

    def build(**asked: Any) -> table.Table:
        made = table.build(**asked)
        if not masked.concerns(made.form):
            return made
        whole = policies.reads_denunciations(reader(request), made.unit, on=dates.today())
        return made if whole else masked.without(made)

    return build


def asked_of(request: HttpRequest) -> StatutoryForm:
    """The form of this address; left out, the quarter that ended last by the circular in force today."""
    today = dates.today()
    now = circulars.on(today) or circulars.every()[-1]
    usual = periods.last_ended(now, today)
    return StatutoryForm(request.GET, **choosing(request), usual=usual, today=today)
