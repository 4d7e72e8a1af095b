"""The office's own terms of keeping, what is held back, and the lists by which content is destroyed."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danvan.people.models import Unit


class Term(models.Model):
    """How long an office keeps a kind of thing, by its own decision (thời hạn lưu do cơ quan quyết định).

    Rows are only added: the last one that has begun speaks, for the unit and those below it that decided nothing.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    thing = models.CharField(max_length=30)
    years = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=60)
    decided_on = models.DateField()
    from_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["unit", "thing", "from_on"], name="retention_term_unit")]
        constraints = [
            models.CheckConstraint(name="retention_term_years", condition=Q(years__gte=1) & Q(years__lte=100))
        ]

    def __str__(self) -> str:
        return f"{self.thing} {self.years} of {self.unit_id}"


class Hold(models.Model):
    """A stop on destruction that a leader set (giữ lại): why, with a reason, until which day; empty until lifted."""

    class Why(models.TextChoices):
        """What stands in the way."""

        COMPLAINT = "complaint", _("đang có khiếu nại, tố cáo")
        COURT = "court", _("tòa án, cơ quan điều tra yêu cầu")
        OTHER = "other", _("lý do khác")

    stream = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    why = models.CharField(max_length=9, choices=Why)
    reason = models.TextField()
    until_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_on = models.DateField(null=True)
    salt = models.CharField(max_length=32)

    words = ("reason",)  # what goes when the thing itself is destroyed

    class Meta:
        indexes = [models.Index(fields=["stream", "subject"], name="retention_hold_subject")]
        constraints = [
            models.CheckConstraint(
                name="retention_hold_lifted_whole",
                condition=Q(lifted_on__isnull=True, lifted_by__isnull=True)
                | Q(lifted_on__isnull=False, lifted_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"hold of {self.stream} {self.subject}"

    def stands_on(self, day: date) -> bool:
        """Whether it still holds on that day."""
        return self.lifted_on is None and (self.until_on is None or day <= self.until_on)


class DestructionList(models.Model):
    """A list of content to be destroyed (danh mục hủy): proposed by one person, decided by another, a leader."""

    class State(models.TextChoices):
        """How far it is."""

        PROPOSED = "proposed", _("chờ lãnh đạo duyệt")
        APPROVED = "approved", _("đã duyệt")
        REJECTED = "rejected", _("không duyệt")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    thing = models.CharField(max_length=30)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    record = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "state"], name="retention_list_unit")]
        constraints = [
            models.CheckConstraint(
                name="retention_list_two_persons",
                condition=Q(decided_by__isnull=True) | Q(state="rejected") | ~Q(decided_by=F("by")),
            ),
            models.CheckConstraint(
                name="retention_list_decided_whole",
                condition=Q(state="proposed", decided_on__isnull=True, decided_by__isnull=True)
                | (~Q(state="proposed") & Q(decided_on__isnull=False, decided_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"list {self.pk}"


class Item(models.Model):
    """One thing of a list, with the derivation of its last day; destroyed, or spared with the reason."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("chờ")
        DESTROYED = "destroyed", _("đã hủy")
        SPARED = "spared", _("không hủy")

    list = models.ForeignKey(DestructionList, models.PROTECT, related_name="items")
    stream = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    start_on = models.DateField()
    due_on = models.DateField()
    basis: Any = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=200, blank=True)
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "stream", "subject"], name="retention_item_once"),
            models.UniqueConstraint(
                fields=["stream", "subject"],
                name="retention_item_destroyed_once",
                condition=Q(state="destroyed"),
            ),
        ]
        indexes = [models.Index(fields=["stream", "subject"], name="retention_item_subject")]

    def __str__(self) -> str:
        return f"{self.stream} {self.subject} of list {self.list_id}"
