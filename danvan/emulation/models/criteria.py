"""Sets of criteria: dated, local, in versions; and movements, in which one set holds for all who register."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.emulation.words import SORTS, Sort
from danvan.emulation.workflow import CRITERIA, Drawn
from danvan.people.models import Unit


class CriteriaQuerySet(models.QuerySet["CriteriaSet"]):
    """Reads of the table of sets."""

    def on(self, day: date) -> "CriteriaQuerySet":
        """Those that hold that day."""
        return self.exclude(status=Drawn.DRAFT).filter(
            Q(from_on__lte=day), Q(until_on__isnull=True) | Q(until_on__gt=day)
        )


class CriteriaSet(models.Model):
    """By what is judged (bộ tiêu chí), as one office set it by its decision, from a day on.

    `series` is the number of its first version, `number` the version. `pass_points` is the least sum of points,
    `vote_percent` the least share of the council members who vote that have to be for it, `valid_months` how long
    a recognition holds (None: for good). `origin` says where its words come from.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sort = models.CharField(max_length=8, choices=[(key.value, word) for key, word in SORTS.items()])
    series = models.BigIntegerField(null=True)
    number = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Drawn])
    revision = models.PositiveIntegerField(default=0)

    name = models.CharField(max_length=250)
    origin = models.TextField(blank=True)
    pass_points = models.PositiveSmallIntegerField(default=0)
    vote_percent = models.PositiveSmallIntegerField(default=51)
    valid_months = models.PositiveSmallIntegerField(null=True)
    decision = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_on = models.DateField()

    objects: ClassVar[CriteriaQuerySet] = CriteriaQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(name="emulation_criteria_version", fields=["series", "number"]),
            models.CheckConstraint(
                name="emulation_criteria_issued_by_an_act",
                condition=Q(status="draft")
                | Q(decided_on__isnull=False, from_on__isnull=False) & ~Q(decision=""),
            ),
            models.CheckConstraint(
                name="emulation_criteria_days",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
            ),
            models.CheckConstraint(
                name="emulation_criteria_share", condition=Q(vote_percent__gte=1, vote_percent__lte=100)
            ),
        ]
        indexes = [models.Index(fields=["unit", "sort", "status"], name="emulation_criteria_unit")]

    def __str__(self) -> str:
        return f"criteria {self.pk}"

    @property
    def sort_label(self) -> str:
        """What it is for, in words."""
        return str(SORTS[Sort(self.sort)])

    @property
    def label(self) -> str:
        """Its status in words."""
        return str(CRITERIA.state(self.status).label)

    @property
    def badge(self) -> str:
        """The colour of its badge."""
        return CRITERIA.state(self.status).badge


class Criterion(models.Model):
    """One criterion (tiêu chí): points up to `most`, of which `least` are needed; or, without points, a condition.

    `condition`: not met, nothing is recognised, however many points there are. `evidence` is what is asked to see,
    `photo` that a photo is to be among it.
    """

    criteria = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    most = models.PositiveSmallIntegerField(default=0)
    least = models.PositiveSmallIntegerField(default=0)
    condition = models.BooleanField(default=False)
    evidence = models.CharField(max_length=300, blank=True)
    photo = models.BooleanField(default=False)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(name="emulation_criterion_place", fields=["criteria", "place"]),
            models.CheckConstraint(
                name="emulation_criterion_asks",
                condition=Q(least__lte=models.F("most")) & (Q(most__gt=0) | Q(condition=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"criterion {self.place} of {self.criteria_id}"


class Movement(models.Model):
    """A round of emulation (phong trào, đợt thi đua): who runs it, by which criteria, when one may register.

    `closed_on` is the day on which registering was ended before its time.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    criteria = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="movements")
    name = models.CharField(max_length=250)
    text = models.TextField(blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()
    online = models.BooleanField(default=True)
    closed_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="emulation_movement_days", condition=Q(closes_on__gte=models.F("opens_on"))
            )
        ]
        indexes = [models.Index(fields=["unit", "-opens_on"], name="emulation_movement_unit")]

    def __str__(self) -> str:
        return f"movement {self.pk}"

    def is_open(self, on: date) -> bool:
        """Whether one may register that day."""
        return self.opens_on <= on <= self.closes_on and self.closed_on is None
