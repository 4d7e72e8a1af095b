"""A page that is only read asks for the calendar once, however many terms it shows."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from danvan.calendars import queries


class OneReading:
    """Reads of one GET share one reading of the table; whatever writes reads it anew each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with queries.one_reading():
            return self.get_response(request)
