"""The list of changes with their notices, one change with what it moved, and the page that takes it back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from danvan.calendars import actions, ahead, policies, present, queries, tasks
from danvan.calendars.errors import Refused
from danvan.calendars.followers import follower
from danvan.calendars.forms import NoticeForm
from danvan.calendars.models import Change
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people import queries as units
from danvan.people.http import OfficerRequest

PAGE = 100


@require_safe
@login_required
def changes(request: OfficerRequest) -> HttpResponse:
    """Every change of the calendar, newest first."""
    page = Paginator(queries.changes(), 50).get_page(request.GET.get("page"))
    may_edit = bool(people.standing(request.user, dates.today()).units_with(*policies.EDITORS))
    return render(request, "calendars/changes.html", {"page": page, "may_edit": may_edit})


@require_safe
@login_required
def change(request: OfficerRequest, pk: int) -> HttpResponse:
    """One change: its notice, its days, how far the terms have been counted again, and every case that moved."""
    today = dates.today()
    found = get_object_or_404(queries.changes(), pk=pk)
    sees = people.standing(request.user, today).sees
    days, by_unit = queries.days_of(found), queries.moves_by_unit(found, sees)
    asked = request.GET.get("unit", "")
    chosen = [unit for unit in sees if str(unit) == asked] or sees
    page = Paginator(queries.moves_of(found, chosen), PAGE).get_page(request.GET.get("page"))
    names = units.names_on([unit for unit, _n in by_unit], today)
    known = follower().shown([row.subject for row in page], request.user, today)
    context = {
        "change": found,
        "days": days,
        "by_unit": [(unit, names.get(unit, ""), n, str(unit) == asked) for unit, n in by_unit],
        "rows": [(row, names.get(row.unit_id, ""), *known.get(row.subject, ("", ""))) for row in page],
        "page": page,
        "all_units": chosen is sees,
        "elsewhere": found.moved - sum(n for _unit, n in by_unit),
        "may_undo": any(not row.ended_by_id for row in days)
        and policies.can_edit(request.user, found.unit, today),
        "lang": present.language(),
        **present.week_of(found),
        **present.hours_changed(found),
    }
    return render(request, "calendars/change.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def undo(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take a change back, whole or some of its days, by a notice of its own."""
    found, today = get_object_or_404(Change.objects.select_related("unit"), pk=pk), dates.today()
    if not policies.can_edit(request.user, found.unit, today):
        raise PermissionDenied
    form = NoticeForm(request.POST if request.method == "POST" else None)
    context = _standing(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            if "save" in request.POST:
                given = {"notice": form.said(), "only": context["only"]}
                back = actions.undo(change=found, **given, by=request.user, on=today)
                tasks.follow(back, on=today)
                messages.success(request, _("Đã rút lại."))
                return redirect("calendars:change", pk=back.pk)
            context |= _looked(found, context)
        except Refused as refused:
            form.add_error(None, str(refused))
    status = 422 if form.errors else 200
    return render(request, "calendars/undo.html", {**context, "form": form, "change": found}, status=status)


def _standing(request: OfficerRequest, found: Change) -> dict[str, Any]:
    """The days that still stand and which of them are ticked; `only` is None for all of them together."""
    rows = queries.standing_days(found)
    ticked = set(request.POST.getlist("day"))
    chosen = [row for row in rows if request.method == "GET" or str(row.pk) in ticked]
    whole = len(chosen) == len(rows)
    return {
        "rows": [(row, row in chosen) for row in rows],
        "chosen": chosen,
        "only": None if whole else {row.pk for row in chosen},
        "lang": present.language(),
    }


def _looked(found: Change, context: dict[str, Any]) -> dict[str, Any]:
    year = queries.standing_year(found) if context["only"] is None else None
    number = year.year if year else None
    if not context["chosen"] and number is None:
        raise Refused(_("Chưa chọn ngày nào."))
    moving = ahead.of_undoing(found, context["chosen"], on=dates.today(), year=number)
    return {"looked": True, "moving": moving}
