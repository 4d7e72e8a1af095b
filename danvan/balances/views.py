"""What an office declared as open when it began here: shown, declared, settled by numbers, matched with cases."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.balances import actions, policies, queries
from danvan.balances.forms import DeclareForm, SettleForm, WithdrawForm
from danvan.balances.models import Balance, Opening
from danvan.balances.workflow import STANDINGS, WAYS
from danvan.cases import kinds
from danvan.cases.errors import StepRefused
from danvan.cases.queries import visible_to
from danvan.lib import dates
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit

UNPROCESSABLE = 422


def _units(request: OfficerRequest) -> list[Any]:
    """Units in which the officer works; 403 where there is none."""
    today = dates.today()
    named: Any = Unit.objects.on(today).filter(pk__in=policies.reads(request.user, on=today)).named(today)
    if not (found := list(named)):
        raise PermissionDenied
    return found


@require_safe
@login_required
def balances(request: OfficerRequest) -> HttpResponse:
    """What the officer's unit declared, what is left of it, and cases that may be among it."""
    return _page(request)


def _page(
    request: OfficerRequest, *, unit: int = 0, form: WithdrawForm | None = None, status: int = 200
) -> HttpResponse:
    today, units = dates.today(), _units(request)
    asked = request.GET.get("unit", "").upper()
    found = next((each for each in units if each.pk == unit or each.key == asked), units[0])
    opening, hidden = queries.stands(found.pk), policies.hidden_kinds(request.user, found, on=today)
    context = {
        "unit": found,
        "units": units,
        "opening": opening,
        "lines": [_line(row) for row in opening.balances.all() if row.kind not in hidden] if opening else [],
        "cases": list(queries.may_be_among(opening, request.user, on=today)[:50]) if opening else [],
        "may_declare": policies.can_declare(request.user, found, on=today),
        "withdraw": form or WithdrawForm(),
        "refused": form,
    }
    return render(request, "balances/balances.html", context, status=status)


def _line(row: Balance) -> dict[str, Any]:
    return {
        "row": row,
        "kind": kinds.get(row.kind).label,
        "standing": STANDINGS[row.standing],
        "done": [(each, WAYS[each.way].label) for each in row.settlements.all()],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def declare(request: OfficerRequest, key: str) -> HttpResponse:
    """Declare what was open, by kind and standing."""
    unit = next((each for each in _units(request) if each.key == key.upper()), None)
    if unit is None or not policies.can_declare(request.user, unit, on=dates.today()):
        raise PermissionDenied
    form = DeclareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.declare(unit, **form.asked(), by=request.user, on=dates.today())
            messages.success(request, _("Đã khai số dư đầu kỳ. Báo cáo đầu tiên tính cả các đơn này."))
            return _back(unit)
        except StepRefused as why:
            form.refuse(why)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "balances/declare.html", {"form": form, "unit": unit}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settle(request: OfficerRequest, pk: int) -> HttpResponse:
    """Say what became of some of them."""
    mine = policies.reads(request.user, on=dates.today())
    row = get_object_or_404(Balance.objects.select_related("opening__unit"), pk=pk, opening__unit__in=mine)
    if row.kind in policies.hidden_kinds(request.user, row.opening.unit_id, on=dates.today()):
        raise Http404
    form = SettleForm(request.POST if request.method == "POST" else None, balance=row)
    if form.is_valid():
        try:
            actions.settle(row, **form.cleaned_data, by=request.user, on=dates.today())
            messages.success(request, _("Đã ghi."))
            return _back(row.opening.unit)
        except StepRefused as why:
            form.refuse(why)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "balances/settle.html", {"form": form, **_line(row)}, status=status)


def _back(unit: Unit) -> HttpResponse:
    """To the page of that unit: an officer may work in several."""
    return redirect(f"{reverse('balances:balances')}?unit={unit.key}")


def _opening(request: OfficerRequest, pk: int) -> Opening:
    mine = policies.reads(request.user, on=dates.today())
    rows = Opening.objects.select_related("unit")
    return get_object_or_404(rows, pk=pk, unit__in=mine, withdrawn_on__isnull=True)


@require_POST
@login_required
def enter(request: OfficerRequest, pk: int, case: int) -> HttpResponse:
    """Say that a case is one of the declared letters."""
    opening = _opening(request, pk)
    found = get_object_or_404(visible_to(request.user, on=dates.today()), pk=case)
    try:
        actions.enter(opening, found, by=request.user, on=dates.today())
        messages.success(request, _("Đã ghi: hồ sơ này nằm trong số khai, nay tính là hồ sơ."))
    except StepRefused as why:
        messages.error(request, why.sentence)
    return _back(opening.unit)


@require_POST
@login_required
def withdraw(request: OfficerRequest, pk: int) -> HttpResponse:
    """Withdraw the declaration, with the reason."""
    opening, form = _opening(request, pk), WithdrawForm(request.POST)
    if not policies.can_declare(request.user, opening.unit_id, on=dates.today()):
        raise PermissionDenied
    if form.is_valid():
        try:
            actions.withdraw(opening, **form.cleaned_data, by=request.user, on=dates.today())
            messages.success(request, _("Đã rút bản khai."))
            return _back(opening.unit)
        except StepRefused as why:
            form.refuse(why)
    return _page(request, unit=opening.unit_id, form=form, status=UNPROCESSABLE)
