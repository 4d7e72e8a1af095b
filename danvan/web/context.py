"""What every page knows, without asking the database: theme, keys, demonstration, the name of the office."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

THEMES = ("auto", "light", "dark")


def _asked(setting: str, request: HttpRequest, default: Any) -> Any:
    """A setting that is a value, a function of the request, or the dotted path of such a function."""
    value: Any = getattr(settings, setting, default)
    if isinstance(value, str) and "." in value:
        value = import_string(value)
    return value(request) if callable(value) else value


def office(request: HttpRequest) -> Mapping[str, str]:
    """Name, place and telephone of the office (setting DANVAN_OFFICE); empty words where it has not said."""
    return {"name": "", "place": "", "phone": "", **_asked("DANVAN_OFFICE", request, {})}


def theme_of(request: HttpRequest) -> str:
    """auto, light or dark, as the cookie says."""
    chosen = request.COOKIES.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"


def site(request: HttpRequest) -> dict[str, Any]:
    """The context processor: demo, theme, keys, office, and `here`, the address of this page."""
    return {
        "demo": bool(_asked("DANVAN_DEMO", request, default=False)),
        "theme": theme_of(request),
        "keys": "off" if request.COOKIES.get("keys") == "off" else "on",
        "office": office(request),
        "here": request.get_full_path(),
    }
