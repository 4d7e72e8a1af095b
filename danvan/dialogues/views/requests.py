"""Requests of voters for a dialogue: the list, one that is taken down, one with its decision."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.cases import topics
from danvan.dialogues import actions, policies, queries
from danvan.dialogues.forms import DecideForm, RequestForm
from danvan.dialogues.models import Request
from danvan.dialogues.workflow import REQUEST
from danvan.journal.queries import events_of
from danvan.lib import dates
from danvan.meetings import policies as meetings
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.http import OfficerRequest
from danvan.web.asked import seen_of
from danvan.web.forms import Form
from danvan.web.parts import Step

PAGE, UNPROCESSABLE, CONFLICT = 50, 422, 409
ACTS: dict[str, Callable[..., Request]] = {"accept": actions.accept, "refuse": actions.refuse}


@require_safe
@login_required
def requests(request: OfficerRequest) -> HttpResponse:
    """Requests to the units that the officer reads; those that wait first."""
    today = dates.today()
    units = meetings.units_read(request.user, today)
    if not units:
        raise PermissionDenied
    page = Paginator(queries.requests(units), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "names": queries.names(page.object_list, today),
        "takes": bool(policies.units_taken(request.user, today)),
    }
    return render(request, "dialogues/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def request_new(request: OfficerRequest) -> HttpResponse:
    """Take a request down."""
    today = dates.today()
    units = policies.units_taken(request.user, today)
    if not units:
        raise PermissionDenied
    form = RequestForm(
        queries.readable_units(units, today), request.POST if request.method == "POST" else None
    )
    if form.is_valid():
        try:
            unit = queries.unit(form.cleaned_data["unit"])
            given: dict[str, Any] = {
                "submission": form.number(request.user.pk),
                "by": request.user,
                "on": today,
            }
            made = actions.receive(form.asks(), unit=unit, **given)
            messages.success(request, _("Đã ghi yêu cầu đối thoại."))
            return redirect("dialogues:request", made.pk)
        except Refused as why:
            form.refuse(why)
    context = {"form": form, "wanted": queries.percent_wanted(today)}
    return render(
        request, "dialogues/request_new.html", context, status=UNPROCESSABLE if form.errors else 200
    )


@require_safe
@login_required
def request(request: OfficerRequest, pk: int) -> HttpResponse:
    """One request: who many signed, whether that is enough, what was decided and why."""
    return _page(request, _found(request, pk))


@require_POST
@login_required
def request_step(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """Decide on a request; refused, the page says why."""
    found = _found(request, pk)
    if verb not in ACTS:
        raise Http404
    if not policies.has_any_step(request.user, found, dates.today()):
        raise PermissionDenied
    form = DecideForm(request.POST, auto_id=f"{verb}-%s")
    if form.is_valid():
        told = {"by": request.user, "on": dates.today(), "seen": seen_of(request)}
        try:
            ACTS[verb](found, **form.cleaned_data, **told)
            messages.success(request, _("Đã ghi quyết định."))
            return redirect("dialogues:request", pk)
        except Refused as why:
            form.refuse(why)
            if isinstance(why, MovedMeanwhile):
                return _page(request, _found(request, pk), verb=verb, form=form, status=CONFLICT)
    return _page(request, found, verb=verb, form=form, status=UNPROCESSABLE)


def _found(request: OfficerRequest, pk: int) -> Request:
    units = meetings.units_read(request.user, dates.today())
    rows = Request.objects.filter(unit__in=units).select_related("unit", "by", "decided_by")
    return get_object_or_404(rows, pk=pk)


def _page(
    request: OfficerRequest, found: Request, *, verb: str = "", form: Form | None = None, status: int = 200
) -> HttpResponse:
    today = dates.today()
    moves = {move.verb.removeprefix("request_") for move in policies.available(found, request.user, today)}
    forms: dict[str, Any] = {each: DecideForm(auto_id=f"{each}-%s") for each in ACTS}
    trail = [
        Step(
            REQUEST.done(event.verb).capitalize(),
            event.at,
            who=event.actor.full_name if event.actor else "",
            text=event.text,
        )
        for event in events_of(REQUEST.stream, found.pk).select_related("actor")
    ]
    context = {
        "row": found,
        "unit_name": found.unit.name_on(today),
        "topic": topics.label(found.topic),
        "offered": moves,
        "forms": {**forms, **({verb: form} if verb else {})},
        "opened": verb,
        "refused": form if form and form.errors else None,
        "dialogues": [each.meeting for each in found.dialogues.select_related("meeting")],
        "may_plan": found.unit_id in meetings.units_run(request.user, today) and found.status == "accepted",
        "trail_steps": trail[::-1],
    }
    return render(request, "dialogues/request.html", context, status=status)
