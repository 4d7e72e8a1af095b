"""The life of a clock (vòng đời của thời hạn) as pure data: what happened to a term, step by step, and where it stands.

Nothing here is stored and nothing is changed: a list of steps goes in, a `Life` comes out, or a named error. The steps
may be given in any order; they are read by their days. What comes out is a set of days that do not count and the
extensions that still hold, so that pauses and extensions granted in whatever order lead to the same day.

    life = live([
        Step("ask_expert", date(2019, 3, 4), reason="giám định chữ ký"),
        Step("extend", date(2019, 3, 20), days=30, reason="vụ việc phức tạp", decision="QĐ 12"),
        Step("expert_answered", date(2019, 4, 1)),
    ])
    life.due("denunciation.settlement", start=date(2019, 3, 1), complexity="complex").due_on

A step that stops the clock leaves its own day counted, as the day of an event never begins to run (Civil Code 2015,
art. 147); the days after it do not count, up to and including the day on which the clock is let run again. Stopped
and let run on one day, nothing is lost. Two causes may overlap: a day is left out once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from danvan.law.calendar import ONE_DAY
from danvan.law.clock import Due, due, due_by_term
from danvan.law.errors import (
    AlreadyStopped,
    LawError,
    NoReason,
    NothingToUndo,
    NotStopped,
    StepBeforeStart,
    UnknownStep,
)
from danvan.law.granted import extension, over_cap, within
from danvan.law.recipe import Extension, Suspension
from danvan.law.rulebook import ExtensionLimit
from danvan.law.words import Words, plain

# What stops the clock, and what lets it run again. Each cause stops it by itself; two may overlap.
STOPS = {
    "suspend": "resume",
    "wait_citizen": "citizen_answered",
    "ask_expert": "expert_answered",
    "wait_payment": "paid",
}
STARTS = {end: begin for begin, end in STOPS.items()}
KINDS = (*STOPS, *STARTS, "extend", "undo_extension")
NAMES = {
    "suspend": Words("tạm đình chỉ", "suspended"),
    "resume": Words("tiếp tục giải quyết", "resumed"),
    "wait_citizen": Words("chờ người dân bổ sung", "waiting for the citizen"),
    "citizen_answered": Words("người dân đã bổ sung", "the citizen has answered"),
    "ask_expert": Words("trưng cầu giám định, chờ kết quả", "an expert opinion asked for"),
    "expert_answered": Words("đã có kết quả giám định", "the expert opinion has come"),
    "wait_payment": Words("chờ nộp phí, lệ phí", "waiting for the fee"),
    "paid": Words("đã nộp phí, lệ phí", "the fee was paid"),
    "extend": Words("gia hạn", "extended"),
    "undo_extension": Words("hủy gia hạn", "extension undone"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a clock (bước) on a day.

    `days`: how much an extension adds, in the unit of its rule. `reason`: required of whatever stops or extends.
    `by`: who decided. `decision`: its number; for undo_extension, that of the extension undone (left open: the last).
    """

    kind: str
    on: date
    days: int = 0
    reason: str = ""
    by: str = ""
    decision: str = ""

    def say(self, lang: str = "vi") -> str:
        """'20/03/2019: gia hạn 30 theo QĐ 12, Hoa: vụ việc phức tạp'."""
        number = f" {self.days}" if self.kind == "extend" else ""
        by = " theo " if lang == "vi" else " by "
        decision = f"{by}{self.decision}" if self.decision else ""
        who = f", {self.by}" if self.by else ""
        why = f": {self.reason}" if self.reason else ""
        return f"{plain(self.on)}: {NAMES[self.kind].say(lang)}{number}{decision}{who}{why}"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a clock stands: 'running' with its day, or 'stopped' with the units of its term that are left.

    `due` is None while the clock is stopped. `left` counts working days in a term of working days, else calendar
    days; None while it runs. `stopped_on` is the first day that does not count.
    """

    state: str
    due: Due | None
    left: int | None = None
    stopped_on: date | None = None

    @property
    def due_on(self) -> date | None:
        """The day; None while the clock is stopped."""
        return self.due.due_on if self.due else None


@dataclass(frozen=True, slots=True)
class Life:
    """What the steps came to: the extensions that hold, the days left out, and since when the clock stands still."""

    steps: tuple[Step, ...] = ()
    extensions: tuple[Extension, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    open_suspension: Step | None = None

    @property
    def stopped_on(self) -> date | None:
        """The first day that does not count in a stop that has no end yet."""
        return self.open_suspension.on + ONE_DAY if self.open_suspension else None

    @property
    def settled(self) -> tuple[Suspension, ...]:
        """The days left out that nothing can change any more: those before a stop that has no end yet."""
        return _before(self.suspensions, self.stopped_on) if self.stopped_on else self.suspensions

    def then(self, *more: Step) -> Life:
        """The life with further steps; this one stays as it is. Raises the errors of `live`."""
        return live((*self.steps, *more))

    def due(self, rule_id: str, *, start: date, **how: Any) -> Standing:
        """Where the clock of a rule stands; `how` as in `law.due`, without extensions and suspensions."""
        return self._standing(partial(due, rule_id, start=start, **how), start)

    def due_by_term(self, amount: int, unit: str, start: date, **how: Any) -> Standing:
        """Where the clock of a term that is no rule of ours stands; `how` as in `law.due_by_term`."""
        return self._standing(partial(due_by_term, amount, unit, start, **how), start)

    def _standing(self, ask: Callable[..., Due], start: date) -> Standing:
        for step in self.steps:
            if step.on < start:
                raise StepBeforeStart(
                    vi=f"Bước ngày {plain(step.on)} ở trước ngày bắt đầu {plain(start)}.",
                    en=f"The step of {plain(step.on)} lies before the start on {plain(start)}.",
                )
        stopped_on = self.stopped_on
        if stopped_on is None:
            return Standing("running", ask(extensions=self.extensions, suspensions=self.suspensions))
        answer = ask(extensions=self.extensions, suspensions=self.settled)
        if answer.due_on < stopped_on:  # it had ended before it was stopped
            return Standing("running", answer)
        return Standing("stopped", None, _left(answer, stopped_on), stopped_on)


def live(steps: Iterable[Step], *, limit: ExtensionLimit | None = None, unit: str = "calendar") -> Life:
    """What a list of steps came to. `limit`: how far the rule lets the term be extended (checked when given).

    Raises UnknownStep, NoReason, InvalidTerm, AlreadyStopped, NotStopped, NothingToUndo, ExtensionOverCap.
    """
    ordered = tuple(sorted(steps, key=lambda step: step.on))
    for step in ordered:
        _check(step)
    extensions = _extensions(ordered)
    if limit is not None and extensions and not within(extensions, limit):
        raise over_cap(limit, unit)
    closed: list[Suspension] = []
    still: list[Step] = []
    for cause in STOPS:
        pairs, last = _pairs(cause, ordered)
        closed += pairs
        still += [last] if last else []
    since = min(still, key=lambda step: step.on, default=None)
    return Life(ordered, extensions, _union(closed), since)


def history(steps: Iterable[Step], ask: Callable[[Life], Standing]) -> list[tuple[Step, Standing]]:
    """Every step by its day, each with where the clock stood after it: `ask` is `lambda life: life.due(...)`."""
    ordered = sorted(steps, key=lambda step: step.on)
    live(ordered)  # a life that cannot be is refused as a whole
    told = []
    for number, step in enumerate(ordered, 1):
        same_day = [each for each in ordered[number:] if each.on == step.on]
        told.append((step, ask(live([*ordered[:number], *same_day]))))
    return told


# -- reading the steps


def _check(step: Step) -> None:
    if step.kind not in KINDS:
        raise UnknownStep(
            vi=f"Không có bước '{step.kind}'; các bước: {', '.join(KINDS)}.",
            en=f"There is no step '{step.kind}'; the steps are {', '.join(KINDS)}.",
        )
    if (step.kind in STOPS or step.kind == "extend") and not step.reason.strip():
        raise NoReason(
            vi=f"Bước '{NAMES[step.kind].vi}' ngày {plain(step.on)} phải nêu lý do.",
            en=f"The step '{step.kind}' of {plain(step.on)} must give its reason.",
        )


def _extensions(ordered: Sequence[Step]) -> tuple[Extension, ...]:
    """The extensions that were granted and not undone; on one day, granting comes before undoing."""
    held: list[Extension] = []
    days = sorted(ordered, key=lambda step: (step.on, step.kind != "extend", step.decision, step.days))
    for step in days:
        if step.kind == "extend":
            held.append(extension(Extension(step.days, step.decision, step.on, step.reason)))
        elif step.kind == "undo_extension":
            found = [each for each in held if not step.decision or each.decision == step.decision]
            if not found:
                raise NothingToUndo(
                    vi=f"Ngày {plain(step.on)} không có gia hạn nào để hủy{_of(step, ' theo ')}.",
                    en=f"On {plain(step.on)} there is no extension to undo{_of(step, ' by ')}.",
                )
            held.remove(found[-1])
    return tuple(held)


def _of(step: Step, word: str) -> str:
    return f"{word}{step.decision}" if step.decision else ""


def _pairs(cause: str, ordered: Sequence[Step]) -> tuple[list[Suspension], Step | None]:
    """The closed stops of one cause, and the one that is still open."""
    closed: list[Suspension] = []
    since: Step | None = None
    waiting = [step for step in ordered if step.kind in (cause, STOPS[cause])]
    while waiting:
        step = _next(waiting, STOPS[cause] if since else cause)
        waiting.remove(step)
        if step.kind == cause:
            if since:
                raise _wrong(AlreadyStopped, step, "thời hạn đang dừng", "the clock stands still already")
            since = step
        elif since is None:
            raise _wrong(NotStopped, step, "thời hạn không dừng", "the clock was not stopped")
        else:
            if step.on > since.on:
                closed.append(Suspension(since.on + ONE_DAY, step.on, since.reason, since.decision))
            since = None
    return closed, since


def _next(waiting: Sequence[Step], wanted: str) -> Step:
    """The next step; of several on one day, the one that fits, whatever their order in the list."""
    today = [step for step in waiting if step.on == waiting[0].on]
    return next((step for step in today if step.kind == wanted), today[0])


def _wrong(error: type[LawError], step: Step, vi: str, en: str) -> LawError:
    name = NAMES[step.kind]
    return error(
        vi=f"Không thể '{name.vi}' ngày {plain(step.on)}: {vi}.",
        en=f"'{step.kind}' cannot be on {plain(step.on)}: {en}.",
    )


def _union(spans: Iterable[Suspension]) -> tuple[Suspension, ...]:
    """The same days as spans that share none; where causes overlap, the later days carry the later cause."""
    out: list[Suspension] = []
    for span in sorted(spans, key=lambda each: (each.first, each.last, each.reason)):
        first = max(span.first, out[-1].last + ONE_DAY) if out else span.first
        if first <= span.last:
            out.append(Suspension(first, span.last, span.reason, span.decision))
    return tuple(out)


def _before(spans: Sequence[Suspension], day: date) -> tuple[Suspension, ...]:
    """The spans as far as they lie before a day."""
    return tuple(
        Suspension(each.first, min(each.last, day - ONE_DAY), each.reason, each.decision)
        for each in spans
        if each.first < day
    )


def _left(answer: Due, stopped_on: date) -> int:
    """How much of the term lies on or after the day on which the clock stopped."""
    last = max(answer.counted_on, stopped_on - ONE_DAY)
    if answer.derivation.recipe.unit == "working":
        return answer.derivation.calendar.count_working(stopped_on, last)
    return (last - stopped_on).days + 1
