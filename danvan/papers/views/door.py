"""The door of every page of papers: logged in; what is not there is 404, what is not for this officer 403."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from danvan.lib import dates
from danvan.papers import policies, subjects
from danvan.papers.models import Paper
from danvan.papers.subjects import Subject
from danvan.people import policies as people
from danvan.people.http import OfficerRequest
from danvan.people.roles import Role

UNPROCESSABLE, CONFLICT = 422, 409
View = Callable[..., HttpResponseBase]


def officers(view: View) -> View:
    """For whoever is logged in; the answer is kept by no cache."""

    @wraps(view)
    @login_required
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except (LookupError, Paper.DoesNotExist) as why:
            raise Http404 from why
        response["Cache-Control"] = "no-store, private"
        return response

    return page


def readable_subject(request: OfficerRequest, stream: str, pk: int) -> Subject:
    """The case or turn, if there is one and this officer may read it."""
    subject = subjects.load(stream, pk)
    if subject.is_unknown(request.user, on=dates.today()):
        raise Http404
    if not subject.can_read(request.user, on=dates.today()):
        raise PermissionDenied
    return subject


def readable(request: OfficerRequest, pk: int) -> tuple[Paper, Subject]:
    """The paper and what it is about, if this officer may read that."""
    paper = Paper.objects.select_related("unit", "signer", "issued_by", "made_by", "template").get(pk=pk)
    return paper, readable_subject(request, paper.stream, paper.subject)


def reads_letters(request: OfficerRequest) -> None:
    """403 for officers who see figures only."""
    if people.standing(request.user, dates.today()).roles.isdisjoint(r for r in Role if r.reads_letters):
        raise PermissionDenied


def furnished_units(request: OfficerRequest) -> frozenset[int]:
    """Units whose templates the officer looks after; 403 when there is none."""
    mine = people.standing(request.user, dates.today()).units_with(*policies.TEMPLATES)
    if not mine:
        raise PermissionDenied
    return mine


def as_file(content: bytes, *, name: str, media_type: str, inline: bool = False) -> HttpResponse:
    """Bytes as a download, or for the browser's own reader."""
    response = HttpResponse(content, content_type=media_type)
    way = "inline" if inline else "attachment"
    response["Content-Disposition"] = f'{way}; filename="{name}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
