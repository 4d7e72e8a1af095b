"""The calendar of reception: where and when a unit receives, and the days of its head."""

from datetime import date, time

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from danvan.law import Derivation
from danvan.people.models import Unit
from danvan.people.models.units import MONDAY_TO_FRIDAY
from danvan.reception.models.turns import Sitting
from danvan.reception.workflow import SessionState


class Room(models.Model):
    """Where a unit receives every working day (nơi tiếp công dân), its hours, and how its queue goes.

    `week` marks the weekdays, Monday in the lowest bit; `slot_minutes` and `per_slot` limit bookings; a queue that is
    not empty in the evening is kept for the next day, or cleared, as `keep_overnight` says.
    """

    unit = models.OneToOneField(Unit, models.PROTECT, primary_key=True, related_name="+")
    place = models.CharField(max_length=250, blank=True)
    week = models.PositiveSmallIntegerField(default=MONDAY_TO_FRIDAY)
    morning_from = models.TimeField(default=time(7, 30))
    morning_to = models.TimeField(default=time(11, 30))
    afternoon_from = models.TimeField(default=time(13, 30))
    afternoon_to = models.TimeField(default=time(17, 0))
    slot_minutes = models.PositiveSmallIntegerField(default=30)
    per_slot = models.PositiveSmallIntegerField(default=1)
    windows = models.PositiveSmallIntegerField(default=1)
    keep_overnight = models.BooleanField(default=False)
    salt = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reception_room_hours_follow",
                condition=Q(morning_from__lte=F("morning_to"))
                & Q(morning_to__lte=F("afternoon_from"))
                & Q(afternoon_from__lte=F("afternoon_to")),
            ),
            models.CheckConstraint(
                name="reception_room_numbers",
                condition=Q(slot_minutes__gte=5) & Q(per_slot__gte=1) & Q(windows__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"room of {self.unit_id}"

    @property
    def stretches(self) -> list[tuple[time, time]]:
        """Morning and afternoon, without the one that is left out."""
        both = [(self.morning_from, self.morning_to), (self.afternoon_from, self.afternoon_to)]
        return [(begin, end) for begin, end in both if begin < end]

    def receives_on(self, day: date) -> bool:
        """Whether it is open on that weekday; the office calendar decides on holidays."""
        return bool(self.week & (1 << day.weekday()))


class Ground(models.TextChoices):
    """Why a head receives out of turn (LTCD art. 18.3)."""

    HEATED = "heated"
    GRAVE = "grave"


class Session(models.Model):
    """A day on which a head receives in person (buổi tiếp của người đứng đầu): announced, postponed, held.

    `publish_by` is the last day on which it could be announced in time, counted back by the unit's calendar and
    stored with its derivation; a session out of turn has a `ground` instead. Whether the head presided in person or
    left it to another (`presided_by` is somebody else) is told by whoever held it.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sitting = models.CharField(max_length=14, choices=Sitting, default=Sitting.HEAD)
    on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    head = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    place = models.CharField(max_length=250)
    attendees = models.CharField(max_length=250, blank=True)
    about = models.CharField(max_length=500, blank=True)
    ground = models.CharField(max_length=6, choices=Ground, blank=True)
    state = models.CharField(max_length=9, choices=[(s.value, s.value) for s in SessionState])
    publish_by = models.DateField(null=True)
    recipe = models.JSONField(default=dict)
    published_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    moved_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="moved_from")
    presided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    salt = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["unit", "on"], name="reception_session_day")]
        constraints = [
            models.CheckConstraint(name="reception_session_hours", condition=Q(starts_at__lt=F("ends_at"))),
            models.CheckConstraint(
                name="reception_session_ground",
                condition=Q(sitting="extraordinary", ground__in=["heated", "grave"])
                | Q(sitting="head", ground=""),
            ),
            models.UniqueConstraint(
                name="reception_session_once",
                fields=["unit", "head", "on", "starts_at"],
                condition=~Q(state__in=["postponed", "cancelled"]),
            ),
        ]

    def __str__(self) -> str:
        return f"session {self.pk} of {self.on}"

    @property
    def is_late_notice(self) -> bool:
        """Whether it was announced after the last day for it."""
        return bool(self.publish_by and self.published_on and self.published_on > self.publish_by)

    @property
    def is_delegated(self) -> bool:
        """Whether somebody else presided in place of the head."""
        return self.presided_by_id is not None and self.presided_by_id != self.head_id

    @property
    def derivation(self) -> Derivation | None:
        """How `publish_by` was counted."""
        return Derivation.from_dict(self.recipe) if self.recipe else None
