"""What an office puts on record about a rule of law: that it applies, and the term that a province sets."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from danvan.people.models.units import Unit


class RuleConfirmation(models.Model):
    """An officer has confirmed, once for the office and all units below it, that a rule's version applies."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rule_confirmations")
    rule = models.CharField(max_length=120)
    version = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    decision = models.CharField(max_length=60)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="people_rule_confirmed_once", fields=["unit", "rule", "version"])
        ]
        indexes = [models.Index(fields=["rule", "version"], name="people_rule_version")]

    def __str__(self) -> str:
        return f"{self.rule} {self.version}"


class RuleOverride(models.Model):
    """A term of its own that a province set where the law lets it (thời hạn do tỉnh quy định), by a decision.

    Rows are only added: on each day the last one that has begun speaks, until its last day. One without a number is a
    withdrawal: from then on the law's own term holds again. Clocks that began before keep the term they began with.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rule_overrides")
    rule = models.CharField(max_length=120)
    amount = models.PositiveSmallIntegerField(null=True)
    term_unit = models.CharField(max_length=10, blank=True)
    decision = models.CharField(max_length=60)
    decided_on = models.DateField()
    from_on = models.DateField()
    last_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_override_number_with_unit",
                condition=Q(amount__isnull=True, term_unit="", last_on__isnull=True)
                | (Q(amount__gte=1) & ~Q(term_unit="")),
            ),
            models.CheckConstraint(
                name="people_override_lasts", condition=Q(last_on__isnull=True) | Q(last_on__gte=F("from_on"))
            ),
        ]
        indexes = [models.Index(fields=["rule", "unit", "from_on"], name="people_override_rule")]

    def __str__(self) -> str:
        return f"{self.rule} {self.amount or 'withdrawn'} {self.term_unit}".strip()

    def holds_on(self, day: date) -> bool:
        """Whether it sets a term on that day, as long as no later row speaks."""
        return (
            self.amount is not None and self.from_on <= day and (self.last_on is None or day <= self.last_on)
        )
