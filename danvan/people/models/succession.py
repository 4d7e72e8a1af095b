"""How units became other units, by which resolution."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danvan.people.models.units import Unit


class Succession(models.Model):
    """A change of units on a day (sáp nhập, chia tách, đổi tên, giải thể), with its resolution when known."""

    class Kind(models.TextChoices):
        """What happened."""

        CREATE = "create", _("Thành lập")
        MERGE = "merge", _("Sáp nhập")
        SPLIT = "split", _("Chia tách")
        PART_MOVED = "part_moved", _("Điều chỉnh địa giới")
        RENAME = "rename", _("Đổi tên, đổi loại hình")
        ABOLISH = "abolish", _("Kết thúc hoạt động")

    kind = models.CharField(max_length=12, choices=Kind)
    on = models.DateField()
    resolution = models.CharField(max_length=60, null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["on"], name="people_succession_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class SuccessionPart(models.Model):
    """One line of a change: a unit before, a unit after, and whether the whole of it went there."""

    class Share(models.TextChoices):
        """How much of the unit before went to the unit after."""

        WHOLE = "whole", _("Toàn bộ")
        PART = "part", _("Một phần")

    succession = models.ForeignKey(Succession, on_delete=models.CASCADE, related_name="parts")
    before = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="became")
    after = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="came_from")
    share = models.CharField(max_length=5, choices=Share, default=Share.WHOLE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="people_part_once", fields=["succession", "before", "after"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="people_part_names_a_unit",
                condition=Q(before__isnull=False) | Q(after__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id} ({self.share})"
