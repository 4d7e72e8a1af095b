"""How applications are shown at the desk: lines of a list, the promise, steps from agency to agency, what was done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from danvan import law
from danvan.calendars.queries import one_reading
from danvan.cases.workflow import BY_DECISION, FOR_CITIZEN, FOR_PAYMENT
from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.lib import dates
from danvan.lib.text import initials
from danvan.onestop import clock, policies, queries
from danvan.onestop.actions import ledger
from danvan.onestop.models import Application, Fee, Halt, Order, PaidBy, Stage
from danvan.onestop.queries import Tab
from danvan.onestop.workflow import (
    AWAITING_PAYMENT,
    KIND,
    READY,
    RECEIVED,
    RETURNED,
    RUNNING,
    STOPPED,
    SUPPLEMENTING,
    TERM,
)
from danvan.papers.present import EVENTS as PAPERS
from danvan.people import queries as people
from danvan.people.models import Account, Unit
from danvan.procedures import fees
from danvan.procedures.models import Way
from danvan.web import parts, words
from danvan.web.parts import Due

TABS: Mapping[Tab, str | Promise] = {
    Tab.HAND: gettext_lazy("Đang ở chỗ tôi"),
    Tab.ONLINE: gettext_lazy("Qua mạng, chưa xem"),
    Tab.OPEN: gettext_lazy("Đang giải quyết"),
    Tab.DUE: gettext_lazy("Sắp đến hạn"),
    Tab.LATE: gettext_lazy("Quá hạn"),
    Tab.WAITING: gettext_lazy("Chờ người nộp"),
    Tab.READY: gettext_lazy("Chờ trả kết quả"),
    Tab.ENDED: gettext_lazy("Đã kết thúc"),
}
EMPTY: Mapping[Tab, str | Promise] = {
    Tab.HAND: gettext_lazy("Không có bước nào đang ở chỗ ông/bà"),
    Tab.ONLINE: gettext_lazy("Không có gì nộp qua mạng chờ kiểm tra"),
    Tab.OPEN: gettext_lazy("Không có hồ sơ nào đang giải quyết"),
    Tab.DUE: gettext_lazy("Không có hồ sơ nào sắp đến hạn"),
    Tab.LATE: gettext_lazy("Không có hồ sơ nào quá hạn"),
    Tab.WAITING: gettext_lazy("Không có hồ sơ nào chờ người nộp"),
    Tab.READY: gettext_lazy("Không có kết quả nào chờ trả"),
    Tab.ENDED: gettext_lazy("Chưa có hồ sơ nào kết thúc"),
}
BADGES = {RECEIVED: "", SUPPLEMENTING: "wait", STOPPED: "wait", AWAITING_PAYMENT: "wait", READY: "done"}
EVENTS: Mapping[str, str | Promise] = {
    "stage_take": gettext_lazy("Nhận một bước xử lý"),
    "stage_give": gettext_lazy("Giao lại một bước xử lý"),
    "stage_pass": gettext_lazy("Xong và chuyển một bước xử lý"),
    "fee_charge": gettext_lazy("Ghi khoản phí, lệ phí phải nộp"),
    "fee_pay": gettext_lazy("Thu phí, lệ phí"),
    "fee_exempt": gettext_lazy("Miễn phí, lệ phí"),
    "stage_move": gettext_lazy("Hồ sơ sang bước xử lý tiếp theo"),
    "application_admit": gettext_lazy("Đã kiểm tra hồ sơ nộp qua mạng"),
    "result_file": gettext_lazy("Trả kết quả bản điện tử"),
    "data_reuse": gettext_lazy("Người nộp dùng lại thông tin cho hồ sơ khác"),
    "order_begin": gettext_lazy("Người nộp lập lệnh thanh toán trực tuyến"),
    "order_surplus": gettext_lazy("Tiền nộp trực tuyến thừa, phải hoàn trả"),
    "order_refund": gettext_lazy("Đã hoàn trả tiền nộp thừa"),
    "application_escalate": gettext_lazy("Báo lãnh đạo: không giữ được hẹn"),
}
"""What happens to an application beside the steps of its workflow, in the officer's words."""
SHOWN = {KIND.opening.verb: KIND.opening.done, **{move.verb: move.done for move in KIND.transitions}}
CAUSES: Mapping[str, str | Promise] = {
    FOR_CITIZEN: gettext_lazy("chờ bổ sung"),
    BY_DECISION: gettext_lazy("dừng xử lý"),
    FOR_PAYMENT: gettext_lazy("chờ nộp phí, lệ phí"),
}


def tabs(found: Mapping[Tab, int], current: Tab, query: str) -> list[parts.Tab]:
    """The tabs of the list with how many each has; filters stay."""
    return [
        parts.Tab(str(word), f"?tab={tab.value}{query}", found[tab], current=tab == current)
        for tab, word in TABS.items()
    ]


def badge(row: Application) -> tuple[str, str]:
    """The word of its status and the kind of its badge."""
    kind = BADGES.get(row.case.status, "work" if row.case.is_open else "stop")
    return str(row.case.state.label), "done" if row.case.status == RETURNED else kind


def due(row: Application, now: datetime) -> Due:
    """The chip of its promise; what stands still or has ended has none."""
    if not row.case.is_open:
        return Due.paused(_("đã có kết quả") if row.ready_at else _("đã xong"))
    if row.case.status not in RUNNING:
        return Due.paused()
    if row.is_late(now):
        return Due(parts.DueState.LATE, _("quá hạn"), dates.day_of(row.due_at))
    state = parts.DueState.SOON if row.due_at <= now + queries.SOON else parts.DueState.ON
    return Due(state, words.moment(row.appointment_at), dates.day_of(row.appointment_at))


def lines(rows: Sequence[Any], now: datetime) -> list[dict[str, Any]]:
    """Applications as lines of a list (`queries.listed`); the person as initials."""
    return [
        {
            "row": row,
            "url": reverse("onestop:application", args=[row.pk]),
            "applicant": initials(row.applicant or ""),
            "badge": badge(row),
            "due": due(row, now),
            "where": row.lies_with if row.case.is_open else [],
        }
        for row in rows
    ]


def where(stage: Stage, named: Mapping[int, str]) -> str:
    """Whose step it is: the unit of the register, or the agency in words."""
    return named.get(stage.unit_id or 0, "") or stage.agency


def measured(row: Application, stages: Sequence[Stage], now: datetime) -> dict[int, tuple[int, int]]:
    """By place of each step: minutes of working time that it took, or has taken, and those beyond its share."""
    offices = _offices(row, stages)
    with one_reading():
        return {stage.place: _measured(stage, row, offices, now) for stage in stages}


def spent(minutes: int) -> str:
    """Minutes of working time as people say them: 1 giờ 40 phút."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return ngettext("%(n)s phút", "%(n)s phút", rest) % {"n": rest}
    told = ngettext("%(n)s giờ", "%(n)s giờ", hours) % {"n": words.number(hours)}
    return f"{told} {rest:02d}" if rest else told


@dataclass(frozen=True)
class StageLine:
    """A step with its agency, the time that it took, how much of it was others', and what may be done with it now."""

    stage: Stage
    where: str
    took: str = ""
    over: str = ""
    verbs: Sequence[str] = ()


def stages(row: Application, officer: Account, *, now: datetime, on: date) -> list[StageLine]:
    """The steps of an application that came with its parts, in their places; at most two statements."""
    found = list(row.stages.all())
    named = people.names_on({stage.unit_id for stage in found if stage.unit_id}, on)
    told = measured(row, found, now)
    return [_stage(stage, row, officer, named, told[stage.place], on) for stage in found]


def _offices(row: Application, stages: Sequence[Stage]) -> dict[int, clock.Office]:
    """The office of each step that lies in hand, by its place; one statement for the hours of all."""
    made = {one.place: ledger.office_of(one, row) for one in stages if one.in_hand}
    clock.read_hours(made.values())
    return made


def _stage(
    stage: Stage,
    row: Application,
    officer: Account,
    named: Mapping[int, str],
    measure: tuple[int, int],
    on: date,
) -> StageLine:
    stage.application = row
    took, over = measure
    return StageLine(
        stage,
        where(stage, named),
        spent(took) if stage.begun_at else "",
        spent(over) if over else "",
        policies.stage_verbs(officer, stage, on=on),
    )


def colleagues(stage: Stage) -> list[tuple[int, str]]:
    """To whom a step may be given: everybody else who has a post where it lies. Of an application with its parts."""
    unit = stage.unit_id or stage.application.case.unit_responsible_id
    told: Sequence[Mapping[str, Any]] = vars(stage.application)["colleagues"]
    found = {one["id"]: one["name"] for one in told if one["unit"] == unit}
    found.pop(stage.officer_id, None)
    return list(found.items())


def _measured(
    stage: Stage, row: Application, offices: Mapping[int, clock.Office], now: datetime
) -> tuple[int, int]:
    """Minutes of working time that it took, or has taken, and those beyond its share."""
    if stage.begun_at is None or stage.done_at is not None:
        return stage.took or 0, stage.over or 0
    ends = now if row.case.is_open else stage.begun_at
    office, still = offices[stage.place], ledger.halts(row, now)
    over = office.worked(stage.planned_at, ends, still) if stage.is_late(ends) and stage.planned_at else None
    return clock.minutes(office.worked(stage.begun_at, ends, still)), clock.minutes(over) if over else 0


def promise(row: Application) -> dict[str, Any]:
    """Until when the result is promised, and how that was counted: day by day, or stretch by stretch."""
    kept = next((one for one in row.case.deadlines.all() if one.purpose == TERM), None)
    why = kept.derivation if kept else None
    return {
        "term": str(row.way.term),
        "sentences": why.sentences(_language()) if why else _stretches(row),
        "cells": why.cells() if why else [],
    }


def foreseen(way: Way, unit: Unit, now: datetime) -> dict[str, Any] | None:
    """By when there would be a result if it were filed now, and why; None where it cannot be counted."""
    try:
        office = clock.Office(unit, dates.day_of(now))
        counted = clock.whole(way.term, start=now.replace(second=0, microsecond=0), office=office)
    except law.LawError:
        return None
    if counted is None:
        return None
    if counted.recipe:
        why = law.Derivation.from_dict(counted.recipe)
        return {"due_at": counted.due_at, "sentences": why.sentences(_language()), "cells": why.cells()}
    told = _of_hours(counted.stretches, counted.due_at, now)
    return {"due_at": counted.due_at, "sentences": told, "cells": []}


def _stretches(row: Application) -> list[str]:
    """The stretches of a term in hours; none of one that is told in words."""
    return _of_hours(row.counted, row.due_at, row.filed_at)


def _of_hours(counted: Sequence[Sequence[str]], due_at: datetime, filed_at: datetime) -> list[str]:
    told = tuple((datetime.fromisoformat(one[0]), datetime.fromisoformat(one[1])) for one in counted)
    if not told:
        return []
    ends, starts = (at.astimezone(dates.VIETNAM).replace(tzinfo=None) for at in (due_at, filed_at))
    return law.DueAt(ends, starts, told, False).sentences(_language())


def halt(one: Halt) -> str:
    """A stretch in which the clock stood still, in a sentence."""
    told = {"why": CAUSES[one.cause], "begin": words.moment(one.from_at)}
    if one.until_at is None:
        return _("Đang %(why)s, từ %(begin)s.") % told
    return _("Đã %(why)s, từ %(begin)s đến %(end)s.") % {**told, "end": words.moment(one.until_at)}


def fee(one: Fee) -> dict[str, Any]:
    """A fee with what became of it."""
    if one.paid_at:
        how = {"receipt": one.receipt, "how": str(PaidBy(one.how).label).lower()}
        said, kind = _("đã nộp, biên lai %(receipt)s, %(how)s") % how, "done"
    elif one.ground:
        said, kind = _("miễn: %(ground)s") % {"ground": one.ground}, "done"
    else:
        said, kind = _("chưa nộp"), "wait"
    return {
        "fee": one,
        "amount": fees.said(one.amount, one.name or _("Phí, lệ phí")),
        "said": said,
        "badge": kind,
    }


def timeline(events: Iterable[Event]) -> list[parts.Step]:
    """What was done with an application, the newest first; looks and notes stand on the page of the case."""
    known = {**SHOWN, **EVENTS, **PAPERS}
    return [
        parts.Step(
            str(known[event.verb]),
            on=event.on,
            beside=words.clock(event.at),
            who=event.actor.full_name if event.actor else _("tự ghi"),
            text=event.text,
            state="done" if event.public else "inner",
        )
        for event in reversed(list(events))
        if event.verb in known
    ]


def page(row: Application, officer: Account, *, now: datetime, on: date) -> dict[str, Any]:
    """All that the page of an application that came with its parts shows, but for its forms."""
    sent, results = queries.files_beside(row)
    return {
        "row": row,
        "case": row.case,
        "badge": badge(row),
        "due": due(row, now),
        "late": row.is_late(now),
        "promise": promise(row),
        "halts": [halt(one) for one in row.halts.all()],
        "handed": row.handed.all(),
        "scans": row.scans.all(),
        "others": sent,
        "lacking": queries.lacking(row),
        "lacks": row.lacks.all(),
        "stages": stages(row, officer, now=now, on=on),
        "fees": [fee(one) for one in row.fees.all()],
        "surplus": [one for one in row.orders.all() if one.state == Order.State.SURPLUS],
        "results": results,
        "parties": row.case.parties.all(),
        "steps": timeline(events_of("case", row.pk)),
        "came_from": import_string(settings.DANVAN_CAME_FROM)(row.pk),
        "serves": policies.serves(officer, row, on=on),
    }


def _language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"
