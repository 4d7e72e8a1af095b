"""How far an officer's posts reach on a day: which units she acts in, sees, and reads letters of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Q

from danvan.lib.sentences import KEPT
from danvan.people.models import Account
from danvan.people.roles import Role
from danvan.people.sql import REACH

Key = TypeVar("Key")
HEAD = "head"  # a leader who is no deputy


@dataclass(frozen=True, eq=False)
class Standing:
    """Everything an officer's posts give on one day, read in one statement and asked without any.

    The same rows give the same object (`_of_rows`), so that what is made from it can be kept under it.
    """

    acts: dict[int, frozenset[Role]]
    seeing: dict[int, frozenset[str] | None]
    """Units whose figures are seen, with the kinds of case; None: all kinds."""
    reading: dict[int, frozenset[str] | None]
    """Units whose letters may be opened, with the kinds of case; None: all kinds."""
    roles: frozenset[Role]
    only: dict[tuple[int, Role], frozenset[str]]
    """Where a role that acts is limited to some kinds of case: (unit, role) → their codes."""
    by_role: dict[Role, frozenset[int]]
    """Units that each role sees: the post's own and those below."""
    seats: dict[int, frozenset[str]] = field(default_factory=dict)
    """Her own posts, those of whoever she stands in for left out: unit → roles, the head's as HEAD."""
    absent: dict[int, frozenset[int]] = field(default_factory=dict)
    """For whom she stands in that day: account → the units in which."""

    @cached_property
    def sees(self) -> frozenset[int]:
        """Units whose records are seen, if only as figures."""
        return frozenset(self.seeing)

    @cached_property
    def reads(self) -> frozenset[int]:
        """Units whose letters may be opened, of some kind at least."""
        return frozenset(self.reading)

    def has_role(self, roles: Iterable[Role | str], unit_id: int) -> bool:
        """True when one of the roles holds in that unit."""
        return not self.acts.get(unit_id, frozenset()).isdisjoint(roles)

    def roles_for(self, unit_id: int, kind: str) -> frozenset[Role]:
        """The roles that may act in that unit on a case of that kind."""
        held = self.acts.get(unit_id, frozenset())
        return frozenset(role for role in held if self._covers(unit_id, role, kind))

    def reads_kind(self, unit_id: int, kind: str) -> bool:
        """True when letters of that kind in that unit may be opened."""
        kinds = self.reading.get(unit_id, frozenset())
        return kinds is None or kind in kinds

    def limits(self) -> dict[int, frozenset[str]]:
        """Units whose letters are open only in part: unit → the kinds that may be read there."""
        return {unit: kinds for unit, kinds in self.reading.items() if kinds is not None}

    def _covers(self, unit_id: int, role: Role, kind: str) -> bool:
        limit = self.only.get((unit_id, role))
        return limit is None or kind in limit

    def seated(self, *roles: str) -> frozenset[int]:
        """Units in which she herself holds one of these posts."""
        return frozenset(unit for unit, held in self.seats.items() if not held.isdisjoint(roles))

    def stands_in(self, officer_id: int | None, unit_id: int) -> bool:
        """Whether she stands in for that officer in that unit."""
        return unit_id in self.absent.get(officer_id or 0, frozenset())

    def in_hand(self, officer: Account) -> Q:
        """Cases that are in her hands, or in those of whoever she stands in for."""
        found = Q(officer=officer)
        for absent, units in self.absent.items():
            found |= Q(officer=absent, unit_responsible__in=units)
        return found

    def units_with(self, *roles: Role | str) -> frozenset[int]:
        """Units in which one of the roles holds."""
        return frozenset(unit for unit, held in self.acts.items() if not held.isdisjoint(roles))

    def seen_as(self, *roles: Role) -> frozenset[int]:
        """Units that are seen in one of the roles, those below the post's own among them."""
        return frozenset().union(*(self.by_role.get(role, frozenset()) for role in roles))


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
    with connection.cursor() as cursor:
        cursor.execute(REACH, {"officer": officer.pk, "day": on})
        rows = cursor.fetchall()
    return _of_rows(
        frozenset(
            (*row, None if kinds is None else frozenset(kinds), deputy, lent)
            for *row, kinds, deputy, lent in rows
        )
    )


@lru_cache(maxsize=KEPT)
def _of_rows(rows: frozenset[tuple[Any, ...]]) -> Standing:
    """What (role, unit, own, kinds, deputy, lent) of all posts give together."""
    acts: dict[int, set[Role]] = {}
    by_role: dict[Role, set[int]] = {}
    seeing: dict[int, frozenset[str] | None] = {}
    reading: dict[int, frozenset[str] | None] = {}
    acting: dict[tuple[int, Role], frozenset[str] | None] = {}
    seats: dict[int, set[str]] = {}
    absent: dict[int, set[int]] = {}
    for word, unit, own, kinds, deputy, lent in rows:
        role = Role(word)
        if own and lent:
            absent.setdefault(lent, set()).add(unit)
        elif own:
            seats.setdefault(unit, set()).update({role} if role != Role.LEADER or deputy else {role, HEAD})
        by_role.setdefault(role, set()).add(unit)
        _widen(seeing, unit, kinds)
        if role.reads_letters:
            _widen(reading, unit, kinds)
        if own or role.reaches_below:
            acts.setdefault(unit, set()).add(role)
            _widen(acting, (unit, role), kinds)
    frozen = {unit: frozenset(held) for unit, held in acts.items()}
    only = {key: kinds for key, kinds in acting.items() if kinds is not None}
    seen = {role: frozenset(units) for role, units in by_role.items()}
    own_seats = {unit: frozenset(held) for unit, held in seats.items()}
    away = {officer_id: frozenset(units) for officer_id, units in absent.items()}
    return Standing(frozen, seeing, reading, frozenset(seen), only, seen, own_seats, away)


def _widen(limits: dict[Key, frozenset[str] | None], key: Key, kinds: frozenset[str] | None) -> None:
    """A further post adds its kinds to those of the others; one for all kinds lifts their limit."""
    known = limits.get(key, frozenset())
    limits[key] = None if kinds is None or known is None else known | kinds
