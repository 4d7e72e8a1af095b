"""A unit comes into being; its working week and area are set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.journal.actions import record
from danvan.journal.actors import Outsider
from danvan.lib.text import clean, fold, sort_key
from danvan.people.errors import Refused
from danvan.people.models import (
    Account,
    Area,
    Succession,
    SuccessionPart,
    Unit,
    UnitCode,
    UnitName,
    UnitParent,
)
from danvan.people.models.units import MONDAY_TO_FRIDAY

By = Account | Outsider


@dataclass(frozen=True)
class NewUnit:
    """What is known of a unit when it is set up; `code` is that of the statistics office."""

    key: str
    name: str
    tier: str
    prefix: str = ""
    parent: Unit | None = None
    code: str = ""
    area: str = Area.NORMAL
    week: int | Iterable[int] = MONDAY_TO_FRIDAY
    lat: Decimal | None = None
    lon: Decimal | None = None
    area_km2: Decimal | None = None

    def row(self, on: date) -> Unit:
        """The unit itself, not yet stored."""
        plain = {name: getattr(self, name) for name in ("tier", "area", "lat", "lon", "area_km2")}
        return Unit(key=self.key.upper(), week=as_week(self.week), exists_from=on, **plain)


def create_unit(*, by: By, on: date, resolution: str | None = None, text: str = "", **fields: Any) -> Unit:
    """Set up a unit (thành lập) that exists from that day; `fields` are those of NewUnit.

    Raises Refused when the key is taken, the parent does not exist that day or another unit holds the code.
    """
    return create_units([NewUnit(**fields)], by=by, on=on, resolution=resolution, text=text)[0]


@transaction.atomic
def create_units(
    units: Sequence[NewUnit], *, by: By, on: date, resolution: str | None = None, text: str = ""
) -> list[Unit]:
    """Set up many units at once, as create_unit does one."""
    rows = add_units(units, on)
    kind = Succession.Kind.CREATE
    steps = [Succession(kind=kind, on=on, resolution=resolution, text=text) for _row in rows]
    Succession.objects.bulk_create(steps)
    pairs = zip(steps, rows, strict=True)
    SuccessionPart.objects.bulk_create(SuccessionPart(succession=step, after=row) for step, row in pairs)
    for row, unit in zip(rows, units, strict=True):
        named = {"name": f"{unit.prefix} {unit.name}".strip(), "code": unit.code, "resolution": resolution}
        facts = {**named, "week": str(row.week), "area": str(row.area)}
        record(stream="unit", subject=row.pk, verb="create", by=by, on=on, new=row.key[:40], public=True,
               data=facts, after=(0, ""))  # fmt: skip
    return rows


def add_units(units: Sequence[NewUnit], on: date) -> list[Unit]:
    """The rows of units that start on that day, for create_units and merge_units."""
    rows = [unit.row(on) for unit in units]
    _check_free([row.key for row in rows], [unit.code for unit in units if unit.code], on)
    _check_parents({unit.parent.pk for unit in units if unit.parent}, on)
    Unit.objects.bulk_create(rows)
    pairs = list(zip(rows, units, strict=True))
    names = [name_row(row, name=unit.name, prefix=unit.prefix, on=on) for row, unit in pairs]
    UnitName.objects.bulk_create(names)
    UnitParent.objects.bulk_create(
        UnitParent(unit=row, parent=unit.parent, from_on=on) for row, unit in pairs if unit.parent
    )
    UnitCode.objects.bulk_create(
        UnitCode(unit=row, code=unit.code, from_on=on) for row, unit in pairs if unit.code
    )
    return rows


def _check_free(keys: list[str], codes: list[str], on: date) -> None:
    """Refused when a key was ever used or a code is held by a unit on that day."""
    if taken := Unit.objects.filter(key__in=keys).values_list("key", flat=True).first():
        raise Refused(_("Mã đơn vị %(key)s đã được dùng.") % {"key": taken})
    held = UnitCode.objects.on(on).filter(scheme="gso", code__in=codes)
    if taken := held.values_list("code", flat=True).first():
        raise Refused(_("Mã %(code)s đang thuộc đơn vị khác.") % {"code": taken})


def _check_parents(parents: set[int], on: date) -> None:
    """Refused unless every parent exists on that day."""
    if Unit.objects.on(on).filter(pk__in=parents).count() != len(parents):
        raise Refused(_("Đơn vị cấp trên không tồn tại vào ngày này."))


def name_row(unit: Unit, *, name: str, prefix: str, on: date) -> UnitName:
    """A name from that day on, not yet stored; Refused when there is none."""
    name, prefix = clean(name)[:150], clean(prefix)[:40]
    if not name:
        raise Refused(_("Chưa có tên đơn vị."))
    full = f"{prefix} {name}".strip()
    order, folded = sort_key(name)[:400], fold(full)[:200]
    return UnitName(unit=unit, prefix=prefix, name=name, full=full, from_on=on, sort_key=order, folded=folded)


def add_code(unit: Unit, *, code: str, on: date) -> None:
    """A code from that day on; no other unit may hold it then."""
    _check_free([], [code], on)
    UnitCode.objects.create(unit=unit, code=code, from_on=on)


def as_week(week: int | Iterable[int]) -> int:
    """A working week as a bit mask, from a mask or from weekdays (Monday = 0); Refused when empty."""
    mask = week if isinstance(week, int) else sum(1 << day for day in set(week) if 0 <= day <= 6)
    if not 1 <= mask <= 0b1111111:
        raise Refused(_("Tuần làm việc phải có ít nhất một ngày."))
    return mask


@transaction.atomic
def set_week(*, unit: Unit, week: int | Iterable[int], by: By, on: date) -> None:
    """Set the unit's working week (tuần làm việc); set_unit has the open terms follow."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    old, unit.week = unit.week, as_week(week)
    unit.save(update_fields=["week"])
    record(stream="unit", subject=unit.pk, verb="set_week", by=by, on=on, old=str(old), new=str(unit.week))


@transaction.atomic
def set_area(*, unit: Unit, area: str, by: By, on: date, text: str = "") -> None:
    """Say whether the unit lies in a remote area in the law's sense; `text` names the decision."""
    if area not in Area.values:
        raise Refused(_("Địa bàn không hợp lệ."))
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    old, unit.area = unit.area, area
    unit.save(update_fields=["area"])
    record(stream="unit", subject=unit.pk, verb="set_area", by=by, on=on, old=old, new=area, text=text)
