"""What sessions, resolutions and oversights have in common: their list, a new one, one written anew."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from danvan.council import policies
from danvan.council.models import Term
from danvan.council.views.door import CONFLICT, PAGE, UNPROCESSABLE, may_write
from danvan.lib import dates
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.http import OfficerRequest
from danvan.web.asked import seen_of
from danvan.web.forms import Form


def listing(request: OfficerRequest, template: str, rows: QuerySet[Any]) -> HttpResponse:
    """The list of them, page by page."""
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    writes = bool(policies.units_written(request.user, dates.today()))
    return render(request, template, {"page": page, "writes": writes})


def begin(
    request: OfficerRequest, template: str, term: Term | None, form: Form, act: Callable[..., Any]
) -> HttpResponse:
    """A new one in the term that runs; what was typed stays where it was refused."""
    if term and form.is_valid():
        try:
            made = act(term, by=request.user, on=dates.today())
            return redirect(_page_of(made))
        except Refused as why:
            form.refuse(why)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, template, {"form": form, "term": term}, status=status)


def rewrite(
    request: OfficerRequest, template: str, row: Any, form: Form, act: Callable[..., Any]
) -> HttpResponse:
    """The same of one that is written anew by whoever writes for its council."""
    status = UNPROCESSABLE if form.errors else 200
    if form.is_valid():
        try:
            act(row, by=request.user, on=dates.today(), seen=seen_of(request))
            return redirect(_page_of(row))
        except Refused as why:
            form.refuse(why)
            status = CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE
    context = {"form": form, "term": row.term, "row": row}
    return render(request, template, context, status=status)


def check_writes(request: OfficerRequest, row: Any) -> None:
    """403 for whoever does not write for the row's council."""
    if not may_write(request, row.term.unit_id):
        raise PermissionDenied


def _page_of(row: Any) -> str:
    return reverse(f"council:{row._meta.model_name}", args=[row.pk])
