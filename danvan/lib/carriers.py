"""What carries a message out of the house, and how far a message is: shared by every ledger of what people are told.

A carrier is one small class, named in settings.DANVAN_GATEWAYS by its channel.
"""

from datetime import timedelta
from functools import cache
from typing import Protocol

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

# How long to wait before the second try, the third, the fourth; then somebody has to see to it.
BACKOFF = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))
SHOWN_DIGITS, LEAST_DIGITS = 3, 7


class State(models.TextChoices):
    """How far a telling is."""

    WAITING = "waiting", _("chờ gửi")
    SENDING = "sending", _("đang gửi")
    DELIVERED = "delivered", _("đã gửi")
    FAILED = "failed", _("không gửi được")
    UNKNOWN = "unknown", _("không rõ đã gửi chưa")
    DUE = "due", _("chờ cán bộ báo")
    TOLD = "told", _("đã báo")
    DROPPED = "dropped", _("không phải báo nữa")


ATTENTION = (State.DUE, State.FAILED, State.UNKNOWN)


class Reason(models.TextChoices):
    """Why it was not delivered."""

    REFUSED = "refused", _("nơi gửi không nhận địa chỉ này")
    UNREACHABLE = "unreachable", _("không kết nối được nơi gửi")
    ERROR = "error", _("nơi gửi báo lỗi")
    NO_ADDRESS = "no_address", _("chưa có số điện thoại hoặc địa chỉ")
    NO_GATEWAY = "no_gateway", _("cơ quan chưa nối dịch vụ gửi")
    UNPROVED = "unproved", _("công dân chưa xác nhận địa chỉ thư")


class Gateway(Protocol):
    """A carrier. `leaves` tells whether anything leaves the machine: without it nobody is really told."""

    leaves: bool

    def send(self, address: str, text: str) -> str:
        """Hand the text over and return the carrier's reference for it.

        Raises NotTaken when it knows that nothing went out; any other error means that nobody knows.
        """


class NotTaken(Exception):
    """The carrier did not take it: `reason` is a word of Reason, `final` that trying again is no use."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.final = reason, final


def of(channel: str) -> Gateway:
    """The carrier of a channel, as the settings name it."""
    return _made(settings.DANVAN_GATEWAYS[str(channel)])


def ready(channel: str) -> bool:
    """Whether people can be told by this channel here: its carrier reaches them, or this is a demonstration."""
    return of(channel).leaves or settings.DANVAN_DEMO


def masked(digits: str) -> str:
    """••• 417: enough for its owner to know the number again; one too short to hide anything in is hidden whole."""
    return f"••• {digits[-SHOWN_DIGITS:]}" if len(digits) >= LEAST_DIGITS else "•••" if digits else ""


@cache
def _made(path: str) -> Gateway:
    made: Gateway = import_string(path)()
    return made
