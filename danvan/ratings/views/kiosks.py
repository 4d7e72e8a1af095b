"""Tablets at counters: set up, bound to another officer, taken away."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from danvan.lib import codes, dates
from danvan.people import queries as people
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.people.models import Account, Unit
from danvan.ratings import actions, policies, queries
from danvan.ratings.forms.desk import KioskForm, MoveForm
from danvan.ratings.models import Kiosk

UNPROCESSABLE = 422


def _units(request: OfficerRequest) -> frozenset[int]:
    if found := policies.units_administered(request.user, dates.today()):
        return found
    raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def kiosks(request: OfficerRequest) -> HttpResponse:
    """The tablets; a form for another one, whose secret is shown once."""
    units = _units(request)
    if request.method != "POST":
        return _page(request, units, KioskForm(_unit_choices(units), _officers(units)))
    form = KioskForm(_unit_choices(units), _officers(units), request.POST)
    if not form.is_valid():
        return _page(request, units, form)
    got = form.cleaned_data
    given = {"name": got["name"], "officer": Account.objects.get(pk=int(got["officer"]))}
    try:
        row, secret = actions.set_up_kiosk(
            Unit.objects.get(key=got["unit"]), **given, by=request.user, on=dates.today()
        )
    except Refused as why:
        form.refuse(why)
        return _page(request, units, form)
    return _page(request, units, KioskForm(_unit_choices(units), _officers(units)), made=row, secret=secret)


@require_POST
@login_required
def move(request: OfficerRequest, pk: int) -> HttpResponse:
    """Bind a tablet to who works there now."""
    units = _units(request)
    found = get_object_or_404(queries.kiosks(units), pk=pk)
    form = MoveForm(_officers(units), request.POST)
    if form.is_valid():
        try:
            actions.move_kiosk(found, officer=form.chosen(), by=request.user, on=dates.today())
        except Refused as why:
            form.refuse(why)
        else:
            messages.success(request, _("Đã đổi người ngồi quầy."))
            return redirect("ratings:kiosks")
    return _page(request, units, KioskForm(_unit_choices(units), _officers(units)), moved=(pk, form))


@require_POST
@login_required
def end(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take a tablet away."""
    found = get_object_or_404(queries.kiosks(_units(request)), pk=pk)
    try:
        actions.end_kiosk(found, by=request.user, on=dates.today())
    except Refused as why:
        messages.error(request, why.sentence)
    else:
        messages.success(request, _("Đã thôi dùng máy này."))
    return redirect("ratings:kiosks")


def _page(
    request: OfficerRequest,
    units: frozenset[int],
    form: KioskForm,
    *,
    moved: tuple[int, MoveForm] | None = None,
    **told: Any,
) -> HttpResponse:
    officers = _officers(units)
    lines = [
        (row, moved[1] if moved and moved[0] == row.pk else _move_form(row, officers))
        for row in queries.kiosks(units)
    ]
    if secret := told.get("secret"):
        told["secret"] = codes.grouped(secret)
    wrong = form if form.errors else moved[1] if moved else None
    told |= {"form": form, "lines": lines, "wrong": wrong, "address": reverse("portal:kiosk")}
    return render(request, "ratings/kiosks.html", told, status=UNPROCESSABLE if wrong else 200)


def _move_form(row: Kiosk, officers: list[tuple[int, str]]) -> MoveForm | None:
    if row.ended_on:
        return None
    return MoveForm(officers, initial={"officer": str(row.officer_id)}, auto_id=f"move-{row.pk}-%s")


def _unit_choices(units: frozenset[int]) -> list[tuple[str, str]]:
    return people.unit_choices(units, dates.today())


def _officers(units: frozenset[int]) -> list[tuple[int, str]]:
    rows = people.working_posts(list(units), dates.today())
    found = {row.officer_id: row.officer.full_name for row in rows}
    return sorted(found.items(), key=lambda pair: pair[1])
