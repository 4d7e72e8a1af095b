"""Who may open which page of the review."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404

from danvan.burdens import policies, queries
from danvan.burdens.models import Proposal, Report
from danvan.lib import dates
from danvan.people.http import OfficerRequest
from danvan.procedures.models import Procedure

UNPROCESSABLE, CONFLICT = 422, 409


def reading(request: OfficerRequest) -> frozenset[int]:
    """The units on whose procedures the officer reads reports; 403 where there is none."""
    units = policies.units_read(request.user, dates.today())
    if not units:
        raise PermissionDenied
    return units


def procedure_of(request: OfficerRequest, pk: int) -> Procedure:
    """The procedure of a unit that the officer reads; else 404."""
    return get_object_or_404(
        Procedure.objects.filter(unit__in=reading(request)).select_related("unit"), pk=pk
    )


def reported(request: OfficerRequest, pk: int) -> Procedure:
    """The same, and the procedure of another unit on which her own reported something; else 404."""
    units = reading(request)
    known = Report.objects.known_to(units).filter(procedure=pk).values("procedure")
    rows = Procedure.objects.filter(Q(unit__in=units) | Q(pk__in=known))
    return get_object_or_404(rows.select_related("unit"), pk=pk)


def visible(request: OfficerRequest) -> Any:
    """The proposals that the officer reads: of units that she reads, and those on which her unit was asked."""
    today = dates.today()
    return queries.proposals(reading(request), policies.units_drafted(request.user, today))


def proposal_of(request: OfficerRequest, pk: int) -> Proposal:
    """One of them; else 404."""
    found: Proposal = get_object_or_404(visible(request).select_related("procedure__unit"), pk=pk)
    return found


def drafting(request: OfficerRequest, unit: int) -> None:
    """403 for whoever does not draw proposals up for the unit."""
    if not policies.can_draft(request.user, unit, dates.today()):
        raise PermissionDenied
