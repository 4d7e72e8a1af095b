"""The scale by which an office scores, where the register itself could not read it in the act."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.people.models import Unit


class Scale(models.Model):
    """The points of a set of indicators as an office found them in an act (thang điểm): for itself and units below.

    `values`: indicator → its numbers, as the set asks for them (danvan.scores.sets). It holds from `from_on` until a
    later one of the same office; periods that began before keep the one of their first day.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    set = models.CharField(max_length=40)
    act = models.CharField(max_length=160)
    values = models.JSONField()
    from_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="scores_scale_of_an_act", condition=~Q(act="")),
        ]
        indexes = [models.Index(fields=["set", "unit", "from_on"], name="scores_scale_of_unit")]

    def __str__(self) -> str:
        return f"scale {self.pk} of {self.set}"
