"""After a change everything open is counted again, chunk by chunk; a worker that died goes on where it stopped."""

from datetime import date
from typing import Any

from django.db import connection, transaction

from danvan.calendars import queries
from danvan.calendars.actions.changes import CALENDAR_LOCK, STREAM
from danvan.calendars.followers import Chunk, Span, also, follower
from danvan.calendars.models import Change, Moved, State, Verb
from danvan.journal.actions import record
from danvan.journal.actors import SYSTEM
from danvan.lib import bulk, dates

RECOUNT_LOCK = 710_302
CHUNK = 5000


def recount(change: Change, *, on: date, size: int = CHUNK) -> Change:
    """Count again whatever leans on the days of a change, until nothing is left; returns it as it stands then.

    Each chunk is one transaction with the mark of how far it came, so that it may stop anywhere, be started again
    and run twice at once. `on`: the day of the events on what moves.
    """
    with bulk.collector_off():
        while _one_chunk(change.pk, on=on, size=size):
            queries.forget()
    change.refresh_from_db()
    return change


@transaction.atomic
def _one_chunk(number: int, *, on: date, size: int) -> bool:
    """One chunk; False when the change has been followed to its end.

    Chunks of all changes stand in one line and each reads the calendar anew, so none is counted by an older one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECOUNT_LOCK])
    change = Change.objects.select_for_update(of=("self",)).select_related("unit", "by").get(pk=number)
    if change.state == State.DONE:
        return False
    span, calendars = _span(change), queries.read()
    why: dict[str, Any] = {
        "by": change.by,
        "on": on,
        "text": f"{change.notice} ngày {dates.short(change.notice_on)}",
        "change": change.pk,
    }
    done = follower().recount(span, calendars, after=change.cursor, size=size, **why)
    if done.last is None:
        for follow in also():
            follow(span, calendars, **why)
    _keep(change, done, on=on)
    return done.last is not None


def _span(change: Change) -> Span:
    if change.verb == Verb.CHANGE_WEEK and change.unit:
        return Span.of_week(change.unit, change.first_day)
    return Span.over(change.unit, [change.first_day, change.last_day], dates.today())


def _keep(change: Change, done: Chunk, *, on: date) -> None:
    """What moved, and how far the work has come."""
    columns = ("change_id", "subject", "unit_id", "old_on", "new_on")
    rows = ((change.pk, each.subject, each.unit_id, each.old_on, each.new_on) for each in done.moved)
    bulk.append(Moved, columns, rows)
    change.seen += done.seen
    change.moved += len(done.moved)
    change.state = State.DONE if done.last is None else State.RUNNING
    change.cursor = change.cursor if done.last is None else done.last
    change.save(update_fields=["seen", "moved", "state", "cursor"])
    if done.last is None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CALENDAR_LOCK])
        record(
            stream=STREAM,
            subject=change.unit_id or 0,
            verb="recounted",
            by=SYSTEM,
            on=on,
            data={
                "change": change.pk,
                "seen": change.seen,
                "moved": change.moved,
                "mark": queries.mark_of_moves(change.pk),
            },
        )
