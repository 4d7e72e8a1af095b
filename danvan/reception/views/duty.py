"""The page of duty: how often each head has received in person, and what is still owed. Nobody can hide it."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from danvan.lib import dates
from danvan.people import policies as people
from danvan.people.http import OfficerRequest
from danvan.reception import present, queries
from danvan.reception.forms.sessions import month_of
from danvan.reception.views.door import overseeing

PAGE = 100


@require_safe
@overseeing
def duty(request: OfficerRequest) -> HttpResponse:
    """Every unit that the officer sees, one month at a time; the units and their order are nobody's choice."""
    today = dates.today()
    month = min(month_of(request.GET.get("month", ""), today), today.replace(day=1))
    units = queries.led_units(people.standing(request.user, today).sees, on=today)
    page = Paginator(units, PAGE).get_page(request.GET.get("page"))
    found = queries.duties(list(page), month=month, on=today)
    context = {
        "today": today,
        "month": month,
        "before": (month - timedelta(days=1)).strftime("%Y-%m"),
        "after": (month + timedelta(days=32)).strftime("%Y-%m") if month < today.replace(day=1) else "",
        "page": page,
        "lines": [_line(each, today) for each in found],
    }
    return render(request, "reception/duty.html", context)


def _line(found: queries.Duty, today: Any) -> dict[str, Any]:
    last, period = found.last_day, found.periods[-1]
    return {
        "duty": found,
        "name": found.unit.shown_name,
        "citation": present.short_citation(period.rule, period.period_from),
        "late": bool(found.owed and not found.unconfirmed and last and last < today),
    }
