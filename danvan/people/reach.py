"""How far an officer's posts reach on a day: which units she acts in, sees, and reads letters of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from danvan.people.models import Account
from danvan.people.roles import Role
from danvan.people.sql import REACH


@dataclass(frozen=True)
class Standing:
    """Everything an officer's posts give on one day, read in one statement and asked without any."""

    acts: dict[int, frozenset[Role]]
    sees: frozenset[int]
    reads: frozenset[int]
    roles: frozenset[Role]
    only: dict[tuple[int, Role], frozenset[str]]
    """Where a role is limited to some kinds of case: (unit, role) → their codes."""

    def has_role(self, roles: Iterable[Role | str], unit_id: int) -> bool:
        """True when one of the roles holds in that unit."""
        return not self.acts.get(unit_id, frozenset()).isdisjoint(roles)

    def roles_for(self, unit_id: int, kind: str) -> frozenset[Role]:
        """The roles that may act in that unit on a case of that kind."""
        held = self.acts.get(unit_id, frozenset())
        return frozenset(role for role in held if self._covers(unit_id, role, kind))

    def reads_kind(self, unit_id: int, kind: str) -> bool:
        """True when letters of that kind in that unit may be opened."""
        readers = (role for role in self.roles if role.reads_letters)
        return unit_id in self.reads and any(self._covers(unit_id, role, kind) for role in readers)

    def limits(self) -> dict[int, frozenset[str]]:
        """Units whose letters are open only in part: unit → the kinds that may be read there."""
        readers = [role for role in self.roles if role.reads_letters]
        found: dict[int, frozenset[str]] = {}
        for unit in {unit for unit, _role in self.only} & self.reads:
            kinds = [self.only.get((unit, role)) for role in readers]
            if None not in kinds:
                found[unit] = frozenset().union(*(some for some in kinds if some))
        return found

    def _covers(self, unit_id: int, role: Role, kind: str) -> bool:
        limit = self.only.get((unit_id, role))
        return limit is None or kind in limit

    def units_with(self, *roles: Role | str) -> frozenset[int]:
        """Units in which one of the roles holds."""
        return frozenset(unit for unit, held in self.acts.items() if not held.isdisjoint(roles))


def standing(officer: Account, on: date) -> Standing:
    """The officer's standing on that day; kept on the account object, so that a list page asks once."""
    kept: dict[date, Standing] = officer.__dict__.setdefault("_standings", {})
    if on not in kept:
        kept[on] = _read_standing(officer, on)
    return kept[on]


def forget_standing(officer: Account) -> None:
    """After a post was given or ended: read anew."""
    officer.__dict__.pop("_standings", None)


def assume_standing(officer: Account, *, from_: date, to: date) -> None:
    """Take the standing of the first day for that of every day of the span, both included: one statement.

    Only for entering past years in which neither the officer's posts nor the units changed.
    """
    found = standing(officer, from_)
    kept: dict[date, Standing] = officer.__dict__["_standings"]
    for number in range((to - from_).days + 1):
        kept[from_ + timedelta(days=number)] = found


def _read_standing(officer: Account, on: date) -> Standing:
    acts: dict[int, set[Role]] = {}
    seen, reads, roles = set(), set(), set()
    limits: dict[tuple[int, Role], list[list[str] | None]] = {}
    with connection.cursor() as cursor:
        cursor.execute(REACH, {"officer": officer.pk, "day": on})
        rows = cursor.fetchall()
    for word, unit, own, kinds in rows:
        role = Role(word)
        roles.add(role)
        seen.add(unit)
        limits.setdefault((unit, role), []).append(kinds)
        if role.reads_letters:
            reads.add(unit)
        if own or role.reaches_below:
            acts.setdefault(unit, set()).add(role)
    frozen = {unit: frozenset(held) for unit, held in acts.items()}
    return Standing(frozen, frozenset(seen), frozenset(reads), frozenset(roles), _limited(limits))


def _limited(
    limits: dict[tuple[int, Role], list[list[str] | None]],
) -> dict[tuple[int, Role], frozenset[str]]:
    """The roles that every post behind them limits; one post for all kinds lifts the limit of the others."""
    return {
        key: frozenset(kind for some in kinds if some is not None for kind in some)
        for key, kinds in limits.items()
        if None not in kinds
    }
