"""Who may open which page of meetings."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme

from danvan.lib import dates
from danvan.meetings import kinds, policies
from danvan.meetings.models import Meeting, Question, Speaker
from danvan.people import queries as people
from danvan.people.http import OfficerRequest

UNPROCESSABLE, CONFLICT = 422, 409


def readable(request: OfficerRequest, pk: int) -> Meeting:
    """The meeting of a unit that the officer reads; else 404."""
    today = dates.today()
    rows = Meeting.objects.filter(unit__in=policies.units_read(request.user, today))
    joined = (name for kind in kinds.all_kinds().values() for name in kind.joined)
    rows = rows.annotate(unit_shown=people.shown_name(today, "unit")).select_related("unit", *joined)
    return get_object_or_404(rows, pk=pk)


def runnable(request: OfficerRequest, pk: int) -> Meeting:
    """The meeting, for whoever runs meetings of its unit; 404 for whoever may not read it, 403 for others."""
    found = readable(request, pk)
    _check(request, found.unit_id)
    return found


def question_of(request: OfficerRequest, pk: int) -> Question:
    """A question put to a meeting that the officer runs; 404, 403 as above."""
    units = policies.units_read(request.user, dates.today())
    rows = Question.objects.filter(meeting__unit__in=units).select_related("meeting__unit")
    found = get_object_or_404(rows, pk=pk)
    _check(request, found.meeting.unit_id)
    return found


def speaker_of(request: OfficerRequest, pk: int) -> Speaker:
    """A turn to speak at a meeting that the officer runs; 404, 403 as above."""
    units = policies.units_read(request.user, dates.today())
    rows = Speaker.objects.filter(meeting__unit__in=units).select_related("meeting__unit")
    found = get_object_or_404(rows, pk=pk)
    _check(request, found.meeting.unit_id)
    return found


def _check(request: OfficerRequest, unit: int) -> None:
    if not policies.can_run(request.user, unit, dates.today()):
        raise PermissionDenied


def back(request: OfficerRequest, name: str, pk: int, anchor: str = "") -> HttpResponse:
    """Back to the page that the form names, where it lies on this site; else to that of the meeting."""
    to = request.POST.get("back", "")
    if to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None):
        return redirect(to)
    response = redirect(name, pk)
    response["Location"] += anchor
    return response
