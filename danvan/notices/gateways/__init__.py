"""What carries a message out of the house: one small class for each carrier, named in the settings."""

from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Gateway(Protocol):
    """A carrier. `leaves` tells whether anything leaves the machine: without it nobody is really told."""

    leaves: bool

    def send(self, address: str, text: str) -> str:
        """Hand the text over and return the carrier's reference for it.

        Raises NotTaken when it knows that nothing went out; any other error means that nobody knows.
        """


class NotTaken(Exception):
    """The carrier did not take it: `reason` is a word of notices.models.Reason, `final` that trying again is no use."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.final = reason, final


def of(channel: str) -> Gateway:
    """The carrier of a channel, as the settings name it."""
    return _made(settings.DANVAN_GATEWAYS[str(channel)])


def ready(channel: str) -> bool:
    """Whether people can be told by this channel here: its carrier reaches them, or this is a demonstration."""
    return of(channel).leaves or settings.DANVAN_DEMO


@cache
def _made(path: str) -> Gateway:
    made: Gateway = import_string(path)()
    return made
