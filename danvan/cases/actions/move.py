"""A step of the workflow is taken: the only door through which a status changes."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law
from danvan.cases import clocks, policies, postings, ties
from danvan.cases.actions import ledger, parting
from danvan.cases.actions.locking import check_day, check_not_moved, refresh
from danvan.cases.errors import StepRefused
from danvan.cases.models import Assignment, Case, Deadline, Reply
from danvan.cases.models.parts import DeadlineState
from danvan.cases.workflow import OPEN_PHASES, SAME, Phase, Transition
from danvan.journal.actors import Outsider
from danvan.journal.models import Event
from danvan.people.models import Account, Unit


@dataclass(frozen=True)
class Step:
    """What a step may be given beside its verb; which of it is asked for stands in the workflow's `needs`.

    `days`: by how much a term is extended, in the unit of its rule. `decision` is the number of the paper by which the
    step is taken; of an extension that is undone, the number by which it was granted.
    """

    text: str = ""
    ground: str = ""
    outcome: str = ""
    decision: str = ""
    officer: Account | None = None
    unit: Unit | None = None
    elsewhere: str = ""
    days: int = 0
    data: dict[str, Any] = field(default_factory=dict)
    rows: tuple[Model, ...] = ()


@transaction.atomic
def move(
    case: Case,
    verb: str,
    *,
    by: Account | Outsider,
    on: date,
    given: Step | None = None,
    seen: int | None = None,
) -> Event:
    """Take a step: lock, check, change, record. Returns the event; the given case is brought up to date.

    `seen` is the number of the last event on the page from which the step was asked: when the case has moved
    since, MovedMeanwhile says who did what. Raises StepRefused, with the reason, for everything else that the
    workflow, the roles or the day do not allow; then nothing has changed.
    """
    given = given or Step()
    if case.workflow.inner:  # the letter before its part, always
        list(Case.objects.select_for_update().filter(later_links__later=case.pk).values_list("pk"))
    locked = Case.objects.select_for_update(of=("self",)).select_related("unit_responsible").get(pk=case.pk)
    check_not_moved(locked, seen)
    step = locked.workflow.step(verb, locked.status)
    if step is None:
        raise StepRefused(
            _("Bước này không làm được khi hồ sơ ở trạng thái “%(status)s”.") % {"status": locked.state.label}
        )
    policies.check_can_take(by, locked, step, on=on)
    check_day(locked, on)
    policies.check_once(locked, step)
    _check_given(step, given)
    if given.officer:
        policies.check_can_be_given(given.officer, locked, on=on)
    event = _take(locked, step, given, by=by, on=on)
    _follow(locked, step, by=by, on=on)
    refresh(case, locked)
    return event


def _follow(case: Case, step: Transition, *, by: Account | Outsider, on: date) -> None:
    """What the step does to the cases tied to this one: letters merged into it, its parts, the letter it is part of."""
    if step.alone:
        parting.let_go(case, on=on)
    if step.answers:
        parting.tell_answered(case, by=by, on=on)
    if case.phase != Phase.CLOSED:
        return
    if case.workflow.inner and step.target != SAME:
        for whole in Case.objects.filter(later_links__later=case.pk, later_links__why=ties.PART):
            parting.tell(whole, f"part_{step.target}", case, by=by, on=on)
    elif case.owed_parts:
        text = _("Đơn không còn được giải quyết nên phần việc không cần nữa.")
        for part in ties.parts(case).filter(phase__in=OPEN_PHASES):
            move(part, "call_off", by=Outsider.SYSTEM, on=on, given=Step(text=text))


def _take(case: Case, step: Transition, given: Step, *, by: Account | Outsider, on: date) -> Event:
    before, old = postings.Standing.of(case), case.status
    undo = _memory(case)
    deadlines = list(case.deadlines.exclude(state__in=[DeadlineState.MET, DeadlineState.CANCELLED]))
    if step.target == SAME and step.meets and not any(clock.purpose in step.meets for clock in deadlines):
        raise StepRefused(_("Việc này đã ghi rồi: không còn thời hạn nào chờ nó."))
    undo["clocks"] = [_kept(deadline) for deadline in deadlines]
    _change(case, step, given, on=on)
    deadlines = _turn_clocks(case, step, given, deadlines, on=on)
    ledger.show_clock(case, deadlines)
    data = {**given.data, "undo": undo}
    if step.clock:
        data |= {"clock": step.clock, "days": given.days, "decision": given.decision}
    if given.ground:
        data["ground"] = given.ground
    rows = list(given.rows)
    if "officer" in step.needs and given.officer:
        data["officer"] = given.officer.pk
        rows.append(_assignment(case, given.officer, by=by, on=on))
    if "reply" in step.needs:
        rows.append(_reply(case, given, by=_officer(by), on=on))
    event = ledger.write(
        case,
        verb=step.verb,
        by=by,
        on=on,
        old=old,
        public=bool(step.told),
        text=given.text,
        data=data,
        moved=postings.of_step(case, step, before, on=on),
        clocks=deadlines,
        rows=rows,
    )
    case.save()
    return event


# What a step needs → the field of Step that brings it, where it is called otherwise.
_FIELD_OF = {
    "reply": "text",
    "extension": "decision",
    "conditions": "data",
    "target": "unit",
    "parts": "data",
    "into": "data",
}


def _check_given(step: Transition, given: Step) -> None:
    asked = {
        "text": (given.text, _("Cần ghi nội dung.")),
        "reply": (given.text and given.outcome, _("Cần có lời trả lời và kết quả.")),
        "decision": (given.decision, _("Cần ghi số quyết định.")),
        "days": (given.days > 0, _("Cần ghi gia hạn bao nhiêu, từ 1 trở lên.")),
        "extension": (given.decision, _("Cần chọn lần gia hạn phải hủy.")),
        "screening": (True, ""),
        "conditions": (
            not given.data.get("screening", {}).get("unmet"),
            _("Đơn còn điều kiện chưa đạt nên chưa xác nhận đủ điều kiện được; xin chọn cách xử lý khác."),
        ),
        "ground": (given.ground, _("Cần chọn căn cứ trong luật.")),
        "officer": (given.officer, _("Cần chọn người được giao.")),
        "parts": (given.data.get("parts"), _("Cần ghi phần việc.")),
        "into": (given.data.get("into"), _("Cần chọn đơn được giữ lại.")),
        "target": (given.unit or given.elsewhere, _("Cần chọn nơi chuyển đến.")),
    }
    for need in step.needs:
        answer, sentence = asked[need]
        if not answer:
            raise StepRefused(sentence, field=_FIELD_OF.get(need, need))


def _memory(case: Case) -> dict[str, Any]:
    """What a correction needs to put the case back as it was."""
    return {
        "status": case.status,
        "unit": case.unit_responsible_id,
        "officer": case.officer_id,
        "waiting": case.waiting_since.isoformat() if case.waiting_since else None,
        "waiting_for": case.waiting_for,
        "elsewhere": case.elsewhere,
        "due": case.due_on.isoformat() if case.due_on else None,
        "closed": case.closed_on.isoformat() if case.closed_on else None,
    }


def _kept(deadline: Deadline) -> dict[str, Any]:
    return {"id": deadline.pk, "state": str(deadline.state), "steps": deadline.steps}


def _change(case: Case, step: Transition, given: Step, *, on: date) -> None:
    """The case's own fields after the step."""
    if step.target != SAME:
        case.status = step.target
    if "target" in step.needs and given.unit:
        case.unit_responsible, case.officer = given.unit, None
        case.status = case.workflow.opening.target
    if step.target != SAME:
        case.elsewhere = given.elsewhere if "target" in step.needs else ""
    if "officer" in step.needs:
        case.officer = given.officer
    if step.waits:
        case.wait(step.clock, on=on)
    elif step.resumes:
        case.go_on(step.waited_for)
    elif step.target != SAME:
        case.go_on()
    case.phase = case.state.phase
    case.closed_on = on if case.phase == Phase.CLOSED else None


def _turn_clocks(
    case: Case, step: Transition, given: Step, deadlines: list[Deadline], *, on: date
) -> list[Deadline]:
    """Stop, let run, meet, cancel and start what the step says; returns all clocks that it found or made."""
    handed_on = "target" in step.needs and given.unit is not None
    lived = law.Step(step.clock, on, given.days, step.clock, decision=given.decision) if step.clock else None
    for deadline in deadlines:
        if lived:
            _live(deadline, lived, unit=case.unit_responsible)
        if deadline.purpose in step.meets:
            # A clock that nobody confirmed had no day to be met by: it ends without one.
            deadline.state = DeadlineState.MET if deadline.due_on else DeadlineState.CANCELLED
            deadline.met_on = on
        elif deadline.purpose in step.stops or handed_on:
            deadline.state = DeadlineState.CANCELLED
        deadline.save()
    started = step.starts or (case.workflow.opening.starts if handed_on else None)
    if started:
        fresh = clocks.start(case, started, on=on)
        fresh.save(force_insert=True)
        deadlines.append(fresh)
    return deadlines


def _live(deadline: Deadline, step: law.Step, *, unit: Unit) -> None:
    """One more step in the life of a clock; what the law does not allow is refused in its own words."""
    try:
        clocks.take(deadline, step, unit=unit)
    except law.LawError as why:
        field = {"extend": "days", "undo_extension": "decision"}.get(step.kind, "")
        raise StepRefused(why.say((get_language() or "vi")[:2]), field=field) from why


def _assignment(case: Case, officer: Account, *, by: Account | Outsider, on: date) -> Assignment:
    return Assignment.objects.create(
        case=case,
        unit=case.unit_responsible,
        officer=officer,
        by=None if isinstance(by, Outsider) else by,
        on=on,
    )


def _officer(by: Account | Outsider) -> Account:
    """Whoever answers for the office; only an officer does."""
    if isinstance(by, Outsider):
        raise StepRefused(_("Bước này do cơ quan thực hiện."))
    return by


def _reply(case: Case, given: Step, *, by: Account, on: date) -> Reply:
    return Reply.objects.create(
        case=case,
        text=given.text,
        outcome=given.outcome,
        decision=given.decision,
        by=by,
        on=on,
        event_number=case.version + 1,
    )
