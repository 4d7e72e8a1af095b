"""Appointments, and the queue: who came in which order, how long each waited and was served."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.journal.prints import before_column
from danvan.lib import dates
from danvan.lib.codes import grouped
from danvan.lib.text import initials
from danvan.people.models import Unit
from danvan.queues.models import Numbered, Stretch
from danvan.reception.models.sessions import Session
from danvan.reception.models.turns import MatterKind, Turn
from danvan.reception.workflow import IN_QUEUE, BookingState


class Booking(models.Model):
    """An appointment (lịch hẹn): made by a citizen without an account, who comes back by the code, or by a clerk.

    `session` is the head's, where it was booked for one; else it is with the daily desk. An `online` one was asked
    for by the citizen and holds once the office has agreed and given its `link`. The person is personal data.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="bookings")
    on = models.DateField()
    at = models.TimeField()
    code = models.CharField(max_length=14, unique=True)
    full_name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20)
    persons = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=14, choices=MatterKind, default=MatterKind.RECOMMENDATION)
    about = models.CharField(max_length=500, blank=True)
    online = models.BooleanField(default=False)
    link = models.URLField(max_length=500, blank=True)
    agreed_on = models.DateField(null=True)
    state = models.CharField(max_length=9, choices=[(s.value, s.value) for s in BookingState])
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    destroyed_on = models.DateField(null=True)
    submission = models.UUIDField(null=True, unique=True)
    salt = models.CharField(max_length=32)

    words: ClassVar = ("full_name", "phone", "about", "link")  # what goes when it is destroyed

    class Meta:
        indexes = [models.Index(fields=["unit", "on", "at"], name="reception_booking_day")]
        constraints = [
            models.CheckConstraint(
                name="reception_booking_link_agreed",
                condition=Q(link="", agreed_on__isnull=True) | Q(online=True, agreed_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"booking {self.pk}"

    @staticmethod
    def earlier_columns(columns: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """As it was printed before `destroyed_on`."""
        yield from before_column(columns, "destroyed_on")

    @property
    def initials(self) -> str:
        """The name as lists show it."""
        return initials(self.full_name)

    @property
    def moment(self) -> datetime:
        """Day and hour in Viet Nam."""
        return datetime.combine(self.on, self.at, dates.VIETNAM)

    @property
    def shown_code(self) -> str:
        """The code in groups, as printed."""
        return grouped(self.code)


class Visit(Numbered):
    """Somebody with a number in the queue of a day (phiếu chờ) of reception.

    Whoever has an appointment or is let in `first` (the old, the disabled, those with small children) stands before
    the others; within that the number counts.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    persons = models.PositiveIntegerField(default=1)
    booking = models.OneToOneField(Booking, models.PROTECT, null=True, related_name="visit")
    turn = models.OneToOneField(Turn, models.PROTECT, null=True, related_name="visit")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "on", "number"], name="reception_visit_one_number")
        ]
        indexes = [
            models.Index(
                fields=["unit", "on", "number"],
                name="reception_visit_queue",
                condition=Q(state__in=[s.value for s in IN_QUEUE]),
            )
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"

    @property
    def is_first(self) -> bool:
        """Whether it stands before those who just came."""
        return self.first or self.booking_id is not None


class Period(Stretch):
    """A stretch of a visit (khoảng thời gian): waiting, invited, serving or set aside, from one moment to another."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="periods")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit"], name="reception_period_one_open", condition=Q(until_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} of visit {self.visit_id}"
