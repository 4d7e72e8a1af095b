"""The calendar of reception: a day of the head is planned, announced, postponed, held; hours are set."""

import secrets
from dataclasses import dataclass
from datetime import date, time

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan import law
from danvan.calendars import queries as calendars
from danvan.cases.errors import StepRefused
from danvan.figures import actions as figures
from danvan.figures.postings import Posting
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.actors import SYSTEM
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.people.models import Account, Unit
from danvan.reception import policies, terms
from danvan.reception.models import Room, Session, Sitting
from danvan.reception.workflow import SESSION_STEPS, SessionState
from danvan.web import words

STREAM, ROOMS = "session", "room"


@dataclass(frozen=True)
class Plan:
    """A session before it is a row: when, where, who receives, with whom, about what."""

    on: date
    starts_at: time
    ends_at: time
    head: Account
    place: str
    attendees: str = ""
    about: str = ""


@transaction.atomic
def plan_session(plan: Plan, *, unit: Unit, by: Account, on: date) -> Session:
    """Enter a day on which the head will receive. It binds nobody before it is published.

    Raises StepRefused for an officer who does not receive citizens there, a day before today, a day off, hours
    that do not follow, a head who does not lead the unit, or a session that is there already.
    """
    _check(plan, unit, by=by, on=on)
    _check_working(plan, unit)
    session = _made(plan, unit, state=SessionState.PLANNED)
    due = law.due(terms.SCHEDULE, start=plan.on, calendar=calendars.calendar_of(unit))
    session.publish_by, session.recipe = due.due_on, due.derivation.as_dict()
    return _entered(session, verb="plan_session", by=by, on=on)


@transaction.atomic
def call_session(plan: Plan, *, unit: Unit, ground: str, by: Account, on: date) -> Session:
    """The head receives out of turn (tiếp đột xuất, LTCD art. 18.3), on a ground of the law; public at once.

    It may lie on a day off and needs no five days' notice. Raises StepRefused as plan_session does, and for
    anybody but a leader of the unit.
    """
    _check(plan, unit, by=by, on=on)
    policies.check_can_call(by, unit, on=on)
    session = _made(plan, unit, state=SessionState.PUBLISHED)
    session.sitting, session.ground, session.published_on = Sitting.EXTRAORDINARY, ground, on
    return _entered(session, verb="call_session", by=by, on=on)


@transaction.atomic
def publish_session(session: Session, *, by: Account, on: date) -> Event:
    """Announce a session. After its last day for that it is announced all the same, and shown as late for ever.

    Raises StepRefused for an officer who may not, a session that is not planned, or whose day has passed.
    """
    locked = _locked(session, "publish", by=by, on=on)
    if locked.on < on:
        raise StepRefused(_("Ngày tiếp đã qua nên không công bố được nữa."))
    locked.published_on = on
    return _moved(locked, "publish", by=by, on=on)


@transaction.atomic
def postpone_session(session: Session, *, to: Plan, reason: str, by: Account, on: date) -> Session:
    """Put off a published session to another day, with the reason, which is published too (LTCD art. 24.4).

    Returns the session of the new day, published at once: the five days are for what nobody was told yet. Raises
    StepRefused without a reason, for a session that is not published, and as plan_session does for the new day.
    """
    locked = _locked(session, "postpone", by=by, on=on)
    if not reason:
        raise StepRefused(_("Cần ghi lý do hoãn."))
    _check(to, locked.unit, by=by, on=on)
    _check_working(to, locked.unit)
    later = _made(to, locked.unit, state=SessionState.PUBLISHED)
    later.sitting, later.ground, later.published_on = locked.sitting, locked.ground, on
    locked.reason, locked.moved_to = reason, _entered(later, verb="plan_session", by=by, on=on)
    _moved(locked, "postpone", by=by, on=on)
    return later


@transaction.atomic
def hold_session(session: Session, *, presided_by: Account, note: str = "", by: Account, on: date) -> Event:
    """Write down that a session was held, and who presided; also where nobody came.

    Raises StepRefused for a session that is not published, or whose day lies ahead.
    """
    locked = _locked(session, "hold", by=by, on=on)
    if locked.on > on:
        raise StepRefused(_("Buổi tiếp chưa đến ngày."))
    policies.check_can_preside(presided_by, locked.unit, on=locked.on)
    locked.presided_by, locked.note = presided_by, note
    posted = [Posting("reception.sessions", locked.on, locked.unit_id, 1, kind=str(locked.sitting))]
    if locked.is_delegated:
        posted.append(
            Posting("reception.sessions_delegated", locked.on, locked.unit_id, 1, kind=str(locked.sitting))
        )
    return _moved(locked, "hold", by=by, on=on, posted=posted)


@transaction.atomic
def cancel_session(session: Session, *, by: Account, on: date) -> Event:
    """Take back a session that was planned and not published. Raises StepRefused for any other."""
    return _moved(_locked(session, "cancel_session", by=by, on=on), "cancel_session", by=by, on=on)


@transaction.atomic
def set_room(room: Room, *, by: Account, on: date) -> Event:
    """Set where and when a unit receives every day, and how its queue goes.

    Raises StepRefused for anybody but a leader or a receiving officer of the unit, or hours that do not follow.
    """
    policies.check_can_plan(by, room.unit, on=on)
    kept = lock_room(room.unit)
    room.salt = kept.salt
    hours = (room.morning_from, room.morning_to, room.afternoon_from, room.afternoon_to)
    if list(hours) != sorted(hours):
        raise StepRefused(_("Giờ tiếp phải theo thứ tự: sáng từ, đến; chiều từ, đến."))
    room.save()
    data = {"rows": prints.of([room], room.salt)}
    return journal.record(stream=ROOMS, subject=room.pk, verb="set_room", by=by, on=on, data=data)


def lock_room(unit: Unit) -> Room:
    """The row of the unit's room, locked for this transaction; made with usual hours where there is none yet."""
    made, is_new = Room.objects.get_or_create(unit=unit, defaults={"salt": secrets.token_hex(16)})
    if is_new:
        data = {"rows": prints.of([made], made.salt)}
        journal.record(
            stream=ROOMS, subject=made.pk, verb="open_room", by=SYSTEM, on=dates.today(), data=data
        )
    return Room.objects.select_for_update(of=("self",)).select_related("unit").get(pk=unit.pk)


def _check(plan: Plan, unit: Unit, *, by: Account, on: date) -> None:
    policies.check_can_plan(by, unit, on=on)
    policies.check_can_preside(plan.head, unit, on=on)
    if plan.on < on:
        raise StepRefused(_("Ngày tiếp không thể ở quá khứ."))
    if plan.starts_at >= plan.ends_at:
        raise StepRefused(_("Giờ kết thúc phải sau giờ bắt đầu."))
    if not plan.place:
        raise StepRefused(_("Cần ghi nơi tiếp."))


def _check_working(plan: Plan, unit: Unit) -> None:
    if not calendars.calendar_of(unit).is_working(plan.on):
        raise StepRefused(_("%(day)s là ngày nghỉ của đơn vị.") % {"day": words.short(plan.on)})


def _made(plan: Plan, unit: Unit, *, state: SessionState) -> Session:
    return Session(unit=unit, state=state, salt=secrets.token_hex(16), **vars(plan))


def _entered(session: Session, *, verb: str, by: Account, on: date) -> Session:
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError:
        raise StepRefused(_("Lịch đã có buổi tiếp này.")) from None
    data = {"rows": prints.of([session], session.salt)}
    journal.record(
        stream=STREAM, subject=session.pk, verb=verb, by=by, on=on, new=session.state, public=True, data=data
    )
    return session


def _locked(session: Session, verb: str, *, by: Account, on: date) -> Session:
    """The row, locked, from whose state the verb may be taken."""
    row = Session.objects.select_for_update(of=("self",)).select_related("unit").get(pk=session.pk)
    policies.check_can_plan(by, row.unit, on=on)
    if row.state not in SESSION_STEPS[verb].sources:
        raise StepRefused(_("Buổi tiếp này đã đổi từ khi mở trang; xin xem lại."))
    return row


def _moved(
    session: Session, verb: str, *, by: Account, on: date, posted: list[Posting] | None = None
) -> Event:
    old, session.state = session.state, SESSION_STEPS[verb].target
    session.save()
    data = {
        "rows": prints.of([session], session.salt),
        "facts": [posting.as_list() for posting in posted or []],
    }
    event = journal.record(
        stream=STREAM,
        subject=session.pk,
        verb=verb,
        by=by,
        on=on,
        old=old,
        new=session.state,
        public=True,
        text=session.reason if verb == "postpone" else "",
        data=data,
    )
    figures.post(event)
    return event
