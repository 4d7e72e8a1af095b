"""Who was in the hall: counted by hand, counted at the door, and who spoke."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from danvan.lib import dates
from danvan.meetings.models.meeting import Meeting
from danvan.meetings.workflow import GROUPS, SPEAKER, Turn

_GROUPS = [(code, word) for code, word in GROUPS.items()]


class Attendance(models.Model):
    """How many of a group were present, counted by hand (số người dự); it stands before what the phones said."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    group = models.CharField(max_length=10, choices=_GROUPS)
    persons = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="meetings_attendance_once", fields=["meeting", "group"])]

    def __str__(self) -> str:
        return f"{self.persons} of {self.group} at meeting {self.meeting_id}"


class CheckIn(models.Model):
    """Somebody typed the code of the hall into a phone (điểm danh): of which group, when; no name is kept."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="check_ins")
    group = models.CharField(max_length=10, choices=_GROUPS)
    submission = models.UUIDField(unique=True)
    at = models.DateTimeField(default=dates.now)

    def __str__(self) -> str:
        return f"check-in {self.pk} of meeting {self.meeting_id}"


class Speaker(models.Model):
    """A turn to speak (lượt đăng ký phát biểu): who, from where, about what, in which order; its name goes by rule.

    `before`: registered before the meeting began. `called_at` and `spoke_at` are the moments of the hall.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="speakers")
    order = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Turn])
    full_name = models.CharField(max_length=120, blank=True)
    origin = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=300, blank=True)
    before = models.BooleanField(default=False)
    registered_at = models.DateTimeField(default=dates.now)
    called_at = models.DateTimeField(null=True)
    spoke_at = models.DateTimeField(null=True)
    submission = models.UUIDField(null=True, unique=True)
    salt = models.CharField(max_length=32)

    words: ClassVar = ("full_name",)  # what goes when names are destroyed

    class Meta:
        constraints = [
            models.UniqueConstraint(name="meetings_speaker_order", fields=["meeting", "order"]),
            models.CheckConstraint(
                name="meetings_speaker_spoke_at_a_moment",
                condition=~Q(status="spoke") | Q(spoke_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"speaker {self.pk} of meeting {self.meeting_id}"

    @property
    def label(self) -> str:
        """Its status in words."""
        return str(SPEAKER.state(self.status).label)

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to come."""
        return self.status in (Turn.WAITING, Turn.CALLED)
