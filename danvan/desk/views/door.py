"""The door of every page of the desk: logged in, with a role that may open it; a refusal is a page with a sentence."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from danvan import law
from danvan.cases.errors import StepRefused
from danvan.desk import policies
from danvan.desk.present import language
from danvan.lib import dates
from danvan.people.models import Account
from danvan.people.roles import Role

View = Callable[..., HttpResponseBase]


class DeskRequest(HttpRequest):
    """A request that came through the door: an officer is logged in."""

    user: Account


def for_roles(*roles: Role) -> Callable[[View], View]:
    """A page for officers who hold one of these roles anywhere; without roles, for every officer."""
    wanted = frozenset(roles) or frozenset(Role)

    def guarded(view: View) -> View:
        @wraps(view)
        @login_required
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                policies.check_holds(cast(Account, request.user), wanted, on=dates.today())
                response: HttpResponseBase = view(request, *args, **kwargs)
            except StepRefused as why:
                response = refused(request, why.sentence)
            except law.LawError as why:
                response = refused(request, getattr(why, language(), str(why)))
            patch_cache_control(response, private=True, no_cache=True)
            return response

        return page

    return guarded


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    """The page of a refusal: the reason, and where to go on."""
    return render(request, "desk/refused.html", {"sentence": sentence}, status=403)


reading = for_roles(*policies.READERS)
writing = for_roles(*policies.WRITERS)
overseeing = for_roles(*policies.OVERSEERS)
anyone = for_roles()
