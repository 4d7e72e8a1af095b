"""Whom a case is about, and who therefore must have nothing to do with it."""

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from danvan.cases.models.case import Case
from danvan.people.models import Unit


class Whom(models.TextChoices):
    """Whom a case may be about."""

    OFFICER = "officer"
    HEAD = "head"
    STAFF = "staff"
    UNIT = "unit"


class Route(models.TextChoices):
    """What became of the case because of it; empty until somebody or the worker has seen to it."""

    KEPT = "kept"
    ABOVE = "above"
    LAWFUL = "lawful"
    NOBODY = "nobody"


class Concern(models.Model):
    """A case is about an officer, the head of a unit, somebody there who is not named, or the unit (đơn liên quan tới).

    From this row on, and until `lifted_on`, danvan.cases.concerns keeps the case from whoever is meant. `unit` is the
    unit of the post that is meant; `officer` the account where it is known, also of a head. `route` is who settles the
    case then: another in the unit, the unit above, the head all the same by law, or nobody in the register yet.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="concerns")
    whom = models.CharField(max_length=7, choices=Whom)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    route = models.CharField(max_length=6, choices=Route, blank=True)
    on = models.DateField()
    lifted_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_concern_names_whom",
                condition=Q(whom="officer", officer__isnull=False)
                | Q(whom="head")
                | Q(whom__in=["staff", "unit"], officer__isnull=True),
            ),
            models.UniqueConstraint(
                name="cases_concern_once",
                fields=["case", "whom", "unit", "officer"],
                condition=Q(lifted_on__isnull=True),
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(
                fields=["officer"], condition=Q(lifted_on__isnull=True), name="cases_concern_officer"
            ),
            models.Index(fields=["unit"], condition=Q(lifted_on__isnull=True), name="cases_concern_unit"),
        ]

    def __str__(self) -> str:
        return f"case {self.case_id} about {self.whom} {self.officer_id or self.unit_id}"


TOLD = JSONObject(
    id="pk",
    whom="whom",
    officer="officer_id",
    unit="unit_id",
    name="officer__full_name",
    route="route",
    on="on",
)
"""What is read of a concern, wherever it is read."""


def concerns_of(case_field: str = "pk") -> ArraySubquery:
    """Whom a case in another statement is about, as `danvan.cases.concerns` reads it from `concerned`."""
    rows = Concern.objects.filter(case=OuterRef(case_field), lifted_on__isnull=True).order_by("pk")
    return ArraySubquery(rows.values(json=TOLD))
