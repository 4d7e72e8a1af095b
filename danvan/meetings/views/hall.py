"""The hall: one page for the clerk who takes down live, the code at the door, those present, those who speak."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.lib import dates
from danvan.meetings import actions, policies, present, queries
from danvan.meetings.forms import AttendanceForm, EnlistForm, QuestionForm
from danvan.meetings.models import Meeting
from danvan.meetings.views.door import UNPROCESSABLE, back, runnable, speaker_of
from danvan.meetings.workflow import QUESTION, Status
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.promises.forms import GiveForm
from danvan.web.forms import Form

TURNS = {"call": actions.call, "spoke": actions.spoke, "absent": actions.absent}


@require_safe
@login_required
def hall(request: OfficerRequest, pk: int) -> HttpResponse:
    """Everything of the hall on one page, made for the keyboard: Alt Q asks, Alt S calls the next speaker."""
    return page(request, runnable(request, pk))


def page(
    request: OfficerRequest,
    found: Meeting,
    *,
    ask: QuestionForm | None = None,
    enlist: EnlistForm | None = None,
    count: AttendanceForm | None = None,
    typed: tuple[int, str, Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of the hall, with the forms that came back with errors."""
    today, opened = dates.today(), found.status == Status.OPEN
    counted = queries.attendance(found)
    by_hand = {group: hand for group, (hand, _phones) in counted.items()}
    context: dict[str, Any] = {
        "row": found,
        "opened": opened,
        "takes": found.status in (Status.ANNOUNCED, Status.OPEN, Status.ENDED),
        "ask": ask or QuestionForm(opened=opened or found.status == Status.ENDED, initial=_last(request)),
        "enlist": enlist or EnlistForm(),
        "count": count or AttendanceForm(initial=by_hand),
        "present": queries.total(counted),
        "attendance": present.attendance(counted),
        "lines": present.asked(found, request.user, today, typed=typed)[::-1],
        "persons": policies.sees_persons(request.user, found.unit_id, today),
        "speakers": present.speakers(found, request.user, today),
        "give": GiveForm(request.user, found.unit, today, auto_id="give-%s"),
        "stream": QUESTION.stream,
        "here": request.path if request.method == "GET" else reverse("meetings:hall", args=[found.pk]),
        "seen": found.revision,
        "refused": next((each for each in (ask, enlist, count, typed[2] if typed else None) if each), None),
    }
    return render(request, "meetings/hall.html", context, status=status)


def _last(request: OfficerRequest) -> dict[str, str]:
    """From which hamlet and by which way the last question came: mostly the next one comes so too."""
    return {name: request.GET[name] for name in ("source", "origin") if request.GET.get(name)}


@require_safe
@login_required
def door(request: OfficerRequest, pk: int) -> HttpResponse:
    """The code of the hall in large letters, for the screen of the hall or on paper at the door."""
    found = runnable(request, pk)
    try:
        url = request.build_absolute_uri(f"{reverse('portal:check_in')}#{found.door}")
    except NoReverseMatch:  # an installation without the portal
        url = ""
    return render(request, "meetings/door.html", {"row": found, "url": url})


@require_POST
@login_required
def attendance(request: OfficerRequest, pk: int) -> HttpResponse:
    """Put the numbers of those present down."""
    found, form = runnable(request, pk), AttendanceForm(request.POST)
    if form.is_valid():
        try:
            actions.count_by_hand(found, form.persons(), by=request.user, on=dates.today())
            messages.success(request, _("Đã ghi số người dự."))
            return redirect("meetings:hall", pk)
        except Refused as why:
            form.refuse(why)
    return page(request, found, count=form, status=UNPROCESSABLE)


@require_POST
@login_required
def enlist(request: OfficerRequest, pk: int) -> HttpResponse:
    """Put somebody on the list of speakers."""
    found, form = runnable(request, pk), EnlistForm(request.POST)
    if form.is_valid():
        try:
            actions.enlist(found, **form.cleaned_data, by=request.user, on=dates.today())
            return back(request, "meetings:hall", pk, "#phat-bieu")
        except Refused as why:
            form.refuse(why)
    return page(request, found, enlist=form, status=UNPROCESSABLE)


@require_POST
@login_required
def call_next(request: OfficerRequest, pk: int) -> HttpResponse:
    """Call whoever is next; whoever spoke until now has spoken."""
    found = runnable(request, pk)
    try:
        called = actions.call_next(found, by=request.user, on=dates.today())
    except Refused as why:
        messages.warning(request, why.sentence)
    else:
        if called is None:
            messages.info(request, _("Không còn ai chờ phát biểu."))
    return back(request, "meetings:hall", pk, "#phat-bieu")


@require_POST
@login_required
def speaker(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """A step of one turn to speak."""
    if verb not in TURNS:
        raise Http404
    found = speaker_of(request, pk)
    try:
        TURNS[verb](found, by=request.user, on=dates.today())
    except Refused as why:
        messages.warning(request, why.sentence)
    return back(request, "meetings:hall", found.meeting_id, "#phat-bieu")
