"""The open pages: the first page, places that take letters, the seals of the register, help, robots."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from danvan.lib import dates
from danvan.portal import queries
from danvan.portal.forms import CodeForm, PlaceForm
from danvan.portal.place_forms import closed_sentence
from danvan.portal.proofs import seal_as_json
from danvan.portal.views.show import show

SEALS_PER_PAGE = 31
GROUP = 16
HIDDEN = ("/tra-cuu/", "/bien-nhan/", "/desk/")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One question, one main button, and the look-up by code."""
    return show(request, "home", {"form": CodeForm(), "here_home": True})


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Units of today that take letters; an old name finds what it has become."""
    today = dates.today()
    form = PlaceForm(request.GET if request.GET.get("tim") else None)
    typed = form.cleaned_data["tim"] if form.is_bound and form.is_valid() else ""
    found = (
        queries.places_called(typed, today)
        if typed
        else [queries.Place(unit) for unit in queries.open_places(today)]
    )
    closed = queries.closed_place("", typed, today) if typed and not found else None
    context = {
        "form": form,
        "typed": typed,
        "places": found,
        "today": today,
        "closed": closed_sentence(*closed) if closed else "",
    }
    return show(request, "places", context, here="places")


def in_groups(digits: str) -> list[str]:
    """A hash in parts of sixteen digits, between which a narrow screen may break the line."""
    return [digits[at : at + GROUP] for at in range(0, len(digits), GROUP)]


@require_safe
def seals(request: HttpRequest) -> HttpResponse:
    """The public list of daily seals."""
    page = Paginator(queries.seals(), SEALS_PER_PAGE).get_page(request.GET.get("page"))
    rows = [(seal, in_groups(seal.root), in_groups(seal.hash)) for seal in page]
    return show(request, "seals", {"page": page, "rows": rows}, here="help")


@require_safe
@cache_control(public=True, max_age=600)
def seals_json(request: HttpRequest) -> HttpResponse:
    """Every seal for machines, the oldest first."""
    rows: list[dict[str, Any]] = [seal_as_json(seal) for seal in queries.seals().order_by("number")]
    return JsonResponse({"seals": rows})


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How it goes, which letter is which, who reads it, what is kept."""
    return show(request, "help", here="help")


@require_safe
@cache_control(public=True, max_age=86_400)
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the open pages."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in HIDDEN),
        f"Allow: {reverse('portal:home')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
