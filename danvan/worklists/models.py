"""Saved views, steps taken on many cases at once, and lists that were taken out as files."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danvan.cases.models import Case
from danvan.lib import dates
from danvan.people.models import Unit


class SavedView(models.Model):
    """A way of looking at the work list that an officer keeps (cách xem): filter, order, columns, under a name.

    `query` is the part of the address that says so. With a `unit` everybody there has it too. Rows are never deleted.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, db_index=False, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=60)
    query = models.TextField(blank=True)
    made_on = models.DateField()
    removed_on = models.DateField(null=True)
    salt = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="worklists_view_one_name",
                fields=["owner", "name"],
                condition=Q(removed_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"view {self.pk}"


class Verb(models.TextChoices):
    """What is done with many cases at once."""

    ASSIGN = "assign", _("Giao việc")
    NOTE = "note", _("Ghi chú nội bộ")
    UNDO = "undo", _("Lấy lại")


class Batch(models.Model):
    """One step that an officer takes on many cases (việc hàng loạt); each goes through the step's own checks.

    `undoes` is the batch that this one takes back, case by case. Reasons are kept in the `language` of whoever asked.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField(default=dates.now)
    verb = models.CharField(max_length=10, choices=Verb)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    language = models.CharField(max_length=5)
    total = models.PositiveIntegerField()
    salt = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"batch {self.pk}: {self.verb}"


class Outcome(models.TextChoices):
    """What became of one case of a batch."""

    WAITING = "waiting", _("chờ làm")
    DONE = "done", _("đã làm")
    REFUSED = "refused", _("chưa làm được")


class BatchItem(models.Model):
    """One case of a batch: what the list showed of it (`seen`), what became of it, by which event or why not."""

    batch = models.ForeignKey(Batch, models.PROTECT, db_index=False, related_name="items")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    seen = models.IntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.WAITING)
    reason = models.TextField(blank=True)
    event_number = models.IntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "case"], name="worklists_item_once")]
        indexes = [
            models.Index(fields=["batch"], condition=Q(outcome="waiting"), name="worklists_item_waiting")
        ]

    def __str__(self) -> str:
        return f"case {self.case_id} of batch {self.batch_id}"


class FileForm(models.TextChoices):
    """As what a list is taken out."""

    XLSX = "xlsx", _("Bảng tính (XLSX)")
    CSV = "csv", _("Văn bản phân cách (CSV)")


class State(models.TextChoices):
    """How far a file is."""

    WAITING = "waiting", _("chờ làm")
    RUNNING = "running", _("đang làm")
    DONE = "done", _("đã xong")
    EXPIRED = "expired", _("đã hết hạn tải")


class Export(models.Model):
    """A list that was taken out as a file (xuất danh sách): by whom, with which filter, how many rows, whose names.

    It counts as looking at all of them. A small one goes out at once and leaves no file; a large one is written by the
    worker under `path`, and can be fetched until `expires_at`.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField(default=dates.now)
    query = models.TextField(blank=True)
    form = models.CharField(max_length=5, choices=FileForm)
    names = models.BooleanField(default=False)
    total = models.PositiveIntegerField()
    written = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    path = models.CharField(max_length=80, blank=True)
    expires_at = models.DateTimeField(null=True)
    salt = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["state"], name="worklists_export_state")]

    def __str__(self) -> str:
        return f"export {self.pk}"
