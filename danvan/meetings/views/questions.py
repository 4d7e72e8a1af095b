"""Questions: taken down, answered, owed, set aside, opened again; those to which an answer is owed."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from danvan.lib import dates
from danvan.meetings import actions, policies, queries
from danvan.meetings.forms import AnswerForm, OweForm, QuestionForm
from danvan.meetings.forms.hall import AsideForm
from danvan.meetings.models import Question
from danvan.meetings.views.door import UNPROCESSABLE, back, question_of, readable, runnable
from danvan.meetings.views.hall import page as hall_page
from danvan.meetings.views.meeting import page as meeting_page
from danvan.meetings.workflow import Status
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.web.asked import seen_of
from danvan.web.forms import Form

PAGE = 50
ACTS: dict[str, Callable[..., Question]] = {
    "list": actions.list_question,
    "answer": actions.answer,
    "owe": actions.owe,
    "set_aside": actions.set_aside,
    "reopen": actions.reopen,
}


@require_POST
@login_required
def ask(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take a question down; the hamlet and the way stay for the next one, the cursor is back in the words."""
    found = runnable(request, pk)
    opened = found.status in (Status.OPEN, Status.ENDED)
    form = QuestionForm(request.POST, opened=opened)
    if form.is_valid():
        try:
            made = actions.ask(found, form.told(), **form.given(), by=request.user, on=dates.today())
            messages.success(
                request, _("Đã ghi câu số %(n)s. Mã: %(code)s.") % {"n": made.place, "code": made.shown_code}
            )
            last = urlencode({"source": made.source, "origin": made.origin})
            return redirect(f"{reverse('meetings:hall', args=[pk])}?{last}")
        except Refused as why:
            form.refuse(why)
    return hall_page(request, found, ask=form, status=UNPROCESSABLE)


@never_cache
@require_POST
@login_required
def question(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """A step of a question; refused, the page of the hall says why with what was typed still there."""
    if verb not in (*ACTS, "look"):
        raise Http404
    found = question_of(request, pk)
    if verb == "look":
        return _look(request, found)
    form = _form(found, verb, request.POST)
    if form.is_valid():
        told = form.given() if hasattr(form, "given") else form.cleaned_data
        try:
            ACTS[verb](found, **told, by=request.user, on=dates.today(), seen=seen_of(request))
            return back(request, "meetings:hall", found.meeting_id, f"#q{found.place}")
        except Refused as why:
            form.refuse(why)
    return hall_page(request, found.meeting, typed=(found.pk, verb, form), status=UNPROCESSABLE)


def _look(request: OfficerRequest, found: Question) -> HttpResponse:
    """The page from which the officer looked, with who asked; that she looked is on record."""
    try:
        actions.look(found, by=request.user, on=dates.today())
    except Refused as why:
        raise PermissionDenied from why
    if "owed" in request.POST:
        return _owed(request, shown=found.pk)
    return meeting_page(request, readable(request, found.meeting_id), shown=found.pk)


def _form(found: Question, verb: str, data: Any) -> Form:
    makers: dict[str, Callable[[], Form]] = {
        "answer": lambda: AnswerForm(
            found.pk, data, hall=found.meeting.status in (Status.OPEN, Status.ENDED)
        ),
        "owe": lambda: OweForm(found.pk, data),
        "set_aside": lambda: AsideForm(found.pk, data),
        "reopen": lambda: AsideForm(found.pk, data),
    }
    return makers[verb]() if verb in makers else Form(data)


@require_POST
@login_required
def told(request: OfficerRequest, pk: int) -> HttpResponse:
    """Whoever asked was called."""
    try:
        actions.mark_told(question_of(request, pk), by=request.user, on=dates.today())
        messages.success(request, _("Đã ghi là đã báo."))
    except Refused as why:
        messages.warning(request, why.sentence)
    return redirect("meetings:owed")


@require_safe
@login_required
def questions_owed(request: OfficerRequest) -> HttpResponse:
    """Questions to which an answer is owed after their meeting, the earliest day first."""
    return _owed(request)


def _owed(request: OfficerRequest, shown: int = 0) -> HttpResponse:
    today = dates.today()
    rows = queries.owed_in(policies.units_read(request.user, today))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [(row, row.is_late(today)) for row in page],
        "calls": queries.to_tell_in(policies.units_run(request.user, today))[:PAGE],
        "today": today,
        "shown": shown,
    }
    return render(request, "meetings/owed.html", context)
