"""Pages and switches that belong to no app: theme, keys, language, health, the parts page, what to say on an error."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_POST, require_safe

from danvan.web import specimens
from danvan.web.context import THEMES, site

_YEAR = 365 * 24 * 3600


def _back(request: HttpRequest) -> HttpResponse:
    """A redirect to `next` when it lies on this site, else to the first page."""
    target = request.POST.get("next", "")
    hosts = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts=hosts, require_https=request.is_secure())
    plain = target.isprintable() and target.startswith("/") and not target.startswith(("//", "/\\"))
    return HttpResponseRedirect(target if safe and plain else "/")


def _remember(response: HttpResponse, request: HttpRequest, name: str, value: str) -> HttpResponse:
    """Keep a choice of this browser for a year; it says nothing about the person."""
    secure = request.is_secure()
    response.set_cookie(name, value, max_age=_YEAR, samesite="Lax", httponly=True, secure=secure)
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Set the colours of the page: as the device says, light or dark."""
    chosen = request.POST.get("theme", "auto")
    return _remember(_back(request), request, "theme", chosen if chosen in THEMES else "auto")


@require_POST
def keys(request: HttpRequest) -> HttpResponse:
    """Turn the single-key shortcuts of the desk on or off."""
    return _remember(_back(request), request, "keys", "off" if request.POST.get("keys") == "off" else "on")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language of the pages; an unknown language changes nothing."""
    chosen, response = request.POST.get("language", ""), _back(request)
    if chosen in dict(settings.LANGUAGES):
        _remember(response, request, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the web server answers; asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def parts(request: HttpRequest) -> HttpResponse:
    """Every component in its states, in the demonstration and while developing only."""
    if not (settings.DEBUG or site(request)["demo"]):
        raise Http404
    return render(request, "web/parts_page.html", specimens.context(request))


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400"""
    return render(request, "400.html", status=400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403"""
    return render(request, "403.html", status=403)


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404: the same page for what does not exist and what may not be known to exist."""
    return render(request, "404.html", status=404)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: the page was open too long, or cookies are off."""
    return render(request, "403_csrf.html", status=403)


@requires_csrf_token
def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """The page behind an empty answer 405."""
    return render(request, "405.html", status=405)


@requires_csrf_token
def too_many_requests(request: HttpRequest, seconds: int = 0) -> HttpResponse:
    """Asked too often: says after how many minutes to come back, when that is known."""
    minutes = -(-seconds // 60)
    response = render(request, "429.html", {"minutes": minutes}, status=429)
    if seconds:
        response["Retry-After"] = str(seconds)
    return response
