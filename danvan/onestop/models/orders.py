"""Orders to pay a fee online (lệnh thanh toán), one ledger for whatever carries them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danvan.onestop.models.application import Application
from danvan.onestop.models.parts import Fee


class Order(models.Model):
    """An order to pay one fee, whole, in đồng; its number is drawn, and is all that the carrier knows of the matter.

    `reference` is the carrier's own number of the payment; the fee keeps it as its receipt. A payment that comes when
    nothing is due any more is `surplus`: it stays here until the office has given it back.
    """

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("chờ nộp")
        PAID = "paid", _("đã nộp")
        CLOSED = "closed", _("không dùng nữa")
        SURPLUS = "surplus", _("nộp thừa, phải hoàn trả")
        REFUNDED = "refunded", _("đã hoàn trả")

    application = models.ForeignKey(Application, models.CASCADE, related_name="orders")
    fee = models.ForeignKey(Fee, models.CASCADE, related_name="orders")
    number = models.CharField(max_length=14, unique=True)
    amount = models.PositiveBigIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    carrier = models.CharField(max_length=20)
    reference = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="onestop_one_open_order", fields=["fee"], condition=Q(state="open")),
            models.UniqueConstraint(
                name="onestop_payment_once", fields=["carrier", "reference"], condition=~Q(reference="")
            ),
            models.CheckConstraint(
                name="onestop_order_paid_with_a_reference",
                condition=Q(state__in=["open", "closed"], paid_at__isnull=True, reference="")
                | (Q(state__in=["paid", "surplus", "refunded"], paid_at__isnull=False) & ~Q(reference="")),
            ),
        ]

    def __str__(self) -> str:
        return f"order {self.pk}: {self.state}"
