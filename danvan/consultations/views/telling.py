"""Whom a draft concerns: groups told, people named and looked at on record; who is still to be told."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.consultations import actions, message, policies, present, queries
from danvan.consultations.forms.desk import GroupOfPeopleForm, PersonsForm, ToldGroupForm
from danvan.consultations.models import Telling
from danvan.consultations.views.door import UNPROCESSABLE, allowed, found, naming
from danvan.consultations.views.life import page_of
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest

PAGE = 50
STEPS = {"told": actions.mark_told, "resend": actions.resend}


@require_POST
@login_required
def audience(request: OfficerRequest, pk: int) -> HttpResponse:
    """Name a group of people whom the draft concerns."""
    row = found(request, pk)
    allowed(request, row, "concern")
    form = GroupOfPeopleForm(request.POST, auto_id="group-%s")
    if form.is_valid():
        try:
            actions.name_group(row, **form.given(), by=request.user, on=dates.today())
            return redirect("consultations:consultation", pk)
        except Refused as why:
            form.refuse(why)
    messages.error(request, " ".join(str(said) for errors in form.errors.values() for said in errors))
    return page_of(request, row, status=UNPROCESSABLE)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def audience_told(request: OfficerRequest, pk: int, group: int) -> HttpResponse:
    """Put on record how a group was told and how many were reached."""
    row, today = found(request, pk), dates.today()
    allowed(request, row, "concern")
    one = get_object_or_404(row.audiences, pk=group)
    begun = {"how": one.told_how, "told_on": one.told_on or today, "reached": one.reached}
    form = ToldGroupForm(request.POST) if request.method == "POST" else ToldGroupForm(initial=begun)
    if form.is_valid():
        try:
            actions.tell_group(one, **form.cleaned_data, by=request.user, on=today)
            messages.success(request, _("Đã ghi nhóm được phổ biến."))
            return redirect("consultations:consultation", pk)
        except Refused as why:
            form.refuse(why)
    context = {**present.head(row, today), "form": form, "group": one}
    return render(
        request, "consultations/audience.html", context, status=UNPROCESSABLE if form.errors else 200
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def people(request: OfficerRequest, pk: int) -> HttpResponse:
    """Those directly affected: masked; `look` shows names, numbers and codes, on record; else more are named."""
    row, today = found(request, pk), dates.today()
    naming(request, row)
    form = PersonsForm(request.POST if request.method == "POST" and "look" not in request.POST else None)
    shown: list[Any] = []
    if "look" in request.POST:
        shown = actions.look(row, by=request.user, on=today)
    elif request.method == "POST":
        allowed(request, row, "concern")
        if form.is_valid():
            try:
                made = actions.name_persons(row, form.cleaned_data["persons"], by=request.user, on=today)
                messages.success(request, _("Đã ghi %(n)s người.") % {"n": len(made)})
                return redirect("consultations:people", pk)
            except Refused as why:
                form.refuse(why)
    context = {
        **present.head(row, today),
        "form": form if policies.can(request.user, row, "concern", today) else None,
        "persons": present.persons(row),
        "names": {each.pk: each for each in shown},
        "reach": queries.reach(row),
    }
    return render(request, "consultations/people.html", context, status=UNPROCESSABLE if form.errors else 200)


@never_cache
@require_safe
@login_required
def to_tell(request: OfficerRequest) -> HttpResponse:
    """Who is still to be told by somebody: called, written to, visited; masked until looked at on record."""
    return _to_tell(request)


def _to_tell(request: OfficerRequest, shown: int = 0) -> HttpResponse:
    units = policies.units_told(request.user, dates.today())
    if not units:
        raise PermissionDenied
    page = Paginator(queries.to_tell(units), PAGE).get_page(request.GET.get("page"))
    lines = [message.to_tell(each, shown) for each in page]
    return render(request, "consultations/to_tell.html", {"page": page, "lines": lines})


@never_cache
@require_POST
@login_required
def telling(request: OfficerRequest, pk: int, what: str) -> HttpResponse:
    """Put on record that somebody was told, or put it in line once more; `look` shows who she is, on record."""
    units = policies.units_told(request.user, dates.today())
    rows = Telling.objects.filter(consultation__unit__in=units).select_related("consultation")
    one = get_object_or_404(rows, pk=pk)
    if what == "look":
        actions.look_telling(one, by=request.user, on=dates.today())
        return _to_tell(request, shown=pk)
    if what not in STEPS:
        raise Http404
    try:
        STEPS[what](one, by=request.user, on=dates.today())
    except Refused as why:
        messages.error(request, why.sentence)
    return redirect("consultations:to_tell")
