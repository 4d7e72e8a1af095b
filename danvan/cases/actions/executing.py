"""The figures of decisions that are to be carried out (quyết định phải thi hành): ordered, still owed, done.

A decision counts once, however many things it asks: from the day on which the first of them is given out until the
last one is done or called off. What is given out afterwards counts anew. All of it is read from the timeline of the
decision's own case, so that a step that was taken back counts for nothing.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Sum

from danvan.cases.effect import ORDER
from danvan.cases.models import Case
from danvan.cases.ties import EXECUTION
from danvan.figures.models import Fact
from danvan.figures.postings import Posting
from danvan.journal.queries import events_of

ORDERED, OWED, DONE = "executions.ordered", "executions.owed", "executions.done"
MEASURES = frozenset({ORDERED, OWED, DONE})
EXECUTED, CALLED_OFF, AGAIN = VERBS = tuple(
    f"{EXECUTION}_{word}" for word in ("executed", "called_off", "owed_again")
)
"""What the timeline of the decision tells of a thing to be done: it is done, need not be done, is owed after all."""


class Told(NamedTuple):
    """An event of the decision's case, as far as it counts here."""

    number: int
    verb: str
    on: date
    data: dict[str, Any]


class _Round:
    """The things given out of one decision while the timeline is read."""

    def __init__(self) -> None:
        self.found: Counter[tuple[str, date]] = Counter()
        self.known: set[int] = set()
        self.open: set[int] = set()
        self.done: set[int] = set()
        self.ended: list[tuple[str, date, int]] = []

    def order(self, parts: Iterable[int], on: date) -> None:
        """Things are given out; where none was open, the decision is to be carried out from this day."""
        if not self.open:
            self.done = set()
            self._add([(ORDERED, on, 1), (OWED, on, 1)])
        self.open |= set(parts)
        self.known |= set(parts)

    def end(self, thing: int, on: date, *, done: bool) -> None:
        """A thing is done or called off; with the last one the decision is no longer owed."""
        self.open.discard(thing)
        self.done |= {thing} if done else set()
        if not self.open:
            self.ended = [(OWED, on, -1), *([(DONE, on, 1)] if self.done else [])]
            self._add(self.ended)

    def again(self, thing: int) -> None:
        """A thing is owed after all; where it was the last one, the decision was never done."""
        if not self.open:
            self._add([(measure, on, -n) for measure, on, n in self.ended])
        self.open.add(thing)
        self.done.discard(thing)

    def _add(self, moves: Iterable[tuple[str, date, int]]) -> None:
        for measure, on, n in moves:
            self.found[measure, on] += n


def counted(chain: Iterable[Told]) -> Counter[tuple[str, date]]:
    """What a decision adds to these measures, by day, as its timeline tells; from the first event to the last."""
    rows = list(chain)
    undone = {row.data["corrects"] for row in rows if "corrects" in row.data}
    things = _Round()
    for row in rows:
        if row.verb == ORDER and row.number not in undone:
            things.order(row.data["parts"], row.on)
        elif row.data.get("other") not in things.known:
            continue
        elif row.verb in (EXECUTED, CALLED_OFF):
            things.end(row.data["other"], row.on, done=row.verb == EXECUTED)
        elif row.verb == AGAIN:
            things.again(row.data["other"])
    return things.found


def moved(case: Case, *now: Told) -> list[Posting]:
    """What the figures lack of what the case's timeline tells, with what is told of it now and not yet written."""
    verbs = (ORDER, *VERBS, "correct")
    events = events_of("case", case.pk).filter(verb__in=verbs).order_by("number")
    chain = [Told(*row) for row in events.values_list("number", "verb", "on", "data")]
    missing = counted([*chain, *now])
    posted = Fact.objects.filter(subject_id=case.pk, measure__in=MEASURES)
    for measure, day, amount in posted.values_list("measure", "day").annotate(n=Sum("amount")):
        missing[measure, day] -= amount
    unit, what = case.unit_responsible_id, (case.kind, case.topic)
    return [Posting(measure, day, unit, n, *what) for (measure, day), n in sorted(missing.items()) if n]
