"""Pages of the two-way table: the table, its files, and the lists behind its figures with the reader's own rights."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danvan.lib import dates, delimited, workbook
from danvan.reports import periods, queries
from danvan.reports.crosstab import files, page, table
from danvan.reports.crosstab.form import CrosstabForm
from danvan.reports.measures import How, Measure
from danvan.reports.views.door import PER_PAGE, as_file, as_json, choosing, for_machines, opens_lists, reader


@require_safe
@login_required
def crosstab(request: HttpRequest) -> HttpResponse:
    """The table that the address asks for."""
    form = asked_of(request)
    built = _built(form)
    if built is None:
        return render(request, "reports/crosstab.html", {"form": form}, status=400)
    lists = opens_lists(request, built.unit_ids, on=dates.today())
    layout = page.Layout(built, lists=lists, sort=request.GET.get("sort", ""))
    context = {**layout.context(), "form": form, "tabs": page.counted_tabs(built.asked)}
    return render(request, "reports/crosstab.html", context)


@require_safe
@login_required
def crosstab_csv(request: HttpRequest) -> HttpResponse:
    """The same table as text."""
    return _file(request, _as_csv)


@require_safe
@login_required
def crosstab_xlsx(request: HttpRequest) -> HttpResponse:
    """The same table as a spreadsheet."""
    return _file(
        request,
        lambda built: as_file(
            workbook.made(files.lines(built), columns=len(built.columns) + 2),
            workbook.MEDIA_TYPE,
            files.name_of(built, "xlsx"),
        ),
    )


@require_safe
@login_required
def crosstab_json(request: HttpRequest) -> HttpResponse:
    """The same table for machines."""
    return _file(request, lambda built: as_json(files.as_dict(built)))


@require_safe
@login_required
def crosstab_list(request: HttpRequest) -> HttpResponse:
    """The letters or turns behind one figure, as far as the reader may open them."""
    built = _built(asked_of(request))
    if built is None:
        raise Http404
    if not opens_lists(request, built.unit_ids, on=dates.today()):
        raise PermissionDenied
    try:
        narrow, said = page.narrowing(built, request.GET.get("row", ""), request.GET.get("column", ""))
    except KeyError as unknown:
        raise Http404 from unknown
    asked = built.asked
    found = table.records(asked, table.behind(asked)).filter(**narrow)
    listing = queries.of_records(
        found, _measure(asked), asked.subject, officer=reader(request), on=dates.today()
    )
    context = _listed(built, listing, said, request.GET.get("page"))
    return render(request, "reports/subjects.html", context)


def _listed(
    built: table.Table, listing: queries.Listing, said: list[str], number: str | None
) -> dict[str, Any]:
    """What the page of a list shows."""
    shown = Paginator(listing.rows, PER_PAGE).get_page(number)
    layout = page.Layout(built, lists=True)
    return {
        "listing": listing,
        "page": shown,
        "rows": [(row, listing.amounts.get(row.pk, 1)) for row in shown],
        "where": " · ".join(filter(None, [*said, layout.narrowed()])),
        "scope": layout.scope(),
        "back": layout.address("crosstab"),
        "back_to": _("Bảng hai chiều"),
    }


def asked_of(request: HttpRequest) -> CrosstabForm:
    """The form of this address; raises PermissionDenied for a reader or a unit without a report."""
    today = dates.today()
    return CrosstabForm(request.GET, **choosing(request), usual=periods.default(today), today=today)


def _built(form: CrosstabForm) -> table.Table | None:
    """The table, or None with a sentence at the field."""
    if not form.is_valid():
        return None
    try:
        return table.build(**form.asked())
    except table.TooSmall:
        form.add_error("only_kind", _("Không lọc được theo loại này: có ô quá nhỏ, có thể làm lộ một người."))
        return None


def _file(request: HttpRequest, send: Any) -> HttpResponse:
    form = asked_of(request)
    return for_machines(form, lambda **_asked: _built(form), lambda built: _sent(form, built, send))


def _sent(form: CrosstabForm, built: table.Table | None, send: Any) -> HttpResponse:
    return send(built) if built else as_json({"errors": form.errors}, status=409)


def _as_csv(built: table.Table) -> HttpResponse:
    head, *rows = files.lines(built)
    text = "".join(delimited.lines(head, rows))
    return as_file(text.encode(), "text/csv; charset=utf-8", files.name_of(built, "csv"))


def _measure(asked: table.Asked) -> Measure:
    subject = asked.subject
    posted = "reception." if subject.list_of == "turn" else "letters."
    return Measure(subject.name, How.FLOW, subject.label, subject.means, posted)
