"""Figures that an office chose to publish: for people, and as open data at addresses that stay."""

from collections.abc import Callable
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from danvan.dashboards import published, queries
from danvan.dashboards.published import Published
from danvan.lib import dates
from danvan.portal import openfigures
from danvan.portal.views.show import show
from danvan.rates import actions as rates
from danvan.web.addresses import address_of

GONE, TOO_OFTEN = 410, 429


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The offices that publish figures."""
    return show(request, "figures", {"rows": queries.standing(dates.today())}, here="figures")


@require_safe
def figures_of(request: HttpRequest, key: str) -> HttpResponse:
    """The figures of one office over a period, with a chart, the definitions, and where the open data are."""
    if waits := rates.count("api", address_of(request)):
        said = _("Vừa có quá nhiều câu hỏi từ địa chỉ mạng này. Xin đợi %(n)d phút rồi bấm lại.")
        context = {"rows": [], "waits": said % {"n": -(-waits // 60)}}
        return show(request, "figures", context, here="figures", status=TOO_OFTEN)
    told = told_by(key)
    if told is None:
        return show(
            request,
            "figures",
            {"rows": queries.standing(dates.today()), "gone": True},
            here="figures",
            status=GONE,
        )
    shown = openfigures.page(told, request.GET.get("ky", ""), request.GET.get("chi-so", ""))
    return show(request, "figures_of", {"key": key, **shown}, here="figures")


def told_by(key: str) -> Published | None:
    """What the office publishes; None where it no longer does. Raises Http404 where it never did."""
    rows = queries.publications().filter(unit__key=key.upper())
    row = rows.filter(withdrawn_on__isnull=True).first()
    if row is None and not rows.exists():
        raise Http404
    return published.read(row, today=dates.today()) if row else None


@require_safe
@cache_control(public=True, max_age=3600)
def figures_json(request: HttpRequest, key: str) -> HttpResponse:
    """The open data as JSON, version 1."""
    return _data(request, key, openfigures.as_json, "application/json")


@require_safe
@cache_control(public=True, max_age=3600)
def figures_csv(request: HttpRequest, key: str) -> HttpResponse:
    """The open data as CSV, version 1."""
    return _data(request, key, openfigures.as_csv, "text/csv; charset=utf-8")


def _data(
    request: HttpRequest, key: str, write: Callable[[Published], bytes], media_type: str
) -> HttpResponse:
    """The file, or 304 where the asker has it already."""
    if waits := rates.count("api", address_of(request)):
        late = HttpResponse(status=TOO_OFTEN, headers={"Retry-After": str(waits)})
        patch_cache_control(late, no_store=True)
        return late
    with translation.override("vi"):
        told = told_by(key)
        if told is None:
            return HttpResponse(status=GONE)
        content = write(told)
    etag = quote_etag(sha256(content).hexdigest()[:32])
    response = HttpResponse(
        content, content_type=media_type, headers={"ETag": etag, "Access-Control-Allow-Origin": "*"}
    )
    return get_conditional_response(request, etag=etag, response=response)  # type: ignore[return-value]
