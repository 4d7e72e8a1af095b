"""What hangs on an application: papers handed in, what is lacking, when its clock stood still, fees."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danvan.cases.workflow import BY_DECISION, FOR_CITIZEN, FOR_PAYMENT
from danvan.onestop.models.application import Application
from danvan.procedures.models import Document

CAUSES = (FOR_CITIZEN, BY_DECISION, FOR_PAYMENT)


class Handed(models.Model):
    """A paper of the procedure's list that was handed in (giấy tờ đã nộp), or shown."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="handed")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    shown = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="onestop_paper_once", fields=["application", "document"]),
            models.CheckConstraint(
                name="onestop_paper_is_there", condition=Q(originals__gt=0) | Q(copies__gt=0) | Q(shown=True)
            ),
        ]

    def __str__(self) -> str:
        return f"paper {self.document_id} of {self.application_id}"


class Lack(models.Model):
    """One line of a request for more (nội dung cần bổ sung): what, why, and when it came."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="lacks")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=300)
    reason = models.TextField()
    asked_at = models.DateTimeField()
    came_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="onestop_lack_has_a_reason", condition=~Q(what="") & ~Q(reason="")),
            models.CheckConstraint(
                name="onestop_came_after_it_was_asked",
                condition=Q(came_at__isnull=True) | Q(came_at__gte=F("asked_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"lack {self.pk} of {self.application_id}"


class Halt(models.Model):
    """A stretch in which the clock of an application stood still (tạm dừng tính thời hạn), to the minute."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="halts")
    cause = models.CharField(max_length=12, choices=[(cause, cause) for cause in CAUSES])
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="onestop_one_halt_at_a_time", fields=["application"], condition=Q(until_at__isnull=True)
            ),
            models.CheckConstraint(
                name="onestop_halt_ends_after_it_began",
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause} of {self.application_id}"


class PaidBy(models.TextChoices):
    """How a fee was paid (hình thức nộp)."""

    CASH = "cash", _("Tiền mặt")
    TRANSFER = "transfer", _("Chuyển khoản")
    ONLINE = "online", _("Thanh toán trực tuyến")


class Fee(models.Model):
    """A fee of an application in đồng (phí, lệ phí): due, then paid with its receipt, or exempt with the ground."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="fees")
    name = models.CharField(max_length=200, blank=True)
    amount = models.PositiveBigIntegerField()
    ground = models.CharField(max_length=250, blank=True)
    receipt = models.CharField(max_length=60, blank=True)
    how = models.CharField(max_length=8, choices=PaidBy, blank=True)
    paid_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="onestop_paid_with_a_receipt",
                condition=Q(paid_at__isnull=True, receipt="", how="")
                | (Q(paid_at__isnull=False, ground="") & ~Q(receipt="") & ~Q(how="")),
            ),
            models.CheckConstraint(name="onestop_fee_is_something", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"fee {self.pk} of {self.application_id}"

    @property
    def is_due(self) -> bool:
        """Whether it is neither paid nor exempt."""
        return self.paid_at is None and not self.ground
