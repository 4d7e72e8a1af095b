"""One fact to be: as actions work it out, as an event keeps it, as the table stores it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from danvan.figures.models import Fact
from danvan.journal.models import Event, Recorded


@dataclass(frozen=True)
class Posting:
    """This measure rises (or falls) by so much in this unit on this day (Viet Nam)."""

    measure: str
    day: date
    unit_id: int
    amount: int
    kind: str = ""
    topic: str = ""

    def as_list(self) -> list[Any]:
        """As the journal keeps it, in the `facts` of an event's data."""
        return [self.measure, self.day.isoformat(), self.unit_id, self.kind, self.topic, self.amount]

    def undone(self) -> "Posting":
        """The same fact taken back, on the day on which it stood."""
        return replace(self, amount=-self.amount)


def in_event(event: Event | Recorded) -> list[Posting]:
    """The facts that an event posted."""
    rows = event.data.get("facts", [])
    return [Posting(m, date.fromisoformat(d), unit, n, kind, topic) for m, d, unit, kind, topic, n in rows]


def as_facts(event: Event | Recorded) -> list[Fact]:
    """The facts of an event as rows of the table."""
    return [
        Fact(event_id=event.pk, subject_id=event.subject, recorded_at=event.at, **vars(posting))
        for posting in in_event(event)
    ]
