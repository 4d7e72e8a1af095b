"""The address at which a transaction is rated, for notices and papers."""

from django.conf import settings
from django.urls import reverse

from danvan.journal.models import Event
from danvan.onestop.workflow import CODE
from danvan.ratings import tokens
from danvan.ratings.transactions import STREAM
from danvan.ratings.workflow import RATED, READY


def address(event: int) -> str:
    """The whole address."""
    return settings.DANVAN_URL + reverse("portal:rate", args=[tokens.token_of(event)])


def of_event(event: Event, kind: str) -> str:
    """The address where the event makes a transaction, or tells that its result is ready; empty for any other."""
    rated = event.stream == STREAM and kind == CODE and event.verb in (*RATED, READY)
    return address(event.pk) if rated else ""
