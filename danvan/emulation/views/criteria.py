"""Sets of criteria: the list, one of them, drawn up from an example or from the version before, issued."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.emulation import actions, policies, present, queries
from danvan.emulation.examples import examples
from danvan.emulation.forms.office import CriteriaForm, IssueForm, drawn_of
from danvan.emulation.models import CriteriaSet
from danvan.emulation.views.door import UNPROCESSABLE, criteria_of, drafting, reading, status_of
from danvan.emulation.workflow import CRITERIA, Drawn
from danvan.journal.queries import events_of
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit
from danvan.web.asked import number, seen_of
from danvan.web.parts import Step

PAGE = 50


@require_safe
@login_required
def sets(request: OfficerRequest) -> HttpResponse:
    """Sets of the units that the officer reads and of those above hers."""
    today = dates.today()
    units = reading(request) | queries.units_above(policies.units_worked(request.user, today), today)
    page = Paginator(queries.criteria_of(units), PAGE).get_page(request.GET.get("page"))
    names = present.names_of([row.unit_id for row in page], today)
    context = {
        "page": page,
        "lines": [(row, names.get(row.unit_id, "")) for row in page],
        "drafts": bool(policies.units_drafted(request.user, today)),
        "examples": [(key, drawn) for key, drawn in examples().items()],
    }
    return render(request, "emulation/sets.html", context)


@require_safe
@login_required
def criteria(request: OfficerRequest, pk: int) -> HttpResponse:
    """One set with its criteria, its versions and what may be done with it."""
    return _page(request, criteria_of(request, pk))


def _page(
    request: OfficerRequest, row: CriteriaSet, form: IssueForm | None = None, status: int = 200
) -> HttpResponse:
    today = dates.today()
    items = list(row.items.all())
    steps = [
        Step(
            CRITERIA.done(event.verb).capitalize(), event.on, who=event.actor.full_name if event.actor else ""
        )
        for event in events_of(CRITERIA.stream, row.pk)
    ]
    context = {
        "row": row,
        "unit": present.names_of([row.unit_id], today)[row.unit_id],
        "items": items,
        "most": sum(item.most for item in items),
        "offered": [move.verb for move in policies.criteria_steps(row, request.user, today)],
        "versions": CriteriaSet.objects.filter(series=row.series).exclude(pk=row.pk).order_by("-number"),
        "form": form or IssueForm(initial={"decided_on": today, "from_on": today}),
        "refused": form,
        "steps": steps,
        "drafts": policies.can_draft(request.user, row.unit_id, today) and row.status == Drawn.ISSUED,
    }
    return render(request, "emulation/criteria.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def draft(request: OfficerRequest) -> HttpResponse:
    """Draw a set up: from nothing, from an example (?like=) or as the next version of one (?after=)."""
    mine, today = drafting(request), dates.today()
    after = None
    if (pk := number(request.GET.get("after", ""))) is not None:
        after = criteria_of(request, pk)
        if after.unit_id not in mine:
            raise PermissionDenied
    begun = drawn_of(after) if after else examples().get(request.GET.get("like", ""))
    units = list(Unit.objects.on(today).filter(pk__in=mine).named(today)[:200])
    unit = next(
        (each for each in units if str(each.pk) == request.POST.get("unit")), units[0] if units else None
    )
    form = CriteriaForm(request.POST if request.method == "POST" else None, begun=begun)
    if "more" in request.POST:
        return _form(request, form.longer(), units, after=after)
    if form.is_valid() and unit is not None:
        try:
            owner: Any = after.unit if after else unit
            made = actions.draft(owner, form.told(), after=after, by=request.user, on=today)
            return redirect("emulation:criteria", made.pk)
        except Refused as why:
            form.refuse(why)
    return _form(request, form, units, after=after, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: OfficerRequest, pk: int) -> HttpResponse:
    """Write a draft anew."""
    row = criteria_of(request, pk)
    if not policies.can_draft(request.user, row.unit_id, dates.today()):
        raise PermissionDenied
    form = CriteriaForm(request.POST if request.method == "POST" else None, begun=drawn_of(row))
    if "more" in request.POST:
        return _form(request, form.longer(), row=row)
    status = UNPROCESSABLE if form.errors else 200
    if form.is_valid():
        given: dict[str, Any] = {"by": request.user, "on": dates.today(), "seen": seen_of(request)}
        try:
            actions.revise_criteria(row, form.told(), **given)
            return redirect("emulation:criteria", pk)
        except Refused as why:
            form.refuse(why)
            status = status_of(why)
    return _form(request, form, row=CriteriaSet.objects.get(pk=pk), status=status)


def _form(
    request: OfficerRequest, form: CriteriaForm, units: Any = (), *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, "lines": form.lines, "units": units, "chosen": request.POST.get("unit"), **more}
    return render(request, "emulation/draw.html", context, status=status)


@require_POST
@login_required
def issue(request: OfficerRequest, pk: int) -> HttpResponse:
    """Put the decision on record by which a set holds."""
    row = criteria_of(request, pk)
    if not policies.can_issue(request.user, row, dates.today()):
        raise PermissionDenied
    form = IssueForm(request.POST)
    status = UNPROCESSABLE
    if form.is_valid():
        given: dict[str, Any] = {"by": request.user, "on": dates.today(), "seen": seen_of(request)}
        try:
            actions.issue(row, **form.cleaned_data, **given)
            messages.success(request, _("Đã ghi quyết định ban hành."))
            return redirect("emulation:criteria", pk)
        except Refused as why:
            form.refuse(why)
            status = status_of(why)
    return _page(request, criteria_of(request, pk), form, status)
