"""Which figures a step moves. The facts are worked out here and posted with the step's event."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from danvan.cases.models import Case
from danvan.cases.workflow import Stock, Transition
from danvan.figures.postings import Posting, in_event
from danvan.journal.models import Event


@dataclass(frozen=True)
class Standing:
    """Where a case stands for the figures: its unit, status and the day its running term ends."""

    unit_id: int
    status: str
    due_on: date | None

    @classmethod
    def of(cls, case: Case) -> "Standing":
        """As the case stands now; a clock that waits for the citizen cannot run out."""
        return cls(case.unit_responsible_id, case.status, None if case.waiting_since else case.due_on)


def of_step(case: Case, step: Transition, before: Standing | None, *, on: date) -> list[Posting]:
    """Everything that a step moves: its own measures, and the stocks that the case left or entered."""
    after = Standing.of(case)
    home = before.unit_id if before else after.unit_id
    rises = [Posting(measure, on, home, 1) for measure in step.posts]
    if step.answers:
        late = before is not None and before.due_on is not None and on > before.due_on
        rises.append(Posting("letters.resolved_late" if late else "letters.resolved_in_time", on, home, 1))
    if before and before.unit_id != after.unit_id:
        rises.append(Posting("letters.received", on, after.unit_id, 1))
    named = [replace(posting, kind=case.kind, topic=case.topic) for posting in rises]
    return named + of_standing(case, before, on=on)


def of_standing(case: Case, before: Standing | None, *, on: date) -> list[Posting]:
    """What the stocks gain and lose when a case goes from where it stood to where it stands."""
    after = Standing.of(case)
    moves = [p for stock in case.workflow.stocks for p in _of_stock(stock, before, after, on)]
    return [replace(posting, kind=case.kind, topic=case.topic) for posting in moves]


def of_undoing(event: Event, case: Case, followed: Sequence[Event] = ()) -> list[Posting]:
    """The facts of an event taken back, each on the day on which it stood.

    `followed`: the later events by which the calendar moved the case's last day. What they moved is taken back on
    its new day, and a fall still ahead that comes back stands on the day that the case, put back, is counted to.
    """
    undone = [posting.undone() for posting in in_event(event)]
    if not followed:
        return undone
    moved = dict(pair for later in followed for pair in _shifts(later))
    due_on = Standing.of(case).due_on
    back = [_after_shifts(p, moved) if p.amount < 0 else _ahead(p, event.on, due_on) for p in undone]
    return back


def _shifts(event: Event) -> Iterator[tuple[tuple[str, int, date], date]]:
    """(measure, unit, day) → the day to which the calendar moved what stood there."""
    facts = in_event(event)
    for gone in (fact for fact in facts if fact.amount < 0):
        come = next((f for f in facts if f.amount > 0 and f.measure == gone.measure), None)
        if come:
            yield (gone.measure, gone.unit_id, gone.day), come.day


def _after_shifts(posting: Posting, moved: Mapping[tuple[str, int, date], date]) -> Posting:
    day, seen = posting.day, set[date]()
    while day not in seen and (posting.measure, posting.unit_id, day) in moved:
        seen.add(day)
        day = moved[posting.measure, posting.unit_id, day]
    return replace(posting, day=day)


def _ahead(posting: Posting, step_on: date, due_on: date | None) -> Posting:
    """A fall that lay ahead of the step, on the day that it has now; everything else as it was."""
    if due_on is None or posting.day <= step_on:
        return posting
    return replace(posting, day=_fall(due_on, step_on))


def _of_stock(stock: Stock, before: Standing | None, after: Standing, on: date) -> list[Posting]:
    """What a stock, and the part of it that is past its term, gains and loses between two standings."""
    was = before if before and before.status in stock.statuses else None
    now = after if after.status in stock.statuses else None
    moves: list[Posting] = []
    if (was and was.unit_id) != (now and now.unit_id):
        moves += [Posting(stock.measure, on, was.unit_id, -1)] if was else []
        moves += [Posting(stock.measure, on, now.unit_id, 1)] if now else []
    if stock.overdue and was != now:
        moves += (
            [Posting(stock.overdue, _fall(was.due_on, on), was.unit_id, -1)] if was and was.due_on else []
        )
        moves += [Posting(stock.overdue, _fall(now.due_on, on), now.unit_id, 1)] if now and now.due_on else []
    return moves


def _fall(due_on: date, on: date) -> date:
    """The day from which a case counts as past its term: the day after the last one, or today if that is over.

    A fall still ahead is posted for its own day, and cancelled on that same day if the case is done before.
    """
    return max(due_on + timedelta(days=1), on)
