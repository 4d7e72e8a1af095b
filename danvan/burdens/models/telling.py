"""The ledger of what those who reported a burden are told."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.burdens.models.proposal import Proposal
from danvan.burdens.models.report import Report
from danvan.cases.models.people import TellBy
from danvan.lib import dates
from danvan.notices.models import ATTENTION, Reason, State


class Moment(models.TextChoices):
    """What somebody is told of."""

    DECIDED = "decided"
    IN_FORCE = "in_force"


class Telling(models.Model):
    """One thing told to one person who reported a burden (lần báo tin): the states are those of notices on letters.

    It is `sending` before anything leaves, so that a worker that dies in between never sends twice: then it becomes
    `unknown`, and somebody decides. `to` is masked for good.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="tellings")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="tellings")
    moment = models.CharField(max_length=8, choices=Moment)
    channel = models.CharField(max_length=5, choices=TellBy)
    to = models.CharField(max_length=80)
    state = models.CharField(max_length=9, choices=State)
    reason = models.CharField(max_length=11, choices=Reason, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=dates.now)
    next_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="burdens_telling_once", fields=["report", "proposal", "moment"]),
            models.CheckConstraint(
                name="burdens_telling_failed_for_a_reason", condition=~Q(state="failed") | ~Q(reason="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="burdens_telling_line", condition=Q(state__in=["waiting", "sending"])
            )
        ]

    def __str__(self) -> str:
        return f"telling of report {self.report_id}: {self.channel} {self.state}"

    @property
    def needs_staff(self) -> bool:
        """Whether it stays as it is until somebody does something."""
        return self.state in ATTENTION

    def turn(self, state: State, *, at: datetime, reason: str = "", next_at: datetime | None = None) -> None:
        """Let it be in another state."""
        self.state, self.reason, self.next_at = state, reason, next_at
        self.ended_at = at if state in (State.DELIVERED, State.TOLD, State.DROPPED) else None
