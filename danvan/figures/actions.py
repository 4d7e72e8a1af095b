"""Every write to figures: facts are posted, totals rolled up, by units and by groups of units."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from danvan.figures import rolled
from danvan.figures.covers import LEAST
from danvan.figures.models import Fact, Member, RollUp
from danvan.figures.postings import as_facts
from danvan.journal.models import Event, Recorded
from danvan.lib import bulk
from danvan.lib.rows import insert

FACT_LOCK = 710_002
MANY_UNITS = (
    50  # of so many the days at the edges of a period are too many facts to be added up for one answer
)
MANY = 100  # above so many events a COPY of bare values is worth it
COLUMNS = ("measure", "day", "unit_id", "kind", "topic", "amount", "event_id", "subject_id", "recorded_at")


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


def roll_up(*, patience: str = "0") -> int:
    """Bring the groups of units and the totals up to the last committed fact; returns how many facts came in.

    The mark is read while no fact is being written, so that none can appear below it later. `patience`: how long to
    wait for those who write, as PostgreSQL says it; OperationalError after it. Whoever comes later waits behind us.
    """
    wanted = _wanted()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [patience])
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FACT_LOCK])
        mark, _ = RollUp.objects.select_for_update().get_or_create(pk=1)
        _regroup(wanted, mark)
        return _bring_in(rolled.ADD, mark)


def rebuild() -> int:
    """Throw all totals and groups away and make them again from the facts; returns how many facts came in.

    Totals are derived: nothing that was recorded is touched, and no answer can be asked meanwhile. Each year is made by
    itself, so that room on disk is needed for one only. The index of so many rows is built when they are there, in a
    fraction of the time that it takes to keep it.
    """
    wanted = _wanted()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FACT_LOCK])
        cursor.execute("TRUNCATE figures_total, figures_member, figures_rollup")
        mark = RollUp.objects.create(pk=1)
        _regroup(wanted, mark)
        cursor.execute("ALTER TABLE figures_total DROP CONSTRAINT figures_total_pkey")
        cursor.execute(rolled.LIMITS)
        count = _bring_in(rolled.FILL, mark, rolled.yearly(*cursor.fetchone()))
        cursor.execute(rolled.KEY)
    return count


def _bring_in(sql: str, mark: RollUp, portions: Iterable[dict[str, date]] = (rolled.EVER,)) -> int:
    """The facts behind the mark into the totals; the caller holds the lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(id), 0), count(*) FROM figures_fact WHERE id > %s", [mark.last_fact]
        )
        last, count = cursor.fetchone()
        if not count:
            return 0
        for portion in portions:
            cursor.execute(sql, {"after": mark.last_fact, "last": last, **portion})
    RollUp.objects.filter(pk=1).update(last_fact=last)
    return int(count)


def _wanted() -> set[tuple[int, int, bool]]:
    """The unit above, each unit that is added up in its group, and whether day by day, as who knows the units says."""
    pairs: Iterable[tuple[int, int]] = import_string(settings.DANVAN_FIGURE_GROUPS)()
    members: dict[int, set[int]] = {}
    for top, unit in pairs:
        members.setdefault(top, set()).add(unit)
    return {
        (top, unit, len(units) >= MANY_UNITS)
        for top, units in members.items()
        if len(units) >= LEAST
        for unit in units
    }


def _regroup(wanted: set[tuple[int, int, bool]], mark: RollUp) -> None:
    """Let the groups hold these units; whoever joins or leaves takes all that is rolled up along, however old."""
    held = set(Member.objects.values_list("top_id", "unit_id", "daily"))
    come, gone = wanted - held, held - wanted
    if not come and not gone:
        return
    tops, units, daily = (list(column) for column in zip(*come, *gone, strict=True))
    shifted: dict[str, Any] = {"tops": tops, "units": units, "daily": daily, "last": mark.last_fact}
    shifted["signs"] = [1] * len(come) + [-1] * len(gone)
    with connection.cursor() as cursor:
        cursor.execute(rolled.SHIFT, shifted)
        cursor.execute(
            "DELETE FROM figures_member USING unnest(%s::int[], %s::int[]) AS gone(top, unit)"
            " WHERE top_id = top AND unit_id = unit",
            [[top for top, _unit, _daily in gone], [unit for _top, unit, _daily in gone]],
        )
    Member.objects.bulk_create(Member(top_id=top, unit_id=unit, daily=each) for top, unit, each in come)
