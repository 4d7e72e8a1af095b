"""Pages of reports. Each figure opens its list, with the reader's own rights."""

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_safe

from danvan.cases import kinds, topics
from danvan.lib import dates
from danvan.lib.text import clean
from danvan.people.models import Account, Unit
from danvan.reports import exchange, page, paper, people_relations, periods, policies, queries
from danvan.reports.forms import ReportForm
from danvan.reports.measures import ALL
from danvan.reports.people_relations import PeriodRefused, ReportRefused

PER_PAGE = 50


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The only report so far."""
    return redirect("reports:people_relations")


@require_safe
@login_required
def report(request: HttpRequest) -> HttpResponse:
    """The people-relations report of a unit and a period."""
    form = asked(request)
    if not form.is_valid():
        return render(request, "reports/people_relations.html", {"form": form}, status=400)
    try:
        built = people_relations.build(**form.asked())
    except ReportRefused as refused:
        return not_issued(request, form, refused)
    lists = policies.can_open_lists(reader(request), built.unit_ids, on=dates.today())
    context = page.Layout(built, lists=lists).context(dates.today())
    return render(request, "reports/people_relations.html", {**context, "form": form})


@require_safe
@login_required
def report_docx(request: HttpRequest) -> HttpResponse:
    """The same report as a paper, always in Vietnamese."""
    built = built_for_machines(request)
    if isinstance(built, HttpResponse):
        return built
    response = HttpResponse(paper.docx(built), content_type=paper.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{paper.file_name(built)}"'
    return response


@require_safe
@login_required
def report_json(request: HttpRequest) -> HttpResponse:
    """The same report for machines."""
    built = built_for_machines(request)
    if isinstance(built, HttpResponse):
        return built
    return JsonResponse(exchange.as_dict(built), json_dumps_params={"ensure_ascii": False, "indent": 2})


@require_safe
@login_required
def subjects(request: HttpRequest, slug: str) -> HttpResponse:
    """The cases or turns that a figure is made of, as far as the reader may open them."""
    form = asked(request)
    if slug not in ALL or not form.is_valid():
        raise Http404
    try:
        built = people_relations.build(**form.asked())
    except ReportRefused as refused:
        return not_issued(request, form, refused)
    if not policies.can_open_lists(reader(request), built.unit_ids, on=dates.today()):
        raise PermissionDenied
    narrowed, where = narrowing(request, built)
    listing = queries.listing(
        slug, officer=reader(request), on=dates.today(), from_=built.from_, until=built.until, **narrowed
    )
    shown = Paginator(listing.rows, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(row, listing.amounts[row.pk]) for row in shown]
    layout = page.Layout(built, lists=True)
    context = {"listing": listing, "page": shown, "rows": rows, "where": where, "scope": layout.scope()}
    context["back"] = layout.address("reports:people_relations")
    return render(request, "reports/subjects.html", context)


def reader(request: HttpRequest) -> Account:
    """The officer who is logged in."""
    return cast(Account, request.user)


def asked(request: HttpRequest) -> ReportForm:
    """The form of this address; raises PermissionDenied for a reader or a unit without a report."""
    today = dates.today()
    mine = policies.readable_units(reader(request), on=today)
    if not mine:
        raise PermissionDenied
    units = queries.units_for(mine, today)
    key = clean(request.GET.get("unit", ""))
    if key and key not in {unit.key for unit in units} and Unit.objects.filter(key=key).exists():
        raise PermissionDenied
    acts = policies.own_units(reader(request), on=today)
    own = next((unit for unit in units if unit.pk in acts), units[0])
    return ReportForm(request.GET, units=units, own=own, usual=periods.default(today), today=today)


def built_for_machines(request: HttpRequest) -> Any:
    """The report with Vietnamese labels, or the answer that says why there is none."""
    form = asked(request)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400, json_dumps_params={"ensure_ascii": False})
    with translation.override("vi"):
        try:
            return people_relations.build(**form.asked())
        except (ReportRefused, PeriodRefused) as refused:
            told = (
                exchange.refused_as_dict(refused, with_rows=False)
                if isinstance(refused, ReportRefused)
                else {}
            )
            return JsonResponse(told, status=409, json_dumps_params={"ensure_ascii": False})


def not_issued(request: HttpRequest, form: ReportForm, refused: ReportRefused) -> HttpResponse:
    """The page of a report that is refused: which sums are off, which rows break them."""
    unit = form.asked()["unit"]
    reads = policies.can_open_lists(reader(request), (unit.pk,), on=dates.today())
    context = {"form": form, "refused": refused, "rows": refused.rows if reads else [], "has_errors": True}
    context["proofs"] = [page.as_proof(check) for check in refused.checks]
    return render(request, "reports/refused.html", context, status=409)


def narrowing(request: HttpRequest, built: people_relations.Report) -> tuple[dict[str, Any], str]:
    """Which part of the report the list is of: units, kind, topic, and its name."""
    units, where = built.unit_ids, []
    if of := request.GET.get("of"):
        line = next((line for line in built.by_unit if line.key == of), None)
        if line is None:
            raise Http404
        units, where = line.unit_ids, [line.label]
    kind, topic = request.GET.get("kind") or None, request.GET.get("topic") or None
    if (kind and kind not in kinds.letters()) or (topic and topic not in topics.slugs()):
        raise Http404
    if kind:
        where.append(str(kinds.get(kind).label))
    if topic:
        where.append(topics.label(topic))
    return {"units": units, "kind": kind, "topic": topic}, " · ".join(where)
