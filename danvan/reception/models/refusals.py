"""Those who were not received, with the ground in law: no turn, and counted as none."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from danvan.journal.prints import before_column
from danvan.lib.text import initials
from danvan.people.models import Unit


class Refusal(models.Model):
    """A refusal to receive (từ chối tiếp công dân): whom, about what, on which ground, how it was explained.

    `ground` is a key of the grounds in force on that day; `provision` names the provision where the ground is “other
    cases of the law”. Name, number and address are personal data; somebody may be refused without giving any.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    on = models.DateField()
    full_name = models.CharField(max_length=120, blank=True)
    citizen_id = models.CharField(max_length=12, blank=True)
    address = models.CharField(max_length=250, blank=True)
    ground = models.CharField(max_length=40)
    provision = models.CharField(max_length=250, blank=True)
    summary = models.TextField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    destroyed_on = models.DateField(null=True)
    salt = models.CharField(max_length=32)

    # What goes when it is destroyed.
    words: ClassVar = ("full_name", "citizen_id", "address", "provision", "summary", "reason")

    class Meta:
        indexes = [models.Index(fields=["unit", "on"], name="reception_refusal_day")]

    def __str__(self) -> str:
        return f"refusal {self.pk}"

    @staticmethod
    def earlier_columns(columns: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """As it was printed before `destroyed_on`."""
        yield from before_column(columns, "destroyed_on")

    @property
    def initials(self) -> str:
        """The name as lists show it."""
        return initials(self.full_name)
