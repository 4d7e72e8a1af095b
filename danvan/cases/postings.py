"""Which figures a step moves. The facts are worked out here and posted with the step's event."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from danvan.cases import kinds
from danvan.cases.models import Case, Urging
from danvan.cases.workflow import Stock, Transition
from danvan.figures.postings import Posting, in_event
from danvan.journal.models import Event

MANY = "_many"
OF_MANY = frozenset({"letters.received", "letters.under_examination", "letters.open"})
"""Measures that are posted once more, under their name with `_many`, where more than one person signed the letter."""
TOOK = "letters.took"
"""Calendar days from the receipt of a letter to its answer: its topic is their number, so that totals keep how many
letters took how many days."""
DAYS = "letters.days"
"""The same over all kinds whose days may be told together: of a hundred communes the days of each kind would be too
many to be read for one answer."""
URGED = "letters.urged"
"""Letters of urging that a unit sent to another one about what is late there; counted where they were written."""


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


def of_step(
    case: Case,
    step: Transition,
    before: Standing | None,
    *,
    on: date,
    outcome: str = "",
    posted: str = "",
) -> list[Posting]:
    """Everything that a step moves: its own measures, and the stocks that the case left or entered.

    `outcome` is what an answer gave the person who asked, `posted` the one of the step's `posts_one` that rises.
    """
    after = Standing.of(case)
    home = before.unit_id if before else after.unit_id
    what = case.kind, case.topic
    one = (posted,) if posted in step.posts_one else ()
    rises = [Posting(measure, on, home, 1, *what) for measure in (*step.posts, *one)]
    rises += [Posting(measure, on, home, -1, *what) for measure in step.unposts]
    if step.answers:
        late = before is not None and before.due_on is not None and on > before.due_on
        resolved = "letters.resolved_late" if late else "letters.resolved_in_time"
        rises.append(Posting(resolved, on, home, 1, *what))
        rises.append(Posting(f"letters.resolved_{outcome}", on, home, 1, *what))
    if before and before.unit_id != after.unit_id:
        rises.append(Posting("letters.received", on, after.unit_id, 1, *what))
    named = _and_of_many(case, rises)
    if step.answers:
        named += of_days(case, home, on=on)
    return named + of_standing(case, before, on=on)


def of_days(case: Case, unit: int, *, on: date) -> list[Posting]:
    """How many days a letter took that is answered on this day: by its kind, and together with those of other kinds."""
    days = str((on - case.received_on).days)
    together = [] if case.kind in kinds.sealed() else [Posting(DAYS, on, unit, 1, "", days)]
    return [Posting(TOOK, on, unit, 1, case.kind, days), *together]


def of_urging(case: Case, rows: Iterable[object], *, on: date) -> list[Posting]:
    """What the urgings among the rows of a step add for the unit that urges another one about a letter.

    A leader who urges her own officers settles her own letter; what is given out of a letter is none itself.
    """
    if case.workflow.inner:
        return []
    urgings = [row for row in rows if isinstance(row, Urging) and row.event_number == case.version + 1]
    return [
        Posting(URGED, on, row.unit_id, 1, case.kind, case.topic)
        for row in urgings
        if row.unit_id != case.unit_responsible_id
    ]


def of_standing(case: Case, before: Standing | None, *, on: date) -> list[Posting]:
    """What the stocks gain and lose when a case goes from where it stood to where it stands."""
    return _and_of_many(case, between(case.kind, case.topic, before, Standing.of(case), on=on))


def between(kind: str, topic: str, before: Standing | None, after: Standing, *, on: date) -> list[Posting]:
    """The same for a case of that kind and topic, from one standing to another."""
    what = kind, topic
    return [p for stock in kinds.get(kind).all_stocks for p in _of_stock(stock, what, before, after, on)]


def of_undoing(step: Event, since: Iterable[Event], case: Case, *, before: Standing) -> list[Posting]:
    """What taking a step back moves, so that all figures stand as if it had never been taken.

    Its own measures fall on the days on which they rose. What the stocks gained and lost with it and `since` (the
    calendar changed, a rule was confirmed) is taken back too; then the case, put back, is counted from the day of
    the step on, by the term that it has now.
    """
    stocks = {
        name
        for stock in case.workflow.all_stocks
        for name in (stock.measure, stock.measure + MANY, stock.overdue)
    }
    flows = [posting.undone() for posting in in_event(step) if posting.measure not in stocks]
    moved: Counter[Posting] = Counter()
    for posting in (p for event in (step, *since) for p in in_event(event) if p.measure in stocks):
        moved[replace(posting, amount=1)] -= posting.amount
    undone = [replace(one, amount=amount) for one, amount in moved.items() if amount]
    return flows + undone + of_standing(case, before, on=step.on)


def _and_of_many(case: Case, posted: list[Posting]) -> list[Posting]:
    """The same, and once more what a letter of several signatures adds to the figures of such letters."""
    if case.people == 1:
        return posted
    return posted + [replace(one, measure=one.measure + MANY) for one in posted if one.measure in OF_MANY]


def _of_stock(
    stock: Stock, what: tuple[str, str], before: Standing | None, after: Standing, on: date
) -> list[Posting]:
    """What a stock, and the part of it that is past its term, gains and loses between two standings.

    `what`: kind and topic of the case.
    """
    was = before if before and before.status in stock.statuses else None
    now = after if after.status in stock.statuses else None
    moves: list[Posting] = []
    if (was and was.unit_id) != (now and now.unit_id):
        moves += [Posting(stock.measure, on, was.unit_id, -1, *what)] if was else []
        moves += [Posting(stock.measure, on, now.unit_id, 1, *what)] if now else []
    if stock.overdue and was != now:
        if was and was.due_on:
            moves.append(Posting(stock.overdue, _fall(was.due_on, on), was.unit_id, -1, *what))
        if now and now.due_on:
            moves.append(Posting(stock.overdue, _fall(now.due_on, on), now.unit_id, 1, *what))
    return moves


def _fall(due_on: date, on: date) -> date:
    """The day from which a case counts as past its term: the day after the last one, or today if that is over.

    A fall still ahead is posted for its own day, and cancelled on that same day if the case is done before.
    """
    return max(due_on + timedelta(days=1), on)
