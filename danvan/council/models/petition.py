"""What voters ask of their deputies, as it was taken down, and what became of it."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.council.models.deputies import Deputy
from danvan.council.models.meeting import VoterMeeting
from danvan.council.models.session import Session
from danvan.council.workflow import (
    ANSWERED,
    ANSWERS,
    HEADS,
    LABELS,
    LEVELS,
    PUBLIC,
    UNSENT,
    WAITING,
    WAYS,
    Answered,
    Level,
    Status,
    Way,
)
from danvan.lib import dates
from danvan.people.models import Unit
from danvan.promises.models import Promise

_MERGED = Q(status="merged", merged_into__isnull=False)


class PetitionQuerySet(models.QuerySet["Petition"]):
    """Reads of the table of voters' petitions."""

    def heads(self) -> "PetitionQuerySet":
        """Those that stand for themselves, each with all that were merged into it."""
        return self.filter(status__in=HEADS)

    def public(self) -> "PetitionQuerySet":
        """Those that anybody may read: sent, or answered."""
        return self.filter(status__in=PUBLIC)

    def overdue(self, day: date) -> "PetitionQuerySet":
        """Those that wait for their first answer after its term, or for what was promised after its day."""
        late = Q(status__in=WAITING, due_on__lt=day) | Q(status=Status.RESOLVING, promised_on__lt=day)
        return self.filter(late)


class Petition(models.Model):
    """A voters' petition (kiến nghị cử tri): one ask at one place, as it was taken down.

    `unit` is the unit of the council. `place` is where it was raised: a unit, and in `place_words` the village. No
    voter is named: what was asked is kept, not who asked it. `merged_into`: it asks what another one asks, which
    stands for both; the row stays, with its own place and meeting. `again_of`: voters asked it before, and were
    answered. `addressee` answers; `addressee_unit` where that is a unit of the register. `due_on` is the last day for
    the answer, by `rule` with its `recipe`, or a day that the office set (`rule` empty, `recipe` empty).
    `promised_on`: the day named in the last answer by which it will be done.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(VoterMeeting, models.PROTECT, null=True, related_name="petitions")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="petitions")
    heard_by = models.ForeignKey(Deputy, models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    place_words = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200)
    text = models.TextField()
    folded = models.TextField()
    topic = models.CharField(max_length=20)
    taken_on = models.DateField()
    submission = models.UUIDField(null=True, unique=True)
    status = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Status])
    revision = models.PositiveIntegerField(default=0)

    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    again_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="raised_again")
    level = models.CharField(max_length=8, blank=True, choices=[(s.value, s.value) for s in Level])
    addressee = models.CharField(max_length=200, blank=True)
    addressee_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=60, blank=True)
    sent_on = models.DateField(null=True)
    rule = models.CharField(max_length=60, blank=True)
    due_on = models.DateField(null=True)
    recipe = models.JSONField(default=dict)
    first_answered_on = models.DateField(null=True)
    promised_on = models.DateField(null=True)
    promise = models.ForeignKey(Promise, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    objects: ClassVar[PetitionQuerySet] = PetitionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="council_petition_merged_into_another",
                condition=_MERGED | (~Q(status="merged") & Q(merged_into__isnull=True)),
            ),
            models.CheckConstraint(
                name="council_petition_sent_to_somebody",
                condition=~Q(status__in=PUBLIC) | (Q(sent_on__isnull=False) & ~Q(addressee="", level="")),
            ),
            models.CheckConstraint(
                name="council_petition_answered_on_a_day",
                condition=~Q(status__in=ANSWERED) | Q(first_answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="council_petition_promised_by_a_day",
                condition=~Q(status="resolving") | Q(promised_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "status", "-taken_on"], name="council_petition_list"),
            models.Index(
                fields=["addressee_unit", "status"],
                name="council_petition_owed",
                condition=Q(addressee_unit__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"voter petition {self.pk}"

    @property
    def label(self) -> str:
        """Its status in words."""
        return str(LABELS[self.status][0])

    @property
    def badge(self) -> str:
        """The colour of its badge."""
        return LABELS[self.status][1]

    @property
    def level_label(self) -> str:
        """By whose competence it is answered, in words."""
        return str(LEVELS[Level(self.level)]) if self.level else ""

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.status in PUBLIC

    @property
    def is_unsent(self) -> bool:
        """Whether it has not gone to whoever answers it yet."""
        return self.status in UNSENT

    @property
    def next_on(self) -> date | None:
        """The day that counts now: of the first answer, or of what was promised; None where nothing is owed."""
        if self.status in WAITING:
            return self.due_on
        return self.promised_on if self.status == Status.RESOLVING else None

    @property
    def is_late(self) -> bool:
        """Whether that day has passed."""
        return self.next_on is not None and self.next_on < dates.today()


class Reply(models.Model):
    """An answer to a voters' petition (trả lời kiến nghị cử tri): by whom, by which paper, how.

    `until_on` is the day by which it will be done, of an answer that says so.
    """

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=10, choices=[(s.value, w) for s, w in ANSWERS.items()])
    text = models.TextField()
    answered_by = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    on = models.DateField()
    until_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="council_reply_promises_a_day",
                condition=Q(kind="resolving", until_on__isnull=False)
                | (~Q(kind="resolving") & Q(until_on__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"reply {self.pk} to voter petition {self.petition_id}"

    @property
    def label(self) -> str:
        """How it was answered, in words."""
        return str(ANSWERS[Answered(self.kind)])


class Told(models.Model):
    """That voters were told what became of it: at which meeting, or in which other way."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="tellings")
    way = models.CharField(max_length=8, choices=[(s.value, w) for s, w in WAYS.items()])
    meeting = models.ForeignKey(VoterMeeting, models.PROTECT, null=True, related_name="tellings")
    reply = models.ForeignKey(Reply, models.PROTECT, related_name="tellings")
    on = models.DateField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="council_told_at_a_meeting",
                condition=Q(way="meeting", meeting__isnull=False)
                | (~Q(way="meeting") & Q(meeting__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"telling {self.pk} of voter petition {self.petition_id}"

    @property
    def label(self) -> str:
        """The way in words."""
        return str(WAYS[Way(self.way)])


class Reminder(models.Model):
    """The council's office urges whoever owes an answer (đôn đốc)."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="reminders")
    on = models.DateField()
    late_since = models.DateField(null=True)
    text = models.TextField()
    number = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"reminder {self.pk} of voter petition {self.petition_id}"
