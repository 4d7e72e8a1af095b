"""The tables of papers: the paper, the bytes that were issued, the unit's book of numbers, an office's templates."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.papers.workflow import State
from danvan.people.models import Unit


class Content(models.Model):
    """Bytes that are kept for ever under their own SHA-256: a paper as it was issued, a template as it was sent in."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256[:12]


class Template(models.Model):
    """An office's own Word file for a kind of paper (mẫu văn bản), for itself and the units below it.

    Versions count up from 1; the highest one that was not retired is in use. Nothing is ever replaced in place.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    retired_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "version"], name="papers_template_one_version")
        ]

    def __str__(self) -> str:
        return f"template {self.kind} {self.version} of {self.unit_id}"


class Letterhead(models.Model):
    """How a unit signs its papers: its abbreviation in symbols, who drafts, what its head is called, its place.

    A unit without such a row signs by the rule of its tier (danvan.papers.heads).
    """

    unit = models.OneToOneField(Unit, models.PROTECT, primary_key=True, related_name="+")
    mark = models.CharField(max_length=20)
    drafting = models.CharField(max_length=20)
    head_title = models.CharField(max_length=80)
    place = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"letterhead of {self.unit_id}"


class Book(models.Model):
    """The book of numbers of a unit (sổ văn bản đi): one series, one year, the last number given, and for which day.

    Papers take numbers from it, and what settings.DANVAN_NUMBERED names (reports): one book, no number twice.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    series = models.CharField(max_length=20)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)
    last_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "series", "year"], name="papers_book_one")]

    def __str__(self) -> str:
        return f"{self.series} {self.year} of {self.unit_id}: {self.last}"


class Paper(models.Model):
    """A paper about a case or a turn (văn bản): a draft without a number, issued with one, or cancelled.

    A cancelled paper keeps its number, which is never given again. `typed` is what the officer wrote, `fields` all
    that the paper says, personal data among it. `step` is the step of the workflow that is taken with it, and what
    was given to it; empty for a paper that stands alone. `matter` is the kind of case, or the stream. `sha256` is
    that of the copy that counts: the PDF, or the Word file where the office has a template of its own.
    """

    stream = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    matter = models.CharField(max_length=30)
    kind = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    series = models.CharField(max_length=20)
    year = models.PositiveIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    symbol = models.CharField(max_length=60, blank=True)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in State], default=State.DRAFT.value
    )
    public = models.BooleanField(default=False)
    typed = models.JSONField(default=dict)
    step = models.JSONField(default=dict)
    fields = models.JSONField(default=dict)
    folded = models.TextField(blank=True)
    template = models.ForeignKey(Template, models.PROTECT, null=True, related_name="+")
    edition = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, blank=True)
    pdf = models.CharField(max_length=64, blank=True)
    docx = models.CharField(max_length=64, blank=True)
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_on = models.DateField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_on = models.DateField(null=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancelled_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    salt = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "series", "year", "number"], name="papers_paper_number"),
            models.CheckConstraint(
                name="papers_paper_number_once_issued",
                condition=Q(state=State.DRAFT.value, number__isnull=True)
                | Q(state=State.ISSUED.value, number__isnull=False, issued_on__isnull=False)
                | Q(state=State.CANCELLED.value, cancelled_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["stream", "subject"], name="papers_paper_subject"),
            models.Index(fields=["unit", "year", "series"], name="papers_paper_book"),
        ]

    def __str__(self) -> str:
        return self.symbol or f"paper {self.pk}"

    @staticmethod
    def earlier_columns(columns: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """How the row stood before papers went with steps: without `step`, and so only where there is none."""
        if not columns["step"]:
            yield {name: value for name, value in columns.items() if name != "step"}
