"""Events that are only ever added, and the seals that close each day over them."""

from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models

from danvan.lib.canonical import digest


class Event(models.Model):
    """One thing that was done (sự kiện): timeline, audit trail and outbox in one row.

    Events of one subject (stream 'case' and the case's number, say) form a chain: each carries the hash of
    the one before. The database refuses to change or delete a row; a wrong step is followed by a correction.
    """

    stream = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    number = models.IntegerField()
    verb = models.CharField(max_length=40)
    actor_kind = models.CharField(max_length=10)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    old = models.CharField(max_length=40, blank=True)
    new = models.CharField(max_length=40, blank=True)
    public = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "subject", "number"], name="journal_event_one_number")
        ]
        indexes = [models.Index(fields=["at"], name="journal_event_at")]

    def __str__(self) -> str:
        return f"{self.stream} {self.subject}: {self.number} {self.verb}"

    def content(self) -> dict[str, Any]:
        """What the hash is made of: every stored field but the row's own number and the hash itself."""
        return {
            "stream": self.stream,
            "subject": self.subject,
            "number": self.number,
            "verb": self.verb,
            "actor_kind": self.actor_kind,
            "actor": self.actor_id,
            "on": self.on,
            "at": self.at,
            "old": self.old,
            "new": self.new,
            "public": self.public,
            "text": self.text,
            "data": self.data,
            "previous": self.previous,
        }

    def expected_hash(self) -> str:
        """SHA-256 over the content in canonical form."""
        return digest(self.content())


class Recorded(NamedTuple):
    """What is known of an event that was recorded with many others, without its row."""

    pk: int
    subject: int
    number: int
    hash: str
    at: datetime
    data: dict[str, Any]


class Seal(models.Model):
    """The close of a day (niêm phong): a Merkle root (RFC 6962) over all events since the seal before.

    Published on the portal; with the proof on a receipt, anyone can check that an event is in the register.
    """

    number = models.IntegerField(unique=True)
    day = models.DateField()
    after_event = models.BigIntegerField()
    last_event = models.BigIntegerField()
    count = models.IntegerField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"seal {self.number} of {self.day}"

    def expected_hash(self) -> str:
        return digest(
            {
                "number": self.number,
                "day": self.day,
                "after_event": self.after_event,
                "last_event": self.last_event,
                "count": self.count,
                "root": self.root,
                "previous": self.previous,
                "at": self.at,
            }
        )
