"""One meeting: its page, its steps, its plan changed, its minutes written."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.lib import dates
from danvan.meetings import actions, policies, present, queries
from danvan.meetings.forms import AnnounceForm, MinutesForm, PlanForm, PostponeForm, ReasonForm
from danvan.meetings.forms.meeting import plan_of, when_of
from danvan.meetings.models import Meeting
from danvan.meetings.views.door import CONFLICT, UNPROCESSABLE, back, readable, runnable
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.http import OfficerRequest
from danvan.web.asked import seen_of
from danvan.web.forms import Form

ACTS: dict[str, Callable[..., Meeting]] = {
    "announce": actions.announce,
    "postpone": actions.postpone,
    "cancel": actions.cancel,
    "open": actions.open_hall,
    "end": actions.end,
    "reopen": actions.reopen_hall,
    "publish": actions.publish,
}


@require_safe
@login_required
def meeting(request: OfficerRequest, pk: int) -> HttpResponse:
    """One meeting: when and where, who was there, what was asked, answered and promised, what may be done next."""
    return page(request, readable(request, pk))


@require_POST
@login_required
def step(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step; refused, the page says why, and what was typed is still there."""
    found = readable(request, pk)
    if verb not in ACTS:
        raise Http404
    if not policies.has_any_step(request.user, found, dates.today()):
        raise PermissionDenied
    form = _forms(found, request.POST, only=verb)[verb]
    if not form.is_valid():
        return page(request, found, verb=verb, form=form, status=UNPROCESSABLE)
    told = form.given() if hasattr(form, "given") else form.cleaned_data
    try:
        made = ACTS[verb](found, **told, by=request.user, on=dates.today(), seen=seen_of(request))
    except Refused as why:
        form.refuse(why)
        status = CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE
        return page(request, readable(request, pk), verb=verb, form=form, status=status)
    messages.success(request, _("Đã ghi. Buổi họp: %(state)s.") % {"state": made.label.lower()})
    return back(request, "meetings:hall" if verb in ("open", "reopen") else "meetings:meeting", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: OfficerRequest, pk: int) -> HttpResponse:
    """Change what is planned, before it is announced."""
    found = runnable(request, pk)
    form = PlanForm(request.POST if request.method == "POST" else None, initial=plan_of(found))
    status = 200
    if form.is_bound:
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                told = _by(request)
                actions.revise(found, form.plan(), **told)
                return redirect("meetings:meeting", pk)
            except Refused as why:
                form.refuse(why)
                status = CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE
    return render(request, "meetings/edit.html", {"row": found, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def minutes(request: OfficerRequest, pk: int) -> HttpResponse:
    """Minutes and conclusion, with what was asked and answered beside them; a draft is made of the notes."""
    found = runnable(request, pk)
    begun = present.begun_minutes(found, request.user)
    form = MinutesForm(request.POST if request.method == "POST" else None, initial=begun)
    status = 200
    if form.is_bound:
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                told = _by(request)
                actions.write_minutes(found, **form.cleaned_data, **told)
                messages.success(request, _("Đã lưu biên bản và kết luận."))
                return redirect("meetings:meeting", pk)
            except Refused as why:
                form.refuse(why)
                status = CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE
    lines = present.asked(found, request.user, dates.today())
    context = {
        "row": found,
        "form": form,
        "lines": lines,
        "attendance": present.attendance(queries.attendance(found)),
    }
    return render(request, "meetings/minutes.html", context, status=status)


def _by(request: OfficerRequest) -> dict[str, Any]:
    """Who writes, when, and which revision the page showed."""
    return {"by": request.user, "on": dates.today(), "seen": seen_of(request)}


def _forms(found: Meeting, data: Any = None, *, only: str = "") -> dict[str, Form]:
    """The form of each step, or of one; steps that ask for nothing have an empty one."""
    makers: dict[str, Callable[[], Form]] = {
        "announce": lambda: AnnounceForm(data, auto_id="announce-%s"),
        "postpone": lambda: PostponeForm(data, auto_id="postpone-%s", initial=when_of(found)),
        "cancel": lambda: ReasonForm(data, auto_id="cancel-%s"),
        "open": lambda: Form(data),
        "end": lambda: Form(data),
        "reopen": lambda: ReasonForm(data, auto_id="reopen-%s"),
        "publish": lambda: Form(data),
    }
    return {verb: make() for verb, make in makers.items() if verb in (only or makers)}


def page(
    request: OfficerRequest,
    found: Meeting,
    *,
    verb: str = "",
    form: Form | None = None,
    shown: int = 0,
    status: int = 200,
) -> HttpResponse:
    """The page of a meeting, with the form of a step that was refused; `shown`: the question whose asker is shown."""
    today = dates.today()
    context = present.page(found, request.user, today)
    forms = _forms(found)
    context |= {
        "persons": policies.sees_persons(request.user, found.unit_id, today),
        "speakers": present.speakers(found, request.user, today),
        "forms": {**forms, **({verb: form} if verb else {})},
        "opened": verb,
        "refused": form if form and form.errors else None,
        "shown": shown,
    }
    return render(request, "meetings/meeting.html", context, status=status)
