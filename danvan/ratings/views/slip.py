"""The slip with which a matter is handed over: its code opens the rating."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from danvan.journal.models import Event
from danvan.lib import dates
from danvan.onestop import policies, slips
from danvan.onestop.models import Application
from danvan.people.http import OfficerRequest
from danvan.ratings import links
from danvan.ratings.transactions import STREAM
from danvan.ratings.workflow import RATED


@require_POST
@login_required
def slip(request: OfficerRequest, pk: int) -> HttpResponse:
    """The slip of the last thing that was done for whoever asked; 404 while nothing was."""
    rows = Application.objects.select_related("case__unit_responsible", "version__procedure", "way", "unit")
    found = rows.filter(pk=pk).first()
    if found is None or not policies.serves(request.user, found, on=dates.today()):
        raise PermissionDenied
    event = Event.objects.filter(stream=STREAM, subject=pk, verb__in=RATED).order_by("-number").first()
    if event is None or found.case.destroyed_on:
        raise Http404
    response = HttpResponse(
        slips.handing(found, event.on, links.address(event.pk)), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="phieu-tra-{found.number}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response
