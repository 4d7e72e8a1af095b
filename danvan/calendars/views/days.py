"""Days are entered, a year is proposed and confirmed; both are looked at before they are written."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from danvan.calendars import actions, ahead, policies, proposals, queries, tasks
from danvan.calendars.actions import NewDay
from danvan.calendars.errors import Refused
from danvan.calendars.forms import ChangeForm, Lines, NoticeForm, Proposal, days_in
from danvan.calendars.models import Change
from danvan.calendars.views import door
from danvan.lib import dates
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit


@require_http_methods(["GET", "POST"])
@login_required
def add(request: OfficerRequest) -> HttpResponse:
    """Enter days of the country or of a unit by one notice: looked at first, then written."""
    form = ChangeForm(_sent(request), units=door.editable(request))
    lines = Lines(_sent(request), prefix="d")
    context: dict[str, Any] = {"form": form, "lines": lines}
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        days, key = days_in(lines), form.cleaned_data["unit"]
        unit = Unit.objects.filter(key=key).first() if key else None
        try:
            if "save" in request.POST:
                given: dict[str, Any] = {"unit": unit, "days": days, "notice": form.said()}
                return _written(request, actions.add_days(**given, by=request.user, on=dates.today()))
            context |= _looked(unit, days)
        except Refused as refused:
            form.add_error(None, str(refused))
    return _page(request, "calendars/add.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def propose(request: OfficerRequest) -> HttpResponse:
    """The next year as a proposal: every line may be changed; nothing counts before it is confirmed."""
    if not policies.can_edit_national(request.user, dates.today()):
        raise PermissionDenied
    year = queries.all_calendars().last_year + 1
    form = NoticeForm(_sent(request))
    lines = Proposal(_sent(request), prefix="d", initial=_proposed(year))
    context: dict[str, Any] = {"form": form, "lines": lines, "year": year}
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        days = days_in(lines)
        try:
            if "save" in request.POST:
                given: dict[str, Any] = {"year": year, "days": days, "notice": form.said()}
                return _written(request, actions.confirm_year(**given, by=request.user, on=dates.today()))
            context |= _looked(None, days, year)
        except Refused as refused:
            form.add_error(None, str(refused))
    return _page(request, "calendars/import.html", context)


def _sent(request: OfficerRequest) -> QueryDict | None:
    """What was sent, even when it is empty; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def _proposed(year: int) -> list[dict[str, Any]]:
    """The lines of a proposal."""
    return [
        {
            "first": each.day,
            "what": "off" if each.off else "worked",
            "name_vi": each.name_vi,
            "name_en": each.name_en,
            "keep": True,
        }
        for each in proposals.of_year(year)
    ]


def _looked(unit: Unit | None, days: Sequence[NewDay], year: int | None = None) -> dict[str, Any]:
    """What the page says before anything is written; Refused for what could not be written."""
    actions.check_days(unit, days)
    return {
        "looked": True,
        "moving": ahead.of_days(unit, days, on=dates.today(), year=year),
        "days": len(days),
    }


def _written(request: OfficerRequest, change: Change) -> HttpResponse:
    """The change is in; the terms follow, here or in the background."""
    tasks.follow(change, on=dates.today())
    messages.success(request, _("Đã ghi vào lịch."))
    return redirect("calendars:change", pk=change.pk)


def _page(request: OfficerRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page with whatever was typed; 422 when something of it cannot be taken."""
    wrong = bool(
        context["form"].errors or context["lines"].total_error_count() if request.method == "POST" else 0
    )
    return render(request, template, {**context, "has_errors": wrong}, status=422 if wrong else 200)
