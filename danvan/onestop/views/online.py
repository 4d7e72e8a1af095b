"""What passes over the portal, at the desk: looked at, its files, the result as files, what was paid too much."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from danvan.cases.actions import check_unmasked
from danvan.cases.actions.files import path_of
from danvan.cases.models import Attachment
from danvan.lib import dates
from danvan.onestop import actions
from danvan.onestop.forms import steps as shapes
from danvan.onestop.policies import Sight
from danvan.onestop.views.application import done
from danvan.onestop.views.door import at_desk, served, visible
from danvan.people.http import OfficerRequest


@require_POST
@at_desk
def admit(request: OfficerRequest, pk: int) -> HttpResponse:
    """What came over the portal was looked at and is whole."""
    found = served(request, pk)
    form = shapes.StepForm(found, request.POST, auto_id="admit-%s")
    return done(request, found, "admit", form, lambda told: actions.admit(found, **told))


@require_POST
@at_desk
def result(request: OfficerRequest, pk: int) -> HttpResponse:
    """The result is laid ready as files."""
    found = served(request, pk)
    form = shapes.ResultForm(found, request.POST, files=request.FILES, auto_id="result-%s")
    return done(request, found, "result", form, lambda told: actions.give_files(found, **told))


@require_POST
@at_desk
def refund(request: OfficerRequest, pk: int, number: int) -> HttpResponse:
    """What was paid too much was given back."""
    found = served(request, pk)
    order = get_object_or_404(found.orders, pk=number)
    form = shapes.RefundForm(found, request.POST, auto_id=f"refund-{number}-%s")
    return done(request, found, f"refund-{number}", form, lambda told: actions.refund(order, **told))


@require_safe
@at_desk
def file(request: OfficerRequest, pk: int, number: int) -> HttpResponseBase:
    """A file of the application, as a download; to whoever works on a step the papers of the procedure's list alone."""
    found, sight = visible(request, pk)
    if sight == Sight.WHOLE:
        check_unmasked(found.case, by=request.user, on=dates.today())
    elif not found.scans.filter(attachment=number).exists():
        raise PermissionDenied
    kept = get_object_or_404(Attachment, pk=number, case=pk)
    if not path_of(kept).is_file():
        raise Http404
    content = path_of(kept).open("rb")
    response = FileResponse(content, as_attachment=True, filename=kept.name, content_type=kept.media_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
