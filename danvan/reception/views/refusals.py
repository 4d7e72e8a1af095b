"""Those who were not received: listed, written down, shown, told in writing."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.cases.errors import StepRefused
from danvan.lib import dates
from danvan.papers.block import block
from danvan.people import policies as people
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit
from danvan.reception import actions, policies, present, queries
from danvan.reception.forms.refusals import RefusalForm
from danvan.reception.models import Refusal
from danvan.reception.of_refusals import RefusalSubject
from danvan.reception.views.door import UNPROCESSABLE, reading, writing

PAGE = 50


@require_safe
@reading
def refusals(request: OfficerRequest) -> HttpResponse:
    """The newest first, by initials, each with its ground."""
    today = dates.today()
    rows = queries.refusals(people.standing(request.user, today).reads, on=today)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [(row, *present.ground_said(row), _chips(row)) for row in page],
        "may_write": bool(queries.own_keys(request.user, policies.RECEIVERS, on=today)),
    }
    return render(request, "reception/refusals.html", context)


def _chips(row: Refusal) -> list[Any]:
    return [present.due_chip(notice, dates.today()) for notice in row.notices.all()]


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def new(request: OfficerRequest) -> HttpResponse:
    """Write a refusal down."""
    today, data = dates.today(), request.POST if request.method == "POST" else None
    units = queries.own_units(request.user, policies.RECEIVERS, on=today)
    form = RefusalForm(units, today, present.language(), data)
    if data is not None and form.is_valid():
        unit = Unit.objects.get(pk=form.cleaned_data["unit"])
        try:
            made = actions.refuse_reception(form.told(), unit=unit, by=request.user, on=today)
        except StepRefused as why:
            form.add_error(None, why.sentence)
        else:
            messages.success(request, _("Đã ghi việc từ chối tiếp, với căn cứ."))
            return redirect("reception:refusal", made.pk)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "reception/refusal_new.html", {"form": form}, status=status)


def refusal_of(request: OfficerRequest, pk: int) -> Refusal:
    """The refusal, if this officer may read it; Http404 or StepRefused otherwise."""
    found = get_object_or_404(Refusal.objects.select_related("unit", "by"), pk=pk)
    policies.check_can_read(request.user, found.unit_id, on=dates.today())
    return found


@require_safe
@reading
def refusal(request: OfficerRequest, pk: int) -> HttpResponse:
    """One refusal, the person behind a mask."""
    return _page(request, refusal_of(request, pk))


@require_POST
@reading
def reveal(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show who it was; the look is on record."""
    found = refusal_of(request, pk)
    actions.reveal_refusal(found, by=request.user, on=dates.today())
    response = _page(request, found, shown=True)
    response["Cache-Control"] = "no-store, private"
    return response


def _page(request: OfficerRequest, found: Refusal, *, shown: bool = False) -> HttpResponse:
    today = dates.today()
    text, citation = present.ground_said(found)
    context = {
        "refusal": found,
        "ground": text,
        "citation": citation,
        "unit_name": found.unit.name_on(found.on),
        "notices": [present.notice_line(notice, today) for notice in found.notices.order_by("pk")],
        "shown": shown,
        "papers": block("refusal", RefusalSubject(found), request.user, on=today),
    }
    return render(request, "reception/refusal.html", context)
