"""Voters' petitions: taken down live, listed, put beside what is like them, taken out as a table; what is owed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.council import actions, policies, present, queries
from danvan.council.forms.petition import FilterForm, TakeForm
from danvan.council.models import Petition
from danvan.council.views.door import (
    CONFLICT,
    PAGE,
    UNPROCESSABLE,
    own_unit,
    petition_of,
    reading,
)
from danvan.lib import dates, workbook
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit
from danvan.web.asked import seen_of

LATEST = 10
JOINED: dict[str, tuple[str, Callable[..., Any]]] = {
    "merge": ("into", actions.merge),
    "again": ("of", actions.raise_again),
}


@require_safe
@login_required
def petitions(request: OfficerRequest) -> HttpResponse:
    """The list with its tabs; ?q=, ?topic=, ?level= narrow it."""
    units, today = reading(request), dates.today()
    tab = request.GET.get("tab", "unsent")
    tab = tab if tab in queries.TABS else "unsent"
    form = FilterForm(request.GET)
    page = Paginator(_narrowed(request, form, tab), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "tab": tab,
        "tabs": present.tabs(queries.counts(units, today), tab),
        "page": page,
        "lines": present.lines(page.object_list, today),
        "writes": bool(policies.units_written(request.user, today)),
        "several": len(units) > 1,
        "address": request.GET.urlencode(),
    }
    return render(request, "council/petitions.html", context)


def _narrowed(request: OfficerRequest, form: FilterForm, tab: str) -> Any:
    told = form.cleaned_data if form.is_valid() else {}
    return queries.narrowed(
        queries.petitions(reading(request)),
        tab=tab,
        words=told.get("q", ""),
        topic=told.get("topic", ""),
        level=told.get("level", ""),
        on=dates.today(),
    )


@require_safe
@login_required
def table(request: OfficerRequest) -> HttpResponse:
    """The usual table of voters' petitions as a spreadsheet, as the list is narrowed."""
    tab = request.GET.get("tab", "all")
    rows = _narrowed(request, FilterForm(request.GET), tab if tab in queries.TABS else "all")
    content = workbook.made(present.table(rows, dates.today()), columns=len(present.HEAD))
    response = HttpResponse(content, content_type=workbook.MEDIA_TYPE)
    response["Content-Disposition"] = 'attachment; filename="kien-nghi-cu-tri.xlsx"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take(request: OfficerRequest) -> HttpResponse:
    """Take petitions down one after another, as they are heard; the form stays, the last ones stand below."""
    unit, today = own_unit(request), dates.today()
    form = _take_form(unit, request.POST if request.method == "POST" else None, initial=_begun(request))
    status = 200
    if form.is_bound:
        status = UNPROCESSABLE
        if form.is_valid() and (made := _taken(request, form, unit)):
            messages.success(request, _("Đã ghi kiến nghị số %(n)s.") % {"n": made.pk})
            form, status = _take_form(unit, initial=form.kept()), 200
    latest = queries.petitions([unit.pk]).order_by("-pk")[:LATEST]
    context = {"form": form, "unit": unit, "latest": present.lines(latest, today)}
    return render(request, "council/take.html", context, status=status)


def _taken(request: OfficerRequest, form: TakeForm, unit: Unit) -> Petition | None:
    days = {"taken_on": form.cleaned_data["taken_on"], "submission": form.number(request.user.pk)}
    try:
        return actions.take(form.said(), unit=unit, by=request.user, on=dates.today(), **days)
    except Refused as why:
        form.refuse(why)
        return None


def _begun(request: OfficerRequest) -> dict[str, Any]:
    """What the form begins with: today, and the meeting that is asked for (?meeting=)."""
    return {"taken_on": dates.today(), "meeting": request.GET.get("meeting", "")}


def _take_form(unit: Unit, data: Any = None, *, initial: dict[str, Any] | None = None) -> TakeForm:
    today = dates.today()
    term = queries.current_term(unit, today)
    return TakeForm(
        data,
        places=queries.places(unit, today),
        meetings=queries.meetings([unit.pk])[:PAGE],
        deputies=queries.deputies_of(term, today) if term else (),
        sessions=queries.sessions([unit.pk])[:PAGE],
        initial=initial,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def revise(request: OfficerRequest, pk: int) -> HttpResponse:
    """Put right what was taken down, as long as nobody worked on it."""
    row = petition_of(request, pk)
    if not policies.can_write(request.user, row.unit_id, dates.today()):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = _take_form(row.unit, data, initial=TakeForm.of(row))
    status = UNPROCESSABLE if form.errors else 200
    if form.is_valid():
        try:
            actions.revise(row, form.said(), by=request.user, on=dates.today(), seen=seen_of(request))
            return redirect("council:petition", pk)
        except Refused as why:
            form.refuse(why)
            status = CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE
    context = {"form": form, "row": row, "unit": row.unit}
    return render(request, "council/take.html", context, status=status)


@require_safe
@login_required
def doubles(request: OfficerRequest) -> HttpResponse:
    """Pairs that may ask the same, side by side: a person merges them, says that one asks again, or leaves them."""
    unit, today = own_unit(request), dates.today()
    pairs = queries.doubles(unit.pk, today)
    rows = {row.pk: row for pair in pairs for row in (pair.earlier, pair.later)}
    named = {each["row"].pk: each for each in present.lines(rows.values(), today)}
    lines = [(pair, named[pair.earlier.pk], named[pair.later.pk]) for pair in pairs]
    return render(request, "council/doubles.html", {"unit": unit, "lines": lines})


@require_POST
@login_required
def join(request: OfficerRequest, pk: int, other: int, how: str) -> HttpResponse:
    """Merge one into the other, or say that it asks again what the other asked; from the page of pairs."""
    if how not in JOINED:
        raise Http404
    row = petition_of(request, pk)
    if not policies.can_write(request.user, row.unit_id, dates.today()):
        raise PermissionDenied
    name, act = JOINED[how]
    found = get_object_or_404(Petition, pk=other, unit=row.unit_id)
    try:
        given: dict[str, Any] = {name: found, "by": request.user, "on": dates.today()}
        act(row, **given)
        messages.success(request, _("Đã ghi."))
    except Refused as why:
        messages.error(request, why.sentence)
    back = reverse("council:doubles")
    return redirect(back if request.POST.get("back") == "doubles" else reverse("council:petition", args=[pk]))


@require_safe
@login_required
def owed(request: OfficerRequest) -> HttpResponse:
    """What the officer's units owe the council: answers to voters, to deputies, reports on recommendations."""
    today = dates.today()
    units = policies.units_answered(request.user, today) | policies.units_written(request.user, today)
    if not units:
        raise PermissionDenied
    context = {
        "petitions": present.lines(queries.owed_petitions(units)[:PAGE], today),
        "questions": [
            (row, present.question_due(row, today)) for row in queries.owed_questions(units)[:PAGE]
        ],
        "recommendations": queries.owed_recommendations(units)[:PAGE],
    }
    return render(request, "council/owed.html", context)
