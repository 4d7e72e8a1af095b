"""The door of every page of reception: logged in, with a role that may open it; a refusal is a page with a sentence."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from danvan.cases.errors import StepRefused
from danvan.lib import dates
from danvan.people.models import Account
from danvan.people.roles import Role
from danvan.reception import policies

View = Callable[..., HttpResponseBase]
UNPROCESSABLE = 422


def for_roles(roles: frozenset[Role]) -> Callable[[View], View]:
    """A page for officers who hold one of these roles anywhere."""

    def guarded(view: View) -> View:
        @wraps(view)
        @login_required
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                policies.check_holds(cast(Account, request.user), roles, on=dates.today())
                response: HttpResponseBase = view(request, *args, **kwargs)
            except StepRefused as why:
                response = refused(request, why.sentence)
            patch_cache_control(response, private=True, no_cache=True)
            return response

        return page

    return guarded


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    """The page of a refusal: the reason, and where to go on."""
    return render(request, "reception/refused.html", {"sentence": sentence}, status=403)


reading = for_roles(policies.READERS)
writing = for_roles(policies.RECEIVERS)
overseeing = for_roles(policies.READERS | {Role.BOARD})
