"""The ledger of what those who reported a burden are told."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.burdens.models.proposal import Proposal
from danvan.burdens.models.report import Report
from danvan.cases.models.people import TellBy
from danvan.lib.lines import Message


class Moment(models.TextChoices):
    """What somebody is told of."""

    DECIDED = "decided"
    IN_FORCE = "in_force"


class Telling(Message):
    """One thing told to one person who reported a burden (lần báo tin): the states are those of notices on letters.

    It is `sending` before anything leaves, so that a worker that dies in between never sends twice: then it becomes
    `unknown`, and somebody decides. `to` is masked for good.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="tellings")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="tellings")
    moment = models.CharField(max_length=8, choices=Moment)
    channel = models.CharField(max_length=5, choices=TellBy)
    to = models.CharField(max_length=80)
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
