"""Who may open which page of emulation."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from danvan.emulation import policies, queries
from danvan.emulation.models import CriteriaSet, Exemplar, Movement, Nomination
from danvan.lib import dates
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.http import OfficerRequest

UNPROCESSABLE, CONFLICT = 422, 409


def reading(request: OfficerRequest) -> frozenset[int]:
    """The units whose emulation the officer reads; 403 where there is none."""
    units = policies.units_read(request.user, dates.today())
    if not units:
        raise PermissionDenied
    return units


def visible(request: OfficerRequest) -> Any:
    """The exemplars that the officer reads; those from which she stepped aside do not exist for her."""
    reading(request)
    return Exemplar.objects.filter(policies.visible_to(request.user, dates.today()))


def exemplar_of(request: OfficerRequest, pk: int) -> Exemplar:
    """One of them; else 404."""
    reading(request)
    rows = queries.page_of(policies.visible_to(request.user, dates.today()))
    found: Exemplar = get_object_or_404(rows, pk=pk)
    return found


def working(request: OfficerRequest, row: Exemplar) -> None:
    """403 for whoever works neither where it stands nor where the movement is run."""
    if not policies.can_work(request.user, row, dates.today()):
        raise PermissionDenied


def movement_of(request: OfficerRequest, pk: int) -> Movement:
    """A movement of a unit that the officer reads, or of a unit above one in which she works; else 404."""
    works, today = policies.units_worked(request.user, dates.today()), dates.today()
    shown = Q(unit__in=reading(request)) | Q(unit__in=queries.above(works, today).values("pk"))
    rows = Movement.objects.filter(shown).select_related("criteria", "unit")
    return get_object_or_404(rows, pk=pk)


def running(request: OfficerRequest, movement: Movement) -> None:
    """403 for whoever does not run the movement."""
    if not policies.can_run(request.user, movement, dates.today()):
        raise PermissionDenied


def criteria_of(request: OfficerRequest, pk: int) -> CriteriaSet:
    """A set of criteria of a unit that the officer reads, or of a unit above; else 404."""
    units = reading(request) | queries.units_above(
        policies.units_worked(request.user, dates.today()), dates.today()
    )
    return get_object_or_404(CriteriaSet.objects.filter(unit__in=units).select_related("unit"), pk=pk)


def nomination_of(request: OfficerRequest, pk: int) -> Nomination:
    """A nomination in a unit where the officer works; else 404."""
    rows = queries.nominations(taking(request))
    return get_object_or_404(rows, pk=pk)


def taking(request: OfficerRequest) -> frozenset[int]:
    """The units for which the officer takes nominations in; 403 where there is none."""
    units = policies.units_worked(request.user, dates.today())
    if not units:
        raise PermissionDenied
    return units


def drafting(request: OfficerRequest) -> frozenset[int]:
    """The units for which the officer draws up; 403 where there is none."""
    units = policies.units_drafted(request.user, dates.today())
    if not units:
        raise PermissionDenied
    return units


def status_of(why: Refused) -> int:
    """What a page answers with when an action refused."""
    return CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE


def file_answer(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file as a download."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
