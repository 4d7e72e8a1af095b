"""A proposal to make a procedure simpler, and what units that were asked think of it."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from danvan.burdens.workflow import AGREED, BADGES, DECIDED, LIFE, STANCES, Stance, Status
from danvan.people.models import Unit
from danvan.procedures.models import Procedure, Version

_DECIDED_WHOLE = Q(decided_on__isnull=False) & ~Q(decision="") & ~Q(decided_by="")
_NOT_DECIDED = Q(decided_on__isnull=True, decision="", decided_by="")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Reads of the table of proposals."""

    def public(self) -> "ProposalQuerySet":
        """Those that anybody may read: decided, whatever was decided."""
        return self.filter(status__in=DECIDED)


class Proposal(models.Model):
    """What of a procedure is to be made simpler, and how (phương án đơn giản hóa).

    `version` is the procedure as it was when the proposal was drawn up, `new_version` the one by which it came in
    force, `in_force_on` since when. `criteria` are keys of the law's criteria (feedback.criteria) that the rule does
    not meet. `documents_saved`, `days_saved`, `trips_saved`: for one file, as the drafter says. `taken` tells how
    opinions were taken up; `reason` why it was sent back or dropped last. `revision` counts its events.
    """

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="proposals")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Status])
    revision = models.PositiveIntegerField(default=0)

    title = models.CharField(max_length=300)
    problem = models.TextField()
    change = models.TextField()
    criteria = ArrayField(models.CharField(max_length=40), default=list)
    documents_saved = models.PositiveSmallIntegerField(null=True)
    days_saved = models.PositiveSmallIntegerField(null=True)
    trips_saved = models.PositiveSmallIntegerField(null=True)

    opinions_until = models.DateField(null=True)
    taken = models.TextField(blank=True)
    decision = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=250, blank=True)
    decision_text = models.TextField(blank=True)
    new_version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    in_force_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_on = models.DateField()

    objects: ClassVar[ProposalQuerySet] = ProposalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="burdens_proposal_decided_by_an_act",
                condition=(Q(status__in=DECIDED) & _DECIDED_WHOLE) | (~Q(status__in=DECIDED) & _NOT_DECIDED),
            ),
            models.CheckConstraint(
                name="burdens_proposal_in_force_since_a_day",
                condition=Q(status="in_force", in_force_on__isnull=False, new_version__isnull=False)
                | ~Q(status="in_force") & Q(in_force_on__isnull=True, new_version__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["status", "-decided_on"], name="burdens_proposal_status")]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def label(self) -> str:
        """Its status in words."""
        return next(str(each.label) for each in LIFE.statuses if each.code == self.status)

    @property
    def badge(self) -> str:
        """The colour of its badge."""
        return BADGES[Status(self.status)]

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.status in DECIDED

    @property
    def is_agreed(self) -> bool:
        """Whether it was accepted and is not in force yet."""
        return self.status in AGREED


class Opinion(models.Model):
    """What a unit that was asked thinks of a proposal (ý kiến), in writing; empty until it is given.

    `paper` is the number of the letter where it came on paper and was entered for the unit.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="opinions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    stance = models.CharField(
        max_length=8, blank=True, choices=[(s.value, w) for s, (w, _b) in STANCES.items()]
    )
    text = models.TextField(blank=True)
    paper = models.CharField(max_length=120, blank=True)
    given_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="burdens_opinion_once", fields=["proposal", "unit"]),
            models.CheckConstraint(
                name="burdens_opinion_whole",
                condition=Q(given_on__isnull=True, stance="") | (Q(given_on__isnull=False) & ~Q(stance="")),
            ),
        ]

    def __str__(self) -> str:
        return f"opinion of unit {self.unit_id} on proposal {self.proposal_id}"

    @property
    def shown_stance(self) -> tuple[str, str]:
        """Its word and the colour of its badge."""
        word, badge = STANCES[Stance(self.stance)]
        return str(word), badge

    def is_late(self, until: date | None, today: date) -> bool:
        """Whether the day has passed and nothing came."""
        return self.given_on is None and until is not None and until < today
