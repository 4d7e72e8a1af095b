"""Money, land and people by a decision are put on record on the case's page, and taken back there."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.cases import actions, policies
from danvan.cases.awards import Stage
from danvan.cases.errors import StepRefused
from danvan.desk import casepage
from danvan.desk.forms.awards import AwardForm, TakeBackForm
from danvan.desk.views.case import UNPROCESSABLE, readable, refused
from danvan.desk.views.door import DeskRequest, reading
from danvan.lib import dates


@require_POST
@reading
def award(request: DeskRequest, pk: int) -> HttpResponse:
    """Put an amount on record."""
    found, today = readable(request, pk), dates.today()
    policies.check_can_award(request.user, found, Stage.PROPOSED, on=today)
    stages = policies.stages_to_award(request.user, found, on=today)
    form, status = AwardForm(found, stages, today, request.POST), UNPROCESSABLE
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            actions.award(found, form.given(), by=request.user, on=today, seen=seen)
            messages.success(request, _("Đã ghi kết quả xử lý."))
            return redirect("desk:case", pk)
        except StepRefused as why:
            status = refused(form, why)
    return _again(request, pk, status, form=form)


@require_POST
@reading
def take_back(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """Take an amount back, with the reason."""
    found, today = readable(request, pk), dates.today()
    policies.check_can_take_back_award(request.user, found, on=today)
    form, status = TakeBackForm(found, number, request.POST), UNPROCESSABLE
    if form.is_valid():
        try:
            got = form.cleaned_data
            actions.take_back_award(
                found, number, why=got["why"], by=request.user, on=today, seen=got["seen"]
            )
            messages.success(request, _("Đã gỡ; số cũ vẫn đọc được."))
            return redirect("desk:case", pk)
        except StepRefused as why:
            status = refused(form, why)
    return _again(request, pk, status, wrong=(number, form))


def _again(request: DeskRequest, pk: int, status: int, **forms: Any) -> HttpResponse:
    context = casepage.context(request.user, readable(request, pk), award=forms)
    return render(request, "desk/case.html", context, status=status)
