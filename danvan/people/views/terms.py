"""The terms that a province sets of its own, where the law lets it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from danvan.lib import dates
from danvan.people import actions, policies, queries
from danvan.people.actions import Decision
from danvan.people.errors import Refused
from danvan.people.forms import DecisionForm, TermForm
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit


@require_http_methods(["GET", "POST"])
@login_required
def set_term(request: OfficerRequest, rule: str) -> HttpResponse:
    """Set a term of the province's own for a rule."""
    return _decide(request, rule, TermForm)


@require_http_methods(["GET", "POST"])
@login_required
def withdraw_term(request: OfficerRequest, rule: str) -> HttpResponse:
    """Let the law's own term hold again."""
    return _decide(request, rule, DecisionForm)


def _decide(request: OfficerRequest, rule: str, kind: type[DecisionForm]) -> HttpResponse:
    today = dates.today()
    provinces = policies.provinces_administered(request.user, today)
    if not provinces:
        raise PermissionDenied
    found = next(
        (each for each in queries.settable_rules(provinces, today) if each.said.rule.id == rule), None
    )
    withdrawing = kind is DecisionForm
    if found is None or (withdrawing and not found.standing):
        raise Http404
    form = kind(request.POST or None, units=queries.unit_choices(provinces, today))
    if request.method == "POST" and form.is_valid():
        try:
            _carry_out(request, rule, form)
            return redirect("people:rules")
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "people/set_term.html", {"form": form, "row": found, "withdrawing": withdrawing})


def _carry_out(request: OfficerRequest, rule: str, form: DecisionForm) -> None:
    """Set or withdraw as the form says, and tell it. Raises Refused."""
    said, today = dict(form.cleaned_data), dates.today()
    unit = get_object_or_404(Unit, key=said.pop("unit"))
    decision = Decision(said.pop("decision"), said.pop("decided_on"), said.pop("note"))
    if isinstance(form, TermForm):
        actions.set_term(unit=unit, rule=rule, decision=decision, by=request.user, on=today, **said)
        messages.success(
            request, _("Đã ghi thời hạn của tỉnh. Hồ sơ bắt đầu tính hạn từ ngày áp dụng theo số này.")
        )
    else:
        actions.withdraw_term(unit=unit, rule=rule, decision=decision, by=request.user, on=today, **said)
        messages.success(request, _("Đã rút thời hạn của tỉnh. Thời hạn của luật áp dụng trở lại."))
