"""A question put to a meeting, and who asked it."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.cases.models import Case
from danvan.cases.models.people import TellBy
from danvan.lib import codes
from danvan.lib.text import initials
from danvan.meetings.models.meeting import Meeting
from danvan.meetings.workflow import ASKED_BADGES, QUESTION, SHOWN, SOURCES, UNANSWERED, Asked, Source

TOLD_BY = (TellBy.CODE, TellBy.PHONE)
"""How an asker hears of the answer: by the code, or called by an officer, for which there is a work list."""


class QuestionQuerySet(models.QuerySet["Question"]):
    """Reads of the table of questions."""

    def shown(self) -> "QuestionQuerySet":
        """Those that anybody reads."""
        return self.filter(status__in=SHOWN)

    def unanswered(self) -> "QuestionQuerySet":
        """Those that an answer is owed to."""
        return self.filter(status__in=UNANSWERED)


class Question(models.Model):
    """A question, an opinion, a recommendation put to a meeting (câu hỏi, kiến nghị): its words and the answer.

    `place` is its order at the meeting. `origin` is the hamlet or body that it comes from. `answered_by` says who
    answered as the minutes do; `on_spot`: in the hall. `answer_by` is the day until which a written answer was
    promised. `case` is the letter that was made of it. `code` opens it at the portal. Who asked stands in Asker.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="questions")
    place = models.PositiveIntegerField()
    status = models.CharField(max_length=9, choices=[(s.value, s.value) for s in Asked])
    source = models.CharField(max_length=6, choices=[(s.value, word) for s, word in SOURCES.items()])
    revision = models.PositiveIntegerField(default=0)
    text = models.TextField()
    origin = models.CharField(max_length=120, blank=True)
    topic = models.CharField(max_length=40)
    asked_on = models.DateField()
    listed_on = models.DateField(null=True)

    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=160, blank=True)
    answered_on = models.DateField(null=True)
    on_spot = models.BooleanField(default=False)
    answer_by = models.DateField(null=True)
    reason = models.TextField(blank=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")

    code = models.CharField(max_length=14, unique=True)
    submission = models.UUIDField(null=True, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[QuestionQuerySet] = QuestionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(name="meetings_question_place", fields=["meeting", "place"]),
            models.CheckConstraint(
                name="meetings_question_answered_whole",
                condition=(
                    Q(status="answered", answered_on__isnull=False) & ~Q(answer="") & ~Q(answered_by="")
                )
                | (~Q(status="answered") & Q(answered_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="meetings_question_owed_until_a_day",
                condition=~Q(status="owed") | Q(answer_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["meeting", "status"], name="meetings_question_meeting")]

    def __str__(self) -> str:
        return f"question {self.pk} of meeting {self.meeting_id}"

    @property
    def label(self) -> str:
        """Its status in words."""
        return str(QUESTION.state(self.status).label)

    @property
    def badge(self) -> str:
        """The colour of its badge."""
        return ASKED_BADGES[Asked(self.status)]

    @property
    def source_label(self) -> str:
        """The way by which it came."""
        return str(SOURCES[Source(self.source)])

    @property
    def shown_code(self) -> str:
        """7KDM-R4PX-92TH-V6."""
        return codes.grouped(self.code)

    def is_late(self, today: date) -> bool:
        """Whether the day of the written answer has passed."""
        return self.status == Asked.OWED and self.answer_by is not None and self.answer_by < today


class Asker(models.Model):
    """Who asked, as far as they said (người hỏi), and how they want to hear; destroyed by rule before the question.

    `told_on`: the day on which `told_by` called them about what became of it.

    `salt` makes its digest in the journal worthless once the row is gone.
    """

    question = models.OneToOneField(Question, models.PROTECT, primary_key=True, related_name="asker")
    full_name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    tell_by = models.CharField(max_length=5, choices=TellBy, default=TellBy.CODE)
    told_on = models.DateField(null=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    salt = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meetings_asker_told_at_a_number", condition=Q(tell_by="code") | ~Q(phone="")
            )
        ]

    def __str__(self) -> str:
        return f"asker of question {self.question_id}"

    @property
    def masked(self) -> str:
        """The name as lists show it."""
        return initials(self.full_name)
