"""A petition is answered, once or more; whoever is late is urged; voters are told what became of it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.council import facts, policies
from danvan.council.actions import promising
from danvan.council.actions.ledger import asked, not_ahead, write
from danvan.council.actions.taking import held, lock
from danvan.council.models import Petition, Reminder, Reply, Told, VoterMeeting
from danvan.council.workflow import ANSWER_VERBS, PETITION, WAYS, Answered, Status, Way
from danvan.lib.dates import short
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.lives import check_seen
from danvan.people.models import Account

MOST_WORDS = 10_000


@dataclass(frozen=True)
class Given:
    """An answer: how, in which words, by whom, by which paper of which day; `until`: when it will be done."""

    kind: str
    text: str
    on: date
    answered_by: str = ""
    number: str = ""
    until: date | None = None


@transaction.atomic
def answer(petition: Petition, given: Given, *, by: Account, on: date, seen: int | None = None) -> Petition:
    """Put an answer on record (trả lời kiến nghị): done, being done by a day (which is a promise), or explained.

    The first one meets the term. Raises Refused without words, for a day ahead or before it was sent, without the day
    of what is being done, without the number of the paper where the council's office enters it for the agency, and as
    `held` does.
    """
    if given.kind not in set(Answered):
        raise Refused(_("Xin chọn trả lời thế nào."), field="kind")
    kind = Answered(given.kind)
    row = held(petition, ANSWER_VERBS[kind], by=by, on=on, seen=seen)
    text = asked(given.text, _("Xin ghi nội dung trả lời."), "text")
    _check(row, given, kind, text, by, on)
    before, old, first = facts.Standing.of(row), row.status, row.first_answered_on is None
    reply = Reply(petition=row, kind=kind.value, text=text, on=given.on, by=by)
    reply.answered_by = clean(given.answered_by)[:200] or row.addressee
    reply.number, reply.until_on = (
        clean(given.number)[:60],
        given.until if kind == Answered.RESOLVING else None,
    )
    reply.save()
    row.status, row.promised_on = Status(kind.value).value, reply.until_on
    row.first_answered_on = row.first_answered_on or given.on
    row.promise = promising.of_reply(row, reply, by=by, on=on)
    flows = _first(row, kind, given.on) if first else [facts.FULFILLED] * (kind != Answered.RESOLVING)
    posted = facts.of_petition(row, before, flows, on=on)
    data = {"kind": kind.value, "number": reply.number, "reply": reply.pk}
    write(row, ANSWER_VERBS[kind], by=by, on=on, old=old, text=text, rows=[reply], data=data, posted=posted)
    return row


def _check(row: Petition, given: Given, kind: Answered, text: str, by: Account, on: date) -> None:
    if len(text) > MOST_WORDS:
        raise Refused(_("Trả lời dài quá %(n)s ký tự.") % {"n": MOST_WORDS}, field="text")
    not_ahead(given.on, on, "on")
    if row.sent_on and given.on < row.sent_on:
        raise Refused(
            _("Kiến nghị chuyển đi ngày %(day)s; trả lời không thể có trước.") % {"day": short(row.sent_on)},
            field="on",
        )
    if kind == Answered.RESOLVING and (given.until is None or given.until < on):
        raise Refused(_("Xin ghi ngày sẽ giải quyết xong, từ hôm nay trở đi."), field="until")
    entered_for = policies.can_write(by, row.unit_id, on)
    if entered_for and not clean(given.number):
        raise Refused(_("Ghi thay cơ quan trả lời thì cần số văn bản trả lời."), field="number")


def _first(row: Petition, kind: Answered, answered_on: date) -> list[str]:
    """The flows of a first answer: how, and whether within the term."""
    if row.due_on is None:
        return [facts.ANSWERED[kind], facts.UNTIMED]
    return [facts.ANSWERED[kind], facts.LATE if answered_on > row.due_on else facts.IN_TIME]


@transaction.atomic
def urge(
    petition: Petition, *, text: str, number: str = "", by: Account, on: date, seen: int | None = None
) -> Reminder:
    """Urge whoever is late with an answer, or with what was promised (đôn đốc).

    Raises Refused for anybody but the council's office, while nothing is late, and without words.
    """
    row = lock(petition)
    check_seen(PETITION, row.pk, row.revision, seen)
    policies.check_can_urge(by, row, on)
    said = asked(text, _("Xin ghi yêu cầu gì khi đôn đốc."), "text")
    made = Reminder(petition=row, on=on, late_since=row.next_on, text=said, by=by)
    made.number = clean(number)[:60]
    made.save()
    write(row, "voter_urge", by=by, on=on, old=row.status, text=said, rows=[made])
    return made


@transaction.atomic
def tell(
    petition: Petition,
    *,
    way: str,
    meeting: VoterMeeting | None = None,
    told_on: date | None = None,
    note: str = "",
    by: Account,
    on: date,
    seen: int | None = None,
) -> Told:
    """Put on record that voters were told of the last answer (thông tin lại cho cử tri): at a meeting, or how else.

    Raises Refused where nothing was answered, without the meeting where it was at one, and without a right.
    """
    row = lock(petition)
    check_seen(PETITION, row.pk, row.revision, seen)
    policies.check_can_write(by, row.unit_id, on)
    reply = row.replies.last()
    if reply is None:
        raise Refused(_("Kiến nghị này chưa có trả lời để báo lại."))
    if way not in set(WAYS):
        raise Refused(_("Xin chọn báo bằng cách nào."), field="way")
    if (way == Way.MEETING) != (meeting is not None):
        raise Refused(_("Xin chọn buổi tiếp xúc cử tri nơi đã báo."), field="meeting")
    day = told_on or (meeting.meeting.day if meeting else on)
    not_ahead(day, on, "told_on")
    made = Told.objects.create(
        petition=row, way=way, meeting=meeting, reply=reply, on=day, note=clean(note), by=by
    )
    write(row, "voter_tell", by=by, on=on, old=row.status, rows=[made], data={"way": way})
    return made
