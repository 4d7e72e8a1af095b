"""The line of command (tuyến chỉ đạo) of one day: who leads which unit, and which unit stands above."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from danvan.people.models import Account, Post


@dataclass(frozen=True)
class Line:
    """The line of command of one day: the leaders of each unit, past ones among them, and the unit above it.

    `leaders`: unit → its posts as leader, the earliest first. `holds`: those of them that are held that day.
    `heirs`: a unit that has ended → the one that succeeds the whole of it. `standing_in`: an absent officer and the
    unit → who stands in there that day.
    """

    leaders: Mapping[int, tuple[Post, ...]]
    holds: frozenset[int]
    above: Mapping[int, int]
    heirs: Mapping[int, int]
    on: date
    standing_in: Mapping[tuple[int, int], Account] = field(default_factory=dict)

    def present(self, officer: Account | None, unit: int) -> Account | None:
        """Whoever stands in for the officer in the unit that day, else the officer."""
        return self.standing_in.get((officer.pk, unit), officer) if officer else None

    def unit(self, start: int, steps: int) -> int | None:
        """The unit so many steps above; None where the line ends before."""
        found: int | None = self.heirs.get(start, start)
        for _step in range(steps):
            found = self.above.get(found) if found else None
        return found


def level_name(number: int) -> str:
    """A level of the line in words."""
    if number == 0:
        return _("Người giải quyết")
    if number == 1:
        return _("Lãnh đạo đơn vị")
    return _("Lãnh đạo cấp trên, bậc %(n)s") % {"n": number - 1}
