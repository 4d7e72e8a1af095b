"""Meetings of deputies with voters: the list, one planned, one with its deputies and what voters asked there.

Notice, hall, attendance and minutes are on the page of the meeting itself (danvan.meetings).
"""

from typing import Any

from django.contrib import messages as told_to
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.council import actions, policies, present, queries
from danvan.council.actions import Occasion
from danvan.council.forms.session import AttendingForm, OccasionForm
from danvan.council.models import Term, VoterMeeting
from danvan.council.models.meeting import When
from danvan.council.views.door import PAGE, UNPROCESSABLE, may_write, own_term, reading
from danvan.lib import dates
from danvan.meetings import queries as halls
from danvan.meetings.forms.meeting import NewPlanForm
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest


@require_safe
@login_required
def meetings(request: OfficerRequest) -> HttpResponse:
    """Meetings with voters of the councils that the officer reads, the latest first."""
    page = Paginator(queries.meetings(reading(request)), PAGE).get_page(request.GET.get("page"))
    writes = bool(policies.units_written(request.user, dates.today()))
    return render(request, "council/meetings.html", {"page": page, "writes": writes})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def meeting_new(request: OfficerRequest) -> HttpResponse:
    """Plan a meeting with voters in the term that runs."""
    term = own_term(request)
    data = request.POST if request.method == "POST" else None
    form, occasion = NewPlanForm(data), _occasion_form(term, data)
    if term and form.is_valid() & occasion.is_valid():
        try:
            told = occasion_of(occasion)
            given: dict[str, Any] = {"by": request.user, "on": dates.today()}
            number = form.number(request.user.pk, occasion)
            made = actions.plan_meeting(term, form.plan(), told, submission=number, **given)
            return redirect("council:meeting", made.pk)
        except Refused as why:
            (occasion if why.field in occasion.fields else form).refuse(why)
    status = UNPROCESSABLE if form.errors or occasion.errors else 200
    context = {"form": form, "occasion": occasion, "term": term}
    return render(request, "council/meeting_new.html", context, status=status)


def occasion_of(form: OccasionForm) -> Occasion:
    """As the action takes it."""
    told = form.cleaned_data
    return Occasion(
        told["occasion"],
        [form.known_deputies[key] for key in told["deputies"]],
        form.known_groups.get(told["group"]),
        form.known_sessions.get(told["session"]),
    )


def _occasion_form(term: Term | None, data: Any) -> OccasionForm:
    today = dates.today()
    return OccasionForm(
        data,
        sessions=queries.sessions([term.unit_id]).filter(term=term) if term else (),
        groups=term.groups.all() if term else (),
        deputies=queries.deputies_of(term, today) if term else (),
        occasions=When.choices,
    )


@require_safe
@login_required
def meeting(request: OfficerRequest, pk: int) -> HttpResponse:
    """One meeting with voters: when and where, which deputies, what voters asked, what they were told."""
    return _page(request, _of(request, pk))


@require_POST
@login_required
def attending(request: OfficerRequest, pk: int) -> HttpResponse:
    """Put on record which deputies came."""
    row = _of(request, pk)
    if not may_write(request, row.term.unit_id):
        raise PermissionDenied
    form = AttendingForm(request.POST, presences=queries.presences(row))
    if form.is_valid():
        try:
            actions.note_deputies(row, form.absent(), by=request.user, on=dates.today())
            told_to.success(request, _("Đã ghi đại biểu dự."))
            return redirect("council:meeting", pk)
        except Refused as why:
            form.refuse(why)
    return _page(request, row, form=form, status=UNPROCESSABLE)


def _of(request: OfficerRequest, pk: int) -> VoterMeeting:
    found: VoterMeeting = get_object_or_404(queries.meetings(reading(request)), pk=pk)
    return found


def _page(
    request: OfficerRequest, row: VoterMeeting, *, form: AttendingForm | None = None, status: int = 200
) -> HttpResponse:
    writes, today = may_write(request, row.term.unit_id), dates.today()
    presences = list(queries.presences(row))
    raised = queries.petitions([row.term.unit_id]).filter(meeting=row).order_by("pk")
    context = {
        "row": row,
        "meeting": row.meeting,
        "present": halls.present(row.meeting),
        "presences": presences,
        "attending": form
        or (AttendingForm(presences=presences) if writes and row.meeting.opened_at else None),
        "lines": present.lines(raised, today),
        "told": row.tellings.select_related("petition"),
        "writes": writes,
        "refused": form if form and form.errors else None,
    }
    return render(request, "council/meeting.html", context, status=status)
