"""Somebody tells of a good person or a good deed."""

from datetime import date

from django.db import models
from django.db.models import Q

from danvan.emulation.models.exemplar import Exemplar
from danvan.emulation.workflow import NOMINATION, Asked
from danvan.lib import codes
from danvan.people.models import Unit


class Nomination(models.Model):
    """A good person or deed that a citizen tells of (giới thiệu gương người tốt, việc tốt).

    Nothing of it is published: the person told of is asked first, and what she says is put on record (`consent_how`).
    Who told may leave a name and a number, or nothing; `code` shows what became of it. Destroyed, only the row stays.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Asked])
    revision = models.PositiveIntegerField(default=0)
    code = models.CharField(max_length=codes.LENGTH, unique=True)
    salt = models.CharField(max_length=32)
    submission = models.UUIDField(null=True, unique=True)
    person = models.CharField(max_length=120, blank=True)
    person_phone = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=150, blank=True)
    story = models.TextField(blank=True)
    teller = models.CharField(max_length=120, blank=True)
    teller_phone = models.CharField(max_length=20, blank=True)
    received_on = models.DateField()
    consent_on = models.DateField(null=True)
    consent_how = models.CharField(max_length=250, blank=True)
    reason = models.TextField(blank=True)
    ended_on = models.DateField(null=True)
    exemplar = models.OneToOneField(Exemplar, models.PROTECT, null=True, related_name="nomination")
    destroyed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="emulation_nomination_taken_with_consent",
                condition=~Q(status__in=["agreed", "taken"])
                | Q(consent_on__isnull=False) & ~Q(consent_how=""),
            ),
            models.CheckConstraint(
                name="emulation_nomination_set_aside_for_a_reason",
                condition=~Q(status="set_aside") | ~Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["unit", "status"], name="emulation_nomination_unit")]

    def __str__(self) -> str:
        return f"nomination {self.pk}"

    @property
    def on(self) -> date | None:
        """The day from which its term of keeping runs; None while it is not over."""
        return self.ended_on

    @property
    def label(self) -> str:
        """Its status in words."""
        return str(NOMINATION.state(self.status).label)

    @property
    def badge(self) -> str:
        """The colour of its badge."""
        return NOMINATION.state(self.status).badge

    @property
    def shown_code(self) -> str:
        """The code as it is printed."""
        return codes.grouped(self.code)
