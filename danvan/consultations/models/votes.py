"""A vote of households: the matter, the roll by hamlet, the ballots counted, the decision and its recognition."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from danvan.consultations.models.consultation import Consultation


class Matter(models.TextChoices):
    """What is voted on, by the rule of law that sets the threshold."""

    CONTRIBUTION = "village.contribution_vote"
    OTHER = "village.other_vote"


class Held(models.TextChoices):
    """How households vote."""

    MEETING = "meeting"
    FORMS = "forms"


class Vote(models.Model):
    """A matter on which households vote (cuộc biểu quyết của hộ gia đình).

    `whole`: it is asked in the whole commune, so that hamlets are counted; else every household of one hamlet. `rule`
    and `version` say by which threshold. `decided_on` is the day of the community's decision; `head`, `front` and
    `witnesses` sign it.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="votes")
    question = models.CharField(max_length=400)
    rule = models.CharField(max_length=60, choices=[(each.value, each.value) for each in Matter])
    version = models.CharField(max_length=10)
    whole = models.BooleanField(default=False)
    held = models.CharField(max_length=7, choices=[(each.value, each.value) for each in Held])
    told_on = models.DateField()
    held_on = models.DateField()
    place = models.CharField(max_length=250)
    counted_on = models.DateField(null=True)
    head = models.CharField(max_length=120, blank=True)
    front = models.CharField(max_length=120, blank=True)
    witnesses = models.CharField(max_length=250, blank=True)
    sent_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    recipe = models.JSONField(null=True)
    recognised = models.BooleanField(null=True)
    recognised_on = models.DateField(null=True)
    recognised_as = models.CharField(max_length=120, blank=True)
    recognised_why = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consultations_vote_recognised_by_a_paper",
                condition=Q(recognised_on__isnull=True, recognised__isnull=True)
                | (Q(recognised_on__isnull=False, recognised__isnull=False) & ~Q(recognised_as="")),
            )
        ]

    def __str__(self) -> str:
        return f"vote {self.pk} of consultation {self.consultation_id}"


class Ballot(models.Model):
    """The households of one hamlet and how they voted, in numbers (số hộ của thôn); nobody's own vote is kept."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="ballots")
    place = models.PositiveSmallIntegerField()
    hamlet = models.CharField(max_length=120)
    households = models.PositiveIntegerField()
    present = models.PositiveIntegerField(null=True)
    agree = models.PositiveIntegerField(null=True)
    against = models.PositiveIntegerField(null=True)
    void = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="consultations_ballot_once", fields=["vote", "place"]),
            models.CheckConstraint(
                name="consultations_ballot_adds_up",
                condition=Q(present__isnull=True)
                | Q(present=F("agree") + F("against") + F("void"), present__lte=F("households")),
            ),
        ]

    def __str__(self) -> str:
        return f"ballot {self.pk} of vote {self.vote_id}"
