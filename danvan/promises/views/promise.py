"""One promise: put on record, its page, its steps."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.lib import dates
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.http import OfficerRequest
from danvan.promises import actions, origins, policies, present, queries
from danvan.promises.forms import (
    AssignForm,
    CorrectForm,
    EvidenceForm,
    ExtendForm,
    GiveForm,
    JudgeForm,
    NoteForm,
    ReasonForm,
    ReportForm,
)
from danvan.promises.models import Promise
from danvan.promises.origins import Origin
from danvan.promises.views.door import CONFLICT, UNPROCESSABLE, back, readable
from danvan.promises.workflow import By
from danvan.web.asked import seen_of
from danvan.web.forms import Form

ACTS: dict[str, Callable[..., Promise]] = {
    "assign": actions.assign,
    "extend": actions.extend,
    "report": actions.report,
    "accept": actions.accept,
    "refuse": actions.refuse,
    "dispute": actions.refuse,
    "drop": actions.drop,
    "note": actions.note,
    "correct": actions.correct,
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: OfficerRequest, stream: str, subject: int) -> HttpResponse:
    """Put a promise on record that was given there; 404 for a place that is none, 403 for whoever works elsewhere."""
    today = dates.today()
    origin = origins.one(stream, subject)
    if origin is None or origin.unit is None:
        raise Http404
    if not policies.can_give(request.user, origin.unit, today):
        raise PermissionDenied
    form = GiveForm(request.user, origin.unit, today, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            given: dict[str, Any] = {
                "submission": form.number(request.user.pk),
                "by": request.user,
                "on": today,
            }
            made = actions.give(origin, form.told(), host=origin.unit, **given)
            messages.success(request, _("Đã ghi lời hứa vào sổ."))
            return back(request, "promises:promise", made.pk)
        except Refused as why:
            form.refuse(why)
    context = {"form": form, "origin": origin, "back": request.POST.get("back", "")}
    return render(request, "promises/new.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
@login_required
def promise(request: OfficerRequest, pk: int) -> HttpResponse:
    """One promise: what, whose, until when, what was done, what may be done next."""
    return page(request, readable(request, pk))


@require_POST
@login_required
def step(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step; refused, the page says why, and what was typed is still there."""
    found, today = readable(request, pk), dates.today()
    if verb not in ACTS:
        raise Http404
    if not _works_on(request, found):
        raise PermissionDenied
    form = _forms(request, found, request.POST, only=verb)[verb]
    if not form.is_valid():
        return page(request, found, verb=verb, form=form, status=UNPROCESSABLE)
    told = form.given() if hasattr(form, "given") else form.cleaned_data
    try:
        ACTS[verb](found, **told, by=request.user, on=today, seen=seen_of(request))
    except Refused as why:
        form.refuse(why)
        status = CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE
        return page(request, readable(request, pk), verb=verb, form=form, status=status)
    messages.success(request, _("Đã ghi."))
    return back(request, "promises:promise", pk)


def _works_on(request: OfficerRequest, found: Promise) -> bool:
    """Whether she works in the unit that answers for it, or in the one before whose people it was given."""
    units = policies.units_written(request.user, dates.today())
    return not units.isdisjoint({found.unit_id, found.host_id})


def _forms(request: OfficerRequest, found: Promise, data: Any = None, *, only: str = "") -> dict[str, Form]:
    """The form of each step, or of one."""
    today = dates.today()
    origin = _origin(found)
    asked = By.TOLD if origin and origin.code else By.HOST
    words = {"text": found.text, "promised_by": found.promised_by}
    makers: dict[str, Callable[[], Form]] = {
        "assign": lambda: AssignForm(queries.officers_of([found.unit_id], today), data),
        "extend": lambda: ExtendForm(data, auto_id="extend-%s"),
        "report": lambda: ReportForm(data, auto_id="report-%s", initial={"done_on": today}),
        "accept": lambda: JudgeForm(data, auto_id="accept-%s", initial={"who": asked.value}),
        "refuse": lambda: JudgeForm(data, auto_id="refuse-%s", initial={"who": asked.value}),
        "dispute": lambda: JudgeForm(data, auto_id="dispute-%s", initial={"who": asked.value}),
        "drop": lambda: ReasonForm(data, auto_id="drop-%s"),
        "note": lambda: NoteForm(data, auto_id="note-%s"),
        "correct": lambda: CorrectForm(data, auto_id="correct-%s", initial=words),
    }
    return {verb: make() for verb, make in makers.items() if verb in (only or makers)}


def _origin(found: Promise) -> Origin | None:
    return origins.one(found.stream, found.subject)


def page(
    request: OfficerRequest,
    found: Promise,
    *,
    verb: str = "",
    form: Form | None = None,
    evidence: EvidenceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a promise, with the form that came back with errors."""
    today = dates.today()
    offered = [move.verb.removeprefix("promise_") for move in policies.available(found, request.user, today)]
    (line,) = present.lines([found], today)
    context = {
        "row": found,
        "line": line,
        "host_name": queries.unit_names([found.host_id], today).get(found.host_id, ""),
        "offered": offered,
        "notes": policies.can_note(request.user, found, today),
        "corrects": found.is_open and policies.can_give(request.user, found.host_id, today),
        "forms": {**_forms(request, found), **({verb: form} if verb else {})},
        "opened": verb,
        "evidence": evidence or EvidenceForm(auto_id="evidence-%s"),
        "refused": form if form and form.errors else evidence if evidence and evidence.errors else None,
        "trail_steps": present.trail(found),
        "today": today,
    }
    return render(request, "promises/promise.html", context, status=status)
