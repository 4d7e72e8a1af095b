"""A procedure by its code, its versions with their days, the days on which one was suspended."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from danvan.people.models import Unit
from danvan.people.models.dated import Dated, ends_after_start, one_open
from danvan.procedures.workflow import LEVELS, PUBLIC, RUNNING, STANDINGS, Level, Standing, Status

CODE = r"^[0-9]\.[0-9]{6}(\.[0-9A-Z]{2,4})*$"
"""A code of the national database (2.000720), with the parts that a province puts behind it."""


class Procedure(models.Model):
    """An administrative procedure (thủ tục hành chính) and the unit that keeps it in the catalogue.

    `code` is text: 2.000720 keeps its zero. It is empty where none came, or a doubtful one did, until somebody
    settles it; `code_given` is the code as it came. `origin` knows again one that came without a code.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40, blank=True)
    code_given = models.CharField(max_length=60, blank=True)
    origin = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="procedures_code_once", fields=["code"], condition=~Q(code="")),
            models.CheckConstraint(name="procedures_code_is_one", condition=Q(code="") | Q(code__regex=CODE)),
        ]
        indexes = [models.Index(fields=["origin"], name="procedures_origin", condition=~Q(origin=""))]

    def __str__(self) -> str:
        return self.code or self.code_given or f"procedure {self.pk}"


class VersionQuerySet(models.QuerySet["Version"]):
    """Reads of the table of versions."""

    def public(self) -> "VersionQuerySet":
        """Those that anybody may read."""
        return self.filter(status__in=PUBLIC)

    def on(self, day: date) -> "VersionQuerySet":
        """Those in force that day, suspended ones too."""
        began = self.public().filter(from_on__lte=day)
        return began.filter(Q(until_on__isnull=True) | Q(until_on__gt=day))

    def listed(self, day: date) -> "VersionQuerySet":
        """One for each procedure: that in force on the day, or the one with which it was abolished."""
        began = self.public().filter(from_on__lte=day)
        stands = Q(until_on__isnull=True) | Q(until_on__gt=day) | Q(status=Status.ABOLISHED.value)
        return began.filter(stands)

    def with_halts(self, day: date) -> "VersionQuerySet":
        """Adds `halted`: whether it is suspended on that day."""
        return self.annotate(halted=Exists(Suspension.objects.on(day).filter(version=OuterRef("pk"))))


class Version(models.Model):
    """A procedure as it is from one day until another (phiên bản); a file that runs keeps the one it began under.

    Written to only while it is a draft. `from_on` and `act`: since when, by which act announced; `until_on`
    (exclusive): replaced by a later version, or abolished by `end_act`, `replaced_by` naming what serves instead.
    `process` is what happens in the citizen's words; the steps stand in `Step`. `doubts` are things that came
    unclear and that somebody has still to settle. `revision` counts its events: who writes says which one was seen.
    """

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Status])
    revision = models.PositiveIntegerField(default=0)

    name = models.CharField(max_length=500)
    also_called = models.CharField(max_length=300, blank=True)
    field = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=10, blank=True, choices=[(k.value, v) for k, v in LEVELS.items()])
    agency = models.CharField(max_length=250, blank=True)
    who = models.TextField(blank=True)
    process = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    result = models.TextField(blank=True)
    bases = models.TextField(blank=True)
    needs_nothing = models.BooleanField(default=False)
    folded = models.TextField()
    sort_key = models.TextField()

    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    act = models.CharField(max_length=120, blank=True)
    act_on = models.DateField(null=True)
    end_act = models.CharField(max_length=120, blank=True)
    end_act_on = models.DateField(null=True)
    end_text = models.TextField(blank=True)
    replaced_by = models.ForeignKey(Procedure, models.PROTECT, null=True, related_name="replaces")

    doubts = models.JSONField(default=list)
    source = models.CharField(max_length=200, blank=True)
    source_hash = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_on = models.DateField()

    objects: ClassVar[VersionQuerySet] = VersionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(name="procedures_version_number", fields=["procedure", "number"]),
            models.UniqueConstraint(
                name="procedures_one_draft", fields=["procedure"], condition=Q(status="draft")
            ),
            models.UniqueConstraint(
                name="procedures_one_running",
                fields=["procedure"],
                condition=Q(status__in=RUNNING, until_on__isnull=True),
            ),
            models.CheckConstraint(
                name="procedures_public_since_a_day",
                condition=~Q(status__in=PUBLIC) | (Q(from_on__isnull=False) & ~Q(act="")),
            ),
            models.CheckConstraint(
                name="procedures_abolished_by_an_act",
                condition=~Q(status="abolished") | (Q(until_on__isnull=False) & ~Q(end_act="")),
            ),
            models.CheckConstraint(
                name="procedures_ends_after_start",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ]
        indexes = [
            GinIndex(SearchVector("folded", config="simple"), name="procedures_words"),
            models.Index(fields=["status", "from_on"], name="procedures_status"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} v{self.number}"

    @property
    def is_draft(self) -> bool:
        """Whether it may still be written to."""
        return self.status == Status.DRAFT

    @property
    def is_replaced(self) -> bool:
        """Whether a later version has been published, from whatever day."""
        return self.status in RUNNING and self.until_on is not None

    @property
    def level_label(self) -> str:
        """Its level in words; empty where nobody has told it."""
        return str(LEVELS[Level(self.level)]) if self.level else ""

    def standing(self, day: date) -> Standing:
        """How it stands that day; one statement, where it was not read `with_halts` of that day."""
        if self.status in (Status.DRAFT, Status.DROPPED) or self.from_on is None:
            return Standing(self.status)
        if self.until_on is not None and day >= self.until_on:
            return Standing.ABOLISHED if self.status == Status.ABOLISHED else Standing.REPLACED
        if day < self.from_on:
            return Standing.COMING
        halted = getattr(self, "halted", None)
        if halted is None:
            halted = self.suspensions.on(day).exists()
        return Standing.SUSPENDED if halted else Standing.IN_FORCE

    def shown_standing(self, day: date) -> tuple[str, str]:
        """The word of its standing and the colour of the badge."""
        word, badge = STANDINGS[self.standing(day)]
        return str(word), badge


class Suspension(Dated):
    """Days on which a version is not carried out (tạm ngừng), by which act and why; open until it is resumed."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="suspensions")
    act = models.CharField(max_length=120)
    act_on = models.DateField()
    text = models.TextField()
    end_act = models.CharField(max_length=120, blank=True)
    end_act_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_start("procedures_suspension_ends_after_start"),
            one_open("procedures_suspension_one_open", "version"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} suspended {self.from_on}"
