"""The events of promises: a chain for each, with fingerprints of it, of its extensions and of its evidence."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model

from danvan.figures import actions as figures
from danvan.figures.postings import Posting
from danvan.journal.actors import Outsider
from danvan.journal.keeping import keep
from danvan.journal.models import Event
from danvan.people.lives import check_seen
from danvan.people.models import Account
from danvan.promises import policies
from danvan.promises.models import Promise
from danvan.promises.workflow import LIFE

STREAM = LIFE.stream
SALT = "promises"  # an office's own words: what it promised, in public


def hold(promise: Promise | int) -> Promise:
    """The promise, locked: one writer at a time, so that its events follow one another."""
    rows = Promise.objects.select_for_update(of=("self",)).select_related("unit", "host", "officer")
    return rows.get(pk=promise if isinstance(promise, int) else promise.pk)


def locked(promise: Promise, verb: str, *, by: Account, on: date, seen: int | None) -> Promise:
    """The promise, locked, on which this officer may take the step now.

    Raises MovedMeanwhile where it has moved since the page was shown; Refused where role or table do not allow it.
    """
    row = hold(promise)
    check_seen(LIFE, row.pk, row.revision, seen)
    policies.check_can(by, row, verb, on)
    return row


def write(
    promise: Promise,
    verb: str,
    *,
    by: Account | Outsider,
    on: date,
    old: str = "",
    public: bool = True,
    text: str = "",
    rows: Iterable[Model] = (),
    posted: Iterable[Posting] = (),
    data: dict[str, Any] | None = None,
) -> Event:
    """Save the promise, put the step on record, post its facts. All but notes for officers is public."""
    facts = [posting.as_list() for posting in posted]
    event = keep(
        promise,
        verb,
        stream=STREAM,
        by=by,
        on=on,
        salt=SALT,
        old=old,
        new=promise.status,
        public=public,
        text=text,
        rows=rows,
        data={**(data or {}), **({"facts": facts} if facts else {})},
    )
    figures.post(event)
    return event
