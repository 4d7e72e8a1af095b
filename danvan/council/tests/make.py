"""A council of the tests: Bích keeps its office, Hoa leads the commune that answers, deputies An and Bình sit in it."""

from datetime import date, timedelta
from typing import Any

from danvan.council import actions
from danvan.council.actions import (
    Asked,
    Competence,
    Draft,
    Given,
    Occasion,
    OversightPlan,
    Person,
    Said,
    SessionPlan,
)
from danvan.council.models import Deputy, Oversight, Petition, Resolution, Session, Term, VoterMeeting
from danvan.meetings import actions as meetings
from danvan.meetings.tests.make import moment, plan_of
from danvan.people.models import Account, Unit

DAY = date(2026, 3, 16)  # a Monday
WEEK = timedelta(days=7)
CANAL = "Đề nghị nạo vét kênh N3 đoạn qua thôn Đồng Tiến, kênh bồi lấp, không có nước tưới vụ hè thu."


def make_term(unit: Unit, by: Account, *, on: date = DAY, **more: Any) -> Term:
    """The term that runs, with a group of two deputies."""
    said = {"name": "2021–2026", "from_on": date(2021, 7, 1), "until_on": date(2026, 6, 30), **more}
    term = actions.begin_term(unit=unit, by=by, on=on, **said)
    group = actions.add_group(term, name="Tổ số 1", places=[(unit, "thôn Đồng Tiến")], by=by, on=on)
    for name in ("Nguyễn Văn An", "Trần Thị Bình"):
        actions.add_deputy(group, Person(name, said["from_on"]), by=by, on=on)
    return term


def deputy_of(term: Term, name: str = "Nguyễn Văn An") -> Deputy:
    """One of them."""
    return term.deputies.get(full_name=name)


def take(unit: Unit, by: Account, text: str = CANAL, *, on: date = DAY, **more: Any) -> Petition:
    """What voters ask, taken down."""
    said = {"topic": "water", "place": unit, "place_words": "thôn Đồng Tiến", **more}
    return actions.take(Said(text, **said), unit=unit, by=by, on=on)


def classified(unit: Unit, by: Account, text: str = CANAL, *, on: date = DAY, **more: Any) -> Petition:
    """The commune is competent."""
    told = Competence("commune", unit=unit)
    return actions.classify(take(unit, by, text, on=on, **more), told, by=by, on=on)


def sent(unit: Unit, by: Account, text: str = CANAL, *, on: date = DAY, **more: Any) -> Petition:
    """Sent to it."""
    return actions.send(classified(unit, by, text, on=on, **more), number="15/HĐND-VP", by=by, on=on)


def given(kind: str, on: date, **more: Any) -> Given:
    """An answer on paper."""
    said = {"text": "Xã đã nạo vét xong ngày 20/3.", "number": "31/UBND", **more}
    return Given(kind=kind, on=on, **said)


def make_session(
    term: Term, by: Account, *, on: date = DAY, number: int = 12, stage: str = "convened", **more: Any
) -> Session:
    """A session in two weeks, convened, or opened today."""
    first = on if stage == "open" else on + 2 * WEEK
    plan = SessionPlan(number, "regular", "Hội trường xã Thử", first, first + timedelta(days=1))
    session = actions.plan_session(term, plan, by=by, on=on)
    actions.add_item(session, title="Báo cáo kinh tế - xã hội", presenter="Chủ tịch UBND xã", by=by, on=on)
    if stage == "planned":
        return session
    session = actions.convene(session, by=by, on=on)
    return actions.open_session(session, present=2, by=by, on=on) if stage == "open" else session


def make_meeting(
    term: Term, by: Account, day: date | None = None, *, on: date = DAY, session: Session | None = None
) -> VoterMeeting:
    """A meeting with voters in two weeks, planned."""
    start = moment(day or on + 2 * WEEK)
    plan = plan_of(day or on + 2 * WEEK, title="Tiếp xúc cử tri thôn Đồng Tiến", starts_at=start)
    told = Occasion("before" if session else "thematic", list(term.deputies.all()), session=session)
    return actions.plan_meeting(term, plan, told, by=by, on=on)


def hold_meeting(
    term: Term, by: Account, *, on: date = DAY, persons: int = 84, session: Session | None = None
) -> VoterMeeting:
    """Announced, held today with so many voters."""
    row = make_meeting(term, by, on, on=on, session=session)
    meetings.announce(row.meeting, exemption="Việc khẩn cấp về phòng chống thiên tai", by=by, on=on)
    meetings.open_hall(row.meeting, by=by, on=on)
    meetings.count_by_hand(row.meeting, {"people": persons}, by=by, on=on)
    meetings.end(row.meeting, by=by, on=on)
    row.refresh_from_db()
    return row


def question(session: Session, term: Term, by: Account, unit: Unit, *, on: date = DAY, **more: Any) -> Any:
    """An asks the chair about the canal."""
    told = Asked(deputy_of(term), "Chủ tịch UBND xã", "Bao giờ nạo vét kênh N3?", unit, **more)
    return actions.ask(session, told, by=by, on=on)


def make_resolution(term: Term, by: Account, *, on: date = DAY) -> Resolution:
    """A draft about roads."""
    draft = Draft("Làm đường thôn xóm 2026", "Đường lầy lội.", "10 km đường bê tông.", "UBND xã")
    return actions.draft_resolution(term, draft, by=by, on=on)


def make_oversight(term: Term, by: Account, *, on: date = DAY, concluded: bool = False) -> Oversight:
    """Over the canals; concluded where asked for."""
    team = list(term.deputies.all())
    plan = OversightPlan(
        "Quản lý kênh mương", "UBND xã", "Kiểm tra 5 tuyến kênh.", on, on + WEEK, team, "05/QĐ-HĐND"
    )
    row = actions.plan_oversight(term, plan, by=by, on=on)
    if not concluded:
        return row
    actions.begin_oversight(row, by=by, on=on)
    return actions.conclude(row, text="Kênh N3 bồi lấp.", number="07/KL-HĐND", by=by, on=on)


def council_of(unit: Unit, office: Account, leader: Account, on: date) -> dict[str, Any]:
    """What the access matrix walks through: something of each sort, each with a page."""
    term = make_term(
        unit, office, on=on, name="2016–2021", from_on=date(2016, 7, 1), until_on=date(2021, 6, 30)
    )
    session = make_session(term, office, on=on, stage="open")
    resolution = make_resolution(term, office, on=on)
    actions.submit_resolution(resolution, session=session, by=office, on=on)
    first, second = take(unit, office, on=on), take(unit, office, on=on)
    shown = actions.send(classified(unit, office, on=on), number="15/HĐND", by=office, on=on)
    return {
        "voter_petition": first.pk,
        "voter_double": second.pk,
        "voter_shown": shown.pk,
        "voter_meeting": hold_meeting(term, office, on=on).pk,
        "council_term": term.pk,
        "council_group": "group",
        "deputy": deputy_of(term).pk,
        "council_session": session.pk,
        "council_draft": make_resolution(term, office, on=on).pk,
        "council_resolution": resolution.pk,
        "oversight": make_oversight(term, office, on=on).pk,
        "oversight_shown": make_oversight(term, office, on=on, concluded=True).pk,
        "nothing": 0,
        "council_how": "merge",
        "classify": "classify",
        "item": "item",
        "target": "target",
        "begin": "conclude",
    }
