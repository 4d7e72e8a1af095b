"""Who was told of a breach, and which messages were sent. The alarms themselves are asked of cases and clocks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danvan.cases.models import Case, Deadline
from danvan.lib import dates
from danvan.people.models import Unit


class Skipped(models.TextChoices):
    """Why a level of the line was passed over."""

    NO_ASSIGNEE = "no_assignee", _("chưa giao ai")
    NO_LEADER = "no_leader", _("đơn vị chưa có lãnh đạo")
    CLOSED = "closed", _("tài khoản đã đóng")
    TOLD = "told", _("đã được báo ở cấp trước")
    CONCERNED = "concerned", _("đơn có liên quan tới người này")
    NO_UNIT = "no_unit", _("không có đơn vị cấp trên")


class Escalation(models.Model):
    """One level of the line asked about one breach (báo lên cấp trên): the officer told, or why nobody was.

    A breach is a clock together with the last day that it missed: a day that moved and is missed again is a new
    breach. `deadline` is empty for the threshold of discipline, which is no clock. Level 0 is whoever has the case
    in hand, 1 the leader of the unit, 2 the leader of the unit above, and so on; `unit` is whose leader was sought.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="escalations")
    deadline = models.ForeignKey(Deadline, models.CASCADE, null=True, related_name="+")
    due_on = models.DateField()
    level = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    skipped = models.CharField(max_length=12, choices=Skipped, blank=True)
    on = models.DateField()
    at = models.DateTimeField(default=dates.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="alarms_escalation_once",
                fields=["case", "deadline", "due_on", "level"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="alarms_escalation_told_or_why_not",
                condition=Q(to__isnull=False, skipped="") | (Q(to__isnull=True) & ~Q(skipped="")),
            ),
            models.CheckConstraint(name="alarms_escalation_after_the_day", condition=Q(on__gt=F("due_on"))),
        ]

    def __str__(self) -> str:
        return f"case {self.case_id} level {self.level} {self.skipped or self.to_id}"


class Digest(models.Model):
    """The one message of a working day to one officer (thư nhắc việc): how many lines, and whether it was taken.

    It is on record before it is sent, so that a worker that dies in between never sends it twice: then it stays
    `sending`, and nobody knows whether it arrived.
    """

    class State(models.TextChoices):
        """How far it went."""

        SENDING = "sending", _("không rõ đã gửi chưa")
        DELIVERED = "delivered", _("đã gửi")
        FAILED = "failed", _("chưa gửi được")

    class Reason(models.TextChoices):
        """Why it was not taken."""

        REFUSED = "refused", _("máy chủ thư không nhận địa chỉ này")
        UNREACHABLE = "unreachable", _("không kết nối được máy chủ thư")
        ERROR = "error", _("máy chủ thư báo lỗi")

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField(default=dates.now)
    lines = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.SENDING)
    reason = models.CharField(max_length=11, choices=Reason, blank=True)
    tries = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="alarms_digest_once_a_day", fields=["officer", "on"]),
            models.CheckConstraint(
                name="alarms_digest_failed_for_a_reason",
                condition=Q(state="failed") & ~Q(reason="") | ~Q(state="failed") & Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["on", "state"], name="alarms_digest_day")]

    def __str__(self) -> str:
        return f"digest of {self.on} for account {self.officer_id}"
