"""A unit comes into being; its working week and area are set."""

from collections.abc import Iterable
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


@transaction.atomic
def create_unit(
    *,
    key: str,
    name: str,
    tier: str,
    by: By,
    on: date,
    prefix: str = "",
    parent: Unit | None = None,
    code: str = "",
    area: str = Area.NORMAL,
    week: int | Iterable[int] = MONDAY_TO_FRIDAY,
    lat: Decimal | None = None,
    lon: Decimal | None = None,
    area_km2: Decimal | None = None,
    resolution: str | None = None,
    text: str = "",
) -> Unit:
    """Set up a unit (thành lập) that exists from that day, below its parent.

    Raises Refused when the key is taken, the parent does not exist that day or another unit holds the code.
    """
    unit = new_unit(
        {
            "key": key,
            "tier": tier,
            "area": area,
            "week": as_week(week),
            "lat": lat,
            "lon": lon,
            "area_km2": area_km2,
        },
        name=name,
        prefix=prefix,
        parent=parent,
        code=code,
        on=on,
    )
    step = Succession.objects.create(kind=Succession.Kind.CREATE, on=on, resolution=resolution, text=text)
    SuccessionPart.objects.create(succession=step, after=unit)
    record(
        stream="unit",
        subject=unit.pk,
        verb="create",
        by=by,
        on=on,
        new=unit.key[:40],
        public=True,
        data={"name": f"{prefix} {name}".strip(), "code": code, "resolution": resolution},
        after=(0, ""),
    )
    return unit


def new_unit(
    fields: dict[str, Any], *, name: str, prefix: str, parent: Unit | None, code: str, on: date
) -> Unit:
    """The rows of a unit that starts on that day, for create_unit and merge_units."""
    key = fields["key"].upper()
    if Unit.objects.filter(key=key).exists():
        raise Refused(_("Mã đơn vị %(key)s đã được dùng.") % {"key": key})
    if parent is not None and not parent.exists_on(on):
        raise Refused(_("Đơn vị cấp trên không tồn tại vào ngày này."))
    unit = Unit.objects.create(**{**fields, "key": key}, exists_from=on)
    add_name(unit, name=name, prefix=prefix, on=on)
    if parent is not None:
        UnitParent.objects.create(unit=unit, parent=parent, from_on=on)
    if code:
        add_code(unit, code=code, on=on)
    return unit


def add_name(unit: Unit, *, name: str, prefix: str, on: date) -> None:
    """A name from that day on."""
    name, prefix = clean(name)[:150], clean(prefix)[:40]
    if not name:
        raise Refused(_("Chưa có tên đơn vị."))
    full = f"{prefix} {name}".strip()
    UnitName.objects.create(
        unit=unit,
        prefix=prefix,
        name=name,
        full=full,
        from_on=on,
        sort_key=sort_key(name)[:400],
        folded=fold(full)[:200],
    )


def add_code(unit: Unit, *, code: str, on: date, scheme: str = "gso") -> None:
    """A code from that day on; no other unit may hold it then."""
    held = UnitCode.objects.on(on).filter(scheme=scheme, code=code).exclude(unit=unit)
    if held.exists():
        raise Refused(_("Mã %(code)s đang thuộc đơn vị khác.") % {"code": code})
    UnitCode.objects.create(unit=unit, scheme=scheme, code=code, from_on=on)


def as_week(week: int | Iterable[int]) -> int:
    """A working week as a bit mask, from a mask or from weekdays (Monday = 0); Refused when empty."""
    mask = week if isinstance(week, int) else sum(1 << day for day in set(week) if 0 <= day <= 6)
    if not 1 <= mask <= 0b1111111:
        raise Refused(_("Tuần làm việc phải có ít nhất một ngày."))
    return mask


@transaction.atomic
def set_week(*, unit: Unit, week: int | Iterable[int], by: By, on: date) -> None:
    """Set the unit's working week (tuần làm việc); terms computed before do not move."""
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
