"""How an exemplar is judged: sheets of scores, the team that looks again, what the council voted."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from danvan.emulation.models.criteria import Criterion, Movement
from danvan.emulation.models.exemplar import Exemplar
from danvan.emulation.workflow import STAGES, Stage


class Sheet(models.Model):
    """One sheet of scores (phiếu chấm): by whoever registered, or by the team; each stage has one in a round."""

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="sheets")
    stage = models.CharField(max_length=5, choices=[(key.value, word) for key, word in STAGES.items()])
    round = models.PositiveSmallIntegerField(default=1)
    filled_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="emulation_sheet_once", fields=["exemplar", "stage", "round"])
        ]

    def __str__(self) -> str:
        return f"sheet {self.stage} {self.round} of exemplar {self.exemplar_id}"

    @property
    def label(self) -> str:
        """Whose it is, in words."""
        return str(STAGES[Stage(self.stage)])


class Score(models.Model):
    """What was given for one criterion: points, or whether the condition is met; and why."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(null=True)
    met = models.BooleanField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="emulation_score_once", fields=["sheet", "criterion"])]

    def __str__(self) -> str:
        return f"score of criterion {self.criterion_id} on sheet {self.sheet_id}"


class Reviewer(models.Model):
    """A member of the team that looks again (thành viên đoàn phúc tra), in one round.

    Who has a conflict of interest steps aside, with the reason; somebody takes the place, and she reads nothing more.
    """

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="reviewers")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    named_on = models.DateField()
    aside_on = models.DateField(null=True)
    aside_why = models.TextField(blank=True)
    instead_of = models.OneToOneField("self", models.PROTECT, null=True, related_name="substitute")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="emulation_reviewer_once", fields=["exemplar", "officer", "round"]),
            models.CheckConstraint(
                name="emulation_reviewer_aside_for_a_reason",
                condition=Q(aside_on__isnull=True) | ~Q(aside_why=""),
            ),
        ]
        indexes = [models.Index(fields=["officer", "aside_on"], name="emulation_reviewer_officer")]

    def __str__(self) -> str:
        return f"reviewer {self.officer_id} of exemplar {self.exemplar_id}"


class Sitting(models.Model):
    """A meeting of the council that judges (phiên họp hội đồng xét): how many members it has, how many were there."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="sittings")
    held_on = models.DateField()
    chair = models.CharField(max_length=150)
    members = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="emulation_sitting_present", condition=Q(present__lte=F("members"), present__gt=0)
            )
        ]

    def __str__(self) -> str:
        return f"sitting {self.pk}"


class Ballot(models.Model):
    """How the council voted on one exemplar; `aside` are members who did not vote because it concerns them."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="ballots")
    exemplar = models.OneToOneField(Exemplar, models.PROTECT, related_name="ballot")
    in_favour = models.PositiveSmallIntegerField()
    against = models.PositiveSmallIntegerField(default=0)
    abstained = models.PositiveSmallIntegerField(default=0)
    aside = models.PositiveSmallIntegerField(default=0)
    passed = models.BooleanField()

    def __str__(self) -> str:
        return f"ballot on exemplar {self.exemplar_id}"

    @property
    def voted(self) -> int:
        """How many could vote: all that were there but those whom it concerns."""
        return self.in_favour + self.against + self.abstained
