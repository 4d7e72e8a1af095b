"""The counter: the next is called with one key; what is called is served, held, sent on, done with."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.counters import actions, policies, present, queries
from danvan.counters.forms.tickets import GiveForm, SendForm
from danvan.counters.models import Counter, Errand, Hall, Service
from danvan.counters.queries.line import ended
from danvan.counters.views.door import (
    SEAT,
    UNPROCESSABLE,
    at_counter,
    attempted,
    hall_served,
    ticket_served,
)
from danvan.counters.workflow import UNDO_MINUTES
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.web import asked

STEPS: dict[str, Callable[..., Any]] = {
    "recall": actions.recall,
    "serve": actions.serve,
    "finish": actions.finish,
    "hold": actions.hold,
    "absent": actions.absent,
    "back": actions.come_back,
    "leave": actions.leave,
    "uncall": actions.uncall,
    "put-back": actions.put_back,
}
"""What is done with a number at an address, beside calling it and sending it on."""


@require_safe
@at_counter
def mine(request: OfficerRequest) -> HttpResponse:
    """The counter at which this browser stands; else the hall of the officer's unit; else that there is none."""
    today = dates.today()
    halls = list(queries.served(policies.units_served(request.user, on=today), on=today))
    seat = _seat(request)
    found = next((hall for hall in halls if seat and hall.pk == seat.hall_id), halls[0] if halls else None)
    if found:
        return redirect("counters:desk", found.key)
    may = bool(policies.units_set_up(request.user, on=today))
    return render(request, "counters/nowhere.html", {"may_set_up": may})


@require_safe
@at_counter
def desk(request: OfficerRequest, key: str) -> HttpResponse:
    """Who is at this counter, who waits for it, and the rest of the hall."""
    hall = hall_served(request, key)
    services = queries.services_of(hall, on=dates.today())
    return _page(request, hall, GiveForm(hall, services), services)


@require_POST
@at_counter
def sit(request: OfficerRequest, key: str) -> HttpResponse:
    """This browser stands at a counter from now on."""
    hall = hall_served(request, key)
    number = request.POST.get("counter", "")
    rows = hall.counters.on(dates.today())
    counter = get_object_or_404(rows, number=int(number) if number.isdecimal() and len(number) < 4 else 0)
    response = redirect("counters:desk", key)
    secure = request.is_secure()
    response.set_cookie(SEAT, str(counter.pk), samesite="Lax", httponly=True, secure=secure)
    return response


@require_POST
@at_counter
def call_next(request: OfficerRequest, key: str) -> HttpResponse:
    """Done with whoever is served (`done`), if somebody is; then the next one is called."""
    hall, counter, today = hall_served(request, key), _seat(request), dates.today()
    if counter is None or counter.hall_id != hall.pk:
        messages.warning(request, _("Xin chọn quầy trước."))
        return redirect("counters:desk", key)
    given: dict[str, Any] = {"by": request.user, "on": today}
    if (done := asked.number(request.POST.get("done", ""))) is not None:
        ticket = ticket_served(request, done)
        left = attempted(request, lambda: actions.finish(ticket, **given))
        if left is None or left.counter_id == counter.pk:
            return redirect("counters:desk", key)
    attempted(request, lambda: actions.call_next(counter, **given))
    return redirect("counters:desk", key)


@require_POST
@at_counter
def give(request: OfficerRequest, key: str) -> HttpResponse:
    """A number for somebody who does not take one herself."""
    hall, today = hall_served(request, key), dates.today()
    services = queries.services_of(hall, on=today)
    form = GiveForm(hall, services, request.POST)
    if form.is_valid():
        told = {"ground": form.lets_in, "submission": form.cleaned_data["submission"]}
        try:
            ticket = actions.take_number(
                hall, form.cleaned_data["letters"], by=request.user, on=today, **told
            )
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Số %(number)s.") % {"number": ticket.shown})
            return redirect("counters:slip", ticket.pk)
    return _page(request, hall, form, services)


@require_safe
@at_counter
def slip(request: OfficerRequest, pk: int) -> HttpResponse:
    """The slip of a number, to be printed at the counter."""
    ticket = ticket_served(request, pk)
    context = present.ticket(ticket, now=dates.now(), address=request.build_absolute_uri)
    return render(request, "counters/desk_slip.html", context)


@require_POST
@at_counter
def step(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """A step of a number; whoever comes second reads who was first."""
    ticket = ticket_served(request, pk)
    given: dict[str, Any] = {"by": request.user, "on": dates.today()}
    if verb == "call":
        counter = _seat(request)
        if counter is None:
            messages.warning(request, _("Xin chọn quầy trước."))
        else:
            attempted(request, lambda: actions.call(ticket, counter, **given))
    elif verb in STEPS:
        attempted(request, lambda: STEPS[verb](ticket, **given))
    else:
        raise Http404
    return redirect("counters:desk", ticket.hall.key)


@require_POST
@at_counter
def send(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """Send it to another counter, or add something more that is to be done."""
    ticket, today = ticket_served(request, pk), dates.today()
    hall = ticket.hall
    form = SendForm(queries.services_of(hall, on=today), queries.counters_of(hall, on=today), request.POST)
    if verb not in ("transfer", "add"):
        raise Http404
    if form.is_valid():
        service, counter = form.given()
        given: dict[str, Any] = {"by": request.user, "on": today}
        if verb == "add":
            attempted(request, lambda: actions.add_errand(ticket, service, **given))
        else:
            attempted(request, lambda: actions.transfer(ticket, service, counter=counter, **given))
    else:
        messages.warning(request, _("Xin chọn nơi chuyển đến."))
    return redirect("counters:desk", hall.key)


@require_POST
@at_counter
def drop(request: OfficerRequest, pk: int) -> HttpResponse:
    """One of the later errands is not wanted any more."""
    errand = get_object_or_404(Errand.objects.select_related("ticket"), pk=pk)
    ticket = ticket_served(request, errand.ticket_id)
    errand.ticket = ticket
    attempted(request, lambda: actions.drop_errand(errand, by=request.user, on=dates.today()))
    return redirect("counters:desk", ticket.hall.key)


def _kept(request: OfficerRequest) -> int:
    """The number of the counter that this browser remembers; 0 for none."""
    return asked.number(request.COOKIES.get(SEAT, "")) or 0


def _seat(request: OfficerRequest) -> Counter | None:
    """The counter at which this browser stands, if it is open today."""
    kept = _kept(request)
    rows = Counter.objects.on(dates.today()).select_related("hall__unit")
    return rows.filter(pk=kept).first() if kept else None


def _page(request: OfficerRequest, hall: Hall, form: GiveForm, services: list[Service]) -> HttpResponse:
    today, now, me = dates.today(), dates.now(), request.user
    counters = queries.counters_of(hall, on=today)
    at = next((row for row in counters if row.pk == _kept(request)), None)
    halls = list(queries.served(policies.units_served(me, on=today), on=today))
    named = next((vars(each)["unit_name"] for each in halls if each.pk == hall.pk), "")
    context = {
        **present.counter(hall, at, services, counters, now=now, on=today),
        "unit_name": named or hall.unit.name_on(today),
        "halls": halls,
        "counters": counters,
        "send": SendForm(services, counters),
        "ended": list(ended(hall, on=today, since=now - timedelta(minutes=UNDO_MINUTES))[:5]),
        "form": form,
        "may_set_up": policies.can_set_up(me, hall.unit_id, on=today),
    }
    return render(request, "counters/desk.html", context, status=UNPROCESSABLE if form.errors else 200)
