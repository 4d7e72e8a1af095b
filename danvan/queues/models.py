"""What a number and a period are in every queue; each queue keeps them in tables of its own."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet

from danvan.queues.workflow import CHOICES, IN_QUEUE, RUNNING


class Numbered(models.Model):
    """Somebody with a number of a day (số thứ tự): what happens to them is a list of periods.

    Whoever is let in `first` stands before the others; within that the number counts. `window`: the desk to which
    they are called. `late` says that the times are not accurate: the number was given after the person came, or
    lasted overnight.
    """

    on = models.DateField()
    number = models.PositiveIntegerField()
    first = models.BooleanField(default=False)
    state = models.CharField(max_length=7, choices=CHOICES)
    window = models.PositiveSmallIntegerField(null=True)
    late = models.BooleanField(default=False)
    salt = models.CharField(max_length=32)

    class Meta:
        abstract = True

    @property
    def shown(self) -> str:
        """The number as called: 013."""
        return f"{self.number:03d}"

    @property
    def is_first(self) -> bool:
        """Whether it stands before those who just came."""
        return self.first

    @property
    def in_queue(self) -> bool:
        """Whether it has not ended."""
        return self.state in IN_QUEUE


class Stretch(models.Model):
    """A period (khoảng thời gian): waiting, invited, serving or set aside, from one moment to another."""

    state = models.CharField(max_length=7, choices=RUNNING)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    window = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    def lasted(self, now: datetime) -> timedelta:
        """How long it lasted, or has lasted so far."""
        return (self.until_at or now) - self.from_at


def next_number(rows: QuerySet[Any]) -> int:
    """One more than the highest of these rows; the caller holds the lock of the place where numbers are given."""
    last: int | None = rows.aggregate(last=models.Max("number"))["last"]
    return (last or 0) + 1
