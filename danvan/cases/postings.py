"""Which figures a step moves. The facts are worked out here and posted with the step's event."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from danvan.cases import kinds
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
        """As the case stands now; a clock that stands still cannot run out."""
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
    return between(case.kind, case.topic, before, Standing.of(case), on=on)


def between(kind: str, topic: str, before: Standing | None, after: Standing, *, on: date) -> list[Posting]:
    """The same for a case of that kind and topic, from one standing to another."""
    moves = [p for stock in kinds.get(kind).stocks for p in _of_stock(stock, before, after, on)]
    return [replace(posting, kind=kind, topic=topic) for posting in moves]


def of_undoing(step: Event, since: Iterable[Event], case: Case, *, before: Standing) -> list[Posting]:
    """What taking a step back moves, so that all figures stand as if it had never been taken.

    Its own measures fall on the days on which they rose. What the stocks gained and lost with it and `since` (the
    calendar changed, a rule was confirmed) is taken back too; then the case, put back, is counted from the day of
    the step on, by the term that it has now.
    """
    stocks = {name for stock in case.workflow.stocks for name in (stock.measure, stock.overdue)}
    flows = [posting.undone() for posting in in_event(step) if posting.measure not in stocks]
    moved: Counter[Posting] = Counter()
    for posting in (p for event in (step, *since) for p in in_event(event) if p.measure in stocks):
        moved[replace(posting, amount=1)] -= posting.amount
    undone = [replace(one, amount=amount) for one, amount in moved.items() if amount]
    return flows + undone + of_standing(case, before, on=step.on)


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
