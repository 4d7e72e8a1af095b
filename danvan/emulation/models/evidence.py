"""What shows that it is so: photos, and results as the office measured them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from danvan.emulation.models.criteria import Criterion
from danvan.emulation.models.exemplar import Exemplar
from danvan.emulation.workflow import STAGES
from danvan.lib import dates
from danvan.lib.amounts import written


class Photo(models.Model):
    """A photo (ảnh), made small and without what the camera wrote into it (place, time); all see `public` ones.

    `criterion` is what it is evidence for, None for a photo of the whole. Bytes lie in a file under a drawn name.
    """

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="photos")
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=5, choices=[(key.value, word) for key, word in STAGES.items()])
    caption = models.CharField(max_length=200, blank=True)
    public = models.BooleanField(default=False)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=80, unique=True)
    added_on = models.DateField()
    added_at = models.DateTimeField(default=dates.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["exemplar"], name="emulation_photo_exemplar")]

    def __str__(self) -> str:
        return f"photo {self.pk} of exemplar {self.exemplar_id}"


class Result(models.Model):
    """One result as the office measured it (kết quả đo được): 'Rác thải mỗi tuần: từ 120 còn 45 kg'.

    `before` and `amount` are in hundredths of the unit.
    """

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="results")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    before = models.BigIntegerField(null=True)
    amount = models.BigIntegerField()
    unit = models.CharField(max_length=40)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(name="emulation_result_place", fields=["exemplar", "place"]),
            models.CheckConstraint(name="emulation_result_unit", condition=~Q(unit="")),
        ]

    def __str__(self) -> str:
        return f"result {self.place} of exemplar {self.exemplar_id}"

    @property
    def shown(self) -> str:
        """'25 → 80 triệu đồng/năm', or the number alone where nobody measured before."""
        now = f"{written(self.amount, 100)} {self.unit}"
        return now if self.before is None else f"{written(self.before, 100)} → {now}"
