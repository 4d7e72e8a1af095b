"""An import, its file while it is looked at, and what became of each row."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.cases.models import Case
from danvan.imports.workflow import Fate, Register, State
from danvan.people.models import Unit
from danvan.reception.models import Turn


class Import(models.Model):
    """An old register brought in (lần nhập sổ cũ): which file, for which unit, how its columns were understood.

    `columns` maps the place of a column to its name. `seen` is what a reading found: counts, what is not understood,
    the first rows with names as initials. `lines_hash` is one hash over what became of each row.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    register = models.CharField(max_length=10, choices=[(r.value, r.value) for r in Register])
    file_name = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=7, choices=[(s.value, s.value) for s in State])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    columns = models.JSONField(default=dict)
    seen = models.JSONField(default=dict)
    leaves_out = models.BooleanField(default=False)
    turns = models.PositiveIntegerField(default=0)
    cases = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    again = models.PositiveIntegerField(default=0)
    lines_hash = models.CharField(max_length=64, blank=True)
    why = models.TextField(blank=True)
    salt = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["unit", "at"], name="imports_import_unit")]

    def __str__(self) -> str:
        return f"import {self.pk}"


class Upload(models.Model):
    """The file of an import, as long as it is looked at: it goes when the import is in, given up or taken out."""

    of = models.OneToOneField(Import, models.CASCADE, primary_key=True, related_name="upload")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"file of import {self.of_id}"


class Progress(models.Model):
    """How far the worker has come with an import; written beside its transaction, so that it can be seen."""

    of = models.OneToOneField(Import, models.CASCADE, primary_key=True, related_name="progress")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.done} of {self.total}"


class Line(models.Model):
    """What became of a row of the file (dòng của sổ cũ): brought in, in already, kept because of what is wrong, aside.

    `key` makes it the same as a row of another file. A row that was not brought in is kept whole in `cells`, with what
    is not understood in `problems`: column, why, what stands there. Turn and case may go their own way: a line is no
    reason to keep them.
    """

    of = models.ForeignKey(Import, models.CASCADE, related_name="lines")
    sheet = models.CharField(max_length=60, blank=True)
    row = models.PositiveIntegerField()
    fate = models.CharField(max_length=5, choices=[(f.value, f.value) for f in Fate])
    key = models.CharField(max_length=64, blank=True)
    turn = models.ForeignKey(
        Turn, models.DO_NOTHING, null=True, db_index=False, db_constraint=False, related_name="+"
    )
    case = models.ForeignKey(
        Case, models.DO_NOTHING, null=True, db_index=False, db_constraint=False, related_name="+"
    )
    cells = models.JSONField(default=list)
    problems = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], name="imports_line_once", condition=Q(fate="in") & ~Q(key="")
            )
        ]
        indexes = [
            models.Index(fields=["turn"], name="imports_line_turn", condition=Q(turn__isnull=False)),
            models.Index(fields=["case"], name="imports_line_case", condition=Q(case__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"row {self.row} of import {self.of_id}"
