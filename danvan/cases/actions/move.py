"""A step of the workflow is taken: the only door through which a status changes."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan import law
from danvan.cases import clocks, complexity, effect, policies, postings, ties
from danvan.cases.actions import executing, ledger, parting, tying, urging
from danvan.cases.actions import files as storage
from danvan.cases.actions.locking import check_day, check_not_moved, lock_wholes, refresh
from danvan.cases.errors import StepRefused
from danvan.cases.models import Assignment, Case, Deadline, Reply, concerns_of
from danvan.cases.models.parts import URGED, DeadlineState
from danvan.cases.workflow import OPEN_PHASES, SAME, Phase, Transition
from danvan.journal.actors import Outsider
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people.models import Account, Unit


@dataclass(frozen=True)
class Step:
    """What a step may be given beside its verb; which of it is asked for stands in the workflow's `needs`.

    `days`: by how much a term is extended, in the unit of its rule. `decision` is the number of the paper by which the
    step is taken; of an extension that is undone, the number by which it was granted. `until`: the last day that is
    given, or promised. `promise`: the last day of a term that a procedure promises, counted anew. `posted`: the one of
    the step's `posts_one` that rises. `complexity`: how complex the matter is found, where its term hangs on it.
    `files` have gone through `files.check`; they are the office's own.
    """

    text: str = ""
    ground: str = ""
    outcome: str = ""
    decision: str = ""
    officer: Account | None = None
    unit: Unit | None = None
    elsewhere: str = ""
    days: int = 0
    until: date | None = None
    promise: clocks.Promise | None = None
    posted: str = ""
    proposal: str = ""
    complexity: str = ""
    files: tuple[tuple[str, bytes, str], ...] = ()
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
    lock_wholes(case)
    rows = Case.objects.select_for_update(of=("self",)).select_related("unit_responsible")
    locked = rows.annotate(concerned=concerns_of()).get(pk=case.pk)
    check_not_moved(locked, seen)
    step = locked.workflow.step(verb, locked.status)
    if step is None:
        raise StepRefused(
            _("Bước này không làm được khi hồ sơ ở trạng thái “%(status)s”.") % {"status": locked.state.label}
        )
    policies.check_can_take(by, locked, step, on=on)
    check_day(locked, on)
    policies.check_once(locked, step)
    _check_given(step, given, on)
    _check_excuse(locked, step, given)
    policies.check_can_go_to(locked, given.unit)
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
        why, public = ties.GIVEN_OUT[case.kind], case.kind != ties.VERIFICATION
        for whole in Case.objects.filter(later_links__later=case.pk, later_links__why=why):
            tying.tell(whole, f"{case.kind}_{step.target}", case, by=by, on=on, public=public)
    elif case.owed:
        text = _("Đơn không còn được giải quyết nên việc đã giao không cần nữa.")
        for inner in ties.given_out(case).filter(phase__in=OPEN_PHASES):
            move(inner, "call_off", by=Outsider.SYSTEM, on=on, given=Step(text=text))


def _take(case: Case, step: Transition, given: Step, *, by: Account | Outsider, on: date) -> Event:
    before, old = postings.Standing.of(case), case.status
    undo = _memory(case)
    deadlines = list(case.deadlines.exclude(state__in=[DeadlineState.MET, DeadlineState.CANCELLED]))
    if why := clocks.shut(step, deadlines, on=on):
        raise StepRefused(why)
    if "criteria" in step.needs:
        complexity.check(given.data.get("criteria", ()), case.unit_responsible, on=on)
    undo["clocks"] = [_kept(deadline) for deadline in deadlines]
    if "complexity" in step.needs:
        _grade(deadlines, given.complexity)
    _change(case, step, given, on=on)
    deadlines = _turn_clocks(case, step, given, deadlines, on=on)
    ledger.show_clock(case, deadlines)
    data = {**given.data, "undo": undo, **_in_place_of(case, by, undo["officer"], on)}
    if step.clock:
        data |= {"clock": step.clock, "days": given.days, "decision": given.decision}
    if given.ground:
        data["ground"] = given.ground
    if "above" in step.needs and given.unit:
        data["above"] = given.unit.pk
    rows = _rows(case, step, given, data, by=by, on=on)
    moved = postings.of_step(case, step, before, on=on, outcome=given.outcome, posted=given.posted)
    moved += postings.of_urging(case, rows, on=on)
    if step.verb == effect.ORDER:
        moved += executing.moved(case, executing.Told(case.version + 1, step.verb, on, data))
    event = ledger.write(
        case,
        verb=step.verb,
        by=by,
        on=on,
        old=old,
        public=bool(step.told),
        text=given.text,
        data=data,
        moved=moved,
        clocks=deadlines,
        rows=rows,
    )
    case.save()
    return event


def _in_place_of(case: Case, by: Account | Outsider, holder: int | None, on: date) -> dict[str, Any]:
    """Whom the officer stood in for when she took the step: the absent one who had the case in hand, and the name."""
    if isinstance(by, Outsider) or not holder or by.pk == holder:
        return {}
    if not people.standing(by, on).stands_in(holder, case.unit_responsible_id):
        return {}
    name = Account.objects.values_list("full_name", flat=True).get(pk=holder)
    return {"in_place_of": {"officer": holder, "name": name}}


def _rows(
    case: Case, step: Transition, given: Step, data: dict[str, Any], *, by: Account | Outsider, on: date
) -> list[Model]:
    """The rows that the step writes beside the case and its clocks; what the event keeps of them goes into `data`."""
    rows = list(given.rows)
    if "officer" in step.needs and given.officer:
        data["officer"] = given.officer.pk
        rows.append(_assignment(case, given.officer, by=by, on=on))
    if "reply" in step.needs:
        rows.append(_reply(case, given, by=_officer(by), on=on))
    if given.until and "answer_by" in step.needs:
        rows.append(urging.urge(case, text=given.text, answer_by=given.until, by=_officer(by), on=on))
    if given.until and "promised_on" in step.needs:
        rows += urging.answer(case, text=given.text, promised_on=given.until, by=_officer(by), on=on)
    if given.until:
        data["until"] = given.until.isoformat()
    if given.files:
        attached = storage.attach(case, given.files, from_citizen=False)
        data["files"] = {str(file.pk): file.sha256 for file in attached}
        rows += attached
    if given.proposal:
        data["proposal"] = given.proposal
    return rows


# What a step needs → the field of Step that brings it, where it is called otherwise.
_FIELD_OF = {
    "reply": "text",
    "extension": "decision",
    "conditions": "data",
    "target": "unit",
    "above": "unit",
    "parts": "data",
    "into": "data",
    "verifications": "data",
    "evidence": "files",
    "criteria": "criteria",
    "answer_by": "until",
    "promised_on": "until",
}


def _check_given(step: Transition, given: Step, on: date) -> None:
    until = given.until or date.min
    asked = {
        "text": (given.text, _("Cần ghi nội dung.")),
        "reply": (given.text and given.outcome, _("Cần có lời trả lời và kết quả.")),
        "decision": (given.decision, _("Cần ghi số quyết định.")),
        "days": (given.days > 0, _("Cần ghi gia hạn bao nhiêu, từ 1 trở lên.")),
        "extension": (given.decision, _("Cần chọn lần gia hạn phải hủy.")),
        "screening": (True, ""),
        "sealing": (True, ""),
        "application": (given.rows, _("Bước này làm ở trang một cửa của hồ sơ.")),
        "excuse": (True, ""),
        "proof": (True, ""),
        "conditions": (
            not given.data.get("screening", {}).get("unmet"),
            _("Đơn còn điều kiện chưa đạt nên chưa xác nhận đủ điều kiện được; xin chọn cách xử lý khác."),
        ),
        "ground": (given.ground, _("Cần chọn căn cứ trong luật.")),
        "officer": (given.officer, _("Cần chọn người được giao.")),
        "parts": (given.data.get("parts"), _("Cần ghi phần việc.")),
        "verifications": (given.data.get("verifications"), _("Cần ghi việc xác minh.")),
        "evidence": (given.files, _("Cần chọn tệp chứng cứ.")),
        "proposal": (given.proposal, _("Cần ghi đề xuất.")),
        "answer_by": (until > on, _("Hạn trả lời phải sau ngày đôn đốc.")),
        "promised_on": (until >= on, _("Ngày sẽ xong không thể trước ngày trả lời.")),
        "criteria": (True, ""),
        "complexity": (given.complexity, _("Cần chọn mức phức tạp của vụ việc.")),
        "into": (given.data.get("into"), _("Cần chọn đơn được giữ lại.")),
        "above": (given.unit, _("Cần có đơn vị cấp trên.")),
        "target": (given.unit or given.elsewhere, _("Cần chọn nơi chuyển đến.")),
    }
    for need in step.needs:
        answer, sentence = asked[need]
        if not answer:
            raise StepRefused(sentence, field=_FIELD_OF.get(need, need))


def _check_excuse(case: Case, step: Transition, given: Step) -> None:
    """Raise StepRefused where a case that came too late goes on without a word on what hindered the sender."""
    bar = case.workflow.opening.bars
    if "excuse" in step.needs and bar and not given.text and (last := clocks.came_late(case, bar)):
        said = _("Đơn đến sau ngày hết thời hạn (%(day)s): cần ghi trở ngại khách quan để xem xét tiếp.")
        raise StepRefused(said % {"day": dates.short(last)}, field="text")


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
    return {
        "id": deadline.pk,
        "state": str(deadline.state),
        "steps": deadline.steps,
        "complexity": deadline.complexity,
    }


def _grade(deadlines: list[Deadline], complexity: str) -> None:
    """The terms that are longer for matters of that complexity are counted so from now on."""
    for deadline in deadlines:
        if deadline.rule == clocks.GIVEN:
            continue
        rule = law.rule(deadline.rule, deadline.start_on)
        if any(level == complexity for _area, level in rule.terms):
            deadline.complexity = complexity


def _change(case: Case, step: Transition, given: Step, *, on: date) -> None:
    """The case's own fields after the step."""
    if step.target != SAME:
        case.status = step.target
    if step.hands_on and given.unit:
        case.unit_responsible, case.officer = given.unit, None
        case.status = case.workflow.opening.target
    if step.target != SAME:
        case.elsewhere = given.elsewhere if step.hands_on else ""
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
    handed_on = step.hands_on and given.unit is not None
    lived = law.Step(step.clock, on, given.days, step.clock, decision=given.decision) if step.clock else None
    lives = clocks.living(step, deadlines)
    for deadline in deadlines:
        if lived and deadline in lives:
            _live(deadline, lived, unit=case.unit_responsible)
        if deadline.purpose in step.meets:
            # A clock that nobody confirmed had no day to be met by: it ends without one.
            deadline.state = DeadlineState.MET if deadline.due_on else DeadlineState.CANCELLED
            deadline.met_on = on
        elif deadline.purpose in step.stops or handed_on or (deadline.is_beside and not case.is_open):
            deadline.state = DeadlineState.CANCELLED
        if given.promise and deadline.rule == clocks.PROMISED:
            deadline.due_on, deadline.recipe = given.promise.due_on, given.promise.recipe
        deadline.save()
    for started in step.started or (case.workflow.opening.started if handed_on else ()):
        if not started.runs_for(case.channel):
            continue
        fresh = clocks.start(case, started, on=on)
        fresh.save(force_insert=True)
        deadlines.append(fresh)
    if given.until and "answer_by" in step.needs:
        asked = clocks.given(case, given.until, on=on, purpose=URGED)
        asked.save(force_insert=True)
        deadlines.append(asked)
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
