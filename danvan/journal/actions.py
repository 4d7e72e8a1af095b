"""Every write to the journal: an event is recorded, a day is sealed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction

from danvan.journal import redaction
from danvan.journal.actors import Outsider, kind_of
from danvan.journal.models import Event, Recorded, Seal
from danvan.lib import bulk, dates, merkle
from danvan.lib.canonical import Ready, canonical, digest
from danvan.lib.rows import insert

EVENT_LOCK = 710_001


@dataclass(frozen=True)
class Entry:
    """One event of many: its subject, the number and hash of the last event there, and what `record` takes."""

    subject: int
    after: tuple[int, str]
    old: str = ""
    new: str = ""
    public: bool = False
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class First:
    """What differs between the first events of many subjects."""

    subject: int
    by: AbstractBaseUser | Outsider
    on: date
    data: dict[str, Any]


@dataclass(frozen=True)
class Beginning:
    """One of the events with which a new subject begins."""

    verb: str
    on: date
    new: str
    data: dict[str, Any]


def record(
    *,
    stream: str,
    subject: int,
    verb: str,
    by: AbstractBaseUser | Outsider,
    on: date,
    old: str = "",
    new: str = "",
    public: bool = False,
    text: str = "",
    data: dict[str, Any] | None = None,
    after: tuple[int, str] | None = None,
) -> Event:
    """Add an event to the chain of its subject and return it.

    `on` is the day in Viet Nam on which the thing happened; the moment of writing is taken here, because no
    caller may choose it. `after`, the number and hash of the last event ((0, "") for none), spares the look-up
    where the caller knows. Two writers at once: one gets IntegrityError, so lock the subject's row before.
    """
    after = _last(stream, subject) if after is None else after
    event = _made(stream, subject, verb, by, on, old, new, public, text, data, after)
    insert(event)
    return event


def record_first(*, stream: str, verb: str, rows: Sequence[First]) -> list[Event]:
    """Add the first event of each of many new subjects, in one statement and in this order."""
    return Event.objects.bulk_create(
        _made(stream, row.subject, verb, row.by, row.on, "", "", False, "", row.data, (0, "")) for row in rows
    )


def record_beginning(
    *, stream: str, subject: int, by: AbstractBaseUser | Outsider, steps: Sequence[Beginning]
) -> list[Event]:
    """Add the first events of a new subject, one after another, in one statement."""
    events: list[Event] = []
    after = (0, "")
    for step in steps:
        event = _made(stream, subject, step.verb, by, step.on, "", step.new, False, "", step.data, after)
        after = (event.number, event.hash)
        events.append(event)
    return Event.objects.bulk_create(events)


def _made(
    stream: str,
    subject: int,
    verb: str,
    by: AbstractBaseUser | Outsider,
    on: date,
    old: str,
    new: str,
    public: bool,
    text: str,
    data: dict[str, Any] | None,
    after: tuple[int, str],
) -> Event:
    event = Event(
        stream=stream,
        subject=subject,
        number=after[0] + 1,
        verb=verb,
        actor_kind=kind_of(by),
        actor_id=None if isinstance(by, Outsider) else by.pk,
        on=on,
        at=dates.now(),
        old=old,
        new=new,
        public=public,
        text=text,
        data=data or {},
        previous=after[1],
    )
    event.hash = event.expected_hash()
    return event


def record_many(
    entries: Sequence[Entry], *, stream: str, verb: str, by: AbstractBaseUser | Outsider, on: date
) -> list[Recorded]:
    """Add one event to each of many chains, in few statements; hashed exactly as `record` does it.

    Raises ValueError for a subject that is named twice; IntegrityError when somebody was quicker, as `record`.
    """
    if len({entry.subject for entry in entries}) != len(entries):
        raise ValueError("one event for each subject")
    shared = {
        "stream": stream,
        "verb": verb,
        "actor_kind": kind_of(by),
        "actor": None if isinstance(by, Outsider) else by.pk,
        "on": on,
        "at": dates.now(),
    }
    made = [
        _many_made(key, e, shared) for key, e in zip(bulk.keys(Event, len(entries)), entries, strict=True)
    ]
    bulk.append(Event, _COLUMNS, (row for _told, row in made))
    return [told for told, _row in made]


# What record_many gives COPY, in this order: the number of the row, then the columns of `Event.content`.
_COLUMNS = (
    *("id", "hash", "stream", "verb", "actor_kind", "actor_id", "on", "at"),
    *("subject", "number", "old", "new", "public", "text", "data", "previous"),
)


def _many_made(key: int, entry: Entry, shared: dict[str, Any]) -> tuple[Recorded, tuple[Any, ...]]:
    """An event of many, and its row; its data are written down once, for the hash and for the row."""
    data = canonical(entry.data)
    own: dict[str, Any] = {
        "subject": entry.subject,
        "number": entry.after[0] + 1,
        "old": entry.old,
        "new": entry.new,
        "public": entry.public,
        "text": entry.text,
        "data": Ready(data),
        "previous": entry.after[1],
    }
    seal = digest({**shared, **own})
    told = Recorded(key, entry.subject, own["number"], seal, shared["at"], entry.data)
    return told, (key, seal, *shared.values(), *{**own, "data": data.decode()}.values())


@transaction.atomic
def destroy(
    *,
    stream: str,
    subject: int,
    by: AbstractBaseUser | Outsider,
    on: date,
    new: str = "",
    public: bool = False,
    data: dict[str, Any],
) -> Event:
    """Record that a thing's content was destroyed (hủy), and take the words out of its earlier events.

    `data` holds the basis, and under `rows` the fingerprints of all that stays. The caller locked the subject's row.
    """
    blanked = redaction.blank(Event.objects.filter(stream=stream, subject=subject).order_by("number"))
    event = record(
        stream=stream,
        subject=subject,
        verb=redaction.VERB,
        by=by,
        on=on,
        old=new,
        new=new,
        public=public,
        data={**data, redaction.REDACTED: redaction.marks(blanked)},
    )
    Event.objects.bulk_update(blanked, ["text", "data"])
    return event


@transaction.atomic
def seal(*, on: date) -> Seal | None:
    """Close all events since the last seal under one root; None when nothing happened since.

    Waits for the writers of the moment, so that no event can slip in below a seal afterwards.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [EVENT_LOCK])
    before = Seal.objects.order_by("-number").first()
    after_event = before.last_event if before else 0
    hashes = list(Event.objects.filter(pk__gt=after_event).order_by("pk").values_list("pk", "hash"))
    if not hashes:
        return None
    closed = Seal(
        number=before.number + 1 if before else 1,
        day=on,
        after_event=after_event,
        last_event=hashes[-1][0],
        count=len(hashes),
        root=merkle.root([bytes.fromhex(h) for _, h in hashes]).hex(),
        previous=before.hash if before else "",
        at=dates.now(),
    )
    closed.hash = closed.expected_hash()
    closed.save(force_insert=True)
    return closed


def _last(stream: str, subject: int) -> tuple[int, str]:
    chain = Event.objects.filter(stream=stream, subject=subject).order_by("-number")
    return chain.values_list("number", "hash").first() or (0, "")
