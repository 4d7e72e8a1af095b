"""Files of evidence: added, fetched, taken off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.cases.errors import FileRefused
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.promises import actions, policies, queries, serving
from danvan.promises.forms import EvidenceForm
from danvan.promises.models import Evidence
from danvan.promises.views.door import UNPROCESSABLE, readable
from danvan.promises.views.promise import page


@require_POST
@login_required
def files(request: OfficerRequest, pk: int) -> HttpResponse:
    """Add files; one that is refused is named, and none is kept."""
    found = readable(request, pk)
    if not policies.can_note(request.user, found, dates.today()):
        raise PermissionDenied
    form = EvidenceForm(request.POST, request.FILES, auto_id="evidence-%s")
    if form.is_valid():
        try:
            actions.add_files(found, **form.cleaned_data, by=request.user, on=dates.today())
            messages.success(request, _("Đã thêm tệp."))
            return redirect("promises:promise", pk)
        except Refused as why:
            form.refuse(why)
        except FileRefused as why:
            form.add_error("files", str(why))
    return page(request, found, evidence=form, status=UNPROCESSABLE)


@require_safe
@login_required
def download(request: OfficerRequest, pk: int) -> HttpResponse:
    """One file, as a download."""
    return serving.as_download(_evidence(request, pk))


@require_POST
@login_required
def off(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take a file off."""
    found = _evidence(request, pk)
    if not policies.can_note(request.user, readable(request, found.promise_id), dates.today()):
        raise PermissionDenied
    actions.take_off(found, by=request.user, on=dates.today())
    messages.success(request, _("Đã gỡ tệp."))
    return redirect("promises:promise", found.promise_id)


def _evidence(request: OfficerRequest, pk: int) -> Evidence:
    found = queries.evidence_of(pk)
    if found is None:
        raise Http404
    readable(request, found.promise_id)
    return found
