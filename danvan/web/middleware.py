"""The language that was chosen, and words for answers that come without."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation
from django.utils.cache import patch_vary_headers

from danvan.web import views


class ChosenLanguage:
    """Vietnamese, unless the reader has chosen another language on the page itself.

    What the device asks for (Accept-Language) does not count: many phones in Viet Nam are set to English.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


class ReadableAddress:
    """No page ever meets a NUL in its address: the database takes none, and no link of ours has one.

    In what is asked (?…) it is left out, as `lib.text.clean` does; a place with one is no place.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            return views.page_not_found(request, Http404())
        while "%00" in (asked := request.META.get("QUERY_STRING", "")):  # taking one away may make another
            request.META["QUERY_STRING"] = asked.replace("%00", "")
        return self.get_response(request)


class NobodyKnown:
    """At the addresses of DANVAN_KNOWS_NOBODY nobody is known and nothing is left behind.

    No cookie tells there who asks, an officer's session neither: only the chosen language and colours are read. None is
    set, no cache keeps the answer, and nobody who is visited next learns where the reader was.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in settings.DANVAN_KNOWS_NOBODY:
            return self.get_response(request)
        looks = (settings.LANGUAGE_COOKIE_NAME, "theme")
        request.COOKIES = {name: request.COOKIES[name] for name in looks if name in request.COOKIES}
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        response.headers["Cache-Control"] = "no-store, no-transform, private"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response


class NothingStored:
    """What a browser with a session is shown is kept by no cache, downloads included.

    Only officers have sessions. Static files are served before this and may be kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in {*request.COOKIES, *response.cookies}:
            response.headers["Cache-Control"] = "no-store, private"
        return response


class PlainAnswers:
    """Puts a page behind an empty 405, so that nobody stands before a white screen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            isinstance(response, HttpResponseNotAllowed)
            and not response.content
            and request.accepts("text/html")
        ):
            page = views.method_not_allowed(request)
            response.content = page.content
            response["Content-Type"] = page["Content-Type"]
        return response
