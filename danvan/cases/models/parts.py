"""What hangs on a case: clocks, hands it went through, replies, files, links to other cases."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from danvan.cases.models.case import Case
from danvan.law import Derivation
from danvan.people.models import Unit

URGED = "urged"  # purpose of the term within which an urging is to be answered


class DeadlineState(models.TextChoices):
    """What a clock does."""

    RUNNING = "running"
    SUSPENDED = "suspended"
    MET = "met"
    CANCELLED = "cancelled"
    UNCONFIRMED = "unconfirmed"


class Deadline(models.Model):
    """A term that runs on a case (thời hạn): the rule, the day it started, the day it ends, and why that day.

    Computed once and stored; a change of the office calendar counts it again while it is open. A rule that nobody
    has confirmed sets no day: the state is 'unconfirmed' and `due_on` is empty until the office confirms it. The
    longer term of a complex matter is `complexity`; `steps` is all that happened to the clock, each a step of
    danvan.law.life: pauses, extensions and the state follow from them. `recipe` is the derivation.
    """

    case = models.ForeignKey(Case, models.CASCADE, db_index=False, related_name="deadlines")
    purpose = models.CharField(max_length=30)
    rule = models.CharField(max_length=80)
    area = models.CharField(max_length=10)
    complexity = models.CharField(max_length=10, default="normal")
    start_on = models.DateField()
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=DeadlineState)
    met_on = models.DateField(null=True)
    steps = models.JSONField(default=list)
    recipe = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["case", "state"], name="cases_deadline_case")]
        constraints = [
            models.CheckConstraint(
                name="cases_deadline_day_or_unconfirmed",
                condition=models.Q(due_on__isnull=False) | models.Q(state__in=["unconfirmed", "cancelled"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} due {self.due_on}"

    @property
    def is_beside(self) -> bool:
        """Whether it runs beside the case's own terms: it sounds an alarm of its own, and moves no list."""
        return self.purpose == URGED

    @property
    def derivation(self) -> Derivation | None:
        """How the day was counted; None while the rule is unconfirmed."""
        return Derivation.from_dict(self.recipe) if self.recipe else None

    def earlier_columns(self, columns: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """As a clock was printed before `steps`, when it kept the days left out while the citizen was waited for."""
        steps = columns["steps"]
        if all(step["kind"] in ("wait_citizen", "citizen_answered") for step in steps):
            days = [step["on"] for step in steps[1::2]] + [None]
            stops = [date.fromisoformat(step["on"]) + timedelta(days=1) for step in steps[::2]]
            spans = [[first.isoformat(), last] for first, last in zip(stops, days, strict=False)]
            yield {name: value for name, value in columns.items() if name != "steps"} | {"suspensions": spans}

    def summary(self) -> dict[str, Any]:
        """What the journal keeps of the clock after each step."""
        return summary_of(vars(self))


def summary_of(clock: Mapping[str, Any]) -> dict[str, Any]:
    """The summary of a clock that was read as bare values by column."""
    return {
        "rule": clock["rule"],
        "start": clock["start_on"].isoformat(),
        "due": clock["due_on"].isoformat() if clock["due_on"] else None,
        "state": str(clock["state"]),
    }


class Assignment(models.Model):
    """A hand that a case was given into (giao việc)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return f"case {self.case_id} to {self.officer_id or self.unit_id}"


class Outcome(models.TextChoices):
    """What an answer gives the person who asked."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    EXPLAINED = "explained"


class Reply(models.Model):
    """The answer to the citizen (văn bản trả lời, quyết định giải quyết)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="replies")
    text = models.TextField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    decision = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    event_number = models.IntegerField()
    withdrawn_on = models.DateField(null=True)

    words: ClassVar = ("text",)  # what goes when the case is destroyed

    def __str__(self) -> str:
        return f"reply to case {self.case_id}"


class Attachment(models.Model):
    """A file of a case. `path` is a random name under the files folder; it is only ever served as a download."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=80, unique=True)
    from_citizen = models.BooleanField()
    public = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"file {self.pk} of case {self.case_id}"


class Link(models.Model):
    """Two cases that belong together (liên quan): the later one, the earlier one, and how."""

    class Why(models.TextChoices):
        """How the two belong together."""

        REPEAT = "repeat"
        DUPLICATE = "duplicate"
        CONTINUES = "continues"
        PART = "part"
        VERIFY = "verify"
        APPEAL = "appeal"
        EXECUTION = "execution"

    later = models.ForeignKey(Case, models.CASCADE, related_name="earlier_links")
    earlier = models.ForeignKey(Case, models.CASCADE, related_name="later_links")
    why = models.CharField(max_length=10, choices=Why)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["later", "earlier"], name="cases_link_once")]

    def __str__(self) -> str:
        return f"{self.later_id} {self.why} {self.earlier_id}"


class Urging(models.Model):
    """A letter of urging (đôn đốc) to whoever is late with a case, and the answer in writing.

    `unit` urges; whoever answers for the case answers it, with the reason and a new day, by `answer_by`.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="urgings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    late_since = models.DateField()
    answer_by = models.DateField()
    text = models.TextField()
    event_number = models.IntegerField()
    withdrawn_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    promised_on = models.DateField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    answer_number = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-on"], name="cases_urging_sent")]

    def __str__(self) -> str:
        return f"urging {self.pk} of case {self.case_id}"
