"""What an application has beside the case that it is: the version under which it was filed, what was promised."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danvan.cases.models import Case
from danvan.cases.workflow import Channel
from danvan.journal.prints import before_column
from danvan.people.models import Unit
from danvan.procedures.models import Version, Way


class Behalf(models.TextChoices):
    """For whom whoever files it files it (nộp thay ai)."""

    SELF = "self", _("Nộp cho chính mình")
    AUTHORISED = "authorised", _("Được ủy quyền")
    GUARDIAN = "guardian", _("Người đại diện theo pháp luật")
    ORGANISATION = "organisation", _("Đại diện tổ chức")
    HELPER = "helper", _("Nộp giúp")


class Handing(models.TextChoices):
    """How the result goes to whoever asked (cách trả kết quả)."""

    PERSON = "person", _("Nhận trực tiếp")
    POST = "post", _("Qua bưu chính")
    ELECTRONIC = "electronic", _("Bản điện tử")


class Application(models.Model):
    """An application (hồ sơ thủ tục hành chính): one row beside its case, with the same key.

    It ends under the `version` of the procedure, and by the `way`, under which it was filed. `unit`, `year` and
    `number` are its receipt in the series of the unit that took it in. `due_at` is the end of the whole term, counted
    from `filed_at` with what stood still left out; `appointment_at` (giờ hẹn trả) is what the citizen was told: the
    same, unless the office apologised (`apologised_at`) and named another, once. `counted`: the stretches of a term in
    hours. `escalated_at`: the office could not keep to the one new appointment, and its leader was told. `online_at`:
    since when something that came over the portal waits for somebody at the desk to look at it. `supplement_by`: the
    last day on which the office takes what it asked for.
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="application")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    way = models.ForeignKey(Way, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    sets = models.PositiveSmallIntegerField(default=1)
    behalf = models.CharField(max_length=12, choices=Behalf, default=Behalf.SELF)
    mandate = models.CharField(max_length=250, blank=True)
    result_by = models.CharField(max_length=10, choices=Handing, default=Handing.PERSON)
    filed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    counted = models.JSONField(default=list)
    appointment_at = models.DateTimeField()
    asked = models.PositiveSmallIntegerField(default=0)
    apologised_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    online_at = models.DateTimeField(null=True)
    supplement_by = models.DateField(null=True)
    ready_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=120, blank=True)
    reminded_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    handed_by = models.CharField(max_length=10, choices=Handing, blank=True)
    handed_to = models.CharField(max_length=120, blank=True)

    words: ClassVar = ("mandate", "result", "handed_to")  # what goes when the case is destroyed

    class Meta:
        constraints = [
            models.UniqueConstraint(name="onestop_receipt_once", fields=["unit", "year", "number"]),
            models.CheckConstraint(name="onestop_at_least_one_set", condition=Q(sets__gte=1)),
            models.CheckConstraint(
                name="onestop_another_appointment_with_an_apology",
                condition=Q(apologised_at__isnull=False) | Q(appointment_at=F("due_at")),
            ),
            models.CheckConstraint(
                name="onestop_handed_out_when_ready",
                condition=Q(handed_at__isnull=True)
                | (Q(ready_at__isnull=False) & Q(handed_at__gte=F("ready_at")) & ~Q(handed_by="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "ready_at"],
                name="onestop_not_collected",
                condition=Q(ready_at__isnull=False, handed_at__isnull=True),
            ),
            models.Index(
                fields=["unit", "online_at"],
                name="onestop_came_online",
                condition=Q(online_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"application {self.case_id}"

    @staticmethod
    def earlier_columns(columns: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """As it was printed before applications came over the portal."""
        for before in before_column(columns, "online_at"):
            yield from before_column(before, "supplement_by")

    @property
    def receipt(self) -> str:
        """The number on the receipt: 000123/2026."""
        return f"{self.number:06d}/{self.year}"

    @property
    def online_way(self) -> bool:
        """Whether it was filed over the portal."""
        return self.case.channel == Channel.PORTAL

    def is_late(self, now: datetime) -> bool:
        """Whether the result came, or has not come, after the end of the whole term; never while it stands still."""
        if self.ready_at is None and self.case.waiting_since:
            return False
        return (self.ready_at or now) > self.due_at

    def hung(self) -> list[models.Model]:
        """The rows that hang on it, which go when the case is destroyed."""
        tables = (self.stages, self.handed, self.scans, self.lacks, self.halts, self.orders, self.fees)
        return [row for table in tables for row in table.order_by("pk")]
