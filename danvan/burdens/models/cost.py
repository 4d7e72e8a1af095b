"""What it costs people to comply with a procedure, step by step, before and after."""

from django.conf import settings
from django.db import models

from danvan.burdens import cost
from danvan.burdens.models.proposal import Proposal
from danvan.burdens.workflow import PHASES


class Sheet(models.Model):
    """The cost of complying (chi phí tuân thủ) before or after a proposal: who entered it, and from which source."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="sheets")
    phase = models.CharField(max_length=6, choices=[(key.value, word) for key, word in PHASES.items()])
    source = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(name="burdens_sheet_once", fields=["proposal", "phase"])]

    def __str__(self) -> str:
        return f"cost {self.phase} of proposal {self.proposal_id}"

    @property
    def total(self) -> int:
        """Đồng in a year, all lines."""
        return sum(line.total for line in self.lines.all())


class Line(models.Model):
    """One step as a citizen takes it: hours (in hundredths), income of an hour, fees, other cost, all in đồng; how many
    times a year, and how many people or organisations.
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    hundredths = models.PositiveIntegerField()
    income = models.BigIntegerField()
    fees = models.BigIntegerField(default=0)
    other = models.BigIntegerField(default=0)
    times = models.PositiveIntegerField()
    subjects = models.PositiveIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(name="burdens_line_place", fields=["sheet", "place"]),
            models.CheckConstraint(
                name="burdens_line_amounts",
                condition=models.Q(income__gte=0, fees__gte=0, other__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.place} of cost {self.sheet_id}"

    @property
    def numbers(self) -> cost.Numbers:
        """What the formula takes."""
        return cost.Numbers(self.hundredths, self.income, self.fees, self.other, self.times, self.subjects)

    @property
    def total(self) -> int:
        """Đồng in a year."""
        return cost.total(self.numbers)

    @property
    def written(self) -> str:
        """The formula with this line's numbers."""
        return cost.written(self.numbers)
