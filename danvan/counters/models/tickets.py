"""A number of a day, the errands that it is for, and its periods. It tells of no person."""

from django.db import models
from django.db.models import Q

from danvan.cases.models import Case
from danvan.counters.models.halls import Counter, Hall, Service
from danvan.counters.workflow import ENDINGS, INVITED, SERVING, ErrandState
from danvan.queues import models as queues
from danvan.queues.workflow import IN_QUEUE


class Ticket(queues.Numbered):
    """A number in a hall (phiếu số thứ tự): one for a whole visit, whatever it is for; it holds no name.

    `letter` is that of the first errand and stays; `waits_for` that of the errand that comes next. `kept_for`: only
    that counter calls it, since somebody sent it there. `counter`: where it is called or served; a counter has one.
    `ground`: why it goes first. `missed`: how often it was called and nobody came.
    """

    hall = models.ForeignKey(Hall, models.PROTECT, related_name="tickets")
    letter = models.CharField(max_length=1)
    token = models.CharField(max_length=32, unique=True)
    ground = models.CharField(max_length=20, blank=True)
    waits_for = models.CharField(max_length=1)
    kept_for = models.ForeignKey(Counter, models.PROTECT, null=True, related_name="+")
    counter = models.ForeignKey(Counter, models.PROTECT, null=True, related_name="+")
    missed = models.PositiveSmallIntegerField(default=0)
    ended_why = models.CharField(max_length=6, choices=ENDINGS.items(), blank=True)
    ended_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField()
    submission = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hall", "on", "number"], name="counters_ticket_one_number"),
            models.UniqueConstraint(
                fields=["counter"],
                name="counters_ticket_one_at_a_counter",
                condition=Q(state__in=[INVITED, SERVING]),
            ),
            models.CheckConstraint(
                name="counters_ticket_at_a_counter",
                condition=Q(state__in=[INVITED, SERVING], counter__isnull=False)
                | (~Q(state__in=[INVITED, SERVING]) & Q(counter__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["hall", "on", "number"],
                name="counters_ticket_line",
                condition=Q(state__in=[state.value for state in IN_QUEUE]),
            )
        ]

    def __str__(self) -> str:
        return f"ticket {self.pk}"

    @property
    def shown(self) -> str:
        """The number as called: A017."""
        return f"{self.letter}{self.number:03d}"


class Errand(models.Model):
    """One thing for which somebody came (việc trong một lượt đến); `case`: the application taken in from it."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="errands")
    place = models.PositiveSmallIntegerField()
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=7, choices=[(s.value, s.value) for s in ErrandState], default=ErrandState.OPEN
    )
    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="errand")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "place"], name="counters_errand_one_place"),
        ]

    def __str__(self) -> str:
        return f"errand {self.place} of ticket {self.ticket_id}"


class Stretch(queues.Stretch):
    """A period of a number: for which errand, and at which counter it was called or served.

    `missed`: it was called, and nobody came.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="periods")
    errand = models.ForeignKey(Errand, models.CASCADE, related_name="+")
    counter = models.ForeignKey(Counter, models.PROTECT, null=True, related_name="+")
    missed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], name="counters_stretch_one_open", condition=Q(until_at__isnull=True)
            )
        ]
        indexes = [models.Index(fields=["counter", "-from_at"], name="counters_stretch_calls")]

    def __str__(self) -> str:
        return f"{self.state} of ticket {self.ticket_id}"
