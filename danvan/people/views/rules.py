"""Rules of law that nobody has checked in the act yet, to be confirmed once for the office."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from danvan import law
from danvan.lib import dates
from danvan.people import actions, policies, queries
from danvan.people.errors import Refused
from danvan.people.forms import RuleForm
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit
from danvan.people.roles import Role
from danvan.people.rule_list import follows, rule_list


def _mine(request: OfficerRequest) -> frozenset[int]:
    """Units for which the officer may confirm; 403 when there is none."""
    mine = policies.standing(request.user, dates.today()).units_with(Role.LEADER, Role.ADMINISTRATOR)
    if not mine:
        raise PermissionDenied
    return mine


@require_safe
@login_required
def rules(request: OfficerRequest) -> HttpResponse:
    """Every version that sets no term by itself, with its source and who confirmed it; the terms of the province."""
    mine, today = _mine(request), dates.today()
    context = {
        "list": rule_list(mine, today),
        "settable": queries.settable_rules(mine, today),
        "may_set": bool(policies.provinces_administered(request.user, today)),
    }
    return render(request, "people/rules.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def confirm(request: OfficerRequest, rule: str, version: str) -> HttpResponse:
    """Confirm one version for a unit and all below it."""
    try:
        found = next(each for each in law.versions(rule) if each.version == version)
    except (law.UnknownRule, StopIteration):
        raise Http404 from None
    form = RuleForm(request.POST or None, units=queries.unit_choices(_mine(request), dates.today()))
    if request.method == "POST" and form.is_valid():
        unit = get_object_or_404(Unit, key=form.cleaned_data.pop("unit"))
        try:
            policies.check_can_confirm_rules(request.user, unit, dates.today())
            begun = _confirm(request, unit, rule, version, form.cleaned_data)
            messages.success(
                request, _("Đã xác nhận. Số thời hạn bắt đầu chạy: %(count)s.") % {"count": begun}
            )
            return redirect("people:rules")
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "row": queries.RuleRow(found, None), "follows": follows(rule)}
    return render(request, "people/confirm_rule.html", context)


def _confirm(request: OfficerRequest, unit: Unit, rule: str, version: str, said: dict[str, str]) -> int:
    """Confirm, then let the clocks that waited run (DANVAN_RULE_CONFIRMED); returns how many began."""
    today = dates.today()
    actions.confirm_rule(unit=unit, rule=rule, version=version, by=request.user, on=today, **said)
    followers = [import_string(dotted) for dotted in settings.DANVAN_RULE_CONFIRMED]
    return sum(follow(rule, by=request.user, on=today) for follow in followers)
