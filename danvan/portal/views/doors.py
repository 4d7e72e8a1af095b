"""The door to a letter: the code, in the body of a POST, counted per address."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from danvan.cases.models import Case
from danvan.portal import actions, rates
from danvan.portal.forms import CodeForm
from danvan.portal.switches import keeps_page
from danvan.portal.views.show import show
from danvan.web.views import too_many_requests


def refused(request: HttpRequest, form: CodeForm) -> HttpResponse:
    """The look-up page again: the same answer for a wrong and for an unknown code."""
    return show(request, "find", {"form": form}, here="track")


def with_case(
    view: Callable[[HttpRequest, Case], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """A view that needs a letter: counts the attempt, looks the code up, and never lets the page be stored."""

    @never_cache
    @require_POST
    @keeps_page
    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponseBase:
        if seconds := actions.count("track", rates.address_of(request)):
            return too_many_requests(request, seconds)
        form = CodeForm({"code": request.POST.get("code", "")[:64]})
        if not form.is_valid():
            return refused(request, form)
        return view(request, form.cleaned_data["code"])

    return wrapped
