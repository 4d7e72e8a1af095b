"""A meeting of deputies with voters: what it has beside the meeting that it is."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danvan.council.models.deputies import Deputy, Group, Term
from danvan.council.models.session import Session
from danvan.meetings.models import Meeting


class When(models.TextChoices):
    """On which occasion deputies meet voters."""

    BEFORE = "before", _("Trước kỳ họp")
    AFTER = "after", _("Sau kỳ họp")
    THEMATIC = "thematic", _("Chuyên đề")


class VoterMeetingQuerySet(models.QuerySet["VoterMeeting"]):
    """Reads of the table of meetings with voters."""

    def public(self) -> "VoterMeetingQuerySet":
        """Those that were announced."""
        return self.filter(meeting__announced_on__isnull=False)


class VoterMeeting(models.Model):
    """A meeting with voters (tiếp xúc cử tri): before or after which session, of which group of deputies.

    Notice, hall, attendance and minutes are the meeting's (danvan.meetings).
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, primary_key=True, related_name="voters")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="meetings")
    occasion = models.CharField(max_length=8, choices=When)
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="voter_meetings")

    objects: ClassVar[VoterMeetingQuerySet] = VoterMeetingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="council_meeting_of_a_session",
                condition=Q(occasion="thematic") | Q(session__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"voter meeting {self.meeting_id}"


class Presence(models.Model):
    """Whether a deputy who was to meet voters was there; where not, why."""

    meeting = models.ForeignKey(VoterMeeting, models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(Deputy, models.PROTECT, related_name="meetings")
    present = models.BooleanField(null=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="council_presence_once", fields=["meeting", "deputy"]),
            models.CheckConstraint(
                name="council_absent_for_a_reason", condition=~Q(present=False) | ~Q(why="")
            ),
        ]

    def __str__(self) -> str:
        return f"presence {self.pk} at voter meeting {self.meeting_id}"
