"""Days that an office added to the national calendar, the years it confirmed, each change with its notice."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danvan.lib import dates
from danvan.people.models import Unit


class Verb(models.TextChoices):
    """What a change did."""

    ADD = "add", _("Ghi ngày")
    CONFIRM_YEAR = "confirm_year", _("Xác nhận lịch năm")
    UNDO = "undo", _("Rút lại")
    CHANGE_WEEK = "change_week", _("Đổi tuần làm việc")
    CHANGE_HOURS = "change_hours", _("Đổi giờ làm việc")


class State(models.TextChoices):
    """How far the terms have been counted again after a change."""

    WAITING = "waiting", _("chờ tính lại")
    RUNNING = "running", _("đang tính lại")
    DONE = "done", _("đã tính lại xong")


class Change(models.Model):
    """One change of the calendar (thay đổi lịch): by which notice, by whom, and how far it has been followed.

    `unit` is empty for the whole country. `first_day` and `last_day` enclose every day that it touched. Terms are
    counted again case by case; `cursor` is the last case that was looked at, so that it goes on where it stopped.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=12, choices=Verb)
    year = models.IntegerField(null=True)
    undoes = models.ForeignKey("self", models.PROTECT, null=True, related_name="undone_by")
    notice = models.CharField(max_length=60)
    notice_on = models.DateField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField(default=dates.now)
    first_day = models.DateField()
    last_day = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    total = models.IntegerField(default=0)
    seen = models.IntegerField(default=0)
    moved = models.IntegerField(default=0)
    cursor = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["state"], name="calendars_change_state")]

    def __str__(self) -> str:
        return f"{self.verb} {self.notice}"


class Lasting(models.Model):
    """What a change brought in, and a later change may take back; rows are never deleted."""

    change = models.ForeignKey(Change, models.PROTECT, related_name="%(class)ss")
    ended_by = models.ForeignKey(Change, models.PROTECT, null=True, related_name="ended_%(class)ss")

    class Meta:
        abstract = True


class OfficeDay(Lasting):
    """A day off or worked (ngày nghỉ, ngày làm việc) for the whole country, or for a unit and all below it."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    off = models.BooleanField()
    name_vi = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="calendars_day_once_nationally",
                fields=["day"],
                condition=Q(unit__isnull=True, ended_by__isnull=True),
            ),
            models.UniqueConstraint(
                name="calendars_day_once_in_unit",
                fields=["unit", "day"],
                condition=Q(ended_by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {'off' if self.off else 'worked'}"

    def as_list(self) -> list[str | bool]:
        """As the journal keeps it."""
        return [self.day.isoformat(), self.off, self.name_vi, self.name_en]


class OfficeYear(Lasting):
    """A year whose days off have been announced (lịch năm đã công bố), after those that are built in."""

    year = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="calendars_year_once", fields=["year"], condition=Q(ended_by__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return str(self.year)


class OfficeWeek(models.Model):
    """A unit's working week changed on a day (đổi tuần làm việc): before it, its days are those of `before`.

    A mask of weekdays as Unit.week, which holds the week that came last. A further change takes one back.
    """

    change = models.OneToOneField(Change, models.PROTECT, related_name="week")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    from_on = models.DateField()
    before = models.PositiveSmallIntegerField()
    after = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["unit", "from_on"], name="calendars_week_unit")]

    def __str__(self) -> str:
        return f"{self.before:07b} {self.after:07b} {self.from_on}"

    def as_list(self) -> list[str | int]:
        """As the journal keeps it."""
        return [self.from_on.isoformat(), self.before, self.after]


class OfficeHour(models.Model):
    """The hours of a unit from a day on (giờ làm việc), for itself and the units below it that set none of their own.

    `spans`: when it opens and closes, in order: [["07:30", "11:30"], …]. A further change takes one back.
    """

    change = models.OneToOneField(Change, models.PROTECT, related_name="hours")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    from_on = models.DateField()
    spans = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["unit", "from_on"], name="calendars_hour_unit")]

    def __str__(self) -> str:
        return f"{self.spans} {self.from_on}"

    def as_list(self) -> list[Any]:
        """As the journal keeps it."""
        return [self.from_on.isoformat(), self.spans]


class Moved(models.Model):
    """Something whose last day moved when the calendar changed: its number, its unit, the day before and after."""

    change = models.ForeignKey(Change, models.PROTECT, related_name="moves")
    subject = models.BigIntegerField()
    unit_id = models.IntegerField()
    old_on = models.DateField()
    new_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="calendars_moved_once", fields=["change", "subject"]),
            models.CheckConstraint(name="calendars_moved_at_all", condition=~Q(old_on=F("new_on"))),
        ]
        indexes = [models.Index(fields=["change", "unit_id"], name="calendars_moved_unit")]

    def __str__(self) -> str:
        return f"{self.subject}: {self.old_on} {self.new_on}"


def enclosing(days: list[date]) -> tuple[date, date]:
    """The first and the last of some days."""
    return min(days), max(days)
