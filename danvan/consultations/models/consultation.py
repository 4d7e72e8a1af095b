"""A consultation: which draft, on what ground, from which day to which day, and how it ended."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.consultations.workflow import HEARING, SORTS, Phase, phase_of
from danvan.law import Derivation
from danvan.people.models import Unit

SOON = 5
"""Open for so many days more at most, it closes soon."""


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Reads of the table of consultations."""

    def public(self) -> "ConsultationQuerySet":
        """Those that anybody may read: announced, whatever came of them."""
        return self.filter(announced_on__isnull=False)

    def hearing(self, today: date) -> "ConsultationQuerySet":
        """Those to which opinions may be given on that day."""
        ended = Q(issued_on__isnull=False) | Q(withdrawn_on__isnull=False) | Q(explained_on__isnull=False)
        return self.filter(opens_on__lte=today, closes_on__gte=today).exclude(ended)

    def over(self) -> "ConsultationQuerySet":
        """Those that were issued or withdrawn."""
        return self.filter(Q(issued_on__isnull=False) | Q(withdrawn_on__isnull=False))

    def in_hand(self) -> "ConsultationQuerySet":
        """All others."""
        return self.filter(issued_on__isnull=True, withdrawn_on__isnull=True)


class Consultation(models.Model):
    """One draft that people are asked about (đợt lấy ý kiến).

    `ground` names the rule of law, `ground_version` which version of it; `least_on` is the first day on which it may
    end and `recipe` why, both kept when it is announced; `binding` where the office can be held to it.
    `first_closes_on` stays when it is extended. `exempt_act`, `exempt_why`: by which lawful exemption it was issued.
    `revision` counts its events. `destroyed_on`: when the persons in it were forgotten.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sort = models.CharField(max_length=13, choices=[(key.value, word) for key, word in SORTS.items()])
    topic = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    summary = models.TextField()
    contact = models.CharField(max_length=250, blank=True)
    revision = models.PositiveIntegerField(default=0)

    ground = models.CharField(max_length=60)
    ground_version = models.CharField(max_length=10, blank=True)
    least_on = models.DateField(null=True)
    recipe = models.JSONField(null=True)
    binding = models.BooleanField(default=False)

    announced_on = models.DateField(null=True)
    opens_on = models.DateField(null=True)
    first_closes_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    longer_why = models.TextField(blank=True)
    explained_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    issued_as = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True)
    exempt_act = models.CharField(max_length=250, blank=True)
    exempt_why = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.TextField(blank=True)

    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_on = models.DateField()
    destroyed_on = models.DateField(null=True)

    objects: ClassVar[ConsultationQuerySet] = ConsultationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consultations_announced_with_days",
                condition=Q(announced_on__isnull=True)
                | Q(
                    opens_on__gte=models.F("announced_on"),
                    first_closes_on__gte=models.F("opens_on"),
                    closes_on__gte=models.F("first_closes_on"),
                ),
            ),
            models.CheckConstraint(
                name="consultations_one_end",
                condition=Q(issued_on__isnull=True) | Q(withdrawn_on__isnull=True),
            ),
            models.CheckConstraint(
                name="consultations_exempt_by_an_act", condition=Q(exempt_act="") | ~Q(exempt_why="")
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-closes_on"], name="consultations_of_unit"),
            models.Index(
                fields=["-closes_on"], name="consultations_by_end", condition=Q(announced_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"consultation {self.pk}"

    def phase(self, today: date) -> Phase:
        """In which phase it is on a day."""
        return phase_of(self, today)

    def hears(self, today: date) -> bool:
        """Whether opinions may be given on that day."""
        return phase_of(self, today).code in HEARING

    def days_left(self, today: date) -> int | None:
        """How many days more opinions are heard, today not counted; None where they are not."""
        return (self.closes_on - today).days if self.closes_on and self.hears(today) else None

    def closes_soon(self, today: date) -> bool:
        """Whether it is open for a few days more only."""
        left = self.days_left(today)
        return left is not None and left <= SOON

    @property
    def on(self) -> date | None:
        """The day on which it ended: from then on the persons in it are kept so long as the office decided."""
        return self.issued_on or self.withdrawn_on

    @property
    def derivation(self) -> Derivation | None:
        """Why opinions may not end before `least_on`."""
        return Derivation.from_dict(self.recipe) if self.recipe else None

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.announced_on is not None

    @property
    def was_longer(self) -> bool:
        """Whether it was extended."""
        return self.closes_on != self.first_closes_on

    @property
    def sort_label(self) -> str:
        """Its sort in words."""
        return str(self.get_sort_display())
