"""Sessions that end: after a time without a request, and after a working day in any case."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.lib import dates

STARTED, SEEN = "danvan_started", "danvan_seen"
WRITE_EVERY = 60
FREE_PAGES = {"account_change_password", "account_logout"}


def begin(session: SessionBase) -> None:
    """Start the clock of a session, at log-in."""
    session[STARTED] = session[SEEN] = int(dates.now().timestamp())


class SessionsEnd:
    """Ends an officer's session after DANVAN_SESSION_IDLE seconds without a request and DANVAN_SESSION_MAX in all.

    The moment of the last request is written at most once a minute. Whoever got a one-time password is led to
    choose her own before anything else. A citizen has no session and costs nothing here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session
        if has_session and self._is_over(request.session):
            request.session.flush()
            request.user = AnonymousUser()
            messages.info(request, _("Phiên làm việc đã hết. Ông/bà đăng nhập lại để tiếp tục."))
        return self.get_response(request)

    @staticmethod
    def _is_over(session: SessionBase) -> bool:
        now = int(dates.now().timestamp())
        started, seen = session.get(STARTED), session.get(SEEN)
        if started is None or seen is None:
            begin(session)
            return False
        if now - seen >= settings.DANVAN_SESSION_IDLE or now - started >= settings.DANVAN_SESSION_MAX:
            return True
        if now - seen >= WRITE_EVERY:
            session[SEEN] = now
        return False

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Lead whoever still has a one-time password to the page where she chooses her own."""
        match = request.resolver_match
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or match is None:
            return None
        if match.view_name in FREE_PAGES or match.namespace == "web":
            return None
        if getattr(request.user, "must_change_password", False):
            return HttpResponseRedirect(reverse("account_change_password"))
        return None
