"""Who may open which page of the counters, and which hall it shows."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from danvan.counters import policies, queries
from danvan.counters.models import Hall, Ticket
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest

UNPROCESSABLE = 422
View = Callable[..., HttpResponseBase]
SEAT = "counter"
"""The cookie in which a browser remembers at which counter it stands."""


def _guarded(may: Callable[..., Any]) -> Callable[[View], View]:
    def guard(view: View) -> View:
        @wraps(view)
        @login_required
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user, on=dates.today()):
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_cache=True)
            return response

        return page

    return guard


at_counter = _guarded(policies.units_served)
"""A page for whoever works at some one-stop desk."""
setting_up = _guarded(policies.units_set_up)
"""A page for whoever leads or administers some unit."""
seeing = _guarded(policies.units_seen)
"""A page for whoever sees the figures of some unit."""


def hall_served(request: OfficerRequest, key: str) -> Hall:
    """The hall in which the officer works; 404 for none, 403 for another's."""
    hall = queries.by_key(key)
    if hall is None:
        raise Http404
    if not policies.can_serve(request.user, hall, on=dates.today()):
        raise PermissionDenied
    return hall


def hall_set_up(request: OfficerRequest, key: str) -> Hall:
    """The hall that the officer sets up; 404 for none, 403 for another's."""
    hall = queries.by_key(key)
    if hall is None:
        raise Http404
    if not policies.can_set_up(request.user, hall.unit_id, on=dates.today()):
        raise PermissionDenied
    return hall


def ticket_served(request: OfficerRequest, pk: int) -> Ticket:
    """A number of a hall in which the officer works; 404 for none, 403 for another's."""
    rows = Ticket.objects.select_related("hall__unit", "counter")
    ticket = rows.filter(pk=pk).first()
    if ticket is None:
        raise Http404
    if not policies.can_serve(request.user, ticket.hall, on=dates.today()):
        raise PermissionDenied
    return ticket


def attempted(request: HttpRequest, act: Callable[[], Any]) -> Any:
    """Do it; where it is refused, the next page says why. What it gave, or None."""
    try:
        return act()
    except Refused as why:
        messages.warning(request, str(why))
        return None
