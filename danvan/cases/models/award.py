"""Money, land and people that a decision or conclusion comes to, as numbers."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.cases.models.case import Case
from danvan.people.models import Unit


class Award(models.Model):
    """One amount of a decision or conclusion, or of what was carried out of it (kết quả xử lý); danvan.cases.awards.

    Append-only: a wrong one is taken back by a row of its own that `corrects` it, of the same day and below zero, with
    `why`. `amount` is in đồng, dm², organisations, persons or matters, as `what` says; `unit` the one in whose figures
    it stands, `on` the day on which it does; `paper` the number and symbol of the document that says it. No words
    about anybody stand here, so that it can be told of sealed cases too.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="awards")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    stage = models.CharField(max_length=8)
    amount = models.BigIntegerField()
    on = models.DateField()
    paper = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    why = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_award_sign",
                condition=Q(corrects__isnull=True, amount__gt=0, why="")
                | Q(corrects__isnull=False, amount__lt=0) & ~Q(why=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.what} {self.amount} of case {self.case_id}"
