"""Who is told next of a breach: one step up the line, or the reason why that step has nobody."""

from collections.abc import Collection
from dataclasses import dataclass

from danvan.alarms.line import Line
from danvan.alarms.models import Skipped
from danvan.cases import concerns
from danvan.cases.models import Case
from danvan.people.models import Account


@dataclass(frozen=True)
class Level:
    """What one level of the line answers: an officer to be told, or why there is none; the unit that was asked."""

    number: int
    to: Account | None = None
    skipped: str = ""
    unit: int | None = None

    @property
    def ends(self) -> bool:
        """Whether no level lies above."""
        return self.skipped == Skipped.NO_UNIT


def level(line: Line, case: Case, number: int, told: Collection[int]) -> Level:
    """Whom a level tells: 0 whoever has the case in hand, then leader after leader. `told`: accounts told before."""
    if number == 0:
        return _in_hand(line.present(case.officer, case.unit_responsible_id))
    unit = line.unit(case.unit_responsible_id, number - 1)
    if unit is None:
        return Level(number, skipped=Skipped.NO_UNIT)
    led = [post for post in line.leaders.get(unit, ()) if post.kinds is None or case.kind in post.kinds]
    active = [post.officer for post in led if post.pk in line.holds and post.officer.is_active]
    held = [officer for officer in active if not concerns.shut_out(officer, case, on=line.on)]
    if active and not held:
        return Level(number, skipped=Skipped.CONCERNED, unit=unit)
    fresh = next((officer for officer in held if officer.pk not in told), None)
    if fresh:
        return Level(number, fresh, unit=unit)
    closed = bool(led) and not led[-1].officer.is_active
    why = Skipped.TOLD if held else Skipped.CLOSED if closed else Skipped.NO_LEADER
    return Level(number, skipped=why, unit=unit)


def upwards(line: Line, case: Case, first: int, last: int, told: Collection[int]) -> list[Level]:
    """The next levels to be put on record: those that are passed over, up to the one that is told or the end."""
    found: list[Level] = []
    for number in range(first, last + 1):
        found.append(level(line, case, number, told))
        if found[-1].to or found[-1].ends:
            break
    return found


def _in_hand(officer: Account | None) -> Level:
    if officer is None:
        return Level(0, skipped=Skipped.NO_ASSIGNEE)
    return Level(0, officer) if officer.is_active else Level(0, skipped=Skipped.CLOSED)
