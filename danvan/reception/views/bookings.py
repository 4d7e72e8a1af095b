"""Appointments on the desk: listed, made for somebody at the telephone, agreed to be online, cancelled."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan import law
from danvan.calendars import queries as calendars
from danvan.cases.errors import StepRefused
from danvan.lib import dates
from danvan.papers import heads
from danvan.people import policies as people
from danvan.people.http import OfficerRequest
from danvan.reception import actions, policies, present, queries, terms
from danvan.reception.forms.visits import GuestForm, LinkForm
from danvan.reception.models import Booking
from danvan.reception.views.door import UNPROCESSABLE, reading, writing
from danvan.reception.views.queue import unit_of
from danvan.reception.words import BOOKINGS, KINDS

PAGE = 50


@require_safe
@reading
def bookings(request: OfficerRequest) -> HttpResponse:
    """Appointments from today on, by initials."""
    today = dates.today()
    rows = queries.bookings(people.standing(request.user, today).reads, since=today, on=today)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "today": today,
        "page": page,
        "lines": [(row, BOOKINGS[row.state], KINDS[row.kind]) for row in page],
        "units": queries.own_keys(request.user, policies.RECEIVERS, on=today),
    }
    return render(request, "reception/bookings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def new(request: OfficerRequest, key: str) -> HttpResponse:
    """An appointment that a clerk makes for somebody: a day first, then an hour of it."""
    unit, today = unit_of(request, key), dates.today()
    day = dates.parse(request.GET.get("day", ""))
    free = queries.slots(unit, since=day, until=day) if day and day >= today else []
    form = GuestForm(free, request.POST if request.method == "POST" else None, {"submission": uuid4()})
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        try:
            given: dict[str, Any] = {"slot": got["slot"], "submission": got["submission"]}
            made = actions.book(form.guest(), unit=unit, by=request.user, on=today, **given)
            return redirect("reception:booking", made.pk)
        except StepRefused as why:
            form.add_error(None, why.sentence)
    days = queries.days_with_room(unit, since=today) if not free else []
    context = {"unit": unit, "form": form, "day": day, "free": free, "days": days}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "reception/booking_new.html", context, status=status)


def booking_of(request: OfficerRequest, pk: int) -> Booking:
    """The appointment, if this officer may read it; Http404 or StepRefused otherwise."""
    found = get_object_or_404(Booking.objects.select_related("unit", "session__head", "made_by"), pk=pk)
    policies.check_can_read(request.user, found.unit_id, on=dates.today())
    return found


@require_safe
@reading
def booking(request: OfficerRequest, pk: int) -> HttpResponse:
    """One appointment, the person behind a mask."""
    return _page(request, booking_of(request, pk))


@require_POST
@reading
def reveal(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show who it is and the code, on this one page; the look is on record."""
    found = booking_of(request, pk)
    actions.reveal_booking(found, by=request.user, on=dates.today())
    response = _page(request, found, shown=True)
    response["Cache-Control"] = "no-store, private"
    return response


@require_POST
@writing
def cancel(request: OfficerRequest, pk: int) -> HttpResponse:
    """Give it up for whoever asked."""
    actions.cancel_booking(booking_of(request, pk), by=request.user, on=dates.today())
    messages.success(request, _("Đã hủy lịch hẹn; giờ ấy lại trống."))
    return redirect("reception:booking", pk)


@require_POST
@writing
def agree(request: OfficerRequest, pk: int) -> HttpResponse:
    """Agree to receive online, with the address of the meeting."""
    found, form = booking_of(request, pk), LinkForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form)
    actions.agree_online(found, link=form.cleaned_data["link"], by=request.user, on=dates.today())
    messages.success(request, _("Đã đồng ý tiếp trực tuyến; công dân xem địa chỉ bằng mã hẹn."))
    return redirect("reception:booking", pk)


@require_POST
@writing
def slip(request: OfficerRequest, pk: int) -> HttpResponse:
    """The slip with name and code, for whoever stands at the desk; the look is on record."""
    found = booking_of(request, pk)
    actions.reveal_booking(found, by=request.user, on=dates.today())
    context = {
        "booking": found,
        "unit_name": found.unit.name_on(found.on),
        "head": heads.head_of(found.unit, found.on),
        "track_url": present.booking_url(),
    }
    return render(request, "reception/slip.html", context)


def _page(
    request: OfficerRequest, found: Booking, *, form: LinkForm | None = None, shown: bool = False
) -> HttpResponse:
    today = dates.today()
    mine = policies.can_register(request.user, found.unit, on=today)
    open_ = found.state == "booked" and found.on >= today
    context = {
        "booking": found,
        "state": BOOKINGS[found.state],
        "missed": found.state == "booked" and found.on < today,
        "kind": KINDS[found.kind],
        "unit_name": found.unit.name_on(found.on),
        "shown": shown,
        "form": form or LinkForm(),
        "may_change": mine and open_,
        "may_print": mine,
        "tell_by": _tell_by(found) if found.online else None,
    }
    return render(request, "reception/booking.html", context, status=UNPROCESSABLE if form else 200)


def _tell_by(found: Booking) -> Any:
    """By which day everybody must be told of an online reception; None where no confirmed rule says so."""
    try:
        rule = law.rule(terms.ONLINE, found.on)
    except law.NotInForce:
        return None
    if not terms.applies(rule, found.unit):
        return None
    return law.due(
        terms.ONLINE, start=found.on, calendar=calendars.calendar_of(found.unit), confirmed=True
    ).due_on
