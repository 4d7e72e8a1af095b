"""An application is taken in at the counter, by keyboard alone; its receipt, and the slip that goes with it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.cases.actions import print_receipt
from danvan.cases.errors import StepRefused
from danvan.lib import dates
from danvan.lib.text import clean
from danvan.onestop import actions, policies, queries, slips
from danvan.onestop.forms.intake import IntakeForm, PapersForm
from danvan.onestop.models import Application
from danvan.onestop.views.door import UNPROCESSABLE, at_desk, served, whole
from danvan.people import queries as people
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit
from danvan.procedures.models import Procedure


@dataclass(frozen=True)
class Origin:
    """Whence an application comes, where somebody's number in a hall led to it.

    `said`: in words; `again`: where another procedure is chosen; `receive` takes the application in, as
    danvan.onestop.actions.receive does.
    """

    said: str
    again: str
    receive: Callable[..., Application]


def straight() -> Origin:
    """It comes straight to the desk."""
    return Origin("", reverse("onestop:new"), actions.receive)


def _desks(request: OfficerRequest) -> list[int]:
    """The units at whose desk the officer takes applications in; 403 where there is none."""
    if units := policies.desks_of(request.user, on=dates.today()):
        return units
    raise PermissionDenied


@require_safe
@at_desk
def new(request: OfficerRequest) -> HttpResponse:
    """Which procedure: by words or code; where only one is found, its form at once."""
    _desks(request)
    typed = clean(request.GET.get("q", "")[:200])
    rows = queries.procedures_called(typed, dates.today()) if typed else []
    if len(rows) == 1:
        return redirect("onestop:intake", rows[0].procedure.code)
    return render(request, "onestop/new.html", {"typed": typed, "rows": rows, "again": request.path})


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def intake(request: OfficerRequest, code: str) -> HttpResponse:
    """The form of one procedure; what cannot be taken in comes back with everything typed."""
    return form_page(request, code, straight())


def form_page(request: OfficerRequest, code: str, origin: Origin) -> HttpResponse:
    """The same, from wherever the application comes."""
    today = dates.today()
    units = people.unit_choices(_desks(request), today)
    procedure = get_object_or_404(Procedure.objects.exclude(code=""), code=code.upper())
    try:
        version = policies.check_usable(procedure, today)
    except StepRefused as why:
        return _unusable(request, code, why.sentence, origin)
    data = request.POST if request.method == "POST" else None
    form, papers = IntakeForm(version, units, data), PapersForm(version, data)
    if data is not None and form.is_valid() & papers.is_valid():
        try:
            made = _taken_in(request, form, papers, origin)
        except StepRefused as why:
            form.refuse(why)
        else:
            messages.success(request, _("Đã tiếp nhận, số %(n)s.") % {"n": made.receipt})
            return redirect("onestop:application", made.pk)
    context = {
        "form": form,
        "papers": papers,
        "version": version,
        "wrong": data is not None,
        "origin": origin,
    }
    return render(request, "onestop/intake.html", context, status=200 if data is None else UNPROCESSABLE)


def _unusable(request: OfficerRequest, code: str, sentence: str, origin: Origin) -> HttpResponse:
    """Nothing is filed under this procedure today: why, and the field for another."""
    context = {"typed": code, "rows": [], "sentence": sentence, "again": origin.again}
    return render(request, "onestop/new.html", context, status=UNPROCESSABLE)


def _taken_in(request: OfficerRequest, form: IntakeForm, papers: PapersForm, origin: Origin) -> Application:
    told = papers.papers()
    return origin.receive(
        form.filing(told),
        unit=Unit.objects.by_key(form.cleaned_data["unit"]),
        by=request.user,
        on=dates.today(),
        submission=form.number(request.user, told),
    )


@require_POST
@at_desk
def receipt(request: OfficerRequest, pk: int) -> HttpResponse:
    """The receipt with the citizen's code, to be printed; each printing is on record."""
    found = served(request, pk)
    try:
        print_receipt(found.case, by=request.user, on=dates.today())
    except StepRefused as why:
        messages.error(request, why.sentence)
        return redirect("onestop:application", pk)
    return _pdf(slips.receipt(found), f"giay-tiep-nhan-{found.number}.pdf")


@require_safe
@at_desk
def control(request: OfficerRequest, pk: int) -> HttpResponse:
    """The slip that tells through whose hands it went, as it really happened."""
    found = whole(request, pk)
    return _pdf(slips.control(found, dates.today()), f"phieu-kiem-soat-{found.number}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response
