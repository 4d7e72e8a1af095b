"""What every page of a report asks first: who reads, which units they may choose from."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation

from danvan.lib import dates
from danvan.lib.text import clean
from danvan.papers.errors import PaperRefused
from danvan.people.models import Account, Unit
from danvan.reports import exchange, page, policies, queries
from danvan.reports.forms import ReportForm
from danvan.reports.people_relations import PeriodRefused, ReportRefused

PER_PAGE = 50


def reader(request: HttpRequest) -> Account:
    """The officer who is logged in."""
    return cast(Account, request.user)


def choosing(request: HttpRequest) -> dict[str, Any]:
    """Units to choose from and the reader's own; raises PermissionDenied for a reader or a unit without a report."""
    today = dates.today()
    mine = policies.readable_units(reader(request), on=today)
    if not mine:
        raise PermissionDenied
    units = queries.units_for(mine, today)
    key = clean(request.GET.get("unit", ""))
    if key and key not in {unit.key for unit in units} and Unit.objects.filter(key=key).exists():
        raise PermissionDenied
    acts = policies.own_units(reader(request), on=today)
    return {"units": units, "own": next((unit for unit in units if unit.pk in acts), units[0])}


def opens_lists(request: HttpRequest, unit_ids: tuple[int, ...], *, on: date) -> bool:
    """Whether figures lead to their lists for whoever reads."""
    return policies.can_open_lists(reader(request), unit_ids, on=on)


def draws_up(request: HttpRequest, unit: Unit, *, on: date) -> bool:
    """Whether whoever reads may have the unit sign and issue the report."""
    return policies.can_draw_up(reader(request), unit, on=on)


def not_issued(request: HttpRequest, form: ReportForm, refused: ReportRefused) -> HttpResponse:
    """The page of a report that is refused: which sums are off, which rows break them."""
    unit = form.asked()["unit"]
    reads = opens_lists(request, (unit.pk,), on=dates.today())
    context = {"form": form, "refused": refused, "rows": refused.rows if reads else [], "has_errors": True}
    context["proofs"] = [page.as_proof(check) for check in refused.checks]
    return render(request, "reports/refused.html", context, status=409)


def for_machines(
    asked: ReportForm, build: Callable[..., Any], send: Callable[[Any], HttpResponse]
) -> HttpResponse:
    """What `build` makes of the form, with Vietnamese labels, as `send` sends it; or why there is nothing.

    A paper with a letter that no font has is not made either.
    """
    if not asked.is_valid():
        return as_json({"errors": asked.errors}, status=400)
    with translation.override("vi"):
        try:
            built = build(**asked.asked())
        except ReportRefused as refused:
            return as_json(exchange.refused_as_dict(refused, with_rows=False), status=409)
        except PeriodRefused:
            return as_json({}, status=409)
    try:
        return send(built)
    except PaperRefused as refused:
        return as_json({"refused": str(refused)}, status=409)


def as_json(told: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """An answer for machines, with the marks of Vietnamese as they are."""
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False, "indent": 2})


def as_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to be kept."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def behind_figure(
    request: HttpRequest,
    asked: ReportForm,
    build: Callable[..., Any],
    listed: Callable[[Any], tuple[queries.Listing, dict[str, Any]]],
) -> HttpResponse:
    """The page of the cases or turns that a figure is made of, as far as the reader may open them.

    `listed` finds them in what `build` makes of the form, with the words around them.
    """
    if not asked.is_valid():
        raise Http404
    try:
        built = build(**asked.asked())
    except ReportRefused as refused:
        return not_issued(request, asked, refused)
    if not opens_lists(request, built.unit_ids, on=dates.today()):
        raise PermissionDenied
    listing, around = listed(built)
    shown = Paginator(listing.rows, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(row, listing.amounts[row.pk]) for row in shown]
    return render(
        request, "reports/subjects.html", {**around, "listing": listing, "page": shown, "rows": rows}
    )
