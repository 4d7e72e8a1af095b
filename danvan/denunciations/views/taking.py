"""Taking a denunciation down at the counter or from the post: what is typed lives in one request, and is sealed."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from danvan.cases.errors import StepRefused
from danvan.cases.workflow import Channel
from danvan.denunciations import actions, policies, receipts
from danvan.denunciations.actions import Taken
from danvan.denunciations.forms import TakenForm
from danvan.denunciations.views.door import UNPROCESSABLE, sealed
from danvan.lib import dates
from danvan.people import queries as people
from danvan.people.http import OfficerRequest
from danvan.web.uploads import in_memory


@in_memory
@require_http_methods(["GET", "HEAD", "POST"])
@sealed
def new(request: OfficerRequest) -> HttpResponse:
    """The form; once it is sent, the receipt for the denouncer and nothing of what was typed."""
    today = dates.today()
    units = people.unit_choices(policies.takes_in_for(request.user, on=today), today)
    if not units:
        raise PermissionDenied
    form = TakenForm(units)
    if request.method == "POST":
        form = TakenForm(units, request.POST, request.FILES)
        if form.is_valid() and (taken := _taken(request, form)):
            return _receipt(request, taken, units)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "denunciations/new.html", {"form": form}, status=status)


def _taken(request: OfficerRequest, form: TakenForm) -> Taken | None:
    """The denunciation, sealed; None with a sentence at the form."""
    got = form.cleaned_data
    given = {"channel": Channel(got["channel"]), "submission": got["submission"]}
    try:
        return actions.receive(form.letter(), by=request.user, on=dates.today(), **given)
    except StepRefused as why:
        form.refuse(why)
        return None


def _receipt(request: OfficerRequest, taken: Taken, units: list[tuple[str, str]]) -> HttpResponse:
    """The slip that is handed over, once; `whole` says how many files could not be stripped, never their names."""
    context = {
        "receipt": receipts.grouped(taken.receipt),
        "unit": dict(units).get(taken.case.unit_received.key, ""),
        "site_url": f"{settings.DANVAN_URL}{reverse('portal:denounce')}",
        "received_on": taken.case.received_on,
        "whole": len(taken.whole),
    }
    return render(request, "denunciations/taken.html", context)
