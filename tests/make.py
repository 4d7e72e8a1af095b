"""The cast and the things of the tests. Lan is the citizen, Minh her officer, Hoa his chief, Dũng from elsewhere."""

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time
from itertools import count

from danvan.cases.actions import Person, Step, move
from danvan.cases.effect import NOTHING, ORDER
from danvan.cases.models import Case
from danvan.cases.workflow import Channel
from danvan.journal.actors import CITIZEN, SYSTEM
from danvan.lib import dates
from danvan.people import actions as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.petitions.actions import Letter, receive

MONDAY = date(2018, 2, 12)
LAN = Person("Nguyễn Thị Lan", phone="0912000417", address="thôn Đồng Tiến")
_numbers = count(1)


def at(day: date, hour: int = 9) -> AbstractContextManager:
    """The register's present is this day in Viet Nam, at this hour."""
    local = datetime.combine(day, time(hour), tzinfo=dates.VIETNAM)
    return dates.pretending(local.astimezone(UTC))


def make_unit(
    key: str = "", *, tier: str = "commune", parent: Unit | None = None, name: str = "xã Thử"
) -> Unit:
    """A unit that exists since 2010."""
    if key and (found := Unit.objects.filter(key=key).first()):
        return found
    key = key or f"UNIT-{next(_numbers)}"
    return people.create_unit(key=key, tier=tier, name=name, parent=parent, by=SYSTEM, on=date(2010, 1, 1))


def make_officer(unit: Unit, *roles: Role, username: str = "", full_name: str = "Phan Văn Minh") -> Account:
    """An officer with these roles in the unit since 2010; cannot log in until a test gives a password."""
    return people.create_account(
        username=username or f"officer{next(_numbers)}",
        full_name=full_name,
        by=SYSTEM,
        on=date(2010, 1, 1),
        must_change_password=False,
        posts=[people.NewPost(unit, role) for role in roles],
    )


def make_case(
    unit: Unit,
    *,
    kind: str = "recommendation",
    channel: Channel = Channel.COUNTER,
    on: date = MONDAY,
    subject: str = "Cống kênh N3 bị tắc",
    body: str = "Đề nghị nạo vét cống kênh N3 trước vụ hè thu.",
    topic: str = "water",
    person: Person = LAN,
    signatures: int = 1,
) -> Case:
    """A petition received on that day; the register's present must not lie before it."""
    letter = Letter(kind=kind, subject=subject, body=body, topic=topic, signatures=signatures)
    return receive(letter, unit=unit, channel=channel, by=CITIZEN, on=on, persons=[person])


def walk(case: Case, by: Account, on: date, *verbs: str) -> Case:
    """Take steps one after another, giving each what it needs; of a file that is closed nothing is to be executed."""
    for verb in verbs:
        step = case.workflow.step(verb, case.status)
        assert step is not None, f"{verb} from {case.status}"
        if step.executed and case.taken.isdisjoint((ORDER, NOTHING)):
            move(case, NOTHING, by=by, on=on, given=given_for(case, by))
        move(case, verb, by=by, on=on, given=given_for(case, by))
    return case


def given_for(case: Case, by: Account) -> Step:
    """Enough for any step that does not move the case elsewhere by unit."""
    return Step(
        text="Nội dung ghi nhận.",
        ground="not_own_interest",
        outcome="explained",
        decision="12/QĐ-UBND",
        officer=by,
        elsewhere="Sở Nông nghiệp và Môi trường",
        days=15,
    )
