"""An appointment without an account: a day, an hour, a name; afterwards the code alone opens it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from danvan.cases.errors import StepRefused
from danvan.journal.actors import CITIZEN
from danvan.lib import dates
from danvan.portal.forms import CodeForm
from danvan.portal.views.meeting import place_asked
from danvan.portal.views.show import show
from danvan.rates import actions as rates
from danvan.reception import actions, present
from danvan.reception import queries as reception
from danvan.reception.forms.visits import GuestForm
from danvan.reception.models import Booking
from danvan.reception.words import KINDS
from danvan.web.addresses import address_of
from danvan.web.views import too_many_requests

UNPROCESSABLE = 422
WithBooking = Callable[[HttpRequest, Booking], HttpResponse]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """Days with room; of one of them the hours and the form; then the appointment with its code."""
    today = dates.today()
    place, day = place_asked(request, today), dates.parse(request.GET.get("ngay", ""))
    if place is None:
        return redirect("portal:meetings")
    since = today + timedelta(1)
    free = reception.slots(place.unit, since=day, until=day) if day and day >= since else []
    form = GuestForm(free, request.POST if request.method == "POST" else None, {"submission": uuid4()})
    if request.method == "POST" and form.is_valid():
        return _booked(request, place, form, day)
    days = [] if free else reception.days_with_room(place.unit, since=since)
    context = {"place": place, "form": form, "day": day, "free": free, "days": days}
    return show(request, "book", context, here="meetings", status=UNPROCESSABLE if form.errors else 200)


def _booked(request: HttpRequest, place: Any, form: GuestForm, day: date | None) -> HttpResponse:
    if seconds := rates.count("book", address_of(request)):
        return too_many_requests(request, seconds)
    got = form.cleaned_data
    try:
        given = {"slot": got["slot"], "submission": got["submission"]}
        made = actions.book(form.guest(), unit=place.unit, by=CITIZEN, on=dates.today(), **given)
    except StepRefused as why:
        form.add_error(None, why.sentence)
        context = {"place": place, "form": form, "day": day, "free": True}
        return show(request, "book", context, here="meetings", status=UNPROCESSABLE)
    return _shown(request, made, fresh=True)


def _shown(request: HttpRequest, booking: Booking, *, fresh: bool = False) -> HttpResponse:
    open_ = booking.state == "booked" and booking.on >= dates.today()
    context = {
        **_said(booking),
        "fresh": fresh,
        "may_cancel": open_,
        "missed": booking.state == "booked" and not open_,
    }
    return show(request, "appointment", context, here="meetings")


def _said(booking: Booking) -> dict[str, Any]:
    url = present.booking_url()
    return {
        "booking": booking,
        "kind": KINDS[booking.kind],
        "unit_name": booking.unit.name_on(booking.on),
        "room": reception.room_of(booking.unit),
        "qr_url": f"{url}#{booking.shown_code}",
        "track_url": url,
        "back": reverse("portal:appointment"),
    }


def by_code(view: WithBooking) -> Callable[[HttpRequest], HttpResponse]:
    """A view that needs an appointment: counts the attempt, looks the code up in the body of the POST."""

    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        if seconds := rates.count("track", address_of(request)):
            return too_many_requests(request, seconds)
        found = reception.find_booking(request.POST.get("code", "")[:64])
        if found is None:
            form = CodeForm(initial={"code": request.POST.get("code", "")[:64]})
            return show(request, "appointment_find", {"form": form, "none": True}, here="meetings")
        return view(request, found)

    return wrapped


@require_http_methods(["GET", "HEAD", "POST"])
def appointment(request: HttpRequest) -> HttpResponse:
    """The appointment by its code."""
    if request.method != "POST":
        return show(request, "appointment_find", {"form": CodeForm()}, here="meetings")
    return by_code(_shown)(request)


@require_POST
@by_code
def appointment_cancel(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Give it up: the hour is free for somebody else."""
    try:
        actions.cancel_booking(booking, by=CITIZEN, on=dates.today())
    except StepRefused:
        return _shown(request, booking)
    booking.refresh_from_db()
    return _shown(request, booking)


@require_POST
@by_code
def appointment_slip(request: HttpRequest, booking: Booking) -> HttpResponse:
    """The slip as a paper."""
    return show(request, "appointment_slip", _said(booking))
