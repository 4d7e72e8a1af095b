"""The tables of opening balances: who declared what for which day, what became of it by numbers, what is a case now."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from danvan.cases.models import Case
from danvan.people.models import Unit


class Opening(models.Model):
    """That a unit declared what it had open on the day it began to keep the register here (khai số dư đầu kỳ).

    `starts_on` is the first day in the register: what is declared stood on the evening before. `source` is the paper
    from which the numbers were read. Withdrawn with the reason, and only while nothing was done with it.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    source = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], name="balances_opening_one", condition=Q(withdrawn_on__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"opening {self.pk}"


class Balance(models.Model):
    """Letters of a kind and standing that were declared: how many then, and how many are left.

    `left` falls when some are settled by numbers or found to be cases, rises when some come from another standing, and
    is never below zero.
    """

    opening = models.ForeignKey(Opening, models.PROTECT, related_name="balances")
    kind = models.CharField(max_length=30)
    standing = models.CharField(max_length=10)
    declared = models.PositiveIntegerField()
    left = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opening", "kind", "standing"], name="balances_balance_once"),
            models.CheckConstraint(name="balances_balance_never_below_zero", condition=Q(left__gte=0)),
        ]

    def __str__(self) -> str:
        return f"balance {self.pk}: {self.left} of {self.declared}"


class Settlement(models.Model):
    """So many declared letters of which something became on a day (giải quyết bằng số), with the paper that says so."""

    balance = models.ForeignKey(Balance, models.PROTECT, related_name="settlements")
    way = models.CharField(max_length=12)
    count = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, blank=True)
    day = models.DateField()
    source = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="balances_settlement_of_some", condition=Q(count__gt=0)),
            models.CheckConstraint(name="balances_settlement_not_ahead", condition=Q(day__lte=F("on"))),
        ]

    def __str__(self) -> str:
        return f"{self.count} {self.way} of balance {self.balance_id}"


class Entered(models.Model):
    """A case that is one of the declared letters (đã vào sổ): it is counted as a case, and no longer as declared."""

    balance = models.ForeignKey(Balance, models.PROTECT, related_name="entered")
    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return f"case {self.case_id} of balance {self.balance_id}"
