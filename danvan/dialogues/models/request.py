"""A request of voters for a dialogue."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.dialogues.workflow import BADGES, REQUEST, Status
from danvan.journal.prints import before_column
from danvan.people.models import Unit


class RequestQuerySet(models.QuerySet["Request"]):
    """Reads of the table of requests."""

    def waiting(self) -> "RequestQuerySet":
        """Those on which nobody decided."""
        return self.filter(status=Status.RECEIVED)


class Request(models.Model):
    """Voters ask for a dialogue (yêu cầu đối thoại): about what, how many signed, of how many voters.

    `voters` is the number on the roll of the commune as whoever counted says (`voters_source`); `percent_wanted` the
    law's share on the day of receipt, empty where no rule was in force. Names of those who signed stay on paper.
    `submission` is the number of the form, so that a form sent twice is one request.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    status = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Status])
    revision = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(null=True, unique=True)
    subject = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    topic = models.CharField(max_length=40)
    received_on = models.DateField()
    signatures = models.PositiveIntegerField()
    voters = models.PositiveIntegerField()
    voters_source = models.CharField(max_length=200)
    percent_wanted = models.PositiveSmallIntegerField(null=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects: ClassVar[RequestQuerySet] = RequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="dialogues_request_no_more_than_voters",
                condition=Q(signatures__lte=models.F("voters"), signatures__gt=0),
            ),
            models.CheckConstraint(
                name="dialogues_request_decided_on_a_day",
                condition=Q(status="received", decided_on__isnull=True)
                | (~Q(status="received") & Q(decided_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="dialogues_request_refused_for_a_reason", condition=~Q(status="refused") | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(fields=["unit", "-received_on"], name="dialogues_request_unit")]

    def __str__(self) -> str:
        return f"request {self.pk}"

    @staticmethod
    def earlier_columns(columns: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """How the row was fingerprinted before it kept the number of its form."""
        yield from before_column(columns, "submission")

    @property
    def label(self) -> str:
        """Its status in words."""
        return str(REQUEST.state(self.status).label)

    @property
    def badge(self) -> str:
        """The colour of its badge."""
        return BADGES[Status(self.status)]

    @property
    def percent(self) -> float:
        """Per cent of the voters who signed."""
        return 100 * self.signatures / self.voters

    @property
    def is_enough(self) -> bool | None:
        """Whether so many signed that the law wants a dialogue; None where no rule says how many."""
        if self.percent_wanted is None:
            return None
        return self.signatures * 100 >= self.percent_wanted * self.voters
