"""The dialogues of a year: planned, announced, held; what the year still asks; a new one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from danvan.dialogues import actions, queries
from danvan.dialogues.forms import NewForm
from danvan.dialogues.models import Request
from danvan.lib import dates
from danvan.meetings import policies
from danvan.meetings import queries as meetings
from danvan.meetings.models import Meeting
from danvan.meetings.workflow import LIFE
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest

PAGE, UNPROCESSABLE = 50, 422


@require_safe
@login_required
def dialogues(request: OfficerRequest) -> HttpResponse:
    """The plan of a year, the latest first; ?year= and ?state= narrow it."""
    today = dates.today()
    units = policies.units_read(request.user, today)
    if not units:
        raise PermissionDenied
    rows = queries.dialogues(units)
    found = queries.years(rows)
    year = _year(request.GET.get("year", ""), found, today.year)
    state = request.GET.get("state", "")
    states = {each.code: str(each.label) for each in LIFE.statuses}
    listed = queries.of_year(rows, year)
    listed = listed.filter(status=state) if state in states else listed
    page = Paginator(meetings.with_counts(listed), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [(row, row.is_result_late(today)) for row in page],
        "names": queries.names(page.object_list, today),
        "years": sorted({today.year, *found}, reverse=True),
        "year": year,
        "states": states.items(),
        "state": state,
        **_owed(policies.units_run(request.user, today), year, today),
    }
    return render(request, "dialogues/dialogues.html", context)


def _year(told: str, known: list[int], usual: int) -> int:
    return int(told) if told in {str(each) for each in known} else usual


def _owed(runs: frozenset[int], year: int, today: date) -> dict[str, Any]:
    """What the year still asks of units whose meetings the officer runs, and what from the portal nobody looked at."""
    if not runs:
        return {"missing": [], "runs": False, "new_questions": 0}
    missing = [each for each in queries.owed(runs, year, today) if each.is_missing]
    return {"missing": missing, "runs": True, "new_questions": meetings.new_in(runs)}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: OfficerRequest) -> HttpResponse:
    """Put a dialogue into the plan; ?request= names the request that it answers."""
    today = dates.today()
    units = policies.units_run(request.user, today)
    if not units:
        raise PermissionDenied
    choices = queries.readable_units(units, today)
    asked = Request.objects.filter(unit__in=units, status="accepted").order_by("-received_on", "-pk")
    begun = {"request": request.GET.get("request", "")}
    if begun["request"]:
        begun["occasion"] = "request"
    form = NewForm(choices, asked, request.POST if request.method == "POST" else None, initial=begun)
    if form.is_valid():
        try:
            made = _planned(request, form)
            messages.success(request, _("Đã đưa vào kế hoạch."))
            return redirect("meetings:meeting", made.pk)
        except Refused as why:
            form.refuse(why)
    return render(request, "dialogues/new.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


def _planned(request: OfficerRequest, form: NewForm) -> Meeting:
    return actions.plan(
        form.plan(),
        unit=queries.unit(form.cleaned_data["unit"]),
        occasion=form.cleaned_data["occasion"],
        request=form.chosen(),
        submission=form.number(request.user.pk),
        by=request.user,
        on=dates.today(),
    )
