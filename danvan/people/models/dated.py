"""Rows that hold from one day until another."""

from datetime import date

from django.db import models
from django.db.models import F, Q


class DatedQuerySet(models.QuerySet):
    """Rows with `from_on` and `until_on` (exclusive, null when open)."""

    def on(self, day: date):
        """Rows that hold on that day."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gt=day), from_on__lte=day)


class Dated(models.Model):
    """One row of a history: holds on the days `from_on <= day < until_on`."""

    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """True when the row holds on that day."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


def ends_after_start(name: str) -> models.CheckConstraint:
    """A dated row lasts at least one day, or stays open."""
    return models.CheckConstraint(
        name=name, condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on"))
    )


def one_open(name: str, *fields: str) -> models.UniqueConstraint:
    """At most one row of a history is open."""
    return models.UniqueConstraint(name=name, fields=fields, condition=Q(until_on__isnull=True))
