"""The tables of the register: a matter, the cases that are about it, what was decided."""

from django.conf import settings
from django.db import models

from danvan.cases.models import Case
from danvan.people.models import Unit


class Dossier(models.Model):
    """A complex, crowded or prolonged matter (vụ việc), with the grounds on which an officer entered it in writing.

    `grounds` are criteria of complexity as “rule:key”, and the reasons of danvan.dossiers.workflow. `review_on`: the
    day by which it is reviewed next. Taken off with the reason; the row stays.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    grounds = models.JSONField(default=list)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    review_on = models.DateField()
    off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    off_on = models.DateField(null=True)
    off_text = models.TextField(blank=True)
    salt = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["unit", "off_on"], name="dossiers_dossier_unit")]

    def __str__(self) -> str:
        return f"dossier {self.pk}"


class DossierCase(models.Model):
    """A case that is about the matter."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="members")
    case = models.ForeignKey(Case, models.CASCADE, related_name="dossiers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "case"], name="dossiers_case_once")]

    def __str__(self) -> str:
        return f"case {self.case_id} of dossier {self.dossier_id}"


class Entry(models.Model):
    """Something that was decided about the matter: a meeting, a plan, who leads, a result."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.kind} of dossier {self.dossier_id}"
