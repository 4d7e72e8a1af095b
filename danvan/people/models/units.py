"""Units (đơn vị) with their names, codes and parents, each with dates."""

from datetime import date, timedelta

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from danvan.people.models.dated import Dated, ends_after_start, one_open

MONDAY_TO_FRIDAY = 0b0011111


class Tier(models.TextChoices):
    """Where a unit stands: a level of administration, or a body that belongs to one."""

    NATION = "nation", _("Trung ương")
    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện")
    COMMUNE = "commune", _("Cấp xã")
    AGENCY = "agency", _("Cơ quan chuyên môn")
    OFFICE = "office", _("Văn phòng")
    BOARD = "board", _("Ban Đảng, đoàn thể")


class Area(models.TextChoices):
    """Area as the laws on terms know it: remote places (vùng sâu, vùng xa) get longer ones."""

    NORMAL = "normal", _("Thông thường")
    REMOTE = "remote", _("Vùng sâu, vùng xa, đi lại khó khăn")


class UnitQuerySet(models.QuerySet["Unit"]):
    """Reads of the table of units."""

    def by_key(self, key: str) -> "Unit":
        """The unit with that key; raises Unit.DoesNotExist."""
        return self.get(key=key.upper())

    def on(self, day: date) -> "UnitQuerySet":
        """Units that exist on that day."""
        return self.filter(Q(exists_until__isnull=True) | Q(exists_until__gt=day), exists_from__lte=day)

    def named(self, day: date) -> "UnitQuerySet":
        """Adds `shown_name` and `shown_sort_key`, the name of that day or the last before its end; orders by it."""
        names = UnitName.objects.filter(unit=OuterRef("pk"), from_on__lte=day).order_by("-from_on")
        first = UnitName.objects.filter(unit=OuterRef("pk")).order_by("from_on")
        return self.annotate(
            shown_name=Coalesce(Subquery(names.values("full")[:1]), Subquery(first.values("full")[:1])),
            shown_sort_key=Coalesce(
                Subquery(names.values("sort_key")[:1]), Subquery(first.values("sort_key")[:1])
            ),
        ).order_by("shown_sort_key", "shown_name")


class Unit(models.Model):
    """A unit of the authority or a body in it (đơn vị), from the day it exists until the day it does not.

    Its name, code and parent are histories of their own. `key` never changes and is never used again:
    provinces and districts carry their name ('KY-ANH', a town 'TX-KY-ANH'), communes their name and the
    year of the list in which they first stand ('KY-XUAN-2017', 'KY-XUAN-2025'), because a name can return
    for another unit.
    """

    key = models.CharField(max_length=60, unique=True)
    tier = models.CharField(max_length=12, choices=Tier)
    exists_from = models.DateField()
    exists_until = models.DateField(null=True, blank=True)
    area = models.CharField(max_length=8, choices=Area, default=Area.NORMAL)
    week = models.PositiveSmallIntegerField(default=MONDAY_TO_FRIDAY)
    lat = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    lon = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    area_km2 = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    # Given by Unit.objects.named(day).
    shown_name: str
    shown_sort_key: str

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_unit_ends_after_start",
                condition=Q(exists_until__isnull=True) | Q(exists_until__gt=models.F("exists_from")),
            ),
            models.CheckConstraint(
                name="people_unit_week_of_seven_days", condition=Q(week__gte=1, week__lte=0b1111111)
            ),
            models.CheckConstraint(
                name="people_unit_key_is_a_slug", condition=Q(key__regex=r"^[A-Z0-9]+(-[A-Z0-9]+)*$")
            ),
        ]
        indexes = [models.Index(fields=["tier", "exists_from"], name="people_unit_tier")]

    def __str__(self) -> str:
        return self.key

    def exists_on(self, day: date) -> bool:
        """True when the unit exists on that day."""
        return self.exists_from <= day and (self.exists_until is None or day < self.exists_until)

    def name_on(self, day: date) -> str:
        """Its full name on that day ('xã Kỳ Xuân'); after its end the last one, before its start the first.

        Costs no statement when `names` is prefetched or the unit comes from `Unit.objects.named(day)`.
        """
        rows = sorted(self.names.all(), key=lambda row: row.from_on)
        past = [row for row in rows if row.from_on <= day]
        chosen = past[-1] if past else (rows[0] if rows else None)
        return chosen.full if chosen else self.key

    @property
    def last_day(self) -> date | None:
        """The last day on which it exists; None while it does."""
        return self.exists_until - timedelta(days=1) if self.exists_until else None

    @property
    def weekdays(self) -> tuple[int, ...]:
        """Days of its working week, Monday = 0."""
        return tuple(day for day in range(7) if self.week & (1 << day))


class UnitName(Dated):
    """A name of a unit: its kind in words (xã, phường, thị trấn) and the name proper."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    prefix = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=150)
    full = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=400)
    folded = models.CharField(max_length=200)

    class Meta:
        constraints = [
            ends_after_start("people_name_ends_after_start"),
            one_open("people_name_one_open", "unit"),
            models.UniqueConstraint(name="people_name_one_per_day", fields=["unit", "from_on"]),
        ]

    def __str__(self) -> str:
        return self.full


class UnitCode(Dated):
    """A code of a unit in a list of codes; the same code may belong to another unit on another day."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=20, default="gso")
    code = models.CharField(max_length=20)

    class Meta:
        constraints = [
            ends_after_start("people_code_ends_after_start"),
            one_open("people_code_one_open", "unit", "scheme"),
            one_open("people_code_one_holder", "scheme", "code"),
            models.UniqueConstraint(name="people_code_one_per_day", fields=["unit", "scheme", "from_on"]),
        ]
        indexes = [models.Index(fields=["code", "from_on"], name="people_code_day")]

    def __str__(self) -> str:
        return self.code


class UnitParent(Dated):
    """The unit directly above, for a time."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="parents")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="children")

    class Meta:
        constraints = [
            ends_after_start("people_parent_ends_after_start"),
            one_open("people_parent_one_open", "unit"),
            models.UniqueConstraint(name="people_parent_one_per_day", fields=["unit", "from_on"]),
            models.CheckConstraint(name="people_parent_is_another", condition=~Q(unit=models.F("parent"))),
        ]
        indexes = [models.Index(fields=["parent", "from_on"], name="people_parent_children")]
