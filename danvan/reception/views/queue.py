"""The queue of a day on the desk: a number is given, invited, served, set aside."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.cases.errors import StepRefused
from danvan.lib import dates
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit
from danvan.reception import actions, policies, queries
from danvan.reception.forms.visits import ArriveForm, WindowForm
from danvan.reception.models import Booking, Visit
from danvan.reception.views.door import UNPROCESSABLE, writing
from danvan.reception.workflow import VISIT_STEPS

WINDOW = "window"
"""The cookie in which a browser remembers at which desk it stands."""


@require_safe
@writing
def mine(request: OfficerRequest) -> HttpResponse:
    """The queue of the officer's own unit; with several, the first of them."""
    units = queries.own_keys(request.user, policies.RECEIVERS, on=dates.today())
    return redirect("reception:queue", units[0][0])


@require_safe
@writing
def queue(request: OfficerRequest, key: str) -> HttpResponse:
    """Who waits, who is invited and served now, who is expected, and how the day goes."""
    return _page(request, unit_of(request, key), ArriveForm())


def unit_of(request: OfficerRequest, key: str) -> Unit:
    """The unit whose queue it is, if the officer receives citizens there; Http404 or StepRefused otherwise."""
    unit = get_object_or_404(Unit, key=key)
    policies.check_can_serve(request.user, unit, on=dates.today())
    return unit


@require_POST
@writing
def arrive(request: OfficerRequest, key: str) -> HttpResponse:
    """Give the next number."""
    unit, form = unit_of(request, key), ArriveForm(request.POST)
    if not form.is_valid():
        return _page(request, unit, form)
    visit = actions.arrive(unit=unit, by=request.user, on=dates.today(), **form.cleaned_data)
    messages.success(request, _("Số %(number)s.") % {"number": visit.shown})
    return redirect("reception:queue", key)


@require_POST
@writing
def check_in(request: OfficerRequest, pk: int) -> HttpResponse:
    """Whoever has an appointment has come."""
    booking = get_object_or_404(Booking.objects.select_related("unit"), pk=pk)
    visit = actions.check_in(booking, by=request.user, on=dates.today())
    messages.success(request, _("Số %(number)s, mời trước.") % {"number": visit.shown})
    return redirect("reception:queue", booking.unit.key)


@require_POST
@writing
def step(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """A step of a visit; whoever comes second reads who was first."""
    if verb not in VISIT_STEPS:
        raise Http404
    visit = get_object_or_404(Visit.objects.select_related("unit"), pk=pk)
    form = WindowForm(request.POST)
    window = form.cleaned_data["window"] if form.is_valid() else None
    policies.check_can_serve(request.user, visit.unit, on=dates.today())
    try:
        actions.step_visit(visit, verb, by=request.user, on=dates.today(), window=window)
    except StepRefused as why:
        messages.warning(request, why.sentence)
    response = redirect("reception:queue", visit.unit.key)
    if window:
        response.set_cookie(WINDOW, str(window), samesite="Lax", httponly=True, secure=request.is_secure())
    return response


def _page(request: OfficerRequest, unit: Unit, form: ArriveForm) -> HttpResponse:
    today, now, room = dates.today(), dates.now(), queries.room_of(unit)
    at = request.COOKIES.get(WINDOW, "")
    context: dict[str, Any] = {
        "unit": unit,
        "unit_name": unit.name_on(today),
        "units": queries.own_keys(request.user, policies.RECEIVERS, on=today),
        "today": today,
        "room": room,
        "queue": queries.queue(unit, room, on=today, now=now),
        "expected": list(queries.expected(unit, on=today)),
        "times": queries.times(unit, on=today, now=now),
        "form": form,
        "window": int(at) if at.isdecimal() and len(at) < 4 and 0 < int(at) <= room.windows else 1,
    }
    return render(request, "reception/queue.html", context, status=UNPROCESSABLE if form.errors else 200)
