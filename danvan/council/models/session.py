"""A session of the council: its agenda, its documents, the questions that deputies put to officials."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danvan.council.models.deputies import Deputy, Term
from danvan.council.workflow import SITTINGS, Sitting
from danvan.lib import dates
from danvan.people.models import Unit
from danvan.promises.models import Promise


class SessionKind(models.TextChoices):
    """Which sort of session it is."""

    REGULAR = "regular", _("Thường lệ")
    THEMATIC = "thematic", _("Chuyên đề")
    URGENT = "urgent", _("Đột xuất, giải quyết công việc phát sinh")


class SessionQuerySet(models.QuerySet["Session"]):
    """Reads of the table of sessions."""

    def public(self) -> "SessionQuerySet":
        """Those that anybody may read: convened, held, or called off."""
        return self.exclude(status=Sitting.PLANNED)


class Session(models.Model):
    """A session (kỳ họp) of a term: numbered, from its first day to its last.

    `present` is how many deputies were there when it was opened, of `of` who sat then. `minutes` say what was done.
    """

    term = models.ForeignKey(Term, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=SessionKind)
    place = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField()
    status = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Sitting])
    convened_on = models.DateField(null=True)
    present = models.PositiveSmallIntegerField(null=True)
    of = models.PositiveSmallIntegerField(null=True)
    minutes = models.TextField(blank=True)
    minutes_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects: ClassVar[SessionQuerySet] = SessionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.UniqueConstraint(name="council_session_once", fields=["term", "number"]),
            models.CheckConstraint(name="council_session_days", condition=Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(
                name="council_session_present_of_all",
                condition=Q(present__isnull=True, of__isnull=True) | Q(present__lte=F("of")),
            ),
        ]

    def __str__(self) -> str:
        return f"council session {self.pk}"

    @property
    def label(self) -> str:
        """Its status in words."""
        return str(SITTINGS[self.status][0])

    @property
    def badge(self) -> str:
        """The colour of its badge."""
        return SITTINGS[self.status][1]


class Item(models.Model):
    """A point of the agenda (nội dung chương trình) and what came of it."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    presenter = models.CharField(max_length=200, blank=True)
    result = models.TextField(blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(name="council_item_place", fields=["session", "place"])]

    def __str__(self) -> str:
        return f"item {self.place} of council session {self.session_id}"


class SessionDocument(models.Model):
    """A document of a session (tài liệu kỳ họp): who is to send it, by which day, and when it came."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="documents")
    title = models.CharField(max_length=300)
    sender = models.CharField(max_length=200)
    due_on = models.DateField()
    received_on = models.DateField(null=True)
    number = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"document {self.pk} of council session {self.session_id}"

    @property
    def is_late(self) -> bool:
        """Whether it came, or has not come, after its day."""
        return (self.received_on or dates.today()) > self.due_on


class QuestionQuerySet(models.QuerySet["Question"]):
    """Reads of the table of questions."""

    def waiting(self) -> "QuestionQuerySet":
        """Those that owe an answer."""
        return self.filter(hall_on__isnull=True, written_on__isnull=True) | self.filter(
            owes_written=True, written_on__isnull=True
        )


class Question(models.Model):
    """A deputy's question to an official (chất vấn): answered in the hall, in writing within a term, or both.

    `respondent` is the official's post; `respondent_unit` where she leads a unit of the register. `owes_written`: an
    answer in writing is due by `due_on`, by `rule` with its `recipe`, or by a day that the chair set (`rule` empty).
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="questions")
    deputy = models.ForeignKey(Deputy, models.PROTECT, related_name="questions")
    respondent = models.CharField(max_length=200)
    respondent_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    asked_on = models.DateField()
    hall = models.TextField(blank=True)
    hall_on = models.DateField(null=True)
    owes_written = models.BooleanField(default=True)
    rule = models.CharField(max_length=60, blank=True)
    due_on = models.DateField(null=True)
    recipe = models.JSONField(default=dict)
    written = models.TextField(blank=True)
    written_on = models.DateField(null=True)
    written_number = models.CharField(max_length=60, blank=True)
    promise = models.ForeignKey(Promise, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects: ClassVar[QuestionQuerySet] = QuestionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="council_question_answers_whole",
                condition=(Q(hall_on__isnull=True, hall="") | (Q(hall_on__isnull=False) & ~Q(hall="")))
                & (Q(written_on__isnull=True, written="") | (Q(written_on__isnull=False) & ~Q(written=""))),
            )
        ]

    def __str__(self) -> str:
        return f"question {self.pk} of council session {self.session_id}"

    @property
    def is_open(self) -> bool:
        """Whether an answer is owed."""
        return self.written_on is None and (self.owes_written or self.hall_on is None)

    def is_late(self, day: date) -> bool:
        """Whether the written answer came, or has not come, after its day."""
        return self.due_on is not None and self.owes_written and (self.written_on or day) > self.due_on
