"""Who may open which page of a consultation at the desk."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from danvan.cases.actions.files import path_of
from danvan.consultations import policies, queries
from danvan.consultations.models import Consultation
from danvan.consultations.models.consultation import ConsultationQuerySet
from danvan.consultations.workflow import ROLES_OF
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people.http import OfficerRequest

UNPROCESSABLE, CONFLICT = 422, 409
More = Callable[[ConsultationQuerySet], ConsultationQuerySet]


def reading(request: OfficerRequest) -> frozenset[int]:
    """The units whose consultations the officer reads; 403 where there is none."""
    units = policies.units_read(request.user, dates.today())
    if not units:
        raise PermissionDenied
    return units


def found(request: OfficerRequest, pk: int, *more: More) -> Consultation:
    """The consultation of a unit that the officer reads, else 404; `more`: what the page reads with it."""
    rows = Consultation.objects.filter(unit__in=reading(request)).select_related("unit", "made_by")
    for each in more:
        rows = each(rows)
    return get_object_or_404(queries.with_unit_name(rows, dates.today()), pk=pk)


def allowed(request: OfficerRequest, row: Consultation, verb: str) -> None:
    """403 for whoever has not the role of it; what the phase forbids is said by the action."""
    if not people.has_role(request.user, ROLES_OF[verb], row.unit_id, dates.today()):
        raise PermissionDenied


def naming(request: OfficerRequest, row: Consultation) -> None:
    """403 for whoever sees no names here."""
    if not policies.sees_persons(request.user, row, dates.today()):
        raise PermissionDenied


def download(file: Any) -> FileResponse:
    """A kept file, always as a download, with the type found when it was taken in; 404 where its bytes are gone."""
    if not path_of(file).is_file():
        raise Http404
    return FileResponse(
        path_of(file).open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type
    )
