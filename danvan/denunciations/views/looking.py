"""Looking at who denounced: asked, decided by another custodian, taken once."""

from functools import partial

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.denunciations import actions
from danvan.denunciations.forms import DecideForm, LookForm
from danvan.denunciations.models import Look
from danvan.denunciations.views import door
from danvan.denunciations.views.handing import handed
from danvan.lib import dates
from danvan.people.http import OfficerRequest


@require_POST
@door.sealed
def ask(request: OfficerRequest, pk: int) -> HttpResponse:
    """Ask to look, with the reason."""
    found = door.kept(request, pk)
    return door.carried_out(
        request,
        LookForm(request.POST),
        lambda got: actions.ask(found, reason=got["reason"], by=request.user, on=dates.today()),
        title=_("Xin xem danh tính"),
        button=_("Xin xem danh tính"),
        back=reverse("denunciations:denunciation", args=[pk]),
    )


@require_POST
@door.sealed
def decide(request: OfficerRequest, pk: int, number: int) -> HttpResponse:
    """Allow another's look, or refuse it."""
    look = _look(request, pk, number)
    act = actions.allow if "allow" in request.POST else actions.refuse
    done = partial(act, look, by=request.user, on=dates.today())
    back = reverse("denunciations:denunciation", args=[pk])
    words = {"title": _("Quyết định việc xem danh tính"), "button": ""}
    return door.carried_out(request, DecideForm(request.POST), lambda _got: done(), back=back, **words)


@require_POST
@door.sealed
def take(request: OfficerRequest, pk: int, number: int) -> HttpResponse:
    """The one look: the sealed identity goes to the officer's own machine, and the denouncer will see that it did."""
    look = _look(request, pk, number)
    handout = actions.take(look, by=request.user, on=dates.today())
    return handed(request, handout, back=reverse("denunciations:denunciation", args=[pk]), number=pk)


def _look(request: OfficerRequest, pk: int, number: int) -> Look:
    """The look at this denunciation; Http404 for any other."""
    look = door.kept(request, pk).looks.select_related("denunciation__case").filter(pk=number).first()
    if look is None:
        raise Http404
    return look
