"""Facts, the totals rolled up from them, and how far the roll-up has come."""

from django.db import models

from danvan.lib import dates


class Fact(models.Model):
    """One addition to one figure (dữ kiện): on this day, in this unit, this measure rose or fell by so much.

    Append-only. A flow over a period is a sum of facts; a stock on a day is the running sum up to it. `day` is
    a day in Viet Nam and may lie ahead: a case falls overdue on the day after its term, and its fact says so
    already. `subject_id` is the row counted (a case, a turn; below
    zero what was declared in numbers), `event_id` the journal event that caused it.
    """

    day = models.DateField()
    unit_id = models.IntegerField()
    measure = models.CharField(max_length=40)
    kind = models.CharField(max_length=30, blank=True)
    topic = models.CharField(max_length=40, blank=True)
    amount = models.BigIntegerField()
    event_id = models.BigIntegerField()
    subject_id = models.BigIntegerField()
    recorded_at = models.DateTimeField(default=dates.now)

    class Meta:
        indexes = [
            models.Index(fields=["unit_id", "measure", "day"], name="figures_fact_question"),
            models.Index(fields=["subject_id", "measure"], name="figures_fact_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.measure} {self.amount:+d}"


class Total(models.Model):
    """The sum of all rolled-up facts of one month, unit, measure, kind and topic (tổng)."""

    month = models.DateField()
    unit_id = models.IntegerField()
    measure = models.CharField(max_length=40)
    kind = models.CharField(max_length=30, blank=True)
    topic = models.CharField(max_length=40, blank=True)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit_id", "measure", "month", "kind", "topic"], name="figures_total_one_cell"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.measure} {self.amount}"


class RollUp(models.Model):
    """How far facts are in the totals: all up to `last_fact`, none after it. One row."""

    last_fact = models.BigIntegerField(default=0)
    at = models.DateTimeField(default=dates.now)

    def __str__(self) -> str:
        return f"up to fact {self.last_fact}"
