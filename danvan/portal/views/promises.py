"""Promises for everybody: kept, running, overdue, each with where it was given; as open data too."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from danvan.lib import dates
from danvan.portal import dialogues as present
from danvan.portal.views.show import show
from danvan.promises import present as shown
from danvan.promises import queries, serving
from danvan.promises.forms import FilterForm
from danvan.promises.models import PromiseQuerySet
from danvan.rates import actions as rates
from danvan.web.addresses import address_of

PAGE, TOO_OFTEN = 30, 429


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """What is overdue first; narrowed by state, topic, unit, words. The day alone says what is overdue."""
    today = dates.today()
    rows, form = _narrowed(request)
    page = Paginator(rows.overdue_first(today), PAGE).get_page(request.GET.get("page"))
    kept = form.kept()
    counted = queries.counts(queries.everybody(), today)
    context = {
        "page": page,
        "lines": shown.lines(page.object_list, today),
        "filter": form,
        "narrowed": bool(kept),
        "tabs": shown.tabs(counted, kept, url=reverse("portal:promises")),
        "counted": counted,
        "today": today,
        "query": request.GET.urlencode(),
    }
    return show(request, "promises", context, here="dialogues")


def _narrowed(request: HttpRequest) -> tuple[PromiseQuerySet, FilterForm]:
    today = dates.today()
    form = FilterForm(request.GET, units=queries.units_promising(today))
    return queries.narrowed(queries.everybody(), today, **form.kept()), form


@require_safe
def promise(request: HttpRequest, pk: int) -> HttpResponse:
    """One promise: what, whose, until when, what was done, with files for everybody and all that happened."""
    found, today = queries.whole(pk), dates.today()
    if found is None:
        raise Http404
    (line,) = shown.lines([found], today)
    context: dict[str, Any] = {
        "row": found,
        "line": line,
        "files": [each for each in found.evidence.all() if each.public],
        "trail_steps": shown.trail(found, public=True),
        "today": today,
    }
    return show(request, "promise", context, here="dialogues")


@require_safe
def promise_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of evidence that everybody may take; a download."""
    found = queries.evidence_of(pk)
    if found is None or not found.public:
        raise Http404
    return serving.as_download(found)


@require_safe
@cache_control(public=True, max_age=600)
def promises_json(request: HttpRequest) -> HttpResponse:
    """The open data as JSON, version 1."""
    return _data(request, present.as_json, "application/json")


@require_safe
@cache_control(public=True, max_age=600)
def promises_csv(request: HttpRequest) -> HttpResponse:
    """The open data as CSV, version 1."""
    return _data(request, present.as_csv, "text/csv; charset=utf-8")


def _data(request: HttpRequest, write: Callable[..., bytes], media_type: str) -> HttpResponse:
    if waits := rates.count("api", address_of(request)):
        return HttpResponse(status=TOO_OFTEN, headers={"Retry-After": str(waits)})
    rows, _form = _narrowed(request)
    today = dates.today()
    response = HttpResponse(write(rows.overdue_first(today), today), content_type=media_type)
    response["Access-Control-Allow-Origin"] = "*"
    return response
