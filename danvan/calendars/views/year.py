"""The year of a unit: twelve months, the rows that make it so, and what is not known yet."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from danvan.calendars import policies, present, queries
from danvan.calendars.forms import YearForm
from danvan.calendars.views import door
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people.http import OfficerRequest


@require_safe
@login_required
def year(request: OfficerRequest) -> HttpResponse:
    """A year of the calendar; this year and the officer's own unit unless asked otherwise."""
    today, units = dates.today(), door.seen(request)
    form = YearForm(_given(request), units=units)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {"year": today.year, "unit": ""}
    number, unit = asked["year"], door.home_unit(request, asked["unit"])
    if not form.is_bound:
        form = YearForm(initial={"year": number, "unit": unit.key if unit else ""}, units=units)
    table = queries.all_calendars()
    calendar = table.of(unit) if unit else table.national()
    context = {
        "form": form,
        "year": number,
        "unit": unit,
        "unit_name": dict(units).get(unit.key, unit.key) if unit else "",
        "week": present.week(unit) if unit else "",
        "months": present.months(calendar, number, today),
        "rows": queries.rows_of_year(unit, number, table) if unit else [],
        "provisional": number > table.last_year,
        "last_year": table.last_year,
        "next_year": table.last_year + 1,
        "may_edit": bool(people.standing(request.user, today).units_with(*policies.EDITORS)),
        "may_import": policies.can_edit_national(request.user, today),
        "lang": present.language(),
    }
    return render(request, "calendars/year.html", context)


def _given(request: OfficerRequest) -> dict[str, str] | None:
    """What was asked for; a year without a unit is that of the officer's own, and no year is nothing."""
    if not request.GET.get("year"):
        return None
    home = None if "unit" in request.GET else door.home_unit(request, "")
    return {"unit": home.key if home else "", **request.GET.dict()}
