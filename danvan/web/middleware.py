"""Answers without words get words."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from danvan.web import views


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
