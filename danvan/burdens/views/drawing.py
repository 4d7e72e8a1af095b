"""A proposal is written: its words, and what it costs before and after."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from danvan.burdens import actions, present, queries
from danvan.burdens.forms.cost import CostForm
from danvan.burdens.forms.proposal import DraftForm
from danvan.burdens.views.door import (
    CONFLICT,
    UNPROCESSABLE,
    drafting,
    procedure_of,
    proposal_of,
)
from danvan.burdens.workflow import PARTS, PHASES, Phase
from danvan.lib import dates
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.http import OfficerRequest
from danvan.web.asked import seen_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def draft(request: OfficerRequest, procedure: int) -> HttpResponse:
    """Draw a proposal up from the reports on a procedure, or on one thing of it (?part=, ?about=)."""
    found, today = procedure_of(request, procedure), dates.today()
    drafting(request, found.unit_id)
    version = queries.current(found, today)
    if version is None:
        raise Http404
    part = request.GET.get("part", "")
    about = request.GET.get("about", "") if part in set(PARTS) else None
    waiting = queries.reports_on(found, part if about is not None else "", about).waiting()
    form = DraftForm(waiting, request.POST if request.method == "POST" else None, on=today)
    if form.is_valid():
        try:
            made = actions.draft(version, form.told(), reports=form.chosen(), by=request.user, on=today)
            return redirect("burdens:proposal", made.pk)
        except Refused as why:
            form.refuse(why)
    context = {"form": form, "name": version.name}
    return render(request, "burdens/edit.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: OfficerRequest, pk: int) -> HttpResponse:
    """Write a proposal anew, in draft or while opinions come in."""
    found, today = proposal_of(request, pk), dates.today()
    drafting(request, found.procedure.unit_id)
    waiting = queries.reports_on(found.procedure).waiting()
    form = DraftForm(waiting, request.POST if request.method == "POST" else None, on=today, found=found)
    status = UNPROCESSABLE if form.errors else 200
    if form.is_valid():
        given: dict[str, Any] = {"by": request.user, "on": today, "seen": seen_of(request)}
        try:
            actions.revise(found, form.told(), reports=form.chosen(), **given)
            messages.success(request, _("Đã lưu phương án."))
            return redirect("burdens:proposal", pk)
        except Refused as why:
            form.refuse(why)
            status = CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE
    context = {"form": form, "row": proposal_of(request, pk), "name": found.version.name}
    return render(request, "burdens/edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cost(request: OfficerRequest, pk: int, phase: str) -> HttpResponse:
    """Enter what it costs people before or after, line by line; `more` adds empty lines and saves nothing."""
    found = proposal_of(request, pk)
    drafting(request, found.procedure.unit_id)
    if phase not in set(PHASES):
        raise Http404
    if request.method != "POST":
        sheets = queries.costs_of(found)
        sheet = sheets.before if phase == Phase.BEFORE else sheets.after
        begun = sheet or sheets.before
        return _cost(request, found, phase, CostForm(sheet=begun, steps=queries.step_names(found)))
    form = CostForm(request.POST)
    if "more" in request.POST:
        return _cost(request, found, phase, form.longer())
    if form.is_whole():
        given: dict[str, Any] = {"by": request.user, "on": dates.today(), "seen": seen_of(request)}
        try:
            actions.enter_cost(found, Phase(phase), form.rows(), source=form.cleaned_data["source"], **given)
            return redirect("burdens:proposal", pk)
        except Refused as why:
            form.refuse(why)
    return _cost(request, found, phase, form, UNPROCESSABLE)


def _cost(request: OfficerRequest, found: Any, phase: str, form: CostForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "row": proposal_of(request, found.pk),
        "word": PHASES[Phase(phase)],
        "lines": form.lines,
        **present.formula(),
    }
    return render(request, "burdens/cost.html", context, status=status)
