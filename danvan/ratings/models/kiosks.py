"""The tablet at a counter."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.people.models import Unit


class Kiosk(models.Model):
    """A tablet that stands at a counter (máy tính bảng tại quầy) and offers the rating of what was just finished there.

    It is bound to the officer who works at that counter, by whoever administers the unit. `secret` is a digest: what
    was shown once, when it was set up, is typed on the tablet and kept in its browser.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    secret = models.CharField(max_length=64, unique=True)
    set_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="ratings_kiosk_one_name", fields=["unit", "name"], condition=Q(ended_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"kiosk {self.pk}"
