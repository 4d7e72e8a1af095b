"""Days on which officers are away, and who stands in: one's own, and those of the units that one leads."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from danvan.lib import dates
from danvan.people import actions, policies, queries
from danvan.people.errors import Refused
from danvan.people.forms import AbsenceForm
from danvan.people.http import OfficerRequest
from danvan.people.models import Absence
from danvan.people.roles import Role


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def absences(request: OfficerRequest) -> HttpResponse:
    """The list and the form."""
    today = dates.today()
    standing = policies.standing(request.user, today)
    led, mine = standing.units_with(Role.LEADER), standing.seated(*policies.WORKING)
    if not mine | led:
        raise PermissionDenied
    posts = queries.working_posts(mine | led, today)
    data = request.POST if request.method == "POST" else None
    form = AbsenceForm(data, posts=posts, officer=request.user, led=led)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_absence(**form.given(), by=request.user, on=today)
            messages.success(request, _("Đã ghi ngày vắng và người thay."))
            return redirect("people:absences")
        except Refused as refused:
            form.add_error(None, str(refused))
    rows = queries.absences(request.user, led, today)
    context: dict[str, Any] = {"form": form, "rows": rows, "today": today}
    return render(request, "people/absences.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def end_absence(request: OfficerRequest, pk: int) -> HttpResponse:
    """The officer is back today."""
    absence = get_object_or_404(Absence.objects.select_related("officer"), pk=pk)
    if not policies.can_record_absence(request.user, absence.officer, absence.unit_id, dates.today()):
        raise PermissionDenied
    try:
        actions.end_absence(absence=absence, by=request.user, on=dates.today())
        messages.success(request, _("Đã ghi: đã trở lại làm việc."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("people:absences")
