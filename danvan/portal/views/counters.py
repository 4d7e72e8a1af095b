"""In the hall of the one-stop desk: the page that gives numbers, the number on the telephone, the screen that calls."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.counters import actions, present, queries
from danvan.counters.forms.tickets import TakeForm
from danvan.counters.models import Hall, Ticket
from danvan.journal.actors import CITIZEN
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.portal.views.show import show
from danvan.rates import actions as rates
from danvan.web.addresses import address_of
from danvan.web.views import too_many_requests

UNPROCESSABLE = 422
BACK, AGAIN = 20, 15
"""Seconds after which a slip in the hall makes way for the next person, and a number on a telephone asks again."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_number(request: HttpRequest, door: str) -> HttpResponseBase:
    """Large buttons for what somebody came for; one number for all of it. The address hangs in the hall."""
    hall, today = queries.by_door(door), dates.today()
    if hall is None:
        raise Http404
    services = [row for row in queries.services_of(hall, on=today) if row.letter in _called(hall)]
    form = TakeForm(hall, services, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if seconds := rates.count("ticket", address_of(request)):
            return too_many_requests(request, seconds)
        if form.is_valid() and (ticket := _taken(hall, form)):
            return redirect(f"{reverse('portal:ticket_slip', args=[ticket.token])}?o=cua")
    waiting = queries.waiting_by_letter(hall, on=today)
    context = {
        "nav": [],  # in the hall there is one thing to do
        "hall": hall,
        "unit_name": hall.unit.name_on(today),
        "form": form,
        "open": hall.holds_on(today) and bool(services),
        "waiting": [(row.name, waiting[row.letter]) for row in services],
    }
    return show(request, "take_number", context, status=UNPROCESSABLE if form.errors else 200)


def _called(hall: Hall) -> set[str]:
    return {letter for row in queries.counters_of(hall, on=dates.today()) for letter in row.letters}


def _taken(hall: Hall, form: TakeForm) -> Ticket | None:
    """The number; None, and the form says why, where it is refused."""
    got = form.cleaned_data
    told = {"ground": got.get("ground", ""), "submission": got["submission"]}
    try:
        return actions.take_number(hall, got["letters"], by=CITIZEN, on=dates.today(), **told)
    except Refused as why:
        form.add_error(None, str(why))
        return None


@never_cache
@require_safe
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """The number on somebody's telephone: how many come before her, and when she is called; it asks again by itself."""
    row = _ticket(token)
    response = show(request, "ticket", _told(request, row))
    if row.in_queue:
        response["Refresh"] = str(AGAIN)
    return response


@never_cache
@require_safe
def ticket_slip(request: HttpRequest, token: str) -> HttpResponse:
    """The slip, printed; in the hall the page goes back by itself, so that the next person finds it free."""
    row = _ticket(token)
    at_door = request.GET.get("o") == "cua"
    response = show(request, "ticket_slip", {**_told(request, row), "at_door": at_door})
    if at_door:
        response["Refresh"] = f"{BACK};url={reverse('portal:take_number', args=[row.hall.door])}"
    return response


@never_cache
@require_POST
def ticket_back(request: HttpRequest, token: str) -> HttpResponseBase:
    """“I am here”: whoever was called and not there comes back into the line, once."""
    row = _ticket(token)
    if seconds := rates.count("ticket", address_of(request)):
        return too_many_requests(request, seconds)
    try:
        actions.come_back(row, by=CITIZEN, on=dates.today())
    except Refused as why:
        return show(request, "ticket", {**_told(request, row), "why": str(why)}, status=UNPROCESSABLE)
    return redirect("portal:ticket", token)


@never_cache
@require_safe
def calls(request: HttpRequest, key: str) -> HttpResponse:
    """The screen of the hall: who is called to which counter, read from eight metres, spoken where the browser can."""
    return render(request, "queues/screen.html", {"screen": _screen(key)})


@require_safe
def calls_json(request: HttpRequest, key: str) -> HttpResponse:
    """The same for the script of the screen: nothing new is a short answer without a body."""
    body, tag = _screen(key).body()
    fresh = request.headers.get("If-None-Match") != tag
    response = HttpResponse(
        body if fresh else b"", content_type="application/json", status=200 if fresh else 304
    )
    response["ETag"], response["Cache-Control"] = tag, "no-cache"
    return response


def _screen(key: str) -> Any:
    hall = queries.by_key(key)
    if hall is None:
        raise Http404
    poll = reverse("portal:calls_json", args=[hall.key])
    return queries.screen(hall, on=dates.today(), now=dates.now(), poll=poll)


def _ticket(token: str) -> Ticket:
    row = queries.ticket_by(token)
    if row is None:
        raise Http404
    return row


def _told(request: HttpRequest, row: Ticket) -> dict[str, Any]:
    return {**present.ticket(row, now=dates.now(), address=request.build_absolute_uri), "nav": []}
