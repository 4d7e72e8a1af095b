"""Who may open which page of a council, and how a step that was posted is carried out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from danvan.council import policies, queries
from danvan.council.forms.base import StepForm
from danvan.council.models import Petition, Term
from danvan.lib import dates
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit
from danvan.web.asked import number, seen_of

UNPROCESSABLE, CONFLICT = 422, 409
PAGE = 50


@dataclass(frozen=True)
class Offer:
    """A step on a page: its name in the address, its word, its form, where it is posted to."""

    name: str
    label: str
    form: StepForm
    url: str
    opened: bool = False
    main: bool = False
    grave: bool = False

    @property
    def bare(self) -> bool:
        """Whether it asks for nothing, so that it is one button."""
        return not self.form.fields


def reading(request: OfficerRequest) -> frozenset[int]:
    """The units whose councils the officer reads; 403 where there is none."""
    if not (units := policies.units_read(request.user, dates.today())):
        raise PermissionDenied
    return units


def writing(request: OfficerRequest) -> frozenset[int]:
    """The units whose council the officer writes for; 403 where there is none."""
    if not (units := policies.units_written(request.user, dates.today())):
        raise PermissionDenied
    return units


def may_write(request: OfficerRequest, unit: int) -> bool:
    """Whether the officer writes for the council of the unit."""
    return policies.can_write(request.user, unit, dates.today())


def petition_of(
    request: OfficerRequest, pk: int, read: Callable[[int], Petition] = queries.petition
) -> Petition:
    """A petition that the officer reads, or has to answer; else 404. `read`: how much of it is read."""
    try:
        row = read(pk)
    except Petition.DoesNotExist as why:
        raise Http404 from why
    if not policies.can_read(request.user, row, dates.today()):
        get_object_or_404(Petition.objects.none())
    return row


def own_unit(request: OfficerRequest) -> Unit:
    """The unit for whose council the officer writes: the one asked for (?unit=), else the first; 403 for nobody's."""
    units = sorted(writing(request))
    asked = request.GET.get("unit", "") or request.POST.get("council", "")
    pk = number(asked)
    return Unit.objects.get(pk=pk if pk in units else units[0])


def own_term(request: OfficerRequest) -> Term | None:
    """The term that runs in that unit's council."""
    return queries.current_term(own_unit(request), dates.today())


def carry_out(
    request: OfficerRequest,
    form: StepForm,
    act: Callable[..., Any],
    *,
    back: str,
    again: Callable[[StepForm, int], HttpResponse],
    seen: bool = True,
) -> HttpResponse:
    """Take the step that was posted: led back where it was done; where not, the page again with what was typed."""
    if not form.is_valid():
        return again(form, UNPROCESSABLE)
    more: dict[str, Any] = {"seen": seen_of(request)} if seen else {}
    try:
        act(**form.given(), by=request.user, on=dates.today(), **more)
    except Refused as why:
        form.refuse(why)
        return again(form, CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE)
    messages.success(request, _("Đã ghi."))
    return redirect(back)
