"""Who may open which page of the one-stop desk, and which application it shows."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from danvan.cases import policies as cases
from danvan.lib import dates
from danvan.onestop import policies
from danvan.onestop.models import Application
from danvan.onestop.policies import Sight
from danvan.onestop.whole import read as whole_of
from danvan.people.http import OfficerRequest

UNPROCESSABLE, CONFLICT = 422, 409
View = Callable[..., HttpResponseBase]


def at_desk(view: View) -> View:
    """A page for whoever reads applications of some unit."""

    @wraps(view)
    @login_required
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policies.may_look(request.user, on=dates.today()):  # type: ignore[arg-type]
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return page


def visible(request: OfficerRequest, pk: int) -> tuple[Application, Sight]:
    """The application and how much of it the officer sees; 404 for none or one about her, 403 for another's."""
    today = dates.today()
    found = whole_of(pk, on=today)
    if found is None or cases.is_unknown(request.user, found.case, on=today):
        raise Http404
    sight = policies.sight(request.user, found, on=today)
    if sight == Sight.NOTHING:
        raise PermissionDenied
    return found, sight


def whole(request: OfficerRequest, pk: int) -> Application:
    """The application, for whoever sees all of it."""
    found, sight = visible(request, pk)
    if sight != Sight.WHOLE:
        raise PermissionDenied
    return found


def served(request: OfficerRequest, pk: int) -> Application:
    """The application, for whoever works at the desk that answers for it."""
    found = whole(request, pk)
    if not policies.serves(request.user, found, on=dates.today()):
        raise PermissionDenied
    return found
