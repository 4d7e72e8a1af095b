"""The door of these pages: an officer is logged in; what is refused is a sentence; nothing is kept by any cache."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.denunciations import queries
from danvan.denunciations.models import Denunciation
from danvan.lib import dates
from danvan.people.http import OfficerRequest
from danvan.web.forms import Form

UNPROCESSABLE = 422
View = Callable[..., HttpResponseBase]


def sealed(view: View) -> View:
    """A page for officers of which nothing is stored anywhere; StepRefused becomes a page with its sentence."""

    @wraps(view)
    @login_required
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except StepRefused as why:
            response = render(request, "denunciations/refused.html", {"sentence": why.sentence}, status=403)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return page


def kept(request: OfficerRequest, pk: int) -> Denunciation:
    """The denunciation, if the officer keeps its key; Http404 as if there were none otherwise."""
    found = queries.listed(request.user, on=dates.today()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def known(request: OfficerRequest, pk: int) -> Denunciation:
    """The denunciation, if the officer keeps its key or may read its case; Http404 as if there were none otherwise."""
    found = queries.known_to(request.user, pk, on=dates.today())
    if found is None:
        raise Http404
    return found


def home_of(request: OfficerRequest, found: Denunciation) -> str:
    """Where the officer works on it: the custodian's page, or that of the case."""
    if queries.kept_by(request.user, on=dates.today()).filter(pk=found.pk).exists():
        return reverse("denunciations:denunciation", args=[found.pk])
    return reverse("desk:case", args=[found.pk])


def carried_out(
    request: OfficerRequest,
    form: Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    button: str,
    back: str,
) -> HttpResponse:
    """Do it and go back; what cannot be done is asked again on a page of its own, with all that was typed."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except StepRefused as why:
            form.refuse(why)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect(back)
    context = {"form": form, "title": title, "button": button, "back": back}
    return render(request, "denunciations/again.html", context, status=UNPROCESSABLE)
