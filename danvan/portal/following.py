"""The page of an application, for whoever has its code: who has it now, by when, what is wanted, what is to be paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from danvan.cases.models import Attachment, Case
from danvan.cases.workflow import CHANNEL_LABELS, Channel
from danvan.onestop import payments, present, whole
from danvan.onestop.models import Application, Behalf, Fee, Handing, Lack, Order, Stage
from danvan.onestop.workflow import AWAITING_PAYMENT, READY, RETURNED, STOPPED, SUPPLEMENTING
from danvan.people import queries as people
from danvan.portal.apply_forms import SupplementForm
from danvan.web import words
from danvan.web.parts import Step

ENDED = ("refused", "withdrawn")


@dataclass(frozen=True)
class Matter:
    """All that the page says of an application beside what it says of every case."""

    row: Application
    now: str
    stages: Sequence[Step]
    appointment: datetime | None
    late: bool
    promise: dict[str, Any]
    halts: Sequence[str]
    lacks: Sequence[Lack]
    supplement: SupplementForm | None
    supplement_over: bool
    fees: Sequence[tuple[dict[str, Any], bool]]
    surplus: Sequence[Order]
    results: Sequence[Attachment]
    collect: str
    facts: Sequence[tuple[str, str]]
    named: dict[int, str]


def matter(case: Case, today: date, now: datetime, supplement: SupplementForm | None = None) -> Matter:
    """Of an application with this case, which gets its parts: one statement, and one for the names of units."""
    row = whole.read(case.pk, on=today, case=case)
    if row is None:
        raise Application.DoesNotExist
    stages = list(row.stages.all())
    ids = {stage.unit_id for stage in stages if stage.unit_id} | {
        case.unit_responsible_id,
        case.unit_received_id,
    }
    named = people.names_on(ids, today)
    lacks = [one for one in row.lacks.all() if one.came_at is None]
    asked = case.status == SUPPLEMENTING
    over = bool(asked and row.supplement_by and today > row.supplement_by)
    office = named.get(case.unit_responsible_id, "")
    return Matter(
        row=row,
        now=_now(row, stages, named, office),
        stages=[_step(stage, named) for stage in stages],
        appointment=row.appointment_at if case.is_open else None,
        late=case.is_open and row.is_late(now),
        promise=present.promise(row),
        halts=[present.halt(one) for one in row.halts.all()],
        lacks=lacks if case.is_open else [],
        supplement=(supplement or SupplementForm(lacks)) if asked and lacks and not over else None,
        supplement_over=over,
        fees=[(present.fee(one), _payable(one, case)) for one in row.fees.all()],
        surplus=[one for one in row.orders.all() if one.state == Order.State.SURPLUS],
        results=[one for one in case.attachments.all() if one.public],
        collect=_collect(row, office),
        facts=_facts(row, named),
        named=named,
    )


def _payable(fee: Fee, case: Case) -> bool:
    return fee.is_due and case.status not in (*ENDED, RETURNED) and payments.ready()


def _now(row: Application, stages: Sequence[Stage], named: dict[int, str], office: str) -> str:
    """Whose turn it is and with whom it lies, in a sentence."""
    status = row.case.status
    if status == SUPPLEMENTING:
        return _("Đến lượt ông/bà: cơ quan chờ bổ sung giấy tờ ghi ở dưới.")
    if status == AWAITING_PAYMENT:
        return _("Đến lượt ông/bà: cơ quan chờ nộp phí, lệ phí ghi ở dưới.")
    if status == STOPPED:
        return _("Việc giải quyết đang tạm dừng theo quyết định của lãnh đạo %(office)s.") % {
            "office": office
        }
    if not row.case.is_open:
        return ""
    hands = list(dict.fromkeys(present.where(one, named) or office for one in stages if one.in_hand))
    if not hands:
        return _("Hồ sơ đang ở %(office)s. Ông/bà chưa phải làm gì.") % {"office": office}
    return _("Hồ sơ đang ở %(office)s. Ông/bà chưa phải làm gì.") % {"office": ", ".join(hands)}


def _step(stage: Stage, named: dict[int, str]) -> Step:
    """One step as the citizen reads it: what, where, whether it is done; no officer's name."""
    where = present.where(stage, named)
    if stage.done_at:
        return Step(stage.name, on=stage.done_at, beside=_("xong"), text=where)
    if stage.begun_at:
        return Step(stage.name, on=stage.begun_at, beside=_("đang làm"), text=where, state="answer")
    return Step(stage.name, beside=_("chưa đến lượt"), text=where, state="next")


def _collect(row: Application, office: str) -> str:
    """Where and how the result is to be had."""
    if row.case.status == RETURNED and row.handed_at:
        told = {"at": words.moment(row.handed_at), "how": str(Handing(row.handed_by).label).lower()}
        return _("Đã trả lúc %(at)s, %(how)s.") % told
    if row.case.status != READY:
        return ""
    if row.result_by == Handing.POST:
        return _("Kết quả được gửi qua bưu chính đến địa chỉ ông/bà đã ghi.")
    if row.result_by == Handing.ELECTRONIC:
        return _("Kết quả là bản điện tử: tải ở dưới khi cơ quan đã đưa lên.")
    return _(
        "Mời ông/bà đến %(office)s nhận trong giờ làm việc; mang giấy tờ tùy thân và bản chính để đối chiếu."
    ) % {"office": office}


def _facts(row: Application, named: dict[int, str]) -> list[tuple[str, str]]:
    case = row.case
    pairs = [
        (_("Thủ tục"), f"{row.version.procedure.code} {row.version.name}".strip()),
        (_("Số"), row.receipt),
        (_("Nơi nhận"), named.get(case.unit_received_id, "")),
        (_("Nhận lúc"), words.moment(row.filed_at)),
        (_("Cách nộp"), str(CHANNEL_LABELS[Channel(case.channel)])),
        (_("Nộp thay"), str(Behalf(row.behalf).label) if row.behalf != Behalf.SELF else ""),
        (_("Nhận kết quả"), str(Handing(row.result_by).label)),
        (_("Thời hạn"), str(row.way.term)),
    ]
    return [(name, value) for name, value in pairs if value]
