"""Plain factories. The cast: Minh is an officer of the commune, Hoa his chair, Dũng of another unit, An administers."""

from datetime import date
from itertools import count

from danvan.journal.actors import SYSTEM
from danvan.people import actions
from danvan.people.models import Account, Tier, Unit
from danvan.people.roles import Role

DAY = date(2026, 3, 2)
PASSWORD = "con trâu đi trước cái cày"
NAMES = {"minh": "Trần Văn Minh", "hoa": "Lê Thị Hoa", "dung": "Phan Tiến Dũng", "an": "Ngô Hoài An"}
_numbers = count(1)


def make_unit(key: str = "", *, parent: Unit | None = None, on: date = DAY, **fields) -> Unit:
    """A unit that exists from that day."""
    number = next(_numbers)
    given = {"name": f"Thử {number}", "prefix": "xã", "tier": Tier.COMMUNE, **fields}
    return actions.create_unit(key=key or f"THU-{number}", parent=parent, by=SYSTEM, on=on, **given)


def make_account(username: str = "minh", *, on: date = DAY, **fields) -> Account:
    """An account of the cast with the password PASSWORD."""
    given = {
        "full_name": NAMES.get(username, "Đỗ Thị Thử"),
        "password": PASSWORD,
        "must_change_password": False,
    }
    return actions.create_account(username=username, by=SYSTEM, on=on, **{**given, **fields})


def make_officer(username: str, unit: Unit, *roles: Role | str, on: date = DAY) -> Account:
    """An account with posts in the unit."""
    account = make_account(username, on=on)
    for role in roles or (Role.HANDLER,):
        actions.give_post(officer=account, unit=unit, role=role, by=SYSTEM, on=on)
    return account
