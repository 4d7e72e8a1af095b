"""Every write to figures: facts are posted, totals rolled up."""

from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

from danvan.figures.models import Fact, RollUp
from danvan.figures.postings import as_facts
from danvan.journal.models import Event, Recorded
from danvan.lib import bulk
from danvan.lib.rows import insert

FACT_LOCK = 710_002
MANY = 100  # above so many events a COPY of bare values is worth it
COLUMNS = ("measure", "day", "unit_id", "kind", "topic", "amount", "event_id", "subject_id", "recorded_at")

_ROLL_UP = """
    INSERT INTO figures_total (month, unit_id, measure, kind, topic, amount)
    SELECT date_trunc('month', day)::date, unit_id, measure, kind, topic, sum(amount)
    FROM figures_fact WHERE id > %s AND id <= %s
    GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT (unit_id, measure, month, kind, topic)
    DO UPDATE SET amount = figures_total.amount + excluded.amount
"""


def post(*events: Event | Recorded) -> None:
    """Add the facts that the events carry, in few statements, inside the transaction that recorded them."""
    if len(events) > MANY:
        bulk.append(Fact, COLUMNS, (row for event in events for row in _bare(event)))
    else:
        insert(*(fact for event in events for fact in as_facts(event)))


def _bare(event: Event | Recorded) -> Iterator[tuple[Any, ...]]:
    """The facts of an event as bare values, in the order of COLUMNS."""
    for measure, day, unit_id, kind, topic, amount in event.data.get("facts", ()):
        yield measure, day, unit_id, kind, topic, amount, event.pk, event.subject, event.at


@transaction.atomic
def roll_up(*, patience: str = "0") -> int:
    """Bring the totals up to the last committed fact; returns how many facts came in.

    The mark is read while no fact is being written, so that none can appear below it later. `patience`: how long to
    wait for those who write, as PostgreSQL says it; OperationalError after it. Whoever comes later waits behind us.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [patience])
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FACT_LOCK])
        mark, _ = RollUp.objects.select_for_update().get_or_create(pk=1)
        cursor.execute(
            "SELECT coalesce(max(id), 0), count(*) FROM figures_fact WHERE id > %s", [mark.last_fact]
        )
        last, count = cursor.fetchone()
        if not count:
            return 0
        cursor.execute(_ROLL_UP, [mark.last_fact, last])
    RollUp.objects.filter(pk=1).update(last_fact=last)
    return int(count)
