"""A province with two communes, their officers, and changes of the calendar."""

from dataclasses import dataclass
from datetime import date

from danvan.calendars import actions
from danvan.calendars.actions import NewDay, Notice
from danvan.calendars.models import Change
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from tests.make import make_officer, make_unit

SECOND = date(2026, 1, 2)  # a Friday: off in exchange for Saturday, 10 January, since a notice of 25 December
TENTH = date(2026, 1, 10)
CHRISTMAS = date(2025, 12, 25)
DECEMBER = date(2025, 12, 22)  # a Monday


@dataclass
class Land:
    """A province with its administrator, a commune with its officers, another commune."""

    province: Unit
    commune: Unit
    other: Unit
    an: Account
    hoa: Account
    minh: Account
    dung: Account


def make_land() -> Land:
    """The units and the cast."""
    province = make_unit(tier="province", name="tỉnh Thử")
    commune = make_unit(parent=province, name="xã Một")
    other = make_unit(parent=province, name="xã Hai")
    return Land(
        province,
        commune,
        other,
        make_officer(province, Role.ADMINISTRATOR, full_name="Ngô Hoài An"),
        make_officer(commune, Role.LEADER, Role.HANDLER, full_name="Lê Thị Hoa"),
        make_officer(commune, Role.HANDLER, full_name="Trần Văn Minh"),
        make_officer(other, Role.LEADER, full_name="Phan Tiến Dũng"),
    )


def notice(number: str = "10001/VPCP-KGVX", on: date = CHRISTMAS) -> Notice:
    return Notice(number, on)


def make_change(
    land: Land,
    *days: tuple[date, bool],
    unit: Unit | None = None,
    by: Account | None = None,
    on: date = CHRISTMAS,
) -> Change:
    """Days (day, off) of the country, or of a unit, entered and followed."""
    rows = [NewDay(day, off, "nghỉ" if off else "làm việc") for day, off in days]
    change = actions.add_days(unit=unit, days=rows, notice=notice(on=on), by=by or land.an, on=on)
    return actions.recount(change, on=on)


def before_the_notice(land: Land) -> Change:
    """The calendar as it was known until 25 December 2025: 2 January is worked, the Saturday is not."""
    return make_change(land, (SECOND, False), (TENTH, True), on=date(2025, 12, 1))


def notice_of_25_december(land: Land, early: Change, on: date = CHRISTMAS) -> Change:
    """The swap is announced: the earlier rows go, and the built-in days stand."""
    change = actions.undo(change=early, notice=notice(), by=land.an, on=on)
    return actions.recount(change, on=on)
