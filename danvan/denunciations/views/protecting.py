"""Measures of protection: asked for, decided, ended."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.denunciations import actions
from danvan.denunciations.forms import EndForm, GrantForm, ProtectForm
from danvan.denunciations.models import Denunciation, Protection
from danvan.denunciations.views import door
from danvan.lib import dates
from danvan.people.http import OfficerRequest


@require_POST
@door.sealed
def ask(request: OfficerRequest, pk: int) -> HttpResponse:
    """Whoever settles the case asks for a measure."""
    found = door.known(request, pk)
    return door.carried_out(
        request,
        ProtectForm(request.POST),
        lambda got: actions.ask_protection(found, by=request.user, on=dates.today(), **got),
        title=_("Yêu cầu biện pháp bảo vệ"),
        button=_("Ghi yêu cầu"),
        back=door.home_of(request, found),
    )


@require_POST
@door.sealed
def decide(request: OfficerRequest, pk: int, number: int) -> HttpResponse:
    """A leader decides."""
    found = door.known(request, pk)
    row = _protection(found, number)

    def act(got: dict[str, Any]) -> object:
        given = {"decision": got["decision"], "until": got["until"], "by": request.user, "on": dates.today()}
        return actions.decide_protection(row, granted=got["granted"] == "yes", **given)

    words = {"title": _("Quyết định biện pháp bảo vệ"), "button": _("Ghi quyết định")}
    back = door.home_of(request, found)
    return door.carried_out(request, GrantForm(request.POST), act, back=back, **words)


@require_POST
@door.sealed
def end(request: OfficerRequest, pk: int, number: int) -> HttpResponse:
    """A measure ends, with the reason."""
    found = door.known(request, pk)
    row = _protection(found, number)
    return door.carried_out(
        request,
        EndForm(request.POST),
        lambda got: actions.end_protection(row, text=got["text"], by=request.user, on=dates.today()),
        title=_("Chấm dứt biện pháp bảo vệ"),
        button=_("Chấm dứt"),
        back=door.home_of(request, found),
    )


def _protection(found: Denunciation, number: int) -> Protection:
    """The measure of this denunciation; Http404 for any other."""
    row = found.protections.filter(pk=number).first()
    if row is None:
        raise Http404
    row.denunciation = found
    return row
