"""What an office publishes: decided and withdrawn by whoever leads it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from danvan.cases.errors import StepRefused
from danvan.dashboards import actions, policies, queries
from danvan.dashboards.choices import FIGURES
from danvan.dashboards.forms import PublishForm, WithdrawForm
from danvan.dashboards.models import Publication
from danvan.lib import dates
from danvan.people import queries as people
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit
from danvan.web.forms import Form

UNPROCESSABLE = 422


def led_by(request: OfficerRequest) -> tuple[Unit, list[Any]]:
    """The unit that the address names, or the first, of those that the officer leads; raises PermissionDenied."""
    ids = policies.publishing_units(request.user, on=dates.today())
    units: list[Any] = list(Unit.objects.on(dates.today()).filter(pk__in=ids).named(dates.today()))
    if not units:
        raise PermissionDenied
    asked = request.GET.get("unit", "").upper()
    return next((unit for unit in units if unit.key == asked), units[0]), units


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def publications(request: OfficerRequest) -> HttpResponse:
    """What the unit publishes and published before; a form for what it is to publish from now on."""
    unit, units = led_by(request)
    form = PublishForm(request.POST, units=_offered(unit)) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            actions.publish(unit, **form.chosen(), by=request.user, on=dates.today())
        except StepRefused as why:
            form.refuse(why)
        else:
            messages.success(request, _("Đã công bố. Ai cũng xem được ở trang Số liệu của cổng."))
            return _back(unit)
    return _page(request, unit, units, form)


@require_POST
@login_required
def withdraw(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take a publication back."""
    _unit, units = led_by(request)
    found = get_object_or_404(queries.publications([unit.pk for unit in units]), pk=pk)
    form, unit = WithdrawForm(request.POST), next(unit for unit in units if unit.pk == found.unit_id)
    if form.is_valid():
        try:
            actions.withdraw(found, by=request.user, on=dates.today(), **form.cleaned_data)
        except StepRefused as why:
            form.refuse(why)
        else:
            messages.success(request, _("Đã thôi công bố."))
            return _back(unit)
    return _page(request, unit, units, None, withdrawn=form)


def _back(unit: Unit) -> HttpResponse:
    """To the page of that unit: an officer may lead several."""
    return redirect(f"{reverse('dashboards:publications')}?unit={unit.key}")


def _page(
    request: OfficerRequest,
    unit: Unit,
    units: Sequence[Any],
    form: PublishForm | None,
    withdrawn: WithdrawForm | None = None,
) -> HttpResponse:
    rows = [(row, _names(row.figures)) for row in queries.publications([unit.pk])]
    standing = next((each for each in rows if not each[0].withdrawn_on), None)
    refused: Form | None = form if form and form.errors else withdrawn
    context = {
        "unit": unit,
        "units": units,
        "form": form or PublishForm(units=_offered(unit), initial=_as_it_is(standing and standing[0])),
        "standing": standing,
        "ended": [each for each in rows if each[0].withdrawn_on],
        "withdraw": withdrawn or WithdrawForm(),
        "refused": refused,
    }
    return render(request, "dashboards/publications.html", context, status=UNPROCESSABLE if refused else 200)


def _as_it_is(row: Publication | None) -> dict[str, Any]:
    """What a fresh form begins with: what is published now."""
    if row is None:
        return {}
    return {
        "figures": row.figures,
        "units": row.units,
        "by_topic": row.by_topic,
        "since": f"{row.since:%m/%Y}",
    }


def _offered(unit: Unit) -> list[tuple[str, str]]:
    """The units of today that can be shown one by one; none where there is the unit alone."""
    below: Any = people.units_under(unit, dates.today())
    found = [(each.key, each.shown_name) for each in below.named(dates.today())]
    return found if len(found) > 1 else []


def _names(slugs: Sequence[str]) -> str:
    return ", ".join(FIGURES[slug].label for slug in slugs if slug in FIGURES)
