"""Notices that are owed to whoever came: given, or begun to run when the office confirms their rule."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.people.models import Account
from danvan.reception import policies, terms
from danvan.reception.actions.refusals import STREAM as REFUSALS
from danvan.reception.actions.turns import STREAM
from danvan.reception.models import Notice, NoticeState, Purpose, Refusal, Turn, Way


@transaction.atomic
def issue_notice(
    notice: Notice,
    *,
    text: str,
    way: str,
    by: Account,
    on: date,
    number: str = "",
    issued_on: date | None = None,
) -> Event:
    """Write down that a notice was given (ra thông báo, trả lời): what it said, how, under which number.

    `issued_on` is the day on which it was given, today unless an earlier one is told. Raises StepRefused for an
    officer who may not, a notice that is not owed, a day that lies ahead or before what it is about, or no text.
    """
    stream, subject, salt = locked_subject(notice)
    kept, given = Notice.objects.get(pk=notice.pk), issued_on or on
    policies.check_can_issue(by, kept, on=on)
    if not kept.is_owed:
        raise StepRefused(_("Thông báo này đã ra hoặc không còn phải ra."))
    if not kept.start_on <= given <= on:
        raise StepRefused(_("Ngày ra thông báo phải từ ngày tiếp đến hôm nay."))
    if not text:
        raise StepRefused(_("Cần ghi nội dung thông báo."))
    kept.state, kept.issued_on, kept.issued_by = NoticeState.ISSUED, given, by
    kept.text, kept.way, kept.number = text, Way(way), number
    kept.save()
    data = {"notice": kept.pk, "purpose": kept.purpose, "rows": prints.of([kept], salt)}
    return journal.record(stream=stream, subject=subject, verb="issue_notice", by=by, on=on, data=data)


@transaction.atomic
def offer_conclusion(turn: Turn, *, by: Account, on: date) -> Notice:
    """Take it upon the office to give a notice of conclusion after a reception by the head, where no rule asks yet.

    Raises StepRefused for an officer who may not, a turn of the daily desk, one struck out, or one that has it.
    """
    locked = Turn.objects.select_for_update(of=("self",)).select_related("unit").get(pk=turn.pk)
    policies.check_can_register(by, locked.unit, on=on)
    if locked.cancelled_on or not locked.is_by_head:
        raise StepRefused(_("Chỉ lượt tiếp của lãnh đạo mới có thông báo kết luận."))
    if locked.notices.filter(purpose=Purpose.CONCLUSION).exclude(state=NoticeState.CANCELLED).exists():
        raise StepRefused(_("Lượt tiếp này đã có thông báo kết luận."))
    notice = Notice.objects.create(
        turn=locked, unit=locked.unit, purpose=Purpose.CONCLUSION, start_on=locked.on, state=NoticeState.OWED
    )
    data = {"notice": notice.pk, "rows": prints.of([notice], locked.salt)}
    journal.record(stream=STREAM, subject=locked.pk, verb="offer_conclusion", by=by, on=on, data=data)
    return notice


def confirm_terms(rule: str, *, by: Account, on: date) -> int:
    """Count every notice that waited for this rule to be confirmed; returns how many are owed now.

    Call after danvan.people.actions.confirm_rule. One transaction a notice.
    """
    waiting = Notice.objects.filter(rule=rule, state=NoticeState.UNCONFIRMED)
    return sum(_confirm(pk, by=by, on=on) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def _confirm(notice_id: int, *, by: Account, on: date) -> bool:
    stream, subject, salt = locked_subject(Notice.objects.get(pk=notice_id))
    notice = Notice.objects.select_related("unit").get(pk=notice_id)
    if notice.state != NoticeState.UNCONFIRMED or not terms.count(notice):
        return False
    notice.save()
    data = {"rule": notice.rule, "rows": prints.of([notice], salt)}
    journal.record(stream=stream, subject=subject, verb="clock_confirmed", by=by, on=on, data=data)
    return True


def locked_subject(notice: Notice) -> tuple[str, int, str]:
    """Stream, number and salt of what the notice is about, its row locked."""
    if notice.refusal_id:
        refusal = Refusal.objects.select_for_update(of=("self",)).get(pk=notice.refusal_id)
        return REFUSALS, refusal.pk, refusal.salt
    turn = Turn.objects.select_for_update(of=("self",)).get(pk=notice.turn_id or 0)
    return STREAM, turn.pk, turn.salt
