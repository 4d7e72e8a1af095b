"""What an office owes those who came to it: a notice, by a day that explains itself, and the paper that met it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.law import Derivation
from danvan.people.models import Unit
from danvan.reception.models.refusals import Refusal
from danvan.reception.models.turns import Matter, Turn


class Purpose(models.TextChoices):
    """What a notice tells."""

    RESULT = "result"
    REFUSAL = "refusal"
    CONCLUSION = "conclusion"


class NoticeState(models.TextChoices):
    """How a notice stands. `owed` has no day where the law asks for it and names none; `unconfirmed`: the office
    has not confirmed the rule, so nothing of it counts as late."""

    OWED = "owed"
    UNCONFIRMED = "unconfirmed"
    ISSUED = "issued"
    CANCELLED = "cancelled"


class Way(models.TextChoices):
    """How whoever came was told."""

    PAPER = "paper"
    IN_PERSON = "in_person"
    PHONE = "phone"


class Notice(models.Model):
    """A notice owed to whoever came (thông báo): on which rule, by which day, and what was told when.

    It is about a turn or a refusal; `matter` is set where one matter of a turn is answered, a notice of conclusion is
    of the whole turn. The day is
    counted once and stored with its derivation.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    turn = models.ForeignKey(Turn, models.CASCADE, null=True, related_name="notices")
    refusal = models.ForeignKey(Refusal, models.CASCADE, null=True, related_name="notices")
    matter = models.ForeignKey(Matter, models.CASCADE, null=True, related_name="notices")
    purpose = models.CharField(max_length=10, choices=Purpose)
    rule = models.CharField(max_length=80)
    start_on = models.DateField()
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=11, choices=NoticeState)
    recipe = models.JSONField(default=dict)
    issued_on = models.DateField(null=True)
    number = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    way = models.CharField(max_length=9, choices=Way, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    words: ClassVar = ("text",)  # what goes when its turn or refusal is destroyed

    class Meta:
        indexes = [models.Index(fields=["unit", "state", "due_on"], name="reception_notice_due")]
        constraints = [
            models.CheckConstraint(
                name="reception_notice_about_one",
                condition=Q(turn__isnull=False, refusal__isnull=True)
                | Q(turn__isnull=True, refusal__isnull=False, matter__isnull=True),
            ),
            models.CheckConstraint(
                name="reception_notice_issued_whole",
                condition=Q(state="issued", issued_on__isnull=False, issued_by__isnull=False)
                | (~Q(state="issued") & Q(issued_on__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} notice {self.pk}"

    @property
    def is_owed(self) -> bool:
        """Whether it is still to be given."""
        return self.state in (NoticeState.OWED, NoticeState.UNCONFIRMED)

    @property
    def derivation(self) -> Derivation | None:
        """How the day was counted; None where no day is known."""
        return Derivation.from_dict(self.recipe) if self.recipe else None
