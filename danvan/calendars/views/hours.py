"""The hours of an office: how they are, how they came to be so, and the page that sets them from a day on."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from danvan.calendars import actions, hours, policies, present, queries, tasks
from danvan.calendars.errors import Refused
from danvan.calendars.forms import HoursForm, UnitForm
from danvan.calendars.views import door
from danvan.lib import dates
from danvan.people import queries as people
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit


@require_safe
@login_required
def office_hours(request: OfficerRequest) -> HttpResponse:
    """The hours of a unit today, what they mean for terms, and every change of them and of those above it."""
    today, units = dates.today(), door.seen(request)
    form = UnitForm(request.GET if request.GET.get("unit") else None, units=units)
    asked = form.cleaned_data["unit"] if form.is_valid() else ""
    unit = door.home_unit(request, asked)
    context: dict[str, Any] = {"form": form, "may_edit": _may_edit(request, unit, today)}
    if unit:
        form = form if form.is_bound else UnitForm(initial={"unit": unit.key}, units=units)
        context |= {"form": form, "unit": unit, "unit_name": unit.name_on(today), **_known(unit, today)}
    return render(request, "calendars/hours.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def set_hours(request: OfficerRequest) -> HttpResponse:
    """Set the hours of a unit from a day on: looked at first, with what they mean, then written."""
    units = [pair for pair in door.editable(request) if pair[0]]
    sent = request.POST if request.method == "POST" else None
    form = HoursForm(sent, units=units, initial=_usual(request))
    context: dict[str, Any] = {"form": form}
    if sent is not None and form.is_valid():
        unit = Unit.objects.get(key=form.cleaned_data["unit"])
        from_on, spans = form.cleaned_data["from_on"], form.spans()
        try:
            if "save" in sent:
                return _written(request, unit, form)
            then = hours.read(spans)
            now = hours.hours_of(unit, from_on)
            context |= {"looked": True, "meant": present.meant(unit, from_on, now, then)}
        except Refused as refused:
            form.add_error(None, str(refused))
    wrong = bool(form.errors)
    context["has_errors"] = wrong
    return render(request, "calendars/set_hours.html", context, status=422 if wrong else 200)


def _written(request: OfficerRequest, unit: Unit, form: HoursForm) -> HttpResponse:
    """The hours are in; terms in hours follow, here or in the background."""
    given: dict[str, Any] = {"from_on": form.cleaned_data["from_on"], "notice": form.said()}
    change = actions.change_hours(unit=unit, spans=form.spans(), **given, by=request.user, on=dates.today())
    tasks.follow(change, on=dates.today())
    messages.success(request, _("Đã đặt giờ làm việc."))
    return redirect("calendars:change", pk=change.pk)


def _known(unit: Unit, today: date) -> dict[str, Any]:
    rows = queries.hours_over(unit, today)
    names = people.names_on({row.unit_id for row in rows}, today)
    return {
        "spans": present.spans(hours.hours_of(unit, today)),
        "meant": present.meant(unit, today, None, hours.hours_of(unit, today)),
        "rows": [(row, names.get(row.unit_id, ""), present.spans(hours.read(row.spans))) for row in rows],
        "today": today,
    }


def _may_edit(request: OfficerRequest, unit: Unit | None, today: date) -> bool:
    return unit is not None and policies.can_edit(request.user, unit, today)


def _usual(request: OfficerRequest) -> dict[str, Any]:
    """What the empty page begins with: the unit that was looked at, and its hours as they are."""
    today = dates.today()
    unit = door.home_unit(request, request.GET.get("unit", ""))
    if unit is None:
        return {}
    edges = [edge for span in hours.hours_of(unit, today).spans for edge in span]
    return {"unit": unit.key, **dict(zip(HoursForm.EDGES, edges, strict=False))}
