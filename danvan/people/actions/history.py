"""What happens to units that exist: renamed, moved, merged, divided, ended. Old rows stay and get an end."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.journal.actions import record
from danvan.people.actions.posts import end_posts_at
from danvan.people.actions.units import By, add_code, add_name, as_week, new_unit
from danvan.people.errors import Refused
from danvan.people.models import Succession, SuccessionPart, Unit, UnitCode, UnitName, UnitParent
from danvan.people.models.units import MONDAY_TO_FRIDAY

Kind = Succession.Kind
PART, WHOLE = SuccessionPart.Share.PART, SuccessionPart.Share.WHOLE


@transaction.atomic
def rename_unit(
    *,
    unit: Unit,
    name: str,
    by: By,
    on: date,
    prefix: str = "",
    code: str = "",
    resolution: str | None = None,
    text: str = "",
) -> None:
    """Give the unit another name, another kind (xã → phường) or another code from that day."""
    [unit] = _locked([unit], on)
    old = _close_open(UnitName, unit, on)
    add_name(unit, name=name, prefix=prefix, on=on)
    if code:
        _close_open(UnitCode, unit, on)
        add_code(unit, code=code, on=on)
    _step(Kind.RENAME, [(unit, unit, WHOLE)], on=on, resolution=resolution, text=text)
    full = f"{prefix} {name}".strip()
    _note(unit, "rename", by, on, resolution, old=old.full if old else "", new=full)


@transaction.atomic
def move_unit(
    *,
    unit: Unit,
    parent: Unit,
    by: By,
    on: date,
    resolution: str | None = None,
    text: str = "",
) -> None:
    """Put the unit below another one from that day; its own records stay its own."""
    [unit] = _locked([unit], on)
    if not parent.exists_on(on) or _stands_under(parent, unit, on):
        raise Refused(_("Đơn vị cấp trên không phù hợp vào ngày này."))
    old = _close_open(UnitParent, unit, on)
    UnitParent.objects.create(unit=unit, parent=parent, from_on=on)
    _note(unit, "move", by, on, resolution, old=old.parent.key if old else "", new=parent.key, text=text)


@transaction.atomic
def merge_units(
    *,
    units: Sequence[Unit],
    key: str,
    name: str,
    by: By,
    on: date,
    prefix: str = "",
    tier: str = "",
    parent: Unit | None = None,
    code: str = "",
    week: int | Iterable[int] = MONDAY_TO_FRIDAY,
    resolution: str | None = None,
    text: str = "",
    **place: Any,
) -> Unit:
    """End the units on that day and set up the one they become as a whole (sáp nhập).

    `place`: area, lat, lon, area_km2 of the new unit. Codes are free again that day, and the new unit may
    take one of them. Parts of others join by split_unit or move_part. Raises Refused when a unit has ended.
    """
    before = _locked(units, on)
    for unit in before:
        _end(unit, on, by)
    fields = {"key": key, "tier": tier or before[0].tier, "week": as_week(week), **place}
    after = new_unit(fields, name=name, prefix=prefix, parent=parent, code=code, on=on)
    _step(Kind.MERGE, [(unit, after, WHOLE) for unit in before], on=on, resolution=resolution, text=text)
    for unit in before:
        _note(unit, "merge", by, on, resolution, old=unit.key, new=after.key)
    _note(after, "create", by, on, resolution, new=after.key, first=True)
    return after


@transaction.atomic
def split_unit(
    *,
    unit: Unit,
    into: Sequence[Unit],
    by: By,
    on: date,
    resolution: str | None = None,
    text: str = "",
) -> None:
    """End the unit on that day, divided among units that exist from then on (chia tách)."""
    [unit] = _locked([unit], on)
    if len({part.pk for part in into}) < 2 or not all(part.exists_on(on) for part in into):
        raise Refused(_("Chia đơn vị thì phải có ít nhất hai đơn vị nhận, tồn tại vào ngày này."))
    _end(unit, on, by)
    _step(Kind.SPLIT, [(unit, part, PART) for part in into], on=on, resolution=resolution, text=text)
    _note(unit, "split", by, on, resolution, old=unit.key, data={"into": [part.key for part in into]})


@transaction.atomic
def move_part(
    *,
    unit: Unit,
    to: Sequence[Unit],
    by: By,
    on: date,
    resolution: str | None = None,
    text: str = "",
) -> None:
    """A part of the unit goes to others and the unit goes on (điều chỉnh địa giới)."""
    [unit] = _locked([unit], on)
    if not to or unit in to or not all(other.exists_on(on) for other in to):
        raise Refused(_("Đơn vị nhận phải tồn tại vào ngày này và khác đơn vị giao."))
    _step(Kind.PART_MOVED, [(unit, other, PART) for other in to], on=on, resolution=resolution, text=text)
    _note(unit, "move_part", by, on, resolution, data={"to": [other.key for other in to]})


@transaction.atomic
def abolish_unit(
    *,
    unit: Unit,
    by: By,
    on: date,
    receiver: Unit | None = None,
    resolution: str | None = None,
    text: str = "",
) -> None:
    """End the unit on that day (kết thúc hoạt động); `receiver` takes over its own records and open cases.

    Raises Refused while a unit stands below it on that day.
    """
    [unit] = _locked([unit], on)
    if UnitParent.objects.on(on).filter(parent=unit).exists():
        raise Refused(_("Vẫn còn đơn vị trực thuộc vào ngày này."))
    if receiver is not None and (receiver == unit or not receiver.exists_on(on)):
        raise Refused(_("Đơn vị tiếp nhận phải tồn tại vào ngày này."))
    _end(unit, on, by)
    _step(Kind.ABOLISH, [(unit, receiver, WHOLE)], on=on, resolution=resolution, text=text)
    _note(unit, "abolish", by, on, resolution, old=unit.key, new=receiver.key if receiver else "")


def _locked(units: Sequence[Unit], on: date) -> list[Unit]:
    """The rows, locked, in the order given; Refused unless each exists on that day and the day before."""
    rows = Unit.objects.select_for_update().order_by("pk").filter(pk__in=[unit.pk for unit in units])
    found = {row.pk: row for row in rows}
    if not found:
        raise Refused(_("Chưa chọn đơn vị."))
    for row in found.values():
        if row.exists_until is not None or row.exists_from >= on:
            raise Refused(_("Đơn vị %(key)s không tồn tại vào ngày này.") % {"key": row.key})
    return [found[pk] for pk in dict.fromkeys(unit.pk for unit in units)]


def _end(unit: Unit, on: date, by: By) -> None:
    """The unit's last day is the day before: its open rows and the posts in it end with it."""
    for table in (UnitName, UnitCode, UnitParent):
        _close_open(table, unit, on)
    end_posts_at(unit, by=by, on=on)
    unit.exists_until = on
    unit.save(update_fields=["exists_until"])


def _close_open(table: Any, unit: Unit, on: date) -> Any:
    """End the open row of a history on that day and return it; Refused when it only starts then or later."""
    row = table.objects.filter(unit=unit, until_on__isnull=True).first()
    if row is None:
        return None
    if row.from_on >= on:
        raise Refused(_("Đã có thay đổi vào ngày này hoặc sau ngày này."))
    row.until_on = on
    row.save(update_fields=["until_on"])
    return row


def _stands_under(unit: Unit, top: Unit, on: date) -> bool:
    """True when `unit` is `top` or stands somewhere below it on that day."""
    seen: set[int] = set()
    current: int | None = unit.pk
    while current is not None and current not in seen:
        if current == top.pk:
            return True
        seen.add(current)
        current = UnitParent.objects.on(on).filter(unit=current).values_list("parent", flat=True).first()
    return False


def _step(
    kind: str, parts: list[tuple[Unit, Unit | None, str]], *, on: date, resolution: str | None, text: str
) -> Succession:
    step = Succession.objects.create(kind=kind, on=on, resolution=resolution, text=text)
    SuccessionPart.objects.bulk_create(
        SuccessionPart(succession=step, before=before, after=after, share=share)
        for before, after, share in parts
    )
    return step


def _note(
    unit: Unit,
    verb: str,
    by: By,
    on: date,
    resolution: str | None,
    *,
    old: str = "",
    new: str = "",
    text: str = "",
    data: dict[str, Any] | None = None,
    first: bool = False,
) -> None:
    facts = {"resolution": resolution, "old": old, "new": new, **(data or {})}
    record(
        stream="unit",
        subject=unit.pk,
        verb=verb,
        by=by,
        on=on,
        old=old[:40],
        new=new[:40],
        public=True,
        text=text,
        data=facts,
        after=(0, "") if first else None,
    )
