"""The text of a draft: each version whole and split, and the files from which it was read."""

from typing import Any

from django.conf import settings
from django.db import models

from danvan.consultations.models.consultation import Consultation
from danvan.consultations.parts import Piece, from_rows


class Draft(models.Model):
    """One version of a draft (bản dự thảo), never changed once it is public.

    `pieces` is the text split into chapters, articles, clauses and points, each with an anchor that stays the same over
    versions; `said` tells what could not be split and was kept whole. `note` says in a sentence what is new in it.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="drafts")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    pieces = models.JSONField(default=list)
    said = models.JSONField(default=list)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_on = models.DateField()
    published_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="consultations_draft_once", fields=["consultation", "number"])
        ]

    def __str__(self) -> str:
        return f"draft {self.number} of consultation {self.consultation_id}"

    @property
    def parts(self) -> list[Piece]:
        """Its pieces in order."""
        rows: list[dict[str, Any]] = self.pieces
        return from_rows(rows)

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.published_on is not None


class DraftFile(models.Model):
    """The file in which a draft came (tệp dự thảo), kept as it is; only ever downloaded."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="files")
    draft = models.ForeignKey(Draft, models.PROTECT, null=True, related_name="files")
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=60)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"file {self.pk} of consultation {self.consultation_id}"
