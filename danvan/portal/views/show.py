"""What every page of the portal has: the lines of its navigation."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.web.parts import NavItem


def navigation(here: str) -> list[NavItem]:
    """The lines of the navigation; `here` names the one of this page."""
    lines = (
        ("send", _("Gửi đơn")),
        ("track", _("Tra cứu")),
        ("meetings", _("Tiếp công dân")),
        ("term", _("Tính hạn")),
        ("help", _("Giúp đỡ")),
    )
    return [
        NavItem(label, reverse(f"portal:{name}"), current=name == here, key=name) for name, label in lines
    ]


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
