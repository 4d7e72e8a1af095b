"""Halls are set up: opened, named, closed; what is done in them, at which counters, from which day on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.counters import actions, policies, queries
from danvan.counters.forms import halls as shapes
from danvan.counters.models import Counter, Hall, Service
from danvan.counters.views.door import UNPROCESSABLE, hall_set_up, setting_up
from danvan.counters.workflow import SET_UP
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.people import queries as people
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit
from danvan.web.forms import Form


@require_safe
@setting_up
def halls(request: OfficerRequest) -> HttpResponse:
    """The halls that the officer sets up."""
    today = dates.today()
    rows = queries.halls_of(policies.units_set_up(request.user, on=today), on=today, ended=True)
    return render(request, "counters/halls.html", {"rows": list(rows), "today": today})


@require_http_methods(["GET", "HEAD", "POST"])
@setting_up
def new(request: OfficerRequest) -> HttpResponse:
    """A hall opens."""
    today = dates.today()
    units = people.names_on(policies.units_set_up(request.user, on=today), today)
    data = request.POST if request.method == "POST" else None
    form = shapes.NewHallForm(sorted(units.items(), key=lambda pair: pair[1]), today, data)
    if data is not None and form.is_valid():
        got = dict(form.cleaned_data)
        unit = Unit.objects.get(pk=got.pop("unit"))
        if hall := _done(form, lambda: actions.open_hall(unit=unit, by=request.user, on=today, **got)):
            return redirect("counters:hall", hall.key)
    return render(request, "counters/hall_new.html", {"form": form}, status=_status(form))


@require_safe
@setting_up
def hall(request: OfficerRequest, key: str) -> HttpResponse:
    """A hall with its services and counters, its addresses, and what was changed when."""
    return _page(request, hall_set_up(request, key), {})


@require_POST
@setting_up
def change(request: OfficerRequest, key: str, what: str) -> HttpResponse:
    """One of the forms of the page; refused, it stands there with everything typed."""
    found = hall_set_up(request, key)
    shape = _shapes(found).get(what)
    if shape is None:
        raise Http404
    form = shape(request.POST)
    given = {"by": request.user, "on": dates.today()}
    if form.is_valid() and _done(form, lambda: _act(found, what, form, given)):
        messages.success(request, _("Đã ghi."))
        return redirect("counters:hall", key)
    return _page(request, found, {what: form})


def _act(hall: Hall, what: str, form: Any, given: dict[str, Any]) -> Any:
    """The action of a form of the page."""
    got = form.told() if hasattr(form, "told") else dict(form.cleaned_data)
    verb, _dash, number = what.partition("-")
    on_hall: dict[str, Callable[..., Any]] = {
        "name": actions.set_hall,
        "priority": actions.confirm_priority,
        "close": actions.close_hall,
        "door": actions.renew_door,
        "service": actions.open_service,
        "counter": actions.open_counter,
    }
    if not number:
        return on_hall[verb](hall, **got, **given)
    if verb in ("service", "endservice"):
        service = get_object_or_404(hall.services.select_related("hall"), pk=int(number))
        if verb == "service":
            return actions.set_service(service, letter=service.letter, **got, **given)
        return actions.close_service(service, **got, **given)
    counter = get_object_or_404(hall.counters.select_related("hall"), pk=int(number))
    act = actions.set_counter if verb == "counter" else actions.close_counter
    return act(counter, **got, **given)


def _shapes(hall: Hall) -> dict[str, Callable[..., Form]]:
    """The forms of the page by the name in their address, each with what it shows before anything is typed."""
    today = dates.today()
    services = list(hall.services.filter(until_on__isnull=True).order_by("letter"))
    counters = list(hall.counters.filter(until_on__isnull=True).order_by("number"))
    fields = queries.fields(today)
    named, ruled = {"name": hall.name, "place": hall.place}, {"act": hall.priority_act}
    begin = {"from_on": today}
    made: dict[str, Callable[..., Form]] = {
        "name": lambda data=None: shapes.HallForm(data, initial=named, auto_id="name-%s"),
        "priority": lambda data=None: shapes.PriorityForm(data, initial=ruled, auto_id="priority-%s"),
        "close": lambda data=None: shapes.UntilForm(data, auto_id="close-%s"),
        "door": lambda data=None: Form(data),
        "service": lambda data=None: shapes.NewServiceForm(fields, data, begin, auto_id="service-%s"),
        "counter": lambda data=None: shapes.NewCounterForm(services, data, begin, auto_id="counter-%s"),
    }
    for row in services:
        made |= _of_service(row, fields)
    for counter in counters:
        made |= _of_counter(counter, services)
    return made


def _of_service(row: Service, fields: list[str]) -> dict[str, Callable[..., Form]]:
    told = {"name": row.name, "purpose": row.purpose, "fields_of": row.fields}
    names = sorted({*fields, *row.fields})
    return {
        f"service-{row.pk}": lambda data=None: shapes.ServiceForm(
            names, data, told, auto_id=f"service-{row.pk}-%s"
        ),
        f"endservice-{row.pk}": lambda data=None: shapes.UntilForm(data, auto_id=f"endservice-{row.pk}-%s"),
    }


def _of_counter(row: Counter, services: list[Service]) -> dict[str, Callable[..., Form]]:
    told = {"name": row.name, "letters": row.letters}
    return {
        f"counter-{row.pk}": lambda data=None: shapes.CounterForm(
            services, data, told, auto_id=f"counter-{row.pk}-%s"
        ),
        f"endcounter-{row.pk}": lambda data=None: shapes.UntilForm(data, auto_id=f"endcounter-{row.pk}-%s"),
    }


def _done(form: Form, act: Callable[[], Any]) -> Any:
    """Do it; where it is refused, the form says why."""
    try:
        return act()
    except Refused as why:
        form.add_error(None, str(why))
        return None


def _status(form: Form) -> int:
    return UNPROCESSABLE if form.errors else 200


def _page(request: OfficerRequest, hall: Hall, typed: dict[str, Form]) -> HttpResponse:
    today = dates.today()
    opened = next(iter(typed), request.GET.get("edit", ""))
    forms = _forms(hall, typed, opened)
    refused = next(iter(typed.values()), None)
    context = {
        "hall": hall,
        "today": today,
        "unit_name": hall.unit.name_on(today),
        "refused": refused,
        "name": forms["name"],
        "priority": forms["priority"],
        "close": forms["close"],
        "new_service": forms["service"],
        "new_counter": forms["counter"],
        "opened": opened,
        "services": [_line(row, "service", forms) for row in hall.services.order_by("letter", "pk")],
        "counters": [_line(row, "counter", forms) for row in hall.counters.order_by("number", "pk")],
        "events": [_told(event) for event in queries.history(hall)],
        "door": request.build_absolute_uri(reverse("portal:take_number", args=[hall.door])),
        "screen": request.build_absolute_uri(reverse("portal:calls", args=[hall.key])),
    }
    return render(request, "counters/hall.html", context, status=UNPROCESSABLE if refused else 200)


def _forms(hall: Hall, typed: dict[str, Form], opened: str) -> dict[str, Form]:
    """The forms that the page shows: those of the hall, and of its rows those of the one that was opened."""
    row = opened.removeprefix("end")
    shown = {
        name: shape for name, shape in _shapes(hall).items() if "-" not in name or name in (row, f"end{row}")
    }
    return {name: typed.get(name) or shape() for name, shape in shown.items()}


def _line(row: Service | Counter, what: str, forms: dict[str, Form]) -> dict[str, Any]:
    """A service or a counter with the names of its two addresses, and their forms where it was opened."""
    change, end = f"{what}-{row.pk}", f"end{what}-{row.pk}"
    shown = {"form": forms.get(change), "ending": forms.get(end)}
    return {"row": row, "set": change, "end": end, "goes_on": row.until_on is None, **shown}


def _told(event: Event) -> tuple[Event, str, str]:
    """An event of the hall with what was done and by whom."""
    return event, str(SET_UP.get(event.verb, event.verb)), event.actor.full_name if event.actor else ""
