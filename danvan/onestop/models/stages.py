"""The steps of an application from agency to agency, laid down when it is taken in."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from danvan.onestop.models.application import Application
from danvan.people.models import Unit
from danvan.procedures.terms import Term


class Stage(models.Model):
    """What one agency does to an application (công đoạn xử lý), as the version lays it down, and what came of it.

    It may begin when those in `after` are done: `begun_at` is the moment when it was handed over, `taken_at` when
    somebody there took it (`officer`), `done_at` when it was handed on. `planned_at` is the end that its share of the
    term gives it. Times of the agency, `took` and `over` in minutes of its working time, are kept when it is done.
    An agency that is not in the register has no unit: the one-stop desk writes down what it does.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="stages")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    agency = models.CharField(max_length=250, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    share_amount = models.PositiveSmallIntegerField(null=True)
    share_unit = models.CharField(max_length=15, blank=True)
    after = ArrayField(models.PositiveSmallIntegerField(), default=list)
    gave = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField(null=True)
    planned_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    took = models.PositiveIntegerField(null=True)
    over = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="onestop_stage_place", fields=["application", "place"]),
            models.CheckConstraint(
                name="onestop_stage_taken_once_begun",
                condition=Q(taken_at__isnull=True)
                | Q(begun_at__isnull=False, officer__isnull=False, taken_at__gte=F("begun_at")),
            ),
            models.CheckConstraint(
                name="onestop_stage_done_once_taken",
                condition=Q(done_at__isnull=True)
                | Q(taken_at__isnull=False, done_at__gte=F("taken_at"), took__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "planned_at"],
                name="onestop_stage_in_hand",
                condition=Q(begun_at__isnull=False, done_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"stage {self.place} of {self.application_id}"

    @property
    def share(self) -> Term:
        """Its share of the term; false where nobody has told it."""
        return Term(self.share_amount, self.share_unit)

    @property
    def in_hand(self) -> bool:
        """Whether it lies with its agency now."""
        return self.begun_at is not None and self.done_at is None

    def is_late(self, now: datetime) -> bool:
        """Whether it lasted, or has lasted, beyond its own share: the time of the others is being eaten."""
        return self.planned_at is not None and (self.done_at or now) > self.planned_at
