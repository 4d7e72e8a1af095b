"""The register of complex, crowded and prolonged matters: its list, one matter, a matter entered from a case."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.cases import complexity, concerns
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.queries import visible_to
from danvan.dossiers import actions, policies, present, queries
from danvan.dossiers.forms import EnterForm, EntryForm, JoinForm, TakeOffForm
from danvan.dossiers.models import Dossier
from danvan.dossiers.workflow import ENTRIES, REASONS
from danvan.lib import dates, workbook
from danvan.papers.views.door import UNPROCESSABLE, as_file, officers, reads_letters
from danvan.people.http import OfficerRequest
from danvan.people.models import Account
from danvan.web.parts import Tab

PAGE = 50


@require_safe
@officers
def register(request: OfficerRequest) -> HttpResponse:
    """The matters that stand, with the day of the next review; those taken off; letters that the data suggest."""
    reads_letters(request)
    today, off = dates.today(), request.GET.get("tab") == "off"
    found = queries.readable(request.user, on=today)
    counted = queries.counts(found, on=today)
    rows = queries.listed(found.filter(off_on__isnull=not off), on=today)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    suggested = [] if off else queries.suggested(request.user, on=today)
    context = {
        "today": today,
        "tabs": [
            Tab(_("Đang trong sổ"), "?tab=on", counted["stands"], current=not off),
            Tab(_("Đã ra khỏi sổ"), "?tab=off", counted["off"], current=off),
        ],
        "due": counted["due"],
        "page": page,
        "lines": [present.line(row, today) for row in page.object_list],
        "suggested": [(row, [REASONS[reason] for reason in row.reasons]) for row in suggested],
        "settings": _numbers(today),
    }
    return render(request, "dossiers/register.html", context)


@require_POST
@officers
def register_xlsx(request: OfficerRequest) -> HttpResponseBase:
    """The whole register as a spreadsheet, without names of people who wrote; that it was taken out is on record."""
    reads_letters(request)
    today = dates.today()
    found = queries.readable(request.user, on=today)
    actions.take_out_register(found.count(), by=request.user, on=today)
    rows = present.sheet(queries.listed(found, on=today))
    name = f"so-vu-viec-phuc-tap-{today:%Y-%m-%d}.xlsx"
    return as_file(workbook.made(rows, columns=13), name=name, media_type=workbook.MEDIA_TYPE)


@require_http_methods(["GET", "HEAD", "POST"])
@officers
def enter(request: OfficerRequest, pk: int) -> HttpResponse:
    """Enter the matter of a case, with the grounds that the data suggest ticked and an officer's words."""
    today = dates.today()
    case = _case_to_enter(request.user, pk, today)
    form = _enter_form(request, case, request.POST if request.method == "POST" else None)
    if form.is_valid():
        got = form.cleaned_data
        chosen = {int(one) for one in got.pop("others", ())}
        try:
            about = [case, *(each for each in form.near if each.pk in chosen)]
            made = actions.enter(about, **got, by=request.user, on=today)
        except StepRefused as why:
            form.refuse(why)
        else:
            messages.success(request, _("Đã ghi vào sổ."))
            return redirect("dossiers:dossier", made.pk)
    return _enter_page(request, case, form, _join_form(request))


@require_POST
@officers
def join(request: OfficerRequest, pk: int) -> HttpResponse:
    """Add a case to a matter that stands in the register, with the officer's words."""
    today = dates.today()
    case, joined = _case_to_enter(request.user, pk, today), _join_form(request, request.POST)
    if joined.is_valid():
        to = get_object_or_404(Dossier, pk=joined.cleaned_data["dossier"])
        try:
            actions.join(to, case, text=joined.cleaned_data["text"], by=request.user, on=today)
        except StepRefused as why:
            joined.refuse(why)
        else:
            messages.success(request, _("Đã ghi vào sổ."))
            return redirect("dossiers:dossier", to.pk)
    return _enter_page(request, case, _enter_form(request, case, None), joined)


def _enter_form(request: OfficerRequest, case: Case, data: Any) -> EnterForm:
    today = dates.today()
    others = list(queries.others_about(case) & visible_to(request.user, on=today))
    return EnterForm(case, others, queries.reasons(case, len(others), on=today), today, data)


def _join_form(request: OfficerRequest, data: Any = None) -> JoinForm:
    """Which matter the case joins: of those in which the officer writes, the one of the address chosen."""
    today = dates.today()
    offered = queries.to_join(request.user, policies.written_by(request.user, on=today), on=today)
    return JoinForm(offered, request.GET.get("dossier", ""), data)


def _enter_page(request: OfficerRequest, case: Case, form: EnterForm, joined: JoinForm) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "join": joined,
        "sure": complexity.must_be_chosen(case.unit_responsible, dates.today()),
        "criteria": complexity.cited(dates.today()),
    }
    wrong = form.errors or joined.errors
    return render(request, "dossiers/enter.html", context, status=UNPROCESSABLE if wrong else 200)


def _case_to_enter(officer: Account, pk: int, today: date) -> Case:
    """The case; 404 where it is about the officer, 403 where she may not write of it."""
    case = get_object_or_404(Case.objects.select_related("unit_responsible"), pk=pk)
    if concerns.shut_out(officer, case, on=today):
        raise Http404
    seen = visible_to(officer, on=today).filter(pk=pk).exists()
    if not seen or not policies.can_write(officer, case.unit_responsible_id, on=today):
        raise PermissionDenied
    return case


@require_safe
@officers
def dossier(request: OfficerRequest, pk: int) -> HttpResponse:
    """One matter: why it stands in the register, its cases, what was decided."""
    return _page(request, _found(request, pk))


@require_POST
@officers
def decide(request: OfficerRequest, pk: int) -> HttpResponse:
    """Write down what was decided."""
    found, form = _found(request, pk), EntryForm(request.POST, auto_id="entry-%s")
    return _written(request, found, form, lambda **got: actions.decide(found, **got), entry=form)


@require_POST
@officers
def take_off(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take it off the register, with the reason."""
    found, form = _found(request, pk), TakeOffForm(request.POST, auto_id="off-%s")
    return _written(request, found, form, lambda **got: actions.take_off(found, **got), off=form)


def _written(request: OfficerRequest, found: Dossier, form: Any, act: Any, **forms: Any) -> HttpResponse:
    if form.is_valid():
        try:
            act(**form.cleaned_data, by=request.user, on=dates.today())
        except StepRefused as why:
            form.refuse(why)
        else:
            messages.success(request, _("Đã ghi vào sổ."))
            return redirect("dossiers:dossier", found.pk)
    return _page(request, found, **forms, status=UNPROCESSABLE)


def _found(request: OfficerRequest, pk: int) -> Any:
    reads_letters(request)
    today = dates.today()
    return get_object_or_404(queries.listed(queries.readable(request.user, on=today), on=today), pk=pk)


def _page(
    request: OfficerRequest, found: Any, *, entry: Any = None, off: Any = None, status: int = 200
) -> HttpResponse:
    today = dates.today()
    writes = not found.off_on and policies.can_write(request.user, found.unit_id, on=today)
    entries = found.entries.select_related("by").order_by("-pk")
    seen = visible_to(request.user, on=today).filter(dossiers__dossier=found.pk)
    context = {
        **present.line(found, today),
        "cases": list(seen.order_by("received_on", "pk")),
        "near": list(queries.near(found) & visible_to(request.user, on=today)) if writes else [],
        "entries": [(ENTRIES[one.kind], one) for one in entries],
        "writes": writes,
        "entry": entry or EntryForm(auto_id="entry-%s"),
        "off": off or TakeOffForm(auto_id="off-%s"),
        "settings": _numbers(today),
    }
    return render(request, "dossiers/dossier.html", context, status=status)


def _numbers(today: Any) -> dict[str, int]:
    """The numbers by which the register suggests and reviews."""
    return {
        "crowd": queries.crowd_from(today),
        "days": settings.DANVAN_PROLONGED_DAYS,
        "months": settings.DANVAN_REVIEW_MONTHS,
    }
