"""What the council oversees: the subject, the team, the conclusion, and what it recommends to whom."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from danvan.council.models.deputies import Deputy, Term
from danvan.council.workflow import RECOMMENDING, WATCHES, Watch
from danvan.lib import dates
from danvan.people.models import Unit


class OversightQuerySet(models.QuerySet["Oversight"]):
    """Reads of the table of oversights."""

    def public(self) -> "OversightQuerySet":
        """Those that anybody may read: concluded."""
        return self.filter(status__in=RECOMMENDING)


class Oversight(models.Model):
    """An oversight (giám sát): what of whom, from when to when, by which decision, what was concluded."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="oversights")
    subject = models.CharField(max_length=300)
    overseen = models.CharField(max_length=250)
    plan = models.TextField()
    decision = models.CharField(max_length=60, blank=True)
    from_on = models.DateField()
    until_on = models.DateField()
    status = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Watch])
    conclusion = models.TextField(blank=True)
    number = models.CharField(max_length=60, blank=True)
    concluded_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects: ClassVar[OversightQuerySet] = OversightQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="council_oversight_days", condition=Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(
                name="council_oversight_concluded",
                condition=~Q(status__in=RECOMMENDING)
                | (Q(concluded_on__isnull=False) & ~Q(conclusion="") & ~Q(number="")),
            ),
        ]

    def __str__(self) -> str:
        return f"council oversight {self.pk}"

    @property
    def label(self) -> str:
        """Its status in words."""
        return str(WATCHES[self.status][0])

    @property
    def badge(self) -> str:
        """The colour of its badge."""
        return WATCHES[self.status][1]


class Member(models.Model):
    """A deputy in the team of an oversight; `leads` it."""

    oversight = models.ForeignKey(Oversight, models.PROTECT, related_name="team")
    deputy = models.ForeignKey(Deputy, models.PROTECT, related_name="+")
    leads = models.BooleanField(default=False)

    class Meta:
        ordering = ["-leads", "pk"]
        constraints = [
            models.UniqueConstraint(name="council_member_once", fields=["oversight", "deputy"]),
            models.UniqueConstraint(name="council_one_leads", fields=["oversight"], condition=Q(leads=True)),
        ]

    def __str__(self) -> str:
        return f"member {self.pk} of council oversight {self.oversight_id}"


class Recommendation(models.Model):
    """What an oversight recommends (kiến nghị sau giám sát), to whom, by which day, and what became of it.

    `report` is what the addressee says was done, `accepted_on` when the council agreed; not agreed, it runs on with
    one more in `refused`. `urged` counts how often the addressee was urged.
    """

    oversight = models.ForeignKey(Oversight, models.PROTECT, related_name="recommendations")
    text = models.TextField()
    addressee = models.CharField(max_length=200)
    addressee_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    urged = models.PositiveSmallIntegerField(default=0)
    urged_on = models.DateField(null=True)
    report = models.TextField(blank=True)
    reported_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    refused = models.PositiveSmallIntegerField(default=0)
    refused_why = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="council_recommendation_accepted_when_reported",
                condition=Q(accepted_on__isnull=True) | Q(reported_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"recommendation {self.pk} of council oversight {self.oversight_id}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.accepted_on is None

    @property
    def is_late(self) -> bool:
        """Whether it was reported, or is not yet, after its day."""
        return (self.reported_on or dates.today()) > self.due_on
