"""The list of reports: what is in hand, what was issued, by unit, form and year."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from danvan.lib import dates
from danvan.people.http import OfficerRequest
from danvan.reports.policies import readable_units
from danvan.statements import present, queries
from danvan.statements.forms import ListForm

PAGE = 50


@require_safe
@login_required
def statements(request: OfficerRequest) -> HttpResponse:
    """Reports that the officer reads, the latest first; those that wait for her signature are counted on top."""
    today = dates.today()
    if not readable_units(request.user, on=today):
        raise PermissionDenied
    seen = queries.visible_to(request.user, on=today)
    form = ListForm(request.GET, units=queries.units_of(seen, on=today))
    narrowed = form.narrowed()
    rows = queries.listed(seen.filter(**narrowed)) if form.is_valid() else seen.none()
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": [present.line(row) for row in page.object_list],
        "narrowed": bool(narrowed or form.errors),
        "to_sign": queries.to_sign(request.user, on=today).count(),
    }
    return render(request, "statements/statements.html", context)
