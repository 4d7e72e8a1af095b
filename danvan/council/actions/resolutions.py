"""A resolution is drafted, submitted to a session, voted on; its targets are followed after adoption."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.council import policies
from danvan.council.actions.ledger import asked, held, hold_term, lock, not_ahead, write
from danvan.council.models import Progress, Resolution, Session, Target, Term
from danvan.council.models.resolution import Sense
from danvan.council.workflow import PREPARED, Sitting, Stage
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account


@dataclass(frozen=True)
class Draft:
    """What a resolution says before the vote: why, what is expected of it, who drafted it, who was asked about it."""

    title: str
    need: str
    effect: str
    drafted_by: str
    consulted: str = ""


@dataclass(frozen=True)
class Aim:
    """A target: how much of what, by which day, who answers for it."""

    name: str
    measured_in: str
    wanted: Decimal
    by_on: date
    responsible: str
    sense: str = Sense.AT_LEAST


@dataclass(frozen=True)
class Vote:
    """How the council voted, on which day; of an adopted one, its number and since when it holds."""

    on: date
    present: int
    votes_for: int
    votes_against: int
    abstained: int
    number: str = ""
    in_force_on: date | None = None


@transaction.atomic
def draft_resolution(term: Term, told: Draft, *, by: Account, on: date) -> Resolution:
    """Draft a resolution (lập dự thảo nghị quyết). Raises Refused without words or a right."""
    row = hold_term(term)
    policies.check_can_write(by, row.unit_id, on)
    resolution = Resolution(term=row, status=Stage.DRAFT.value, made_on=on)
    _put(resolution, told)
    resolution.save()
    write(resolution, "resolution_draft", by=by, on=on)
    return resolution


@transaction.atomic
def revise_resolution(
    resolution: Resolution, told: Draft, *, by: Account, on: date, seen: int | None = None
) -> Resolution:
    """Write the draft anew. Raises Refused as draft_resolution and `held` do."""
    row = held(resolution, "resolution_revise", by=by, on=on, seen=seen)
    _put(row, told)
    write(row, "resolution_revise", by=by, on=on, old=row.status)
    return row


@transaction.atomic
def submit_resolution(
    resolution: Resolution, *, session: Session, by: Account, on: date, seen: int | None = None
) -> Resolution:
    """Submit it to a session (trình kỳ họp); from now on anybody reads it.

    Raises Refused for a session of another term or one that is over, and as `held` does.
    """
    row = held(resolution, "resolution_submit", by=by, on=on, seen=seen)
    if session.term_id != row.term_id or session.status not in (*PREPARED, Sitting.OPEN):
        raise Refused(_("Xin chọn kỳ họp sắp tới hoặc đang họp của nhiệm kỳ này."), field="session")
    row.session, row.status = session, Stage.SUBMITTED.value
    write(row, "resolution_submit", by=by, on=on, old=Stage.DRAFT, data={"session": session.pk})
    return row


@transaction.atomic
def send_back_resolution(
    resolution: Resolution, *, text: str, by: Account, on: date, seen: int | None = None
) -> Resolution:
    """Send it back to be mended, with the reason. Raises Refused without one, and as `held` does."""
    row = held(resolution, "resolution_back", by=by, on=on, seen=seen)
    row.reason = asked(text, _("Xin ghi cần sửa gì."), "text")
    row.status, row.session = Stage.DRAFT.value, None
    write(row, "resolution_back", by=by, on=on, old=Stage.SUBMITTED, text=row.reason)
    return row


@transaction.atomic
def vote(
    resolution: Resolution, told: Vote, *, adopted: bool, by: Account, on: date, seen: int | None = None
) -> Resolution:
    """Put the vote on record (biểu quyết): those for, against and abstaining add up to those present.

    Whether it was adopted is what the council declared, not worked out here. Raises Refused for a day ahead, for votes
    that do not add up or more present than were there, without number or first day where it was adopted, where more
    were against than for it, and as `held` does.
    """
    verb = "resolution_adopt" if adopted else "resolution_reject"
    row = held(resolution, verb, by=by, on=on, seen=seen)
    _check_vote(row, told, adopted, on)
    row.status = (Stage.ADOPTED if adopted else Stage.REJECTED).value
    row.voted_on, row.present, row.votes_for = told.on, told.present, told.votes_for
    row.votes_against, row.abstained = told.votes_against, told.abstained
    if adopted:
        row.number = asked(told.number, _("Xin ghi số nghị quyết."), "number")[:60]
        row.in_force_on = told.in_force_on
    counted = {"present": told.present, "for": told.votes_for, "against": told.votes_against}
    write(row, verb, by=by, on=on, old=Stage.SUBMITTED, data=counted)
    return row


def _check_vote(row: Resolution, told: Vote, adopted: bool, on: date) -> None:
    not_ahead(told.on, on, "on")
    session = row.session
    if session is None or session.status not in (Sitting.OPEN, Sitting.CLOSED):
        raise Refused(_("Kỳ họp chưa khai mạc nên chưa biểu quyết được."))
    if told.votes_for + told.votes_against + told.abstained != told.present:
        raise Refused(
            _(
                "Tán thành %(yes)s, không tán thành %(no)s, không biểu quyết %(none)s: cộng lại khác %(n)s có mặt."
            )
            % {
                "yes": told.votes_for,
                "no": told.votes_against,
                "none": told.abstained,
                "n": told.present,
            },
            field="present",
        )
    if session.of is not None and told.present > session.of:
        raise Refused(_("Hội đồng chỉ có %(n)s đại biểu.") % {"n": session.of}, field="present")
    if adopted and told.votes_for <= told.votes_against:
        raise Refused(_("Số tán thành không nhiều hơn số không tán thành."), field="votes_for")
    if adopted and told.in_force_on is None:
        raise Refused(_("Xin ghi ngày có hiệu lực."), field="in_force_on")


@transaction.atomic
def end_resolution(
    resolution: Resolution, *, ended_on: date, text: str, by: Account, on: date, seen: int | None = None
) -> Resolution:
    """It holds no longer, by which act. Raises Refused without one, for a day ahead, and as `held` does."""
    row = held(resolution, "resolution_end", by=by, on=on, seen=seen)
    not_ahead(ended_on, on, "ended_on")
    row.reason = asked(text, _("Xin ghi hết hiệu lực theo văn bản nào."), "text")
    row.status, row.ended_on = Stage.ENDED.value, ended_on
    write(row, "resolution_end", by=by, on=on, old=Stage.ADOPTED, text=row.reason)
    return row


@transaction.atomic
def drop_resolution(
    resolution: Resolution, *, text: str, by: Account, on: date, seen: int | None = None
) -> Resolution:
    """Withdraw the draft, with the reason. Raises Refused without one, and as `held` does."""
    row = held(resolution, "resolution_drop", by=by, on=on, seen=seen)
    old, row.reason = row.status, asked(text, _("Xin ghi lý do rút dự thảo."), "text")
    row.status = Stage.DROPPED.value
    write(row, "resolution_drop", by=by, on=on, old=old, text=row.reason)
    return row


@transaction.atomic
def set_target(resolution: Resolution, aim: Aim, *, by: Account, on: date) -> Target:
    """Add a target (chỉ tiêu), as the resolution sets it. Raises Refused without words, and once it ended."""
    row = lock(resolution)
    policies.check_can_write(by, row.term.unit_id, on)
    if row.status not in (Stage.DRAFT, Stage.SUBMITTED, Stage.ADOPTED):
        raise Refused(_("Nghị quyết đã kết thúc nên không thêm chỉ tiêu được."))
    if aim.sense not in Sense.values:
        raise Refused(_("Xin chọn ít nhất hay nhiều nhất."), field="sense")
    place = (row.targets.order_by("-place").values_list("place", flat=True).first() or 0) + 1
    target = Target(resolution=row, place=place, sense=aim.sense, by_on=aim.by_on)
    target.wanted_hundredths = _hundredths(aim.wanted)
    target.name = asked(aim.name, _("Xin ghi tên chỉ tiêu."), "name")[:300]
    target.measured_in = asked(aim.measured_in, _("Xin ghi đơn vị tính."), "measured_in")[:60]
    target.responsible = asked(aim.responsible, _("Xin ghi ai chịu trách nhiệm."), "responsible")[:200]
    target.save()
    write(row, "resolution_target", by=by, on=on, old=row.status, rows=[target])
    return target


@transaction.atomic
def report_progress(
    target: Target, *, value: Decimal, as_of: date, evidence: str, by: Account, on: date
) -> Progress:
    """Put on record how far a target is, with the evidence; reports are added, never changed.

    Raises Refused without evidence, for a day ahead, before the resolution was adopted, and without a right.
    """
    row = lock(target.resolution)
    policies.check_can_write(by, row.term.unit_id, on)
    if row.status not in (Stage.ADOPTED, Stage.ENDED):
        raise Refused(_("Nghị quyết chưa được thông qua."))
    not_ahead(as_of, on, "as_of")
    said = asked(evidence, _("Xin ghi số liệu lấy từ đâu, bằng chứng gì."), "evidence")
    made = Progress.objects.create(
        target=target, on=as_of, hundredths=_hundredths(value), evidence=said, by=by
    )
    write(row, "resolution_progress", by=by, on=on, old=row.status, rows=[made], data={"target": target.pk})
    return made


def _put(row: Resolution, told: Draft) -> None:
    row.title = asked(told.title, _("Xin ghi tên nghị quyết."), "title")[:300]
    row.need = asked(told.need, _("Xin ghi sự cần thiết."), "need")
    row.effect = asked(told.effect, _("Xin ghi hiệu quả dự kiến."), "effect")
    row.drafted_by = asked(told.drafted_by, _("Xin ghi cơ quan soạn thảo."), "drafted_by")[:200]
    row.consulted = clean(told.consulted)


def _hundredths(amount: Decimal) -> int:
    return int((amount * 100).to_integral_value())
