"""A file of procedures that is brought in, and what became of each of its entries."""

from django.conf import settings
from django.db import models

from danvan.people.models import Unit
from danvan.procedures.models.procedure import Version


class Import(models.Model):
    """A list of procedures brought in (nhập danh mục): which file, for which unit, what came of it.

    `form`: as the national portal gives them out (`portal`), or a spreadsheet (`sheet`).
    """

    class State(models.TextChoices):
        """Looked at, in the catalogue, or given up."""

        READ = "read"
        DONE = "done"
        DROPPED = "dropped"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    form = models.CharField(max_length=6)
    file_name = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=7, choices=State)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    counts = models.JSONField(default=dict)
    lines_hash = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["unit", "on"], name="procedures_import_unit")]

    def __str__(self) -> str:
        return f"import {self.pk} of procedures"


class Line(models.Model):
    """An entry of the file as it came (`raw`), what became of it, and what of it is not clear.

    `where` finds it again in the file. `version`: the draft that was made of it.
    """

    class Fate(models.TextChoices):
        """A new procedure; a new draft of a known one; in already; kept here until somebody decides."""

        NEW = "new"
        CHANGED = "changed"
        AGAIN = "again"
        KEPT = "kept"

    of = models.ForeignKey(Import, models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField()
    where = models.CharField(max_length=80)
    name = models.TextField(blank=True)
    code = models.CharField(max_length=60, blank=True)
    fate = models.CharField(max_length=7, choices=Fate)
    raw = models.JSONField()
    problems = models.JSONField(default=list)
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(name="procedures_line_place", fields=["of", "place"])]

    def __str__(self) -> str:
        return f"entry {self.place} of {self.of_id}"
