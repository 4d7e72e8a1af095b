"""From the number that is being served to the application: which procedure, then its form; the number stays with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from danvan.cases.errors import StepRefused
from danvan.counters import actions, queries
from danvan.counters.models import Errand
from danvan.counters.views.door import at_counter, ticket_served
from danvan.counters.workflow import SERVING
from danvan.lib import dates
from danvan.lib.text import clean
from danvan.onestop.models import Application
from danvan.onestop.views.intake import Origin, form_page
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest


@require_safe
@at_counter
def choose(request: OfficerRequest, pk: int) -> HttpResponse:
    """The procedures of what the citizen came for; by words or code, any other."""
    errand = _errand(request, pk)
    if errand.ticket.state != SERVING:
        messages.warning(
            request, _("Số %(number)s không còn được phục vụ ở quầy.") % {"number": errand.ticket.shown}
        )
        return redirect("counters:desk", errand.ticket.hall.key)
    typed = clean(request.GET.get("q", "")[:200])
    rows = queries.procedures(errand.service, typed, on=dates.today())
    if typed and len(rows) == 1:
        return redirect("counters:intake", pk, rows[0].procedure.code)
    return render(request, "counters/choose.html", {"errand": errand, "typed": typed, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@at_counter
def intake(request: OfficerRequest, pk: int, code: str) -> HttpResponse:
    """The form of the procedure, as at the desk; what is taken in keeps from which number it came."""
    errand = _errand(request, pk)
    told = {"number": errand.ticket.shown, "name": errand.service.name}
    origin = Origin(
        said=_("Từ số %(number)s, việc “%(name)s”.") % told,
        again=reverse("counters:choose", args=[pk]),
        receive=_receiving(errand),
    )
    return form_page(request, code, origin)


def _receiving(errand: Errand) -> Callable[..., Application]:
    """Takes an application in from this errand; what is refused is said on the form."""

    def receive(filing: Any, **given: Any) -> Application:
        try:
            return actions.take_in(errand, filing, **given)
        except Refused as why:
            raise StepRefused(str(why)) from why

    return receive


def _errand(request: OfficerRequest, pk: int) -> Errand:
    """The errand of a number that the officer may serve."""
    errand = get_object_or_404(Errand.objects.select_related("service"), pk=pk)
    errand.ticket = ticket_served(request, errand.ticket_id)
    return errand
