"""Addresses for the tests of `web`: its own, and pages that go wrong on purpose."""

from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from django.views.decorators.http import require_POST

from danvan.web import specimens, views


def forbidden(request: HttpRequest) -> HttpResponse:
    """Refuses everybody."""
    raise PermissionDenied


def suspicious(request: HttpRequest) -> HttpResponse:
    """Takes every request for a broken one."""
    raise SuspiciousOperation


def broken(request: HttpRequest) -> HttpResponse:
    """Fails."""
    raise ZeroDivisionError


def page(base: str, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """A page with a heading and nothing else."""
    source = f'{{% extends "{base}" %}}{{% block content %}}<h1>Trang</h1>{{% endblock %}}'
    return HttpResponse(engines["django"].from_string(source).render(context, request))


def portal(request: HttpRequest) -> HttpResponse:
    """A bare page of the portal."""
    return page("web/portal.html", request, {"nav": specimens.portal_nav()})


def desk(request: HttpRequest) -> HttpResponse:
    """A bare page of the desk."""
    return page("web/desk.html", request, specimens.desk())


handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
urlpatterns = [
    path("", include("danvan.web.urls")),
    path("forbidden", forbidden),
    path("suspicious", suspicious),
    path("broken", broken),
    path("post-only", require_POST(portal)),
    path("portal", portal),
    path("desk", desk),
    path("too-many", views.too_many_requests, {"seconds": 90}),
]
