"""A promise, and how its day was moved."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When

from danvan.journal.prints import before_column
from danvan.people.models import Unit
from danvan.promises.workflow import BY, LIFE, OPEN, SHOWN, By, Shown, Status


def condition(shown: Shown, on: date) -> Q:
    """What makes a promise be shown so on that day: the day alone decides what is overdue."""
    return {
        Shown.RUNNING: Q(status=Status.RUNNING, due_on__gte=on),
        Shown.OVERDUE: Q(status=Status.RUNNING, due_on__lt=on),
        Shown.WAITING: Q(status=Status.REPORTED),
        Shown.KEPT: Q(status=Status.KEPT, done_on__lte=models.F("first_due_on")),
        Shown.KEPT_LATE: Q(status=Status.KEPT, done_on__gt=models.F("first_due_on")),
        Shown.NOT_KEPT: Q(status__in=(Status.DISPUTED, Status.DROPPED)),
    }[shown]


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Reads of the table of promises."""

    def shown_as(self, shown: Shown, on: date) -> "PromiseQuerySet":
        """Those that are shown so on that day."""
        return self.filter(condition(shown, on))

    def open(self) -> "PromiseQuerySet":
        """Those that are not settled."""
        return self.filter(status__in=OPEN)

    def overdue_first(self, on: date) -> "PromiseQuerySet":
        """What is late first, then what is due next, then what is settled, the latest first."""
        rank = Case(
            When(status=Status.RUNNING, due_on__lt=on, then=Value(0)),
            When(status__in=OPEN, then=Value(1)),
            default=Value(2),
        )
        settled = models.F("settled_on").desc(nulls_last=True)
        return self.annotate(_rank=rank).order_by("_rank", settled, "due_on", "pk")


class Promise(models.Model):
    """What an authority promised to people (lời hứa, cam kết): what, whose, by when, and what came of it.

    `stream` and `subject` say where it comes from, as events are named (danvan.promises.origins); `kind` and `topic`
    tell figures apart. `unit` answers for it, `officer` does it; `promised_by` says who gave it as the minutes do.
    `first_due_on` is the day that was promised first and is never hidden, `due_on` the one that stands. `done_on` is
    the day on which it was done, `done_text` what was done. `accepted_by`: who said whether that is so. `host` is the
    unit before whose people it was given: it too reads and accepts it. `revision` counts its events,
    `submission` is the number of the form, so that a form sent twice is one promise.
    """

    stream = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    topic = models.CharField(max_length=40)
    host = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    promised_by = models.CharField(max_length=160)
    text = models.TextField()
    made_on = models.DateField()
    first_due_on = models.DateField()
    due_on = models.DateField()
    status = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Status])
    revision = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(null=True, unique=True)

    done_on = models.DateField(null=True)
    done_text = models.TextField(blank=True)
    reported_on = models.DateField(null=True)
    accepted_by = models.CharField(
        max_length=5, blank=True, choices=[(b.value, word) for b, word in BY.items()]
    )
    settled_on = models.DateField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects: ClassVar[PromiseQuerySet] = PromiseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="promises_promise_first_day_first", condition=Q(due_on__gte=models.F("first_due_on"))
            ),
            models.CheckConstraint(
                name="promises_promise_settled_on_a_day",
                condition=Q(status__in=OPEN, settled_on__isnull=True)
                | (~Q(status__in=OPEN) & Q(settled_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="promises_promise_done_on_a_day",
                condition=~Q(status__in=("reported", "kept", "disputed")) | Q(done_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["stream", "subject"], name="promises_promise_source"),
            models.Index(fields=["unit", "status", "due_on"], name="promises_promise_unit"),
            models.Index(fields=["status", "due_on"], name="promises_promise_due"),
        ]

    def __str__(self) -> str:
        return f"promise {self.pk}"

    @staticmethod
    def earlier_columns(columns: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """How the row was fingerprinted before it kept the number of its form."""
        yield from before_column(columns, "submission")

    def shown(self, on: date) -> Shown:
        """How it is shown on that day."""
        if self.status == Status.RUNNING:
            return Shown.OVERDUE if self.due_on < on else Shown.RUNNING
        if self.status == Status.KEPT:
            return Shown.KEPT if self.done_on and self.done_on <= self.first_due_on else Shown.KEPT_LATE
        return Shown.WAITING if self.status == Status.REPORTED else Shown.NOT_KEPT

    def shown_words(self, on: date) -> tuple[str, str]:
        """The same in words, with the colour of its badge."""
        word, badge = SHOWN[self.shown(on)]
        return str(word), badge

    @property
    def label(self) -> str:
        """Its status in words."""
        return str(LIFE.state(self.status).label)

    @property
    def accepted_words(self) -> str:
        """Who said whether it was kept."""
        return str(BY[By(self.accepted_by)]) if self.accepted_by else ""

    @property
    def is_open(self) -> bool:
        """Whether it is not settled."""
        return self.status in OPEN

    @property
    def was_extended(self) -> bool:
        """Whether its day was moved."""
        return self.due_on != self.first_due_on

    def days_late(self, on: date) -> int:
        """Calendar days after the day that stands, until it was done or until that day; 0 in time."""
        until = self.done_on if self.status in ("reported", "kept", "disputed") and self.done_on else on
        return max((until - self.due_on).days, 0)


class Extension(models.Model):
    """A day that was moved (gia hạn): from, to, why; all of it is public."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="extensions")
    was = models.DateField()
    until = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="promises_extension_is_later", condition=Q(until__gt=models.F("was")))
        ]

    def __str__(self) -> str:
        return f"extension {self.pk} of promise {self.promise_id}"
