"""How every page of the portal is shown: with the lines of its navigation."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from danvan.web.menu import navigation


def show(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    here: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page of the portal."""
    return render(
        request, f"portal/{template}.html", {"nav": navigation(here), **(context or {})}, status=status
    )
