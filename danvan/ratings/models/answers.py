"""A link is spent, an answer waits in the box, a group of answers is counted: three tables that never point at one
another, and none of them at a person, a case or a moment (ADR 36).
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.people.models import Unit
from danvan.procedures.models import Procedure
from danvan.ratings.workflow import SOURCES, THEMES

FEWEST = 3
"""No setting lets fewer answers than these be told together."""
_SOURCES = [(source.value, word) for source, word in SOURCES.items()]


class Spent(models.Model):
    """That a transaction has been rated (liên kết đã dùng): a mark that only the register's own key can make.

    Nobody can read from it which transaction it was, or when; asked about one transaction, the register can say that
    it was rated already, which is all that it has to know.
    """

    mark = models.CharField(max_length=64, primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    source = models.CharField(max_length=5, choices=_SOURCES)

    class Meta:
        indexes = [models.Index(fields=["unit", "source"], name="ratings_spent_unit")]

    def __str__(self) -> str:
        return f"mark {self.mark[:8]}"


class Slip(models.Model):
    """An answer that waits in the box (phiếu trong thùng) until enough are there to be told together.

    Its key is drawn by lot and it keeps no moment; `week` is the Monday of the week of the transaction. No page reads
    it. It is taken out when it is counted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    week = models.DateField()
    source = models.CharField(max_length=5, choices=_SOURCES)
    facts = models.JSONField()
    words = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "week"], name="ratings_slip_unit")]

    def __str__(self) -> str:
        return "slip"


class Batch(models.Model):
    """Answers that were counted together (lô phiếu): how many said what, of so many at least, and nothing about one.

    What they did not share is empty: their procedure, the officer who served. `week`: the Monday of the latest of their
    weeks. `tallies`: fact → answer → how many.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    week = models.DateField()
    source = models.CharField(max_length=5, choices=_SOURCES)
    count = models.PositiveIntegerField()
    tallies = models.JSONField()
    counted_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="ratings_batch_is_no_person", condition=Q(count__gte=FEWEST)),
        ]
        indexes = [
            models.Index(fields=["unit", "week"], name="ratings_batch_unit"),
            models.Index(
                fields=["officer", "week"],
                name="ratings_batch_officer",
                condition=Q(officer__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"batch {self.pk} of {self.count}"


class Remark(models.Model):
    """What somebody wrote (ý kiến bằng lời), apart from what the same person ticked; forgotten after its time.

    `theme`: what an officer found it to be about. `salt` makes its digest in the journal worthless once it is gone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="remarks")
    text = models.TextField(blank=True)
    theme = models.CharField(max_length=12, blank=True, choices=list(THEMES.items()))
    salt = models.CharField(max_length=32)
    forgotten_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ratings_remark_said_or_forgotten",
                condition=(Q(forgotten_on__isnull=True) & ~Q(text=""))
                | Q(forgotten_on__isnull=False, text=""),
            ),
        ]

    def __str__(self) -> str:
        return "remark"
