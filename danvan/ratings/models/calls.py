"""Whom another office calls back: drawn by lot, one list for a unit and a month."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from danvan.journal.models import Event
from danvan.people.models import Unit
from danvan.ratings.workflow import MOST_TRIES, OUTCOMES

_OUTCOMES = [(outcome.value, word) for outcome, word in OUTCOMES.items()]


class CallList(models.Model):
    """The sample of a unit's month that `office` calls (danh sách gọi lại).

    `population` are all transactions of the month with a telephone, by the numbers of their events; `seed` is the hash
    of the seal that closed the month, which nobody could know before and nobody can change after: whoever has both can
    draw the same sample again.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    seed = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    population = ArrayField(models.BigIntegerField(), default=list)
    drawn_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="ratings_calls_drawn_once", fields=["unit", "first"]),
            models.CheckConstraint(name="ratings_calls_by_another_office", condition=~Q(unit=F("office"))),
        ]

    def __str__(self) -> str:
        return f"call list {self.pk}"


class Call(models.Model):
    """One transaction of the sample (cuộc gọi): who looked at the number, what came of it. No answer stands here."""

    list = models.ForeignKey(CallList, models.PROTECT, related_name="calls")
    place = models.PositiveIntegerField()
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=12, blank=True, choices=_OUTCOMES)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="ratings_call_once", fields=["list", "event"]),
            models.CheckConstraint(
                name="ratings_call_ends_with_an_outcome",
                condition=Q(ended_on__isnull=True) | ~Q(outcome=""),
            ),
            models.CheckConstraint(name="ratings_call_tries", condition=Q(tries__lte=MOST_TRIES)),
        ]
        indexes = [
            models.Index(
                fields=["looked_by"],
                name="ratings_call_in_hand",
                condition=Q(looked_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"call {self.pk}"
