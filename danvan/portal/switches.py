"""Changing language or colours on a page that was made from a POST, without losing what stands on it.

The switches of such a page are buttons of its own form: the same data come again with `language` or `theme`,
and the view shows the same page, unchecked, in the other language.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from danvan.web.context import THEMES

YEAR = 365 * 24 * 3600
View = Callable[..., HttpResponseBase]


def switched(request: HttpRequest) -> bool:
    """Whether this POST only changes how the page looks."""
    return request.method == "POST" and ("language" in request.POST or "theme" in request.POST)


def keeps_page(view: View) -> View:
    """A view whose POST may carry a switch: it is obeyed at once and remembered in the browser."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        chosen: dict[str, str] = {}
        if switched(request):
            if (language := request.POST.get("language", "")) in dict(settings.LANGUAGES):
                translation.activate(language)
                chosen[settings.LANGUAGE_COOKIE_NAME] = language
            if (theme := request.POST.get("theme", "")) in THEMES:
                request.COOKIES["theme"] = theme
                chosen["theme"] = theme
        response = view(request, *args, **kwargs)
        for name, value in chosen.items():
            response.set_cookie(
                name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
            )
        return response

    return wrapped
