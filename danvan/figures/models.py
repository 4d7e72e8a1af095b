"""Facts, the totals rolled up from them, which units are added up together, and how far the roll-up has come."""

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
            models.Index(
                fields=["unit_id", "measure", "day"],
                include=["kind", "topic", "amount"],
                name="figures_fact_question",
            ),
            models.Index(fields=["subject_id", "measure"], name="figures_fact_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.measure} {self.amount:+d}"


class Total(models.Model):
    """The sum of all rolled-up facts of one span, unit, measure, kind and topic (tổng).

    The span begins on `first` and lasts so many `months`: 1, 12, or 0 for a single day. A unit has months and years, by
    itself and with everything that its group holds (`below`, see Member); a large group has days too. Every sum is kept
    in three details: 2 by kind and topic, 1 by kind, 0 over everything, so that a table that tells no kinds reads none.
    All of it is derived.

    The index of the primary key holds the amount too: a question is answered from it alone.
    """

    pk = models.CompositePrimaryKey(
        "unit_id", "below", "detail", "months", "first", "measure", "kind", "topic"
    )
    first = models.DateField()
    months = models.SmallIntegerField(default=1)
    unit_id = models.IntegerField()
    below = models.BooleanField(default=False)
    detail = models.SmallIntegerField()
    measure = models.CharField(max_length=40)
    kind = models.CharField(max_length=30, blank=True)
    topic = models.CharField(max_length=40, blank=True)
    amount = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.first} {self.measure} {self.amount}"


class Member(models.Model):
    """A unit that is added up in the totals of the group of a unit above it (đơn vị trong nhóm).

    What the totals were made with, not who is below whom: a question says which units it means, and adds or takes away
    those by which they differ from a group. So an answer is right whoever moved since, and however late that was told.
    `daily`: the group is so large that totals of its days are kept.
    """

    top_id = models.IntegerField()
    unit_id = models.IntegerField()
    daily = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["top_id", "unit_id"], name="figures_member_once")]
        indexes = [models.Index(fields=["unit_id"], name="figures_member_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id} in {self.top_id}"


class RollUp(models.Model):
    """How far facts are in the totals: all up to `last_fact`, none after it. One row."""

    last_fact = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"up to fact {self.last_fact}"
