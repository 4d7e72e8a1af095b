"""Those who reported a burden and have still to be told: called by an officer, or sent once more."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from danvan.burdens import actions, message, policies, queries
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest

PAGE = 50
ACTS = {"told": actions.mark_told, "again": actions.resend}


def telling_units(request: OfficerRequest) -> frozenset[int]:
    """The units whose people the officer tells; 403 where there is none."""
    units = policies.units_reviewed(request.user, dates.today())
    if not units:
        raise PermissionDenied
    return units


@require_safe
@login_required
def to_tell(request: OfficerRequest) -> HttpResponse:
    """Who is to be told what, the oldest first; masked until somebody looks."""
    return _to_tell(request)


def _to_tell(request: OfficerRequest, shown: int | None = None) -> HttpResponse:
    page = Paginator(queries.to_tell(telling_units(request)), PAGE).get_page(request.GET.get("page"))
    lines = [(row, row.report.masked, message.what(row)) for row in page]
    return render(request, "burdens/to_tell.html", {"page": page, "lines": lines, "shown": shown})


@never_cache
@require_POST
@login_required
def telling(request: OfficerRequest, pk: int, what: str) -> HttpResponse:
    """Put on record that somebody was told, or have it sent once more; `look` shows whom, on record."""
    if what not in ACTS and what != "look":
        raise Http404
    found = get_object_or_404(queries.tellings_in(telling_units(request)), pk=pk)
    if what == "look":
        actions.look_told(found, by=request.user, on=dates.today())
        return _to_tell(request, found.pk)
    try:
        ACTS[what](found, by=request.user, on=dates.today())
        messages.success(request, _("Đã ghi."))
    except Refused as why:
        messages.error(request, why.sentence)
    return redirect("burdens:to_tell")
