"""Units through time, as every officer may see them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.lib import dates
from danvan.lib.text import fold
from danvan.people import actions, policies, queries
from danvan.people.errors import Refused
from danvan.people.forms import DayForm, UnitSettingsForm
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit


@require_safe
@login_required
def units(request: OfficerRequest) -> HttpResponse:
    """The tree of units as of a day, by name or code when asked."""
    form = DayForm(request.GET or None)
    valid = form.is_valid()
    day = (form.cleaned_data["day"] if valid else None) or dates.today()
    nodes = queries.tree(day)
    if valid and (asked := fold(form.cleaned_data["q"])):
        nodes = [node for node in nodes if asked in fold(node.name) or asked == node.code]
    changes = queries.days_of_change()
    context = {"form": form, "day": day, "nodes": nodes, "changes": changes}
    return render(request, "people/units.html", context)


@require_safe
@login_required
def unit(request: OfficerRequest, key: str) -> HttpResponse:
    """A unit: names, codes, units above and below, what it came from and became."""
    found = get_object_or_404(Unit, key=key)
    week = {"week": [str(number) for number in found.weekdays], "area": found.area}
    return _page(request, found, UnitSettingsForm(initial=week))


@require_POST
@login_required
def unit_settings(request: OfficerRequest, key: str) -> HttpResponse:
    """Set the working week and the area; what cannot be set comes back as it was typed."""
    found, today = get_object_or_404(Unit, key=key), dates.today()
    if not policies.can_administer(request.user, found, today):
        raise Http404
    form = UnitSettingsForm(request.POST)
    if form.is_valid():
        try:
            actions.set_unit(unit=found, by=request.user, on=today, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("people:unit", key=key)
    return _page(request, found, form, status=422)


def _page(
    request: OfficerRequest, found: Unit, settings: UnitSettingsForm, status: int = 200
) -> HttpResponse:
    """The page of a unit as of the day asked for, with the form of its settings."""
    today = dates.today()
    form = DayForm(request.GET or None)
    asked = form.cleaned_data["day"] if form.is_valid() else None
    day = asked or queries.last_day_of(found, today)
    path, below = queries.around(found, day)
    context = {
        "unit": found,
        "day": day,
        "path": path,
        "below": below,
        "name": path[-1].shown_name,
        "lines": queries.histories_of(found),
        "changes": queries.successions_of(found),
        "heirs": queries.shown_heirs(found, today) if found.exists_until else [],
        "may_set": policies.can_administer(request.user, found, today),
        "settings_form": settings,
    }
    return render(request, "people/unit.html", context, status=status)
