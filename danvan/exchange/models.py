"""The ledger of the exchange: what was sent, in which version, when, by whom, and how it was answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danvan.people.models import Unit


class Decision(models.Model):
    """The office's decision that packages carry names and addresses (quyết định gửi dữ liệu cá nhân); until ended."""

    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ended_on"],
                name="exchange_decision_one",
                nulls_distinct=False,
                condition=Q(ended_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class Package(models.Model):
    """One package that was handed to the carrier (gói gửi); its content is not kept, its hash is."""

    reference = models.CharField(max_length=40, unique=True)
    carrier = models.CharField(max_length=80)
    hash = models.CharField(max_length=64)
    items_count = models.PositiveIntegerField()
    personal = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"package {self.reference}"


class Item(models.Model):
    """One version of one case or of one unit's month (dòng gửi): its hash, and how far it is.

    `basis`: the number of the case's last event that it was made from; 0 for a month. `replaced`: a later version took
    its place. Nothing of what was sent is kept here but its hash.
    """

    class Thing(models.TextChoices):
        """What is sent."""

        CASE = "case", _("hồ sơ")
        TABLE = "table", _("số liệu tháng")

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("chờ gửi")
        SENDING = "sending", _("đang gửi")
        SENT = "sent", _("đã gửi, chờ trả lời")
        ACCEPTED = "accepted", _("đã nhận")
        REFUSED = "refused", _("bị từ chối")

    thing = models.CharField(max_length=5, choices=Thing)
    subject = models.BigIntegerField()
    period = models.CharField(max_length=7, blank=True)
    name = models.CharField(max_length=70)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    basis = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64)
    personal = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    replaced = models.BooleanField(default=False)
    package = models.ForeignKey(Package, models.PROTECT, null=True, related_name="items")
    on = models.DateField()
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thing", "subject", "period", "version"], name="exchange_item_once"
            ),
            models.UniqueConstraint(
                fields=["thing", "subject", "period"],
                name="exchange_item_one_last",
                condition=Q(replaced=False),
            ),
            models.CheckConstraint(
                name="exchange_item_refused_for_a_reason", condition=~Q(state="refused") | ~Q(reason="")
            ),
        ]
        indexes = [
            models.Index(fields=["state"], name="exchange_item_work", condition=Q(replaced=False)),
            models.Index(fields=["package"], name="exchange_item_package"),
        ]

    def __str__(self) -> str:
        return f"{self.name} version {self.version}"
