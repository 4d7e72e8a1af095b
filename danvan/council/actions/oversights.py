"""An oversight is planned, carried out, concluded; its recommendations are followed until they are done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.council import policies
from danvan.council.actions.ledger import asked, held, hold_term, lock, write
from danvan.council.models import Deputy, Member, Oversight, Recommendation, Term
from danvan.council.workflow import ANSWERERS, Watch
from danvan.journal import prints
from danvan.lib.text import clean
from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit


@dataclass(frozen=True)
class Plan:
    """What is overseen of whom, from when to when, by which decision, by which deputies; the first of them leads."""

    subject: str
    overseen: str
    plan: str
    from_on: date
    until_on: date
    team: Sequence[Deputy]
    decision: str = ""


@transaction.atomic
def plan_oversight(term: Term, told: Plan, *, by: Account, on: date) -> Oversight:
    """Plan an oversight (kế hoạch giám sát). Raises Refused without words, a team or a right."""
    row = hold_term(term)
    policies.check_can_write(by, row.unit_id, on)
    oversight = Oversight(term=row, status=Watch.PLANNED.value)
    _put(oversight, told)
    oversight.save()
    write(oversight, "oversight_plan", by=by, on=on, rows=_team(oversight, told))
    return oversight


@transaction.atomic
def revise_oversight(
    oversight: Oversight, told: Plan, *, by: Account, on: date, seen: int | None = None
) -> Oversight:
    """Write the plan anew, with its team. Raises Refused as plan_oversight and `held` do."""
    row = held(oversight, "oversight_revise", by=by, on=on, seen=seen)
    _put(row, told)
    gone = [prints.name_of(member) for member in row.team.all()]
    row.team.all().delete()
    write(row, "oversight_revise", by=by, on=on, old=row.status, rows=_team(row, told), gone=gone)
    return row


@transaction.atomic
def begin_oversight(oversight: Oversight, *, by: Account, on: date, seen: int | None = None) -> Oversight:
    """It begins. Raises Refused without the decision by which the team was set up, and as `held` does."""
    row = held(oversight, "oversight_begin", by=by, on=on, seen=seen)
    if not row.decision:
        raise Refused(_("Xin ghi số quyết định lập đoàn giám sát trong kế hoạch trước."))
    row.status = Watch.UNDER_WAY.value
    write(row, "oversight_begin", by=by, on=on, old=Watch.PLANNED)
    return row


@transaction.atomic
def conclude(
    oversight: Oversight, *, text: str, number: str, by: Account, on: date, seen: int | None = None
) -> Oversight:
    """Write the conclusion (kết luận giám sát) with its number; from now on anybody reads it."""
    row = held(oversight, "oversight_conclude", by=by, on=on, seen=seen)
    row.conclusion = asked(text, _("Xin ghi kết luận."), "text")
    row.number = asked(number, _("Xin ghi số văn bản kết luận."), "number")[:60]
    row.status, row.concluded_on = Watch.CONCLUDED.value, on
    write(row, "oversight_conclude", by=by, on=on, old=Watch.UNDER_WAY)
    return row


@transaction.atomic
def close_oversight(oversight: Oversight, *, by: Account, on: date, seen: int | None = None) -> Oversight:
    """End the follow-up. Raises Refused while a recommendation is not done, and as `held` does."""
    row = held(oversight, "oversight_close", by=by, on=on, seen=seen)
    waiting = row.recommendations.filter(accepted_on__isnull=True).count()
    if waiting:
        raise Refused(_("Còn %(n)s kiến nghị chưa được công nhận đã thực hiện.") % {"n": waiting})
    row.status = Watch.CLOSED.value
    write(row, "oversight_close", by=by, on=on, old=Watch.CONCLUDED)
    return row


@transaction.atomic
def cancel_oversight(
    oversight: Oversight, *, text: str, by: Account, on: date, seen: int | None = None
) -> Oversight:
    """Give it up, with the reason. Raises Refused without one, and as `held` does."""
    row = held(oversight, "oversight_cancel", by=by, on=on, seen=seen)
    old, row.reason = row.status, asked(text, _("Xin ghi lý do không thực hiện."), "text")
    row.status = Watch.CANCELLED.value
    write(row, "oversight_cancel", by=by, on=on, old=old, text=row.reason)
    return row


@transaction.atomic
def recommend(
    oversight: Oversight,
    *,
    text: str,
    addressee: str = "",
    unit: Unit | None = None,
    due_on: date,
    by: Account,
    on: date,
) -> Recommendation:
    """Recommend something to somebody by a day (kiến nghị sau giám sát).

    Raises Refused without words, an addressee, or a day ahead, and before the conclusion or after the end.
    """
    row = lock(oversight)
    policies.check_can_write(by, row.term.unit_id, on)
    if row.status != Watch.CONCLUDED:
        raise Refused(_("Kiến nghị ghi sau khi có kết luận và trước khi kết thúc theo dõi."))
    made = Recommendation(oversight=row, addressee_unit=unit, due_on=due_on)
    made.text = asked(text, _("Xin ghi kiến nghị điều gì."), "text")
    named = clean(addressee) or (unit.name_on(on) if unit else "")
    made.addressee = asked(named, _("Xin ghi kiến nghị với ai."), "addressee")[:200]
    if due_on < on:
        raise Refused(_("Hạn thực hiện không thể đã qua."), field="due_on")
    made.save()
    write(row, "oversight_recommend", by=by, on=on, old=row.status, rows=[made])
    return made


@transaction.atomic
def urge_recommendation(row: Recommendation, *, text: str, by: Account, on: date) -> Recommendation:
    """Urge the addressee who is late (đôn đốc). Raises Refused before the day has passed, and without words."""
    head, found = _of(row)
    policies.check_can_write(by, head.term.unit_id, on)
    if not found.is_open or found.reported_on or found.due_on >= on:
        raise Refused(_("Kiến nghị này chưa quá hạn."))
    said = asked(text, _("Xin ghi yêu cầu gì khi đôn đốc."), "text")
    found.urged, found.urged_on = found.urged + 1, on
    found.save()
    write(head, "oversight_urge", by=by, on=on, old=head.status, rows=[found], text=said)
    return found


@transaction.atomic
def report_done(row: Recommendation, *, text: str, by: Account, on: date) -> Recommendation:
    """The addressee reports what was done. Raises Refused without words, where it is done, and without a right."""
    head, found = _of(row)
    if not can_report(by, found, head.term.unit_id, on):
        raise Refused(_("Báo cáo do cơ quan được kiến nghị ghi, hoặc Văn phòng Hội đồng nhân dân ghi thay."))
    if not found.is_open:
        raise Refused(_("Kiến nghị này đã được công nhận thực hiện."))
    found.report, found.reported_on = asked(text, _("Xin ghi đã làm được gì."), "text"), on
    found.save()
    write(head, "oversight_report", by=by, on=on, old=head.status, rows=[found], text=found.report)
    return found


@transaction.atomic
def judge(row: Recommendation, *, accepted: bool, text: str = "", by: Account, on: date) -> Recommendation:
    """The council agrees that it was done, or not: then it runs on, with the reason and one more in the count.

    Raises Refused before anything was reported, without a reason where it does not agree, and without a right.
    """
    head, found = _of(row)
    policies.check_can_write(by, head.term.unit_id, on)
    if found.reported_on is None or not found.is_open:
        raise Refused(_("Chưa có báo cáo thực hiện để xem xét."))
    if accepted:
        found.accepted_on = on
    else:
        found.refused_why = asked(text, _("Xin ghi còn phải làm gì."), "text")
        found.refused, found.reported_on, found.report = found.refused + 1, None, ""
    found.save()
    verb = "oversight_accept" if accepted else "oversight_refuse"
    write(head, verb, by=by, on=on, old=head.status, rows=[found], text=clean(text))
    return found


def can_report(officer: Account, row: Recommendation, council: int, on: date) -> bool:
    """True for whoever handles or leads in the unit that was recommended something, and for the council's office."""
    if policies.can_write(officer, council, on):
        return True
    unit = row.addressee_unit_id
    return unit is not None and people.has_role(officer, ANSWERERS, unit, on)


def _of(row: Recommendation) -> tuple[Oversight, Recommendation]:
    """The oversight, locked, and the recommendation as it is now."""
    head = lock(Oversight.objects.get(pk=row.oversight_id))
    return head, Recommendation.objects.get(pk=row.pk)


def _put(row: Oversight, told: Plan) -> None:
    row.subject = asked(told.subject, _("Xin ghi giám sát việc gì."), "subject")[:300]
    row.overseen = asked(told.overseen, _("Xin ghi giám sát cơ quan nào."), "overseen")[:250]
    row.plan = asked(told.plan, _("Xin ghi kế hoạch."), "plan")
    row.decision = clean(told.decision)[:60]
    if told.until_on < told.from_on:
        raise Refused(_("Ngày cuối ở trước ngày đầu."), field="until_on")
    if not told.team:
        raise Refused(_("Xin chọn đại biểu trong đoàn giám sát."), field="team")
    row.from_on, row.until_on = told.from_on, told.until_on


def _team(row: Oversight, told: Plan) -> list[Member]:
    chosen = list(dict.fromkeys(told.team))
    return Member.objects.bulk_create(
        Member(oversight=row, deputy=deputy, leads=at == 0) for at, deputy in enumerate(chosen)
    )
