"""A session is planned, convened, opened, closed, minuted; its agenda and documents are kept."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.council import policies
from danvan.council.actions.ledger import asked, held, hold_term, lock, not_ahead, write
from danvan.council.models import Item, Session, SessionDocument, Term
from danvan.council.models.session import SessionKind
from danvan.council.workflow import IN_SESSION, PREPARED, Sitting
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account


@dataclass(frozen=True)
class Plan:
    """A session before it is a row: its number in the term, its sort, where, from when to when."""

    number: int
    kind: str
    place: str
    from_on: date
    until_on: date


@transaction.atomic
def plan_session(term: Term, plan: Plan, *, by: Account, on: date) -> Session:
    """Plan a session (kỳ họp). Raises Refused without a right, for a number that is taken, and days out of order."""
    row = hold_term(term)
    policies.check_can_write(by, row.unit_id, on)
    session = Session(term=row, status=Sitting.PLANNED.value)
    _put(session, plan)
    session.save()
    write(session, "session_plan", by=by, on=on)
    return session


@transaction.atomic
def revise_session(
    session: Session, plan: Plan, *, by: Account, on: date, seen: int | None = None
) -> Session:
    """Write a planned session anew. Raises Refused as plan_session and `held` do."""
    row = held(session, "session_revise", by=by, on=on, seen=seen)
    _put(row, plan)
    write(row, "session_revise", by=by, on=on, old=row.status)
    return row


@transaction.atomic
def convene(session: Session, *, by: Account, on: date, seen: int | None = None) -> Session:
    """Convene it (triệu tập); from now on anybody reads it. Raises Refused without an agenda, and as `held` does."""
    row = held(session, "session_convene", by=by, on=on, seen=seen)
    if not row.items.exists():
        raise Refused(_("Xin ghi nội dung chương trình trước khi triệu tập."))
    row.status, row.convened_on = Sitting.CONVENED.value, on
    write(row, "session_convene", by=by, on=on, old=Sitting.PLANNED)
    return row


@transaction.atomic
def reset(
    session: Session, plan: Plan, *, text: str, by: Account, on: date, seen: int | None = None
) -> Session:
    """Change day or place of a convened session, with the reason. Raises Refused without one, and as `held` does."""
    row = held(session, "session_reset", by=by, on=on, seen=seen)
    row.reason = asked(text, _("Xin ghi lý do đổi ngày, nơi họp."), "text")
    _put(row, plan)
    write(row, "session_reset", by=by, on=on, old=row.status, text=row.reason)
    return row


@transaction.atomic
def open_session(
    session: Session, *, present: int, by: Account, on: date, seen: int | None = None
) -> Session:
    """Open it with so many deputies present (khai mạc).

    Raises Refused before its day, for more than sit in the council, and as `held` does.
    """
    row = held(session, "session_open", by=by, on=on, seen=seen)
    if on < row.from_on:
        raise Refused(_("Chưa đến ngày khai mạc."))
    sitting = row.term.deputies.all().sitting(on).count()
    if not 0 < present <= sitting:
        raise Refused(_("Số đại biểu có mặt phải từ 1 đến %(n)s.") % {"n": sitting}, field="present")
    row.status, row.present, row.of = Sitting.OPEN.value, present, sitting
    write(row, "session_open", by=by, on=on, old=Sitting.CONVENED, data={"present": present, "of": sitting})
    return row


@transaction.atomic
def close_session(session: Session, *, by: Account, on: date, seen: int | None = None) -> Session:
    """Close it (bế mạc). Raises Refused while a resolution submitted to it was not voted on, and as `held` does."""
    row = held(session, "session_close", by=by, on=on, seen=seen)
    waiting = row.resolutions.filter(status="submitted").count()
    if waiting:
        raise Refused(
            _("Còn %(n)s nghị quyết đã trình mà chưa ghi biểu quyết; ghi hoặc trả lại trước khi bế mạc.")
            % {"n": waiting}
        )
    row.status = Sitting.CLOSED.value
    write(row, "session_close", by=by, on=on, old=Sitting.OPEN)
    return row


@transaction.atomic
def minute(session: Session, *, text: str, by: Account, on: date, seen: int | None = None) -> Session:
    """Write its minutes (biên bản). Raises Refused without words, and as `held` does."""
    row = held(session, "session_minute", by=by, on=on, seen=seen)
    row.minutes = asked(text, _("Xin ghi nội dung biên bản."), "text")
    row.status, row.minutes_on = Sitting.MINUTED.value, on
    write(row, "session_minute", by=by, on=on, old=Sitting.CLOSED)
    return row


@transaction.atomic
def cancel_session(session: Session, *, text: str, by: Account, on: date, seen: int | None = None) -> Session:
    """Call it off, with the reason. Raises Refused without one, and as `held` does."""
    row = held(session, "session_cancel", by=by, on=on, seen=seen)
    old, row.reason = row.status, asked(text, _("Xin ghi lý do hủy kỳ họp."), "text")
    row.status = Sitting.CANCELLED.value
    write(row, "session_cancel", by=by, on=on, old=old, text=row.reason)
    return row


@transaction.atomic
def add_item(session: Session, *, title: str, presenter: str = "", by: Account, on: date) -> Item:
    """Add a point to the agenda (chương trình). Raises Refused without a title, and once the session was closed."""
    row = _written(session, (*PREPARED, Sitting.OPEN.value), by, on)
    said = asked(title, _("Xin ghi nội dung chương trình."), "title")[:300]
    place = (row.items.order_by("-place").values_list("place", flat=True).first() or 0) + 1
    item = Item.objects.create(session=row, place=place, title=said, presenter=clean(presenter)[:200])
    write(row, "session_item", by=by, on=on, old=row.status, rows=[item])
    return item


@transaction.atomic
def discuss(item: Item, *, result: str, by: Account, on: date) -> Item:
    """Write what came of a point of the agenda. Raises Refused without words, and before the session was opened."""
    row = _written(item.session, (Sitting.OPEN.value, Sitting.CLOSED.value), by, on)
    found = Item.objects.get(pk=item.pk)
    found.result = asked(result, _("Xin ghi kết quả."), "result")
    found.save()
    write(row, "session_discussed", by=by, on=on, old=row.status, rows=[found], text=found.result)
    return found


@transaction.atomic
def ask_document(
    session: Session, *, title: str, sender: str, due_on: date, by: Account, on: date
) -> SessionDocument:
    """Say which document is to come from whom by which day (giao tài liệu).

    Raises Refused without words, for a day after the session opens, and once it was closed.
    """
    row = _written(session, (*PREPARED, Sitting.OPEN.value), by, on)
    document = SessionDocument(session=row, due_on=due_on)
    document.title = asked(title, _("Xin ghi tên tài liệu."), "title")[:300]
    document.sender = asked(sender, _("Xin ghi cơ quan gửi tài liệu."), "sender")[:200]
    if due_on > row.from_on:
        raise Refused(_("Hạn gửi tài liệu phải trước hoặc đúng ngày khai mạc."), field="due_on")
    document.save()
    write(row, "session_document", by=by, on=on, old=row.status, rows=[document])
    return document


@transaction.atomic
def receive_document(
    document: SessionDocument, *, received_on: date, number: str = "", by: Account, on: date
) -> SessionDocument:
    """Put on record when it came. Raises Refused for a day ahead, and where it came already."""
    row = _written(document.session, (*PREPARED, *IN_SESSION), by, on)
    found = SessionDocument.objects.get(pk=document.pk)
    not_ahead(received_on, on, "received_on")
    if found.received_on:
        raise Refused(_("Tài liệu này đã ghi nhận rồi."))
    found.received_on, found.number = received_on, clean(number)[:60]
    found.save()
    write(row, "session_received", by=by, on=on, old=row.status, rows=[found])
    return found


def _written(session: Session, statuses: tuple[str, ...], by: Account, on: date) -> Session:
    """The session, locked, while it stands in one of the statuses, for the council's office."""
    row = lock(session)
    policies.check_can_write(by, row.term.unit_id, on)
    if row.status not in statuses:
        raise Refused(_("Kỳ họp ở tình trạng “%(state)s” nên không ghi được.") % {"state": row.label})
    return row


def _put(row: Session, plan: Plan) -> None:
    if plan.kind not in SessionKind.values:
        raise Refused(_("Xin chọn loại kỳ họp."), field="kind")
    if plan.until_on < plan.from_on:
        raise Refused(_("Ngày cuối ở trước ngày khai mạc."), field="until_on")
    term = row.term
    if plan.from_on < term.from_on or (term.until_on and plan.until_on > term.until_on):
        raise Refused(_("Ngày họp nằm ngoài nhiệm kỳ."), field="from_on")
    if Session.objects.filter(term=term, number=plan.number).exclude(pk=row.pk).exists():
        raise Refused(_("Nhiệm kỳ này đã có kỳ họp thứ %(n)s.") % {"n": plan.number}, field="number")
    row.number, row.kind, row.from_on, row.until_on = plan.number, plan.kind, plan.from_on, plan.until_on
    row.place = asked(plan.place, _("Xin ghi nơi họp."), "place")[:200]
