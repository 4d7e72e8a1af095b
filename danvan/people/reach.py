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

    def has_role(self, roles: Iterable[Role | str], unit_id: int) -> bool:
        """True when one of the roles holds in that unit."""
        return not self.acts.get(unit_id, frozenset()).isdisjoint(roles)

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
    with connection.cursor() as cursor:
        cursor.execute(REACH, {"officer": officer.pk, "day": on})
        rows = cursor.fetchall()
    for word, unit, own in rows:
        role = Role(word)
        roles.add(role)
        seen.add(unit)
        if role.reads_letters:
            reads.add(unit)
        if own or role.reaches_below:
            acts.setdefault(unit, set()).add(role)
    frozen = {unit: frozenset(held) for unit, held in acts.items()}
    return Standing(frozen, frozenset(seen), frozenset(reads), frozenset(roles))
