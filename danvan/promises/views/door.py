"""Who may open which page of the register of promises."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from danvan.lib import dates
from danvan.people.http import OfficerRequest
from danvan.promises import policies, queries
from danvan.promises.models import Promise

UNPROCESSABLE, CONFLICT = 422, 409


def readable(request: OfficerRequest, pk: int) -> Promise:
    """The promise, where the officer reads those of its unit or of its host; else 404."""
    found = queries.whole(pk)
    if found is None or not policies.can_read_inside(request.user, found, dates.today()):
        raise Http404
    return found


def back(request: OfficerRequest, name: str, *args: int) -> HttpResponse:
    """Back to the page that the form names, where it lies on this site."""
    to = request.POST.get("back", "")
    if to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None):
        return redirect(to)
    return redirect(name, *args)
