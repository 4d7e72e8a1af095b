"""What the figures gain by promises: given, kept in time or late, not kept; two stocks, open and overdue.

A promise falls overdue on the day after its day: the fact says so already when it is given, as with cases. The sum that
must hold: what stood open and was given = kept in time, kept late, disputed, dropped, and what stands open.
"""

from datetime import date, timedelta

from danvan.figures.postings import Posting
from danvan.promises.models import Promise
from danvan.promises.workflow import OPEN, Status

GIVEN, KEPT, KEPT_LATE = "promises.given", "promises.kept_in_time", "promises.kept_late"
DISPUTED, DROPPED, REOPENED = "promises.disputed", "promises.dropped", "promises.reopened"
OPEN_NOW, OVERDUE = "promises.open", "promises.overdue"
FLOWS = (GIVEN, KEPT, KEPT_LATE, DISPUTED, DROPPED, REOPENED)
STOCKS = (OPEN_NOW, OVERDUE)
MEASURES = (*FLOWS, *STOCKS)


def fact(promise: Promise, measure: str, day: date, amount: int = 1) -> Posting:
    """A fact of a promise, in the unit before whose people it was given."""
    return Posting(measure, day, promise.host_id, amount, promise.kind, promise.topic)


def late_from(promise: Promise) -> date | None:
    """The day from which it stands overdue: the one after its day, also while it waits for a word about what was done
    late; None where it was done in time, or is settled."""
    if promise.status not in OPEN:
        return None
    in_time = (
        promise.status == Status.REPORTED
        and promise.done_on is not None
        and promise.done_on <= promise.due_on
    )
    return None if in_time else promise.due_on + timedelta(days=1)


def given(promise: Promise) -> list[Posting]:
    """What is gained when it is given."""
    late = late_from(promise)
    made = [fact(promise, GIVEN, promise.made_on), fact(promise, OPEN_NOW, promise.made_on)]
    return made + ([fact(promise, OVERDUE, max(late, promise.made_on))] if late else [])


def moved(promise: Promise, was_late_from: date | None, day: date, *, flow: str = "") -> list[Posting]:
    """What a step posts: from when it is overdue now, the flow it ended in, and that it stands open no more."""
    made, now = [], late_from(promise)
    if was_late_from != now:
        if was_late_from:
            made.append(fact(promise, OVERDUE, max(was_late_from, day), -1))
        if now:
            made.append(fact(promise, OVERDUE, max(now, day)))
    if promise.status not in OPEN:
        made.append(fact(promise, OPEN_NOW, day, -1))
    return made + ([fact(promise, flow, day)] if flow else [])


def flow_of_kept(promise: Promise) -> str:
    """In time is the day that was promised first: an extension does not make a late promise one kept in time."""
    return KEPT if promise.done_on and promise.done_on <= promise.first_due_on else KEPT_LATE
