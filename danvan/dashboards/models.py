"""What rose beyond its own past, and what an office publishes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danvan.people.models import Unit


class Surge(models.Model):
    """A topic of a unit of which far more came than its own past explains (tăng bất thường).

    `count` letters and matters in the days from `from_on` to `to_on`, both counted; `past` has as many days each, the
    latest first; `bound` is the least count that was an alarm. Recorded once, then acknowledged and closed with a note.
    """

    class State(models.TextChoices):
        """How far it was looked into."""

        OPEN = "open", _("chưa ai xem")
        ACKNOWLEDGED = "acknowledged", _("đang tìm hiểu")
        CLOSED = "closed", _("đã kết thúc")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    topic = models.CharField(max_length=40)
    from_on = models.DateField()
    to_on = models.DateField()
    count = models.PositiveIntegerField()
    past = models.JSONField(default=list)
    bound = models.PositiveIntegerField()
    chance = models.FloatField()
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    acknowledged_on = models.DateField(null=True)
    acknowledged_note = models.TextField(blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True)
    closed_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "topic"], name="dashboards_surge_one_open", condition=~Q(state="closed")
            ),
            models.CheckConstraint(name="dashboards_surge_is_one", condition=Q(count__gte=models.F("bound"))),
        ]
        indexes = [models.Index(fields=["unit", "-to_on"], name="dashboards_surge_unit")]

    def __str__(self) -> str:
        return f"surge {self.pk} of {self.topic}"


class Publication(models.Model):
    """That an office publishes figures (công bố số liệu): which, of which units, since which month; until withdrawn."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    figures = models.JSONField(default=list)
    units = models.JSONField(default=list)
    by_topic = models.BooleanField(default=False)
    since = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], name="dashboards_publication_one", condition=Q(withdrawn_on__isnull=True)
            ),
            models.CheckConstraint(
                name="dashboards_publication_withdrawn_whole",
                condition=Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False),
            ),
            models.CheckConstraint(name="dashboards_publication_month", condition=Q(since__day=1)),
        ]

    def __str__(self) -> str:
        return f"publication {self.pk}"
