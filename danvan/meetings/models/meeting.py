"""A meeting of an authority with the people."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.journal.prints import before_column
from danvan.law import Derivation
from danvan.lib import dates
from danvan.meetings import kinds
from danvan.meetings.workflow import BADGES, COMING, HELD, LIFE, Status
from danvan.people.models import Unit


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Reads of the table of meetings."""

    def public(self) -> "MeetingQuerySet":
        """What anybody may read: announced, whatever became of it."""
        return self.filter(announced_on__isnull=False)

    def coming(self) -> "MeetingQuerySet":
        """Planned or announced and not begun."""
        return self.filter(status__in=COMING)

    def held(self) -> "MeetingQuerySet":
        """Those that took place."""
        return self.filter(status__in=HELD)


class Meeting(models.Model):
    """A meeting with the people (hội nghị đối thoại, tiếp xúc cử tri, họp lấy ý kiến): when, where, who, what about.

    `kind` is one of danvan.meetings.kinds; `topic` that of the register by which figures are told apart. `notice_by` is
    the last lawful day for its notice, `result_by` that for its results, each with its derivation; empty where no rule
    in force was confirmed. `exemption` names the ground on which it was announced later. `first_at` is the moment
    that was announced first, where it was put off; `reason` why it was put off or called off last. `door` is the code
    shown in the hall. `revision` counts its events, `submission` is the number of the form, so that a form sent twice
    is one meeting.
    """

    kind = models.CharField(max_length=20)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Status])
    revision = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(null=True, unique=True)

    title = models.CharField(max_length=300)
    topic = models.CharField(max_length=40)
    agenda = models.TextField()
    place = models.CharField(max_length=250)
    joining = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    hosts = models.TextField()
    invited = models.TextField(blank=True)

    notice_by = models.DateField(null=True)
    notice_recipe = models.JSONField(default=dict)
    announced_on = models.DateField(null=True)
    exemption = models.TextField(blank=True)
    first_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    door = models.CharField(max_length=6, blank=True)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    minutes = models.TextField(blank=True)
    minutes_by = models.CharField(max_length=120, blank=True)
    conclusion = models.TextField(blank=True)
    result_by = models.DateField(null=True)
    result_recipe = models.JSONField(default=dict)
    published_on = models.DateField(null=True)

    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_on = models.DateField()
    names_destroyed_on = models.DateField(null=True)
    salt = models.CharField(max_length=32)

    objects: ClassVar[MeetingQuerySet] = MeetingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meetings_meeting_begins_before_it_ends",
                condition=Q(ends_at__gt=models.F("starts_at")),
            ),
            models.CheckConstraint(
                name="meetings_meeting_announced_on_a_day",
                condition=Q(announced_on__isnull=False) | Q(status__in=["planned", "cancelled"]),
            ),
            models.CheckConstraint(
                name="meetings_meeting_published_with_minutes",
                condition=~Q(status="published")
                | (Q(published_on__isnull=False) & ~Q(minutes="") & ~Q(conclusion="")),
            ),
            models.UniqueConstraint(
                name="meetings_meeting_door", fields=["door"], condition=Q(status="open") & ~Q(door="")
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "kind", "-starts_at"], name="meetings_meeting_unit"),
            models.Index(fields=["kind", "-starts_at"], name="meetings_meeting_kind"),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    @staticmethod
    def earlier_columns(columns: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """How the row was fingerprinted before it kept the number of its form."""
        yield from before_column(columns, "submission")

    @property
    def label(self) -> str:
        """Its status in words."""
        return str(LIFE.state(self.status).label)

    @property
    def badge(self) -> str:
        """The colour of its badge."""
        return BADGES[Status(self.status)]

    @property
    def kind_label(self) -> str:
        """Its kind in words."""
        return kinds.label(self.kind)

    @property
    def day(self) -> date:
        """The day in Viet Nam on which it begins."""
        return dates.day_of(self.starts_at)

    @property
    def is_public(self) -> bool:
        """Whether anybody may read of it."""
        return self.announced_on is not None

    @property
    def takes_questions(self) -> bool:
        """Whether questions may be sent before it begins."""
        return self.status == Status.ANNOUNCED

    @property
    def is_held(self) -> bool:
        """Whether it took place."""
        return self.status in HELD

    @property
    def was_put_off(self) -> bool:
        """Whether it was announced for another moment first."""
        return self.first_at is not None and self.first_at != self.starts_at

    @property
    def notice_derivation(self) -> Derivation | None:
        """How the last day for the notice was counted."""
        return Derivation.from_dict(self.notice_recipe) if self.notice_recipe else None

    @property
    def result_derivation(self) -> Derivation | None:
        """How the last day for the results was counted."""
        return Derivation.from_dict(self.result_recipe) if self.result_recipe else None

    def is_result_late(self, today: date) -> bool:
        """Whether the day for the results passed without them, or they came after it."""
        until = self.published_on or today
        return self.is_held and self.result_by is not None and self.result_by < until
