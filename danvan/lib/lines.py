"""A line of messages to people: each on record before it is sent, sent once, and how it went on record after.

A worker that dies while it sends leaves a message `sending`; nothing leaves twice without somebody saying so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import QuerySet

from danvan.lib import carriers, dates
from danvan.lib.carriers import ATTENTION, BACKOFF, NotTaken, Reason, State

LOST_AFTER = timedelta(minutes=10)
MACHINE = "sms"
"""The channel that a machine carries; by any other somebody calls or goes there."""


class Message(models.Model):
    """How far one thing told to one person is (lần báo tin); whoever keeps such a ledger adds whom, of what and how."""

    state = models.CharField(max_length=9, choices=State)
    reason = models.CharField(max_length=11, choices=Reason, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=dates.now)
    next_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def needs_staff(self) -> bool:
        """Whether it stays as it is until somebody does something."""
        return self.state in ATTENTION

    def turn(self, state: State, *, at: datetime, reason: str = "", next_at: datetime | None = None) -> None:
        """Let it be in another state."""
        self.state, self.reason, self.next_at = state, reason, next_at
        self.ended_at = at if state in (State.DELIVERED, State.TOLD, State.DROPPED) else None


Row = TypeVar("Row", bound=Message)


@dataclass(frozen=True)
class Line(Generic[Row]):
    """The messages of one ledger.

    `rows`: all of them, each with what it is made of; `channel`, `address` and `text` of one; `record` saves one and
    puts on record what was done to it, by a verb.
    """

    rows: Callable[[], QuerySet[Row]]
    channel: Callable[[Row], str]
    address: Callable[[Row], str]
    text: Callable[[Row], str]
    record: Callable[[Row, str], None]

    def enter(self, row: Row) -> None:
        """Let it wait for the machine, or for somebody; the caller puts it on record."""
        now = dates.now()
        row.tries = 0
        if self.channel(row) != MACHINE:
            row.turn(State.DUE, at=now)
        elif not carriers.ready(self.channel(row)):
            row.turn(State.FAILED, at=now, reason=Reason.NO_GATEWAY)
        else:
            row.turn(State.WAITING, at=now, next_at=now)

    def can_resend(self, row: Row) -> bool:
        """Whether a machine may be asked once more."""
        return self.channel(row) == MACHINE and row.state in (State.FAILED, State.UNKNOWN)

    def deliver(self) -> int:
        """Send what waits, unless it is night; how many were taken. A carrier out of reach is left alone for now."""
        now, taken = dates.now(), 0
        for number in self._numbers(state=State.SENDING, next_at__lte=now - LOST_AFTER):
            self._end(number, State.UNKNOWN, verb="lose")
        if settings.DANVAN_QUIET.covers(now):
            return 0
        for number in self._numbers(state=State.WAITING, next_at__lte=now):
            sent = self.send(number)
            taken += sent is not None and sent.state == State.DELIVERED
            if sent is not None and sent.reason == Reason.UNREACHABLE:
                break
        return taken

    def send(self, number: int) -> Row | None:
        """Send one; None when somebody else has it. What a carrier raises but NotTaken leaves it `sending`."""
        begun = self._begin(number)
        if begun is None:
            return None
        if not self.address(begun):
            return self._end(number, State.FAILED, Reason.NO_ADDRESS, verb="fail")
        try:
            carriers.of(self.channel(begun)).send(self.address(begun), self.text(begun))
        except NotTaken as why:
            again = not why.final and begun.tries <= len(BACKOFF)
            return self._end(number, State.WAITING if again else State.FAILED, why.reason, verb="fail")
        return self._end(number, State.DELIVERED, verb="deliver")

    def held(self, row: Row) -> Row:
        """The row as it is now, locked."""
        return self.rows().select_for_update(of=("self",)).get(pk=row.pk)

    def _numbers(self, **wanted: object) -> list[int]:
        rows = self.rows().filter(**wanted).order_by("next_at", "pk")
        return list(rows.values_list("pk", flat=True))

    @transaction.atomic
    def _begin(self, number: int) -> Row | None:
        rows = self.rows().select_for_update(of=("self",), skip_locked=True)
        row = rows.filter(pk=number, state=State.WAITING).first()
        if row is None:
            return None
        row.tries += 1
        row.turn(State.SENDING, at=dates.now(), next_at=dates.now())
        self.record(row, "send")
        return row

    @transaction.atomic
    def _end(self, number: int, state: State, reason: str = "", *, verb: str) -> Row:
        row = self.rows().select_for_update(of=("self",)).get(pk=number)
        now = dates.now()
        after = now + BACKOFF[row.tries - 1] if state == State.WAITING else None
        row.turn(state, at=now, reason=reason, next_at=after)
        self.record(row, verb)
        return row
