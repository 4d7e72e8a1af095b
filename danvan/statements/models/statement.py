"""The table of reports: what each one is on, how far it has come, the hashes of what was signed and issued."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.people.models import Unit
from danvan.statements.workflow import IN_HAND, LIFE, State


class Statement(models.Model):
    """A report of a unit over some days (báo cáo của cơ quan): a draft, on the head's desk, signed, issued, dropped.

    `shape` names its form (danvan.statements.shapes). `snapshot` is the SHA-256 of the content as it was sent to be
    signed, under which its bytes are kept (danvan.papers.models.Content); the files are made from it when it gets its
    number. `reason`: why it was sent back or dropped last. `corrects`: the issued report that it puts right, and `why`.
    `version` counts its events: who acts says which one was seen.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    shape = models.CharField(max_length=60)
    first = models.DateField()
    last = models.DateField()
    options = models.JSONField(default=dict)
    remark = models.TextField(blank=True)
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in State], default=State.DRAFT.value
    )
    version = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_on = models.DateField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField(null=True)
    snapshot = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True)
    issuer = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    series = models.CharField(max_length=20, blank=True)
    year = models.PositiveIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    symbol = models.CharField(max_length=60, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_on = models.DateField(null=True)
    issued_at = models.DateTimeField(null=True)
    docx = models.CharField(max_length=64, blank=True)
    pdf = models.CharField(max_length=64, blank=True)
    xlsx = models.CharField(max_length=64, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "shape", "first", "last"],
                name="statements_statement_one_in_hand",
                condition=Q(state__in=IN_HAND),
            ),
            models.UniqueConstraint(
                fields=["corrects"], name="statements_statement_one_correction", condition=~Q(state="dropped")
            ),
            models.UniqueConstraint(
                fields=["issuer", "series", "year", "number"], name="statements_statement_number"
            ),
            models.CheckConstraint(
                name="statements_statement_number_once_issued",
                condition=Q(state="issued", number__isnull=False, issued_at__isnull=False)
                & ~Q(snapshot="")
                & Q(signer__isnull=False)
                | ~Q(state="issued") & Q(number__isnull=True, issued_at__isnull=True),
            ),
            models.CheckConstraint(
                name="statements_statement_corrects_why", condition=Q(corrects__isnull=True) | ~Q(why="")
            ),
            models.CheckConstraint(
                name="statements_statement_days", condition=Q(first__lte=models.F("last"))
            ),
        ]
        indexes = [models.Index(fields=["unit", "-last"], name="statements_statement_unit")]

    def __str__(self) -> str:
        return self.symbol or f"report {self.pk}"

    @property
    def label(self) -> str:
        """Its state in words."""
        return str(LIFE.status(self.state).label)

    @property
    def files(self) -> dict[str, str]:
        """The files that were issued: ending → hash."""
        return {name: mark for name in ("docx", "pdf", "xlsx") if (mark := getattr(self, name))}
