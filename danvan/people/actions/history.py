"""What happens to units that exist: renamed, moved, merged, divided, ended. Old rows stay and get an end."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.journal.actions import record
from danvan.people.actions.posts import end_posts_at
from danvan.people.actions.units import By, NewUnit, add_code, add_units, name_row
from danvan.people.errors import Refused
from danvan.people.models import Succession, SuccessionPart, Unit, UnitCode, UnitName, UnitParent

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
    [old] = _close_open(UnitName, [unit], on)
    name_row(unit, name=name, prefix=prefix, on=on).save(force_insert=True)
    if code:
        _close_open(UnitCode, [unit], on)
        add_code(unit, code=code, on=on)
    _step(Kind.RENAME, [(unit, unit, WHOLE)], on=on, resolution=resolution, text=text)
    full = f"{prefix} {name}".strip()
    _note(unit, "rename", by, on, resolution, old=old.full, new=full)


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
    if not _exist([parent], on) or _stands_under(parent, unit, on):
        raise Refused(_("Đơn vị cấp trên không phù hợp vào ngày này."))
    old = _close_open(UnitParent, [unit], on)
    UnitParent.objects.create(unit=unit, parent=parent, from_on=on)
    _note(unit, "move", by, on, resolution, old=old[0].parent.key if old else "", new=parent.key, text=text)


@transaction.atomic
def merge_units(
    *, units: Sequence[Unit], by: By, on: date, resolution: str | None = None, text: str = "", **fields: Any
) -> Unit:
    """End the units on that day and set up the one they become as a whole (sáp nhập).

    `fields` of NewUnit describe the new one; its tier is theirs unless given. Codes are free again that day,
    and the new unit may take one of them. Parts of other units join by split_unit or move_part.
    Raises Refused when a unit has ended.
    """
    before = _locked(units, on)
    _end(before, on, by)
    [after] = add_units([NewUnit(**{"tier": before[0].tier, **fields})], on)
    _step(Kind.MERGE, [(unit, after, WHOLE) for unit in before], on=on, resolution=resolution, text=text)
    for unit in before:
        _note(unit, "merge", by, on, resolution, old=unit.key, new=after.key)
    counted = {"week": str(after.week), "area": str(after.area)}
    _note(after, "create", by, on, resolution, new=after.key, data=counted, first=True)
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
    if len({part.pk for part in into} - {unit.pk}) < 2 or unit in into or not _exist(into, on):
        raise Refused(_("Chia đơn vị thì phải có ít nhất hai đơn vị nhận, tồn tại vào ngày này."))
    _end([unit], on, by)
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
    if not to or unit in to or not _exist(to, on):
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
    if receiver is not None and (receiver == unit or not _exist([receiver], on)):
        raise Refused(_("Đơn vị tiếp nhận phải tồn tại vào ngày này."))
    _end([unit], on, by)
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


def _exist(units: Sequence[Unit], on: date) -> bool:
    """True when all of them exist on that day, as the database says now."""
    wanted = {unit.pk for unit in units}
    return Unit.objects.on(on).filter(pk__in=wanted).count() == len(wanted)


def _end(units: list[Unit], on: date, by: By) -> None:
    """Their last day is the day before: open rows and the posts in them end with it."""
    for table in (UnitName, UnitCode, UnitParent):
        _close_open(table, units, on)
    end_posts_at(units, by=by, on=on)
    Unit.objects.filter(pk__in=[unit.pk for unit in units]).update(exists_until=on)


def _close_open(table: Any, units: list[Unit], on: date) -> list[Any]:
    """End the open rows of a history on that day and return them; Refused when one only starts then or later."""
    rows = list(table.objects.filter(unit__in=units, until_on__isnull=True))
    if any(row.from_on >= on for row in rows):
        raise Refused(_("Đã có thay đổi vào ngày này hoặc sau ngày này."))
    table.objects.filter(pk__in=[row.pk for row in rows]).update(until_on=on)
    return rows


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
