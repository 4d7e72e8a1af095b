"""Accounts and posts of the demonstration, and what offices confirmed before it begins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random
from typing import Any

from danvan.demo import material
from danvan.demo.logins import Login
from danvan.demo.names import Crowd
from danvan.journal.actors import SYSTEM
from danvan.lib import dates
from danvan.people import actions as people
from danvan.people import queries
from danvan.people.models import Account, Tier, Unit
from danvan.people.passwords import one_time_password
from danvan.people.roles import Role


@dataclass
class Staff:
    """Who serves in which unit, by unit key and role; what stands beside the log-ins: key files by name, notes."""

    posts: dict[tuple[str, Role], Account] = field(default_factory=dict)
    logins: list[Login] = field(default_factory=list)
    keys: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def who(self, unit: Unit, *roles: Role) -> Account:
        """An officer of the unit with the first of these roles that somebody holds there."""
        return next(self.posts[unit.key, role] for role in roles if (unit.key, role) in self.posts)

    def at(self, unit: Unit) -> list[Account]:
        """Everybody who serves in the unit, once."""
        return list(
            {account.pk: account for (key, _), account in self.posts.items() if key == unit.key}.values()
        )

    def clerk(self, unit: Unit) -> Account:
        """Who receives and screens."""
        return self.who(unit, Role.CLERK, Role.HANDLER, Role.LEADER)

    def handler(self, unit: Unit) -> Account:
        """Who takes up and works."""
        return self.who(unit, Role.HANDLER, Role.LEADER)

    def leader(self, unit: Unit) -> Account:
        """Who gives out work and signs."""
        return self.who(unit, Role.LEADER)


def morning(day: date) -> datetime:
    """Before the office opens."""
    return datetime.combine(day, time(7, 0), dates.VIETNAM)


def appoint_then(units: list[Unit], crowd: Crowd, staff: Staff) -> None:
    """A chair and a desk officer for each commune of the article; nobody can log in as them."""
    plan = material.read("officers")["then"]
    with dates.pretending(morning(plan["from"])):
        for unit in units:
            for post in plan["posts"]:
                user = f"{post['role']}.{_slug(unit)}.2017"
                titles = dict.fromkeys(post["roles"], post["title"])
                _appoint(user, crowd.name()[0], unit, titles, staff, on=plan["from"])


def appoint_in_district(units: dict[str, Unit], staff: Staff) -> None:
    """Who ran emulation in the district of the article; nobody can log in as them."""
    plan = material.read("officers")["then"]
    with dates.pretending(morning(plan["from"])):
        for key, rows in plan["districts"].items():
            for row in rows:
                _appoint(row["user"], row["name"], units[key], row["roles"], staff, on=plan["from"])


def appoint_council_then(units: dict[str, Unit], crowd: Crowd, staff: Staff) -> None:
    """Who keeps the office of the district's council in 2018; nobody can log in as her."""
    told, day = material.read("council")["then"], material.read("officers")["then"]["from"]
    unit = units[told["unit"]]
    with dates.pretending(morning(day)):
        titles: dict[str, str] = {Role.COUNCIL: told["officer"]}
        _appoint(f"hdnd.{_slug(unit)}.2017", crowd.name()[0], unit, titles, staff, on=day)


def dismiss_then(units: list[Unit], staff: Staff) -> None:
    """The accounts of the communes of the article are closed on the day on which their commune ended."""
    for unit in units:
        day = unit.exists_until
        if day is None:
            continue
        with dates.pretending(morning(day)):
            for account in staff.at(unit):
                people.close_account(account=account, by=SYSTEM, on=day)


def appoint_now(units: dict[str, Unit], crowd: Crowd, staff: Staff) -> None:
    """The officers of the day of loading; those that can be tried get a random password."""
    plan = material.read("officers")["now"]
    day = plan["from"]
    with dates.pretending(morning(day)):
        for key, rows in plan["units"].items():
            for row in rows:
                password = one_time_password() if "login" in row else None
                account = _appoint(
                    row["user"], row["name"], units[key], row["roles"], staff, on=day, password=password
                )
                if password:
                    staff.logins.append(Login(account.username, password, account.full_name, row["login"]))
        for key in plan["others"]:
            _pair(units[key], crowd, staff, on=day)


def confirm_rules(units: dict[str, Unit], staff: Staff, today: date) -> None:
    """What offices put on record about rules that nobody has checked in the act yet."""
    by = staff.who(units["HA-TINH"], Role.ADMINISTRATOR)
    for row in material.read("officers")["confirmations"]:
        if row["day"] > today:
            continue
        with dates.pretending(morning(row["day"])):
            for unit in _confirming(row, units):
                people.confirm_rule(
                    unit=unit,
                    rule=row["rule"],
                    version=row["version"].isoformat(),
                    decision=row["decision"],
                    by=by,
                    on=row["day"],
                )


def _confirming(row: dict[str, Any], units: dict[str, Unit]) -> list[Unit]:
    if row["units"] != "communes":
        return [units[key] for key in row["units"]]
    below = queries.units_under(units["HA-TINH"], row["day"]).filter(tier=Tier.COMMUNE)
    return list(below.exclude(key__in=row["except"]).order_by("pk"))


def _pair(unit: Unit, crowd: Crowd, staff: Staff, *, on: date) -> None:
    head: dict[str, str] = {Role.LEADER: "Chủ tịch Ủy ban nhân dân"}
    _appoint(f"chutich.{_slug(unit)}", crowd.name()[0], unit, head, staff, on=on)
    titles: dict[str, str] = dict.fromkeys((Role.CLERK, Role.HANDLER), "Công chức Văn phòng - Thống kê")
    _appoint(f"canbo.{_slug(unit)}", crowd.name()[0], unit, titles, staff, on=on)


def _slug(unit: Unit) -> str:
    """kyxuan, of KY-XUAN-2025."""
    return unit.key.rsplit("-", 1)[0].replace("-", "").lower()


def _appoint(
    username: str,
    full_name: str,
    unit: Unit,
    titles: Mapping[str, str],
    staff: Staff,
    *,
    on: date,
    password: str | None = None,
) -> Account:
    """An officer with these roles in the unit, each with its title."""
    account = people.create_account(
        username=username,
        full_name=full_name,
        password=password,
        by=SYSTEM,
        on=on,
        must_change_password=False,
        posts=[people.NewPost(unit, role, title) for role, title in titles.items()],
    )
    staff.posts |= {(unit.key, Role(role)): account for role in titles}
    return account


def dice(seed: int, name: str) -> Random:
    """A source of chance of its own for each part, so that a change in one leaves the others alone."""
    return Random(f"{seed}/{name}")
