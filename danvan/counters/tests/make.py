"""A hall of the tests: Minh and Mai at counters, Hoa who set it up, Dũng of another unit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from danvan.counters import actions, verify
from danvan.counters.models import Counter, Hall, Service, Ticket
from danvan.journal import verify as journal
from danvan.journal.actors import CITIZEN
from danvan.lib import dates
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from tests.make import make_officer, make_unit

MONDAY = date(2026, 3, 9)


@contextmanager
def clock(hour: int, minute: int = 0, day: date = MONDAY) -> Iterator[None]:
    """It is this time in Viet Nam."""
    local = datetime.combine(day, time(hour, minute), tzinfo=dates.VIETNAM)
    with dates.pretending(local.astimezone(UTC)):
        yield


@dataclass
class Place:
    """A hall with three counters: 1 calls A and B, 2 calls B, 3 is the quick lane Q."""

    hall: Hall
    services: dict[str, Service]
    desks: dict[int, Counter]
    minh: Account
    mai: Account
    hoa: Account
    dung: Account

    def take(self, *letters: str, **more: Any) -> Ticket:
        """Somebody takes a number."""
        return actions.take_number(self.hall, letters or ("A",), by=CITIZEN, on=dates.today(), **more)

    def next(self, desk: int = 1, by: Account | None = None) -> Ticket:
        """The next is called to a counter."""
        return actions.call_next(self.desks[desk], by=by or self.minh, on=dates.today())

    def do(self, ticket: Ticket, *verbs: str, by: Account | None = None) -> Ticket:
        """Steps one after another; the number as it is then."""
        for verb in verbs:
            getattr(actions, verb)(ticket, by=by or self.minh, on=dates.today())
        ticket.refresh_from_db()
        return ticket


def make_place(on: date | None = None) -> Place:
    """Everything set up through the real actions."""
    on = on or dates.today()
    unit = make_unit()
    hoa = make_officer(unit, Role.LEADER, full_name="Trần Thị Hoa")
    given: dict[str, Any] = {"by": hoa, "on": on}
    hall = actions.open_hall(unit=unit, key=f"hall-{unit.pk}", name="Bộ phận một cửa", from_on=on, **given)
    services = {
        letter: actions.open_service(
            hall, letter=letter, name=name, purpose=purpose, fields=fields, from_on=on, **given
        )
        for letter, name, purpose, fields in (
            ("A", "Hộ tịch", "file", ["Hộ tịch"]),
            ("B", "Đất đai", "file", ["Đất đai"]),
            ("Q", "Nhận kết quả", "collect", []),
        )
    }
    desks = {
        number: actions.open_counter(hall, number=number, letters=letters, from_on=on, **given)
        for number, letters in ((1, "AB"), (2, "B"), (3, "Q"))
    }
    minh = make_officer(unit, Role.CLERK, full_name="Phan Văn Minh")
    mai = make_officer(unit, Role.CLERK, full_name="Lê Thị Mai")
    dung = make_officer(make_unit(), Role.CLERK, Role.LEADER, full_name="Phan Tiến Dũng")
    return Place(hall, services, desks, minh, mai, hoa, dung)


def lies() -> list[Any]:
    """Everything that `danvan verify` would say of halls and numbers."""
    return [*verify.halls(), *verify.tickets(), *journal.events()]


def hall_of(unit: Unit, by: Account, on: date) -> dict[str, Any]:
    """A hall of the unit with one counter, and a number that waits."""
    given: dict[str, Any] = {"by": by, "on": on}
    hall = actions.open_hall(unit=unit, key="mot-cua-thu", name="Một cửa", from_on=on, **given)
    actions.open_service(hall, letter="A", name="Hộ tịch", purpose="file", from_on=on, **given)
    actions.open_counter(hall, number=1, letters="A", from_on=on, **given)
    ticket = actions.take_number(hall, ["A"], by=CITIZEN, on=on)
    return {
        "hall": hall.key,
        "hall_door": hall.door,
        "ticket": ticket.pk,
        "ticket_token": ticket.token,
        "errand": ticket.errands.get().pk,
    }
