"""Whom a case is about is said on its page, and taken back there."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.cases import actions, policies
from danvan.cases.errors import StepRefused
from danvan.desk import casepage, queries
from danvan.desk.forms.concern import ConcernForm, LiftForm
from danvan.desk.views.case import UNPROCESSABLE, readable, refused
from danvan.desk.views.door import DeskRequest, reading
from danvan.lib import dates


@require_POST
@reading
def concern(request: DeskRequest, pk: int) -> HttpResponse:
    """Put on record whom the case is about; it may then be one that the officer does not know any longer."""
    found, today = readable(request, pk), dates.today()
    policies.check_can_note_concern(request.user, found, on=today)
    form, status = ConcernForm(found, request.POST), UNPROCESSABLE
    if form.is_valid():
        try:
            got = form.cleaned_data
            actions.note_concern(
                found, form.given(), by=request.user, on=today, text=got["text"], seen=got["seen"]
            )
            return _on(request, pk)
        except StepRefused as why:
            status = refused(form, why)
    return _again(request, pk, status, form=form)


@require_POST
@reading
def lift(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """Take it back, with the reason."""
    found, today = readable(request, pk), dates.today()
    policies.check_can_lift_concern(request.user, found, on=today)
    form, status = LiftForm(found, number, request.POST), UNPROCESSABLE
    if form.is_valid():
        try:
            got = form.cleaned_data
            actions.lift_concern(found, number, by=request.user, on=today, text=got["text"], seen=got["seen"])
            messages.success(request, _("Đã gỡ: đơn không liên quan tới người ấy."))
            return redirect("desk:case", pk)
        except StepRefused as why:
            status = refused(form, why)
    return _again(request, pk, status, lift=(number, form))


def _on(request: DeskRequest, pk: int) -> HttpResponse:
    """To the case, or to the work list when it left whoever said so."""
    messages.success(request, _("Đã ghi. Đơn không còn đến tay người có liên quan."))
    case = queries.load(pk, on=dates.today())
    if policies.can_read(request.user, case, on=dates.today()):
        return redirect("desk:case", pk)
    return redirect("desk:inbox")


def _again(request: DeskRequest, pk: int, status: int, **forms: Any) -> HttpResponse:
    context = casepage.context(request.user, readable(request, pk), concern=forms)
    return render(request, "desk/case.html", context, status=status)
