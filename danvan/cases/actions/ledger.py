"""The one place where a case's event, its facts and its new row are written together."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Model

from danvan.cases.models import Case, Deadline
from danvan.figures import actions as figures
from danvan.figures.models import Fact
from danvan.figures.postings import Posting
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.actors import Outsider
from danvan.journal.models import Event
from danvan.people.models import Account

STREAM = "case"


def write(
    case: Case,
    *,
    verb: str,
    by: Account | Outsider,
    on: date,
    old: str = "",
    public: bool = False,
    text: str = "",
    data: dict[str, Any] | None = None,
    moved: list[Posting] | None = None,
    clocks: Sequence[Deadline] = (),
    rows: Sequence[Model] = (),
    gone: Sequence[Model] = (),
) -> Event:
    """Record the event, post its facts, and give the case (not yet saved) its new place in the chain.

    `clocks` and `rows` are the saved rows that the step wrote: the event keeps a fingerprint of each, and of the
    case as it will be saved, so nothing of it may be changed between this call and the save. `gone` are rows that
    the step takes away; call before they are deleted.
    """
    taken_away = {prints.name_of(row): None for row in gone}
    kept = {**(data or {}), "rows": prints.of([case, *clocks, *rows], case.salt) | taken_away}
    if moved:
        kept["facts"] = [posting.as_list() for posting in moved]
    if clocks:
        kept["clocks"] = {clock.purpose: clock.summary() for clock in clocks}
    event = journal.record(
        stream=STREAM,
        subject=case.pk,
        verb=verb,
        by=by,
        on=on,
        old=old,
        new=case.status,
        public=public,
        text=text,
        data=kept,
        after=(case.version, case.last_hash),
    )
    case.version, case.last_hash = event.number, event.hash
    figures.post(event)
    return event


def keys(moved: Sequence[Posting]) -> dict[type[Model], int]:
    """How many new rows `write` makes besides those it is given, by table (danvan.lib.rows.together)."""
    return {Event: 1, Fact: len(moved)}


def show_clock(case: Case, clocks: list[Deadline]) -> None:
    """The day that lists show: that of the last clock still running or stopped."""
    live = [clock for clock in clocks if clock.state in ("running", "suspended") and not clock.is_beside]
    # of clocks not stored yet the last one counts, as it will have the highest number
    last = max(reversed(live), key=lambda clock: (clock.start_on, clock.pk or 0), default=None)
    case.due_on = last.due_on if last else None
