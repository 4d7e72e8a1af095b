"""Pages of the people-relations report. Each figure opens its list, with the reader's own rights."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danvan.cases import kinds, topics
from danvan.lib import dates, sheet
from danvan.papers.pdf import MEDIA_TYPE
from danvan.reports import exchange, page, paper, people_relations, periods, printing, queries, secrecy
from danvan.reports.forms import PeopleRelationsForm
from danvan.reports.measures import ALL
from danvan.reports.people_relations import ReportRefused
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
def index(request: HttpRequest) -> HttpResponse:
    """The first of the reports."""
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
    lists = opens_lists(request, built.unit_ids, on=dates.today())
    context = page.Layout(built, lists=lists, kept=form.kept()).context(dates.today())
    may = {"may_draft": draws_up(request, built.unit, on=dates.today())}
    return render(request, "reports/people_relations.html", {**context, **may, "form": form})


@require_safe
@login_required
def report_docx(request: HttpRequest) -> HttpResponse:
    """The same report as a paper, always in Vietnamese."""
    return for_machines(
        asked(request),
        people_relations.build,
        lambda built: as_file(paper.docx(built), sheet.MEDIA_TYPE, paper.file_name(built)),
    )


@require_safe
@login_required
def report_pdf(request: HttpRequest) -> HttpResponse:
    """The same paper to be printed and signed, always in Vietnamese."""
    return for_machines(
        asked(request),
        people_relations.build,
        lambda built: as_file(printing.pdf(built), MEDIA_TYPE, paper.file_name(built, "pdf")),
    )


@require_safe
@login_required
def report_json(request: HttpRequest) -> HttpResponse:
    """The same report for machines."""
    return for_machines(
        asked(request), people_relations.build, lambda built: as_json(exchange.as_dict(built))
    )


@require_safe
@login_required
def subjects(request: HttpRequest, slug: str) -> HttpResponse:
    """The cases or turns that a figure is made of, as far as the reader may open them."""
    if slug not in ALL:
        raise Http404
    form = asked(request)
    return behind_figure(request, form, uncompared, lambda built: listed(request, built, slug, form.kept()))


def uncompared(**asked: Any) -> people_relations.Report:
    """The report alone: a list needs no earlier period beside it."""
    return people_relations.build(**{**asked, "against": None, "named": False})


def listed(
    request: HttpRequest, built: people_relations.Report, slug: str, kept: Mapping[str, str]
) -> tuple[queries.Listing, dict[str, Any]]:
    """The list of a figure of the report, and the words around it."""
    narrowed, where = narrowing(request, built)
    listing = queries.listing(
        slug, officer=reader(request), on=dates.today(), from_=built.from_, until=built.until, **narrowed
    )
    layout = page.Layout(built, lists=True, kept=kept)
    around = {"where": where, "scope": layout.scope(), "back": layout.address("reports:people_relations")}
    return listing, {**around, "back_to": _("Báo cáo công tác dân vận chính quyền")}


def asked(request: HttpRequest) -> PeopleRelationsForm:
    """The form of this address; raises PermissionDenied for a reader or a unit without a report."""
    today = dates.today()
    return PeopleRelationsForm(request.GET, **choosing(request), usual=periods.default(today), today=today)


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
    if kind and (of or topic or not secrecy.may_be_listed(kind, built.by_kind)):
        raise Http404  # narrowed further, a figure could tell of one person
    if kind:
        where.append(str(kinds.get(kind).label))
    if topic:
        where.append(topics.label(topic))
    return {"units": units, "kind": kind, "topic": topic}, " · ".join(where)
