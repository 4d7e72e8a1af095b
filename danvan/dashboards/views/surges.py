"""What rose beyond its own past: the list, and one of them with what it was compared with."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from danvan.cases import topics
from danvan.cases.errors import StepRefused
from danvan.dashboards import actions, policies, queries
from danvan.dashboards.forms import NoteForm
from danvan.dashboards.models import Surge
from danvan.dashboards.present import Rise
from danvan.lib import dates
from danvan.people.http import OfficerRequest
from danvan.reports import policies as reports
from danvan.web.parts import Tab

PAGE, UNPROCESSABLE = 50, 422
VERBS = {"acknowledge": actions.acknowledge, "close": actions.close}


def seen_by(request: OfficerRequest) -> frozenset[int]:
    """Units whose figures the officer reads; raises PermissionDenied without any."""
    found = reports.readable_units(request.user, on=dates.today())
    if not found:
        raise PermissionDenied
    return found


@require_safe
@login_required
def surges(request: OfficerRequest) -> HttpResponse:
    """The rises of the units that the officer sees: those not closed, or all that were."""
    closed = request.GET.get("tab") == "closed"
    rows = queries.surges_in(seen_by(request))
    found = rows.filter(state=Surge.State.CLOSED) if closed else rows.exclude(state=Surge.State.CLOSED)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": [
            Tab(_("Đang mở"), "?tab=open", None, current=not closed),
            Tab(_("Đã kết thúc"), "?tab=closed", None, current=closed),
        ],
        "page": page,
        "rises": [Rise(row, topics.label(row.topic)) for row in page],
    }
    return render(request, "dashboards/surges.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def surge(request: OfficerRequest, pk: int) -> HttpResponse:
    """One rise with its past; whoever leads or inspects there says that it is looked into, or ends it, with a note."""
    found = queries.surges_in(seen_by(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    may, form = policies.can_answer(request.user, found, on=dates.today()), NoteForm()
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        form = NoteForm(request.POST)
        if form.is_valid() and _answered(request, found, form):
            messages.success(request, _("Đã ghi."))
            return redirect("dashboards:surge", pk)
    rise: dict[str, Any] = {"rise": Rise(found, topics.label(found.topic)), "form": form, "may": may}
    return render(request, "dashboards/surge.html", rise, status=UNPROCESSABLE if form.errors else 200)


def _answered(request: OfficerRequest, found: Surge, form: NoteForm) -> bool:
    """Whether the note was taken; else the form says why not."""
    act = VERBS.get(request.POST.get("verb", ""), actions.acknowledge)
    try:
        act(found, form.cleaned_data["note"], by=request.user, on=dates.today())
    except StepRefused as why:
        form.refuse(why)
        return False
    return True
