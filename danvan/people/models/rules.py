"""The office's record that a rule of law which no one has checked does apply."""

from django.conf import settings
from django.db import models

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
