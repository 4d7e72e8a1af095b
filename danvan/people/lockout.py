"""What happens when somebody guesses passwords: the account is shut for a while, and it is noted."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from danvan.lib import dates
from danvan.people import actions


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any]
) -> HttpResponse:
    """The page shown instead of the log-in (AXES_LOCKOUT_CALLABLE), status 429, same for known and unknown names."""
    username = str((credentials or {}).get("username") or "")
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    actions.note_lock_out(username=username, on=dates.today(), within=settings.AXES_COOLOFF_TIME)
    return render(request, "people/locked.html", {"minutes": minutes}, status=429)
