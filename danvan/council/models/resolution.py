"""Resolutions of the council, from draft to the targets that are followed after adoption."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danvan.council.models.deputies import Term
from danvan.council.models.session import Session
from danvan.council.workflow import SHOWN, STAGES, VOTED, Stage
from danvan.lib import dates


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    """Reads of the table of resolutions."""

    def public(self) -> "ResolutionQuerySet":
        """Those that anybody may read."""
        return self.filter(status__in=SHOWN)


class Resolution(models.Model):
    """A resolution (nghị quyết): what it is for, whom it touches, how the council voted, since when it holds.

    `effect` is what is expected of it. `consulted` says where and when the public was asked about the draft; empty
    where it was not. Of those `present`, so many voted for, against, or abstained: the three add up to it.
    """

    term = models.ForeignKey(Term, models.PROTECT, related_name="resolutions")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="resolutions")
    title = models.CharField(max_length=300)
    need = models.TextField()
    effect = models.TextField()
    consulted = models.TextField(blank=True)
    drafted_by = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Stage])
    number = models.CharField(max_length=60, blank=True)
    voted_on = models.DateField(null=True)
    present = models.PositiveSmallIntegerField(null=True)
    votes_for = models.PositiveSmallIntegerField(null=True)
    votes_against = models.PositiveSmallIntegerField(null=True)
    abstained = models.PositiveSmallIntegerField(null=True)
    in_force_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    made_on = models.DateField()
    revision = models.PositiveIntegerField(default=0)

    objects: ClassVar[ResolutionQuerySet] = ResolutionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="council_votes_add_up",
                condition=(~Q(status__in=VOTED) & Q(present__isnull=True, voted_on__isnull=True))
                | (
                    Q(status__in=VOTED, voted_on__isnull=False)
                    & Q(present=F("votes_for") + F("votes_against") + F("abstained"))
                ),
            ),
            models.CheckConstraint(
                name="council_resolution_numbered",
                condition=~Q(status__in=(Stage.ADOPTED.value, Stage.ENDED.value))
                | (~Q(number="") & Q(in_force_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"council resolution {self.pk}"

    @property
    def label(self) -> str:
        """Its status in words."""
        return str(STAGES[self.status][0])

    @property
    def badge(self) -> str:
        """The colour of its badge."""
        return STAGES[self.status][1]

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.status in SHOWN


class Sense(models.TextChoices):
    """On which side of the wanted number it is reached."""

    AT_LEAST = "at_least", _("ít nhất")
    AT_MOST = "at_most", _("nhiều nhất")


class Target(models.Model):
    """A target of a resolution (chỉ tiêu): how much (in hundredths) of what by which day, and who answers for it."""

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="targets")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    measured_in = models.CharField(max_length=60)
    sense = models.CharField(max_length=8, choices=Sense, default=Sense.AT_LEAST)
    wanted_hundredths = models.BigIntegerField()
    by_on = models.DateField()
    responsible = models.CharField(max_length=200)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(name="council_target_place", fields=["resolution", "place"])]

    def __str__(self) -> str:
        return f"target {self.place} of council resolution {self.resolution_id}"

    @property
    def wanted(self) -> Decimal:
        """How much is wanted."""
        return Decimal(self.wanted_hundredths) / 100

    @property
    def last(self) -> "Progress | None":
        """The last report of progress; costs no statement where `reports` is prefetched."""
        rows = sorted(self.reports.all(), key=lambda row: (row.on, row.pk))
        return rows[-1] if rows else None

    def is_met_by(self, value: Decimal) -> bool:
        """Whether that much reaches it."""
        return value >= self.wanted if self.sense == Sense.AT_LEAST else value <= self.wanted

    @property
    def state(self) -> tuple[str, str]:
        """Its word and the colour of its badge: reached, in time, not reached by its day."""
        last = self.last
        if last is not None and self.is_met_by(last.value) and last.on <= self.by_on:
            return str(_("Đạt")), "done"
        if last is not None and self.is_met_by(last.value):
            return str(_("Đạt, muộn")), "done"
        if self.by_on < dates.today():
            return str(_("Không đạt đúng hạn")), "stop"
        return str(_("Đang thực hiện")), "work"


class Progress(models.Model):
    """How far a target is (kết quả thực hiện): the number on a day, in hundredths, and by which evidence."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="reports")
    on = models.DateField()
    hundredths = models.BigIntegerField()
    evidence = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"progress {self.pk} of target {self.target_id}"

    @property
    def value(self) -> Decimal:
        """The number."""
        return Decimal(self.hundredths) / 100
