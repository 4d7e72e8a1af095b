"""By which scale an office scores: what was put on record, and a form for what an act says."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from danvan.lib import dates
from danvan.people import queries as people
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.scores import actions, policies, queries, sets
from danvan.scores.forms import ScaleForm
from danvan.scores.models import Scale
from danvan.scores.sets import Set

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def scales(request: OfficerRequest, key: str) -> HttpResponse:
    """The scales of a set; whoever leads or administers puts another on record."""
    chosen, units = sets.every().get(key), policies.units_scaled(request.user, dates.today())
    if chosen is None:
        raise Http404
    if not units:
        raise PermissionDenied
    offered = people.unit_choices(units, dates.today())
    form = ScaleForm(chosen, offered, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.set_scale(chosen=chosen, **form.given(), by=request.user, on=dates.today())
        except Refused as why:
            form.refuse_at(why.sentence, why.field)
        else:
            messages.success(request, _("Đã ghi thang điểm."))
            return redirect("scores:scales", key)
    rows = [(row, _worded(row, chosen)) for row in queries.scales_of(units).filter(set=key)]
    context = {"form": form, "chosen": chosen, "rows": rows}
    return render(request, "scores/scales.html", context, status=UNPROCESSABLE if form.errors else 200)


def _worded(row: Scale, chosen: Set) -> str:
    """The numbers of a scale in one line."""
    names = {each.key: each.label for each in chosen.indicators}
    return "; ".join(
        f"{names.get(key, key)}: {', '.join(map(str, some))}" for key, some in row.values.items()
    )
