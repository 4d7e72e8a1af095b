"""What every page of the catalogue asks first: may the officer read it, which units' catalogue does she write to."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from danvan.lib import dates
from danvan.people import policies as people
from danvan.people import queries as units
from danvan.people.http import OfficerRequest
from danvan.procedures import policies, queries
from danvan.procedures.models import Version

UNPROCESSABLE, CONFLICT = 422, 409
View = Callable[..., HttpResponseBase]


def reading(view: View) -> View:
    """A page for whoever holds a post anywhere."""

    @wraps(view)
    @login_required
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not people.standing(request.user, dates.today()).sees:  # type: ignore[arg-type]
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return page


def writing(view: View) -> View:
    """A page for whoever leads or administers a unit."""

    @wraps(view)
    @login_required
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policies.units_of(request.user, dates.today()):  # type: ignore[arg-type]
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return page


def keepers(request: OfficerRequest) -> list[tuple[str, str]]:
    """The units whose catalogue the officer writes to, highest first."""
    today = dates.today()
    return units.unit_choices(policies.units_of(request.user, today), today)


def found_by(pk: int) -> Version:
    """The version with its rows; 404 where there is none."""
    found = queries.whole(pk, dates.today()).first()
    if found is None:
        raise Http404
    return found


def check_edits(request: OfficerRequest, unit: int) -> None:
    """Raise PermissionDenied for whoever does not write to the unit's catalogue."""
    if not policies.can_edit(request.user, unit, dates.today()):
        raise PermissionDenied
