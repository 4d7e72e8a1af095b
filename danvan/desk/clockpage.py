"""What the page of a case tells of its clocks: what the law says of each step, the history, the same as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from danvan import law
from danvan.cases import clocks, policies
from danvan.cases.models import Case, Deadline
from danvan.cases.models.parts import DeadlineState
from danvan.cases.queries import CaseFile, ClockTurn, clock_turns
from danvan.cases.workflow import WAITS, Phase, Transition
from danvan.desk import present
from danvan.law.granted import over_cap
from danvan.web import words
from danvan.web.parts import Step

EXTEND, UNDO = "extend", "undo_extension"


@dataclass(frozen=True)
class Basis:
    """What the law says of a step, for the form: the sentence, and whether it can be relied upon."""

    said: str
    sure: bool = True


def block(file: CaseFile, today: date) -> dict[str, Any]:
    """What the page shows of the clock that counts now, and the history of all of them."""
    clock, told = file.clock, {"history": history(file.case, clock_turns(file.events))}
    if clock is None:
        return {**told, "clock": None}
    derivation = clock.derivation
    return {
        **told,
        "clock": clock,
        "clock_pairs": present.clock_pairs(file.case, clock, today),
        "stopped": why_stopped(file.case, clock),
        "version": version(clock),
        "cells": present.clock_cells(clock),
        "derivation": derivation.sentences(present.language()) if derivation else (),
    }


def basis(step: Transition, case: Case, deadlines: Sequence[Deadline], on: date) -> Basis | None:
    """The law's word on a step that touches the clocks; None for any other. A basis that is not sure says so."""
    if step.clock == EXTEND:
        return _limits(step, deadlines)
    if step.basis and policies.has_basis(step, on):
        rule = law.rule(step.basis, on)
        cited = rule.citation.say(present.language())
        if clocks.is_sure(rule, case.unit_responsible, on):
            return Basis(_("Căn cứ: %(law)s.") % {"law": cited})
        said = _("Chưa xác nhận căn cứ: %(law)s. Đối chiếu văn bản gốc trước khi làm.")
        return Basis(said % {"law": cited}, sure=False)
    if step.waits:
        said = _(
            "Chưa xác nhận căn cứ: chưa đọc được điều luật nào nói thời gian này không tính vào thời hạn."
        )
        return Basis(f"{said} {_('Làm theo quy định của cơ quan.')}", sure=False)
    return None


def shut(step: Transition, deadlines: Sequence[Deadline], today: date) -> str | None:
    """Why the clocks, as they stand, leave nothing for the step to do; None when they do."""
    if why := clocks.shut(step, deadlines, on=today):
        return why
    held = [extension for each in _going(deadlines) for extension in clocks.life_of(each).extensions]
    if step.clock == UNDO and not held:
        return _("Không có gia hạn nào để hủy.")
    if step.clock == EXTEND:
        found = _limited(step, deadlines)
        if found is None:
            return _("Luật không cho gia hạn thời hạn này.")
        widest = max(found[1], key=lambda limit: limit.times)
        if len(held) >= widest.times:
            return _limit_said(found[0], widest)
    return None


def held(deadlines: Sequence[Deadline]) -> list[tuple[str, str]]:
    """The extensions that hold, for the form that undoes one: the decision's number, and how it reads; newest first."""
    rows = {
        extension.decision: _("%(decision)s: %(days)s")
        % {"decision": extension.decision, "days": _amount(each, extension.amount)}
        for each in _going(deadlines)
        for extension in clocks.life_of(each).extensions
    }
    return list(reversed(rows.items()))


def why_stopped(case: Case, clock: Deadline) -> str:
    """Why a clock stands still, in one sentence; empty while it runs."""
    if clock.state == DeadlineState.MET and clock.met_on and case.phase == Phase.WORKING and not case.due_on:
        said = _("Hạn này đã đạt ngày %(day)s. Hồ sơ mở lại, sổ chưa có hạn mới: xem và trả lời sớm.")
        return said % {"day": words.short(clock.met_on)}
    if clock.state != DeadlineState.SUSPENDED or not case.waiting_for:
        return ""
    told = [
        _("%(what)s từ %(day)s") % {"what": WAITS[cause], "day": words.short(date.fromisoformat(day))}
        for cause, day in case.waiting_for.items()
    ]
    said = _("Thời hạn đang dừng: %(what)s. Lịch dưới đây là lúc chưa dừng; chạy tiếp thì hạn được tính lại.")
    return said % {"what": ", ".join(told)}


def history(case: Case, turns: Sequence[ClockTurn]) -> list[tuple[str, list[Step]]]:
    """The history of each clock, the newest clock first: what it is for, and what moved it, newest first."""
    told: dict[tuple[str, str], list[Step]] = {}
    names = {}
    for turn in turns:
        key = turn.purpose, turn.start
        names[key] = present.purpose_words(turn.purpose, turn.rule, turn.start_on)
        told.setdefault(key, []).insert(0, _told(case, turn))
    return [(names[key], steps) for key, steps in reversed(told.items())]


def version(clock: Deadline) -> str:
    """The rule of a clock and the version of it by which it was counted; empty for one that is not counted."""
    since = clock.recipe.get("version")
    if not since:
        return ""
    return _("Quy tắc %(rule)s, bản có hiệu lực từ %(day)s.") % {
        "rule": clock.rule,
        "day": words.short(date.fromisoformat(since)),
    }


def as_data(case: Case, deadlines: Sequence[Deadline], turns: Sequence[ClockTurn]) -> list[dict[str, Any]]:
    """Every clock of a case as JSON: rule, version, days, state, steps, derivation, and what moved it when."""
    return [
        {
            "purpose": each.purpose,
            **each.summary(),
            "version": each.recipe.get("version"),
            "citation": present.citation(each),
            "met": each.met_on.isoformat() if each.met_on else None,
            "steps": each.steps,
            "derivation": each.recipe,
            "said": each.derivation.sentences(present.language()) if each.derivation else [],
            "history": [
                {"on": turn.event.on.isoformat(), "verb": turn.event.verb, "event": turn.event.number}
                | {"from": turn.before, "to": turn.after, "state": turn.state}
                for turn in turns
                if (turn.purpose, turn.start) == (each.purpose, each.start_on.isoformat())
            ],
        }
        for each in deadlines
    ]


def _going(deadlines: Sequence[Deadline]) -> list[Deadline]:
    """The case's own clocks that have not ended."""
    return [each for each in deadlines if each.state in clocks.GOING and not each.is_beside]


def _limited(step: Transition, deadlines: Sequence[Deadline]) -> tuple[Deadline, list[Any]] | None:
    """The clock that the law lets the step extend, with its limits."""
    found = ((each, clocks.limits_of(each, step)) for each in _going(deadlines))
    return next(((each, limits) for each, limits in found if limits), None)


def _limits(step: Transition, deadlines: Sequence[Deadline]) -> Basis | None:
    found = _limited(step, deadlines)
    if found is None:
        return None
    clock, limits = found
    parts = []
    for limit in limits:
        why = limit.reason.say(present.language())
        parts += [_limit_said(clock, limit), _("Lý do theo luật: %(why)s.") % {"why": why}]
    if who := limits[-1].who:
        parts.append(_("Người quyết định: %(who)s.") % {"who": who.say(present.language())})
    parts.append(_("Căn cứ: %(law)s.") % {"law": present.citation(clock)})
    return Basis(" ".join(parts))


def _limit_said(clock: Deadline, limit: Any) -> str:
    """'Chỉ được gia hạn 1 lần, mỗi lần không quá 15 ngày, …' in the words in which more is refused."""
    return over_cap(limit, law.rule(clock.rule, clock.start_on).unit).say(present.language())


def _amount(clock: Deadline | ClockTurn, number: int) -> str:
    return present.amount(number, law.rule(clock.rule, clock.start_on).unit)


def _told(case: Case, turn: ClockTurn) -> Step:
    """One turn as a line: what was done and by whom, from which day to which, by which paper, why."""
    days, decision = turn.event.data.get("days"), turn.event.data.get("decision", "")
    number = _("thêm %(days)s") % {"days": _amount(turn, days)} if days else ""
    by = _("theo %(decision)s") % {"decision": decision} if decision else ""
    facts = ", ".join(part for part in (_moved(turn), number, by) if part)
    return Step(
        title=present.event_title(case, turn.event),
        on=turn.event.on,
        beside=str(turn.event.on.year),
        who=present.actor(turn.event),
        text="\n".join(part for part in (f"{facts}.", turn.event.text) if part),
        state="done" if turn.event.public else "inner",
    )


def _moved(turn: ClockTurn) -> str:
    """From which day to which, or what became of the clock."""
    if turn.state == DeadlineState.SUSPENDED:
        return _("Dừng tính thời hạn")
    if turn.state == DeadlineState.MET:
        return _("Xong, hạn %(day)s") % {"day": _short(turn.after)} if turn.after else _("Xong")
    if turn.state == DeadlineState.CANCELLED:
        return _("Không tính nữa")
    if turn.after is None:
        return _("Chưa rõ hạn")
    if turn.before in (None, turn.after):
        return _("Hạn %(day)s") % {"day": _short(turn.after)}
    return _("Hạn %(before)s → %(after)s") % {"before": _short(turn.before), "after": _short(turn.after)}


def _short(day: str | None) -> str:
    return words.short(date.fromisoformat(day)) if day else ""
