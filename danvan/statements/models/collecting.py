"""That a unit asks units below for a report by a day, and what each of them has handed in."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.people.models import Unit
from danvan.statements.models.statement import Statement
from danvan.statements.workflow import Owed


class Request(models.Model):
    """A report of a form and period that a unit asks of units below it (yêu cầu báo cáo), due on a day.

    `shape` names the form (danvan.statements.shapes); the days of the period are both counted. Withdrawn with the
    reason: nobody owes anything on it any more, and it may be asked anew.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    shape = models.CharField(max_length=60)
    first = models.DateField()
    last = models.DateField()
    due_on = models.DateField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "shape", "first", "last"],
                name="statements_request_once",
                condition=Q(withdrawn_on__isnull=True),
            ),
            models.CheckConstraint(name="statements_request_days", condition=Q(first__lte=models.F("last"))),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"


class Submission(models.Model):
    """What one unit owes on a request (báo cáo nộp): nothing yet, its issued report, or figures entered on its behalf.

    `cells`: column → number, of the whole unit. By hand (nhập thay): `why`, and the paper `source` that they were read
    from. `reason`: why it was sent back last.
    """

    request = models.ForeignKey(Request, models.CASCADE, related_name="submissions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in Owed], default=Owed.WAITING.value
    )
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, related_name="+")
    cells = models.JSONField(default=dict)
    by_hand = models.BooleanField(default=False)
    why = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "unit"], name="statements_submission_once"),
            models.CheckConstraint(
                name="statements_submission_says_whence",
                condition=~Q(state="in")
                | Q(by_hand=False, statement__isnull=False)
                | Q(by_hand=True, statement__isnull=True) & ~Q(why="") & ~Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        return f"submission {self.pk} of request {self.request_id}"
