"""The ledger of what citizens are told, and addresses for mail that wait to be proved."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.cases.models import Case, Party
from danvan.cases.models.people import TellBy
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.lib.carriers import ATTENTION, Reason, State

__all__ = ["ATTENTION", "BY_MACHINE", "NOTHING", "AddressChange", "Reading", "Reason", "State", "Telling"]
NOTHING: Mapping[str, Any] = {}
BY_MACHINE = (TellBy.SMS, TellBy.EMAIL)


class AddressChange(models.Model):
    """An address for mail that a citizen gave (đổi địa chỉ thư): used once its owner followed the link sent to it.

    `email` is empty where the person is told in another way from now on. `before` is the address used until then.
    """

    party = models.ForeignKey(Party, models.CASCADE, related_name="address_changes")
    email = models.EmailField(blank=True)
    before = models.EmailField(blank=True)
    asked_at = models.DateTimeField(default=dates.now)
    proved_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"address change {self.pk}"


class Telling(models.Model):
    """One thing told to one person (lần báo tin): a public event, by which way, to where, and how it went.

    It is `sending` before anything leaves, so that a worker that dies in between never sends twice: then it becomes
    `unknown`, and somebody decides. `to` is masked for good. `steps` is all that happened to it, each with its moment;
    `tries` counts since it was last put in line. `next_at` is when a machine takes it up, empty when none will.
    `change` is the new address that it is about, where it is about one.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="tellings")
    party = models.ForeignKey(Party, models.CASCADE, related_name="tellings")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    change = models.ForeignKey(AddressChange, models.CASCADE, null=True, related_name="+")
    template = models.CharField(max_length=10)
    version = models.PositiveSmallIntegerField(default=0)
    channel = models.CharField(max_length=5, choices=TellBy)
    to = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=9, choices=State)
    reason = models.CharField(max_length=11, choices=Reason, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    steps = models.JSONField(default=list)
    made_at = models.DateTimeField(default=dates.now)
    next_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "party", "template"], name="notices_telling_once"),
            models.CheckConstraint(
                name="notices_telling_failed_for_a_reason", condition=~Q(state="failed") | ~Q(reason="")
            ),
        ]
        indexes = [
            models.Index(fields=["case", "state"], name="notices_telling_case"),
            models.Index(
                fields=["next_at"], name="notices_telling_line", condition=Q(state__in=["waiting", "sending"])
            ),
            models.Index(
                fields=["made_at"],
                name="notices_telling_work",
                condition=Q(state__in=["due", "failed", "unknown"]),
            ),
        ]

    def __str__(self) -> str:
        return f"telling of event {self.event_id}: {self.channel} {self.state}"

    @property
    def needs_staff(self) -> bool:
        """Whether it stays as it is until somebody does something."""
        return self.state in ATTENTION

    def turn(
        self, state: State, *, at: datetime, reason: str = "", more: Mapping[str, Any] = NOTHING
    ) -> None:
        """Let it be in another state, and remember the step with whatever more is to be known of it."""
        self.state, self.reason = state, reason
        self.next_at = None
        self.ended_at = at if state in (State.DELIVERED, State.TOLD, State.DROPPED) else None
        step = {"at": at.isoformat(), "state": state.value, "channel": str(self.channel), "to": self.to}
        self.steps = [*self.steps, {**step, **({"reason": str(reason)} if reason else {}), **more}]


class Reading(models.Model):
    """How far the journal was read: everything public until then was turned into tellings. One row."""

    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"read until {self.until:%d/%m/%Y %H:%M}"
