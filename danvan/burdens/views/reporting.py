"""What is burdensome: clusters, the reports on one thing, a report taken down at the counter."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.burdens import actions, policies, queries
from danvan.burdens.forms.burden import BurdenForm
from danvan.burdens.forms.proposal import ReasonForm
from danvan.burdens.models import Report
from danvan.burdens.views.door import UNPROCESSABLE, procedure_of, reading, reported
from danvan.burdens.workflow import PARTS, Part
from danvan.lib import dates
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.procedures.models import Procedure

PAGE = 50


@require_safe
@login_required
def clusters(request: OfficerRequest) -> HttpResponse:
    """Reports grouped by procedure and part, the most waited for first."""
    units, today = reading(request), dates.today()
    page = Paginator(queries.clusters(units, today), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_report": policies.can_report(request.user, today)}
    return render(request, "burdens/clusters.html", context)


@require_safe
@login_required
def reports(request: OfficerRequest, procedure: int) -> HttpResponse:
    """The reports on a procedure, or on one thing of it (?part=, ?about=), word by word."""
    return _reports(request, reported(request, procedure), request.GET)


def _reports(
    request: OfficerRequest,
    found: Procedure,
    asked: Any,
    *,
    form: ReasonForm | None = None,
    wrong: int = 0,
    shown: int = 0,
) -> HttpResponse:
    today = dates.today()
    part = asked.get("part", "") if asked.get("part", "") in set(PARTS) else ""
    about = asked.get("about", "") if part else None
    page = Paginator(queries.reports_on(found, part, about, units=reading(request)), PAGE).get_page(
        asked.get("page")
    )
    name, code = queries.names_of([found.pk], today).get(found.pk, (str(found), found.code))
    said = next((row.about for row in page if row.about), "") if about else ""
    context = {
        "procedure": found,
        "name": name,
        "code": code,
        "page": page,
        "part": part,
        "about": about or "",
        "thing": f"{PARTS[Part(part)]}: {said}" if said else str(PARTS[Part(part)]) if part else "",
        "persons": policies.sees_persons(request.user, found.unit_id, today),
        "may_draft": policies.can_draft(request.user, found.unit_id, today),
        "may_set_aside": policies.can_review(request.user, found.unit_id, today),
        "form": form or ReasonForm(),
        "wrong": wrong,
        "shown": shown,
    }
    status = UNPROCESSABLE if form is not None else 200
    return render(request, "burdens/reports.html", context, status=status)


@require_safe
@login_required
def report_of(request: OfficerRequest, pk: int) -> HttpResponse:
    """One report, where it stands among those on the same thing."""
    found = get_object_or_404(Report.objects.filter(procedure__unit__in=reading(request)), pk=pk)
    asked = urlencode({"part": found.part, "about": found.about_folded})
    return redirect(f"{reverse('burdens:reports', args=[found.procedure_id])}?{asked}#r{pk}")


@never_cache
@require_POST
@login_required
def set_aside(request: OfficerRequest, pk: int) -> HttpResponse:
    """Set a report aside, with the reason; refused, the page says why. `look` shows who sent it, on record."""
    found = get_object_or_404(Report.objects.filter(procedure__unit__in=reading(request)), pk=pk)
    owner = procedure_of(request, found.procedure_id)
    if not policies.can_review(request.user, owner.unit_id, dates.today()):
        raise PermissionDenied
    if "look" in request.POST:
        actions.look_at(found, by=request.user, on=dates.today())
        return _reports(request, owner, request.GET, shown=pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            actions.set_aside(found, **form.cleaned_data, by=request.user, on=dates.today())
        except Refused as why:
            form.refuse(why)
        else:
            messages.success(request, _("Đã để riêng phản ánh; người gửi đọc được lý do bằng mã."))
            return redirect("burdens:reports", owner.pk)
    return _reports(request, owner, {}, form=form, wrong=pk)


def reporting(request: OfficerRequest) -> None:
    """403 for whoever works at no counter and no desk."""
    if not policies.can_report(request.user, dates.today()):
        raise PermissionDenied


@require_safe
@login_required
def find(request: OfficerRequest) -> HttpResponse:
    """Which procedure is it about: found by words or by code."""
    reporting(request)
    typed = clean(request.GET.get("q", "")[:200])
    rows = queries.procedures_called(typed, dates.today()) if typed else []
    return render(request, "burdens/find.html", {"typed": typed, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def enter(request: OfficerRequest, code: str) -> HttpResponse:
    """Take down what somebody says at the counter, or what the counter itself sees every day."""
    reporting(request)
    version = queries.usable_version(code, dates.today())
    if version is None:
        raise Http404
    form = BurdenForm(version, request.POST if request.method == "POST" else None, autofill=False)
    context: dict[str, Any] = {"form": form, "version": version}
    if form.is_valid():
        given = {"reporter": form.reporter(), "submission": form.cleaned_data["submission"]}
        try:
            context["made"] = actions.report(version, form.told(), by=request.user, on=dates.today(), **given)
        except Refused as why:
            form.refuse(why)
    return render(request, "burdens/enter.html", context, status=UNPROCESSABLE if form.errors else 200)
