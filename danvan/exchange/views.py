"""The ledger of the exchange, one package, what was refused, and the switch for personal data."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.cases.errors import StepRefused
from danvan.exchange import actions, policies, queries
from danvan.exchange.fields import CASE
from danvan.exchange.forms import AnswerForm, DecisionForm
from danvan.exchange.models import Item
from danvan.lib import dates
from danvan.people.http import OfficerRequest

PAGE, UNPROCESSABLE = 50, 422


def runs(request: OfficerRequest) -> None:
    """403 for whoever does not run the exchange."""
    if not policies.can_run(request.user, on=dates.today()):
        raise PermissionDenied


@require_safe
@login_required
def ledger(request: OfficerRequest) -> HttpResponse:
    """How many stand in which state, the packages, whether personal data are sent."""
    runs(request)
    page = Paginator(queries.packages(), PAGE).get_page(request.GET.get("page"))
    return _ledger(request, page=page)


def _ledger(request: OfficerRequest, *, page: Any, form: DecisionForm | None = None) -> HttpResponse:
    counts = queries.counts()
    context = {
        "counts": [(state.label, counts[state.value], state.value) for state in Item.State],
        "page": page,
        "decision": queries.decision(),
        "may_decide": policies.can_decide(request.user, on=dates.today()),
        "form": form or DecisionForm(),
        "personal_fields": [field.means.vi for field in CASE if field.personal],
    }
    status = UNPROCESSABLE if form is not None else 200
    return render(request, "exchange/ledger.html", context, status=status)


@require_POST
@login_required
def send(request: OfficerRequest) -> HttpResponse:
    """Send now what has changed."""
    runs(request)
    try:
        told = actions.send(by=request.user, on=dates.today())
    except StepRefused as why:
        messages.error(request, why.sentence)
        return redirect("exchange:ledger")
    said = _("Đã chuẩn bị %(made)s dòng, gửi %(sent)s dòng, đọc %(answered)s trả lời.")
    messages.success(request, said % {"made": told.prepared, "sent": told.sent, "answered": told.answered})
    if told.stopped:
        messages.error(request, _("Chưa gửi xong: %(why)s. Sẽ gửi lại.") % {"why": told.stopped})
    return redirect("exchange:ledger")


def decides(request: OfficerRequest) -> None:
    """403 for whoever does not administer the office."""
    if not policies.can_decide(request.user, on=dates.today()):
        raise PermissionDenied


@require_POST
@login_required
def allow_personal(request: OfficerRequest) -> HttpResponse:
    """Let names and addresses go out, by a decision of the office."""
    decides(request)
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            actions.allow_personal(**form.cleaned_data, by=request.user, on=dates.today())
            messages.success(request, _("Đã ghi."))
            return redirect("exchange:ledger")
        except StepRefused as why:
            form.refuse(why)
    return _ledger(request, page=Paginator(queries.packages(), PAGE).get_page(1), form=form)


@require_POST
@login_required
def end_personal(request: OfficerRequest) -> HttpResponse:
    """Let no name and no address go out any more."""
    decides(request)
    try:
        actions.end_personal(by=request.user, on=dates.today())
        messages.success(request, _("Đã ghi."))
    except StepRefused as why:
        messages.error(request, why.sentence)
    return redirect("exchange:ledger")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def package(request: OfficerRequest, pk: int) -> HttpResponse:
    """One package, item by item; what was told of it on paper or on a screen is written down here."""
    runs(request)
    found = get_object_or_404(queries.packages(), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.answer_by_hand(found, form.cleaned_data["refused"], by=request.user, on=dates.today())
            messages.success(request, _("Đã ghi trả lời của nơi nhận."))
            return redirect("exchange:package", pk)
        except StepRefused as why:
            form.refuse(why)
    page = Paginator(found.items.order_by("state", "pk"), PAGE).get_page(request.GET.get("page"))
    context = {"package": found, "page": page, "form": form}
    return render(request, "exchange/package.html", context, status=UNPROCESSABLE if form.errors else 200)


def _mendable(request: OfficerRequest) -> QuerySet[Item]:
    """What was refused and is the officer's to mend."""
    today = dates.today()
    return queries.refused(request.user, tables=policies.can_run(request.user, on=today), on=today)


@require_safe
@login_required
def refused(request: OfficerRequest) -> HttpResponse:
    """What was refused and waits to be mended, as far as it is the officer's work."""
    return _refused(request)


def _refused(request: OfficerRequest, sentence: str = "") -> HttpResponse:
    if not policies.can_mend(request.user, on=dates.today()):
        raise PermissionDenied
    page = Paginator(_mendable(request), PAGE).get_page(request.GET.get("page"))
    rows = [(row, reverse("desk:case", args=[row.subject]) if row.thing == "case" else "") for row in page]
    runs_it = policies.can_run(request.user, on=dates.today())
    context = {"page": page, "rows": rows, "runs": runs_it, "sentence": sentence}
    return render(request, "exchange/refused.html", context, status=UNPROCESSABLE if sentence else 200)


@require_POST
@login_required
def again(request: OfficerRequest, pk: int) -> HttpResponse:
    """Put what was mended in line again."""
    if not policies.can_mend(request.user, on=dates.today()):
        raise PermissionDenied
    found = get_object_or_404(_mendable(request), pk=pk)
    try:
        actions.again(found, by=request.user, on=dates.today())
    except StepRefused as why:
        return _refused(request, why.sentence)
    messages.success(request, _("Đã đưa vào lần gửi tới."))
    return redirect("exchange:refused")
