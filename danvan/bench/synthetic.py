"""A synthetic nation for a benchmark: its units through the actions, its letters and their facts set by set in SQL.

Everything about a letter follows from its number, so that rows and facts say the same: it comes in, is screened one to
three days later (one in ten is not eligible), has 30 days, and is answered after 4 to 75. One in fifty is a
denunciation, three come with a turn of reception for every ten. Facts that would undo one another on the same day (the
fall of a term that was kept) are left out. No letter has words, persons or events: what is measured are figures.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import connection

from danvan.cases import topics
from danvan.cases.models import Case
from danvan.figures import actions as figures
from danvan.figures.models import Fact
from danvan.journal.actors import SYSTEM
from danvan.lib import dates
from danvan.people import actions as people
from danvan.people.actions.units import NewUnit, create_units
from danvan.people.models import Tier, Unit

PROVINCES, COMMUNES, YEARS = 34, 3_321, 5
PORTION = 500_000
_NUMBER = "(hashint8extended(n, {seed}) & 2147483647)"
_CASES = f"""
INSERT INTO cases_case (id, kind, code, status, phase, unit_received_id, unit_responsible_id, channel, topic, subject,
    body, folded, salt, people, received_on, received_at, closed_on, due_on, waiting_for, elsewhere, version, last_hash)
SELECT n, kind, lpad(n::text, 14, 'N'),
    CASE WHEN screened > %(last)s THEN 'received' WHEN NOT eligible THEN 'ineligible'
         WHEN answered > %(last)s THEN 'working' ELSE 'closed' END,
    CASE WHEN screened > %(last)s THEN 'received' WHEN eligible AND answered > %(last)s THEN 'working'
         ELSE 'closed' END,
    unit, unit, 'counter', topic, '', '', '', '', 1, received, received,
    CASE WHEN eligible AND answered <= %(last)s THEN answered
         WHEN NOT eligible AND screened <= %(last)s THEN screened END,
    received + 30, '{{}}', '', 1, ''
FROM (
    SELECT n, received, received + 1 + (n %% 3)::int AS screened, {_NUMBER.format(seed=3)} %% 10 > 0 AS eligible,
        received + CASE WHEN {_NUMBER.format(seed=4)} %% 100 < 88 THEN 4 + {_NUMBER.format(seed=5)} %% 27
                        ELSE 31 + {_NUMBER.format(seed=5)} %% 45 END::int AS answered,
        CASE WHEN n %% 50 = 0 THEN 'denunciation' WHEN n %% 3 = 0 THEN 'complaint' ELSE 'recommendation' END AS kind,
        (%(topics)s::text[])[1 + {_NUMBER.format(seed=2)} %% cardinality(%(topics)s::text[])] AS topic,
        (%(units)s::bigint[])[1 + {_NUMBER.format(seed=1)} %% cardinality(%(units)s::bigint[])] AS unit
    FROM generate_series(%(from)s::bigint, %(to)s::bigint) n,
        LATERAL (SELECT %(first)s::date + ((n - %(begin)s) * %(days)s / %(count)s)::int AS received) came
) letters
"""
# As the steps of a letter post them (danvan.petitions.workflow), the receipt to the answer.
_FACTS = """
INSERT INTO figures_fact (day, unit_id, measure, kind, topic, amount, event_id, subject_id, recorded_at)
SELECT day, unit_received_id, measure, coalesce(sitting, kind), coalesce(other, topic), amount, 0, id, received_at
FROM cases_case,
    LATERAL (SELECT received_on + 1 + (id %% 3)::int AS screened, status <> 'ineligible' AS eligible) AS step,
    LATERAL (SELECT screened <= %(last)s AND eligible AS stood, eligible AND closed_on IS NOT NULL AS answered) AS was,
    LATERAL (VALUES
        (true, 'letters.received', received_on, 1, NULL, NULL),
        (true, 'letters.under_examination', received_on, 1, NULL, NULL),
        (screened <= %(last)s, 'letters.under_examination', screened, -1, NULL, NULL),
        (NOT eligible, 'letters.ineligible', screened, 1, NULL, NULL),
        (stood, 'letters.eligible', screened, 1, NULL, NULL),
        (stood, 'letters.open', screened, 1, NULL, NULL),
        (stood AND (closed_on IS NULL OR closed_on > due_on), 'letters.overdue', due_on + 1, 1, NULL, NULL),
        (answered AND closed_on > due_on, 'letters.overdue', closed_on, -1, NULL, NULL),
        (answered, 'letters.open', closed_on, -1, NULL, NULL),
        (answered, 'letters.resolved', closed_on, 1, NULL, NULL),
        (answered, CASE WHEN closed_on > due_on THEN 'letters.resolved_late' ELSE 'letters.resolved_in_time' END,
            closed_on, 1, NULL, NULL),
        (answered, 'letters.took', closed_on, 1, NULL, (closed_on - received_on)::text),
        (answered AND kind <> 'denunciation', 'letters.days', closed_on, 1, '', (closed_on - received_on)::text),
        (id %% 10 < 3, 'reception.turns', received_on, 1, 'regular', ''),
        (id %% 10 < 3, 'reception.persons', received_on, 1, 'regular', ''),
        (id %% 10 < 3, 'reception.matters', received_on, 1, 'regular', NULL)
    ) AS fact(posted, measure, day, amount, sitting, other)
WHERE id BETWEEN %(from)s AND %(to)s AND posted
"""
# Of one million letters and more an index is built in a fraction of the time that it takes to keep it; those of other
# questions stay away, so that the disk holds it.
_INDEXES = ((Case, "cases_case_book"), (Fact, "figures_fact_question"))


def furnish() -> Unit:
    """The nation with its provinces and communes, as even as may be; returns the nation."""
    on = date(2015, 1, 1)
    nation = people.create_unit(key="VN", name="Việt Nam", tier=Tier.NATION, by=SYSTEM, on=on)
    provinces = create_units(
        [
            NewUnit(f"TINH-{n}", f"số {n}", Tier.PROVINCE, prefix="tỉnh", parent=nation)
            for n in range(1, PROVINCES + 1)
        ],
        by=SYSTEM,
        on=on,
    )
    create_units(
        [
            NewUnit(f"XA-{n}", f"số {n}", Tier.COMMUNE, prefix="xã", parent=provinces[n % PROVINCES])
            for n in range(1, COMMUNES + 1)
        ],
        by=SYSTEM,
        on=on,
    )
    with connection.cursor() as cursor:
        for table in ("figures_fact", "figures_total"):
            cursor.execute(f"ALTER TABLE {table} SET UNLOGGED")  # nothing of it must outlive the benchmark
        for model, index in ((m, i) for m in (Case, Fact) for i in m._meta.indexes):
            if (model, index.name) not in _INDEXES:
                cursor.execute(f"DROP INDEX {index.name}")
    return nation


def fill(count: int) -> None:
    """So many letters in all, the new ones spread over the five years up to yesterday; all totals made anew."""
    last = dates.today() - timedelta(days=1)
    first = dates.years_later(last, -YEARS) + timedelta(days=1)
    had = Case.objects.count()
    given: dict[str, Any] = {
        "units": list(Unit.objects.filter(tier=Tier.COMMUNE).values_list("pk", flat=True)),
        "topics": list(topics.slugs()),
        "first": first,
        "last": last,
        "days": (last - first).days + 1,
        "begin": had + 1,
        "count": count - had,
    }
    with _without_indexes(), connection.cursor() as cursor:
        for start in range(had + 1, count + 1, PORTION):
            portion = {"from": start, "to": min(start + PORTION - 1, count)}
            cursor.execute(_CASES, given | portion)
            cursor.execute(_FACTS, given | portion)
    with _room() as cursor:
        cursor.execute("ANALYZE cases_case, figures_fact")
        figures.rebuild()
        cursor.execute("VACUUM ANALYZE")


@contextmanager
def _without_indexes() -> Iterator[None]:
    with connection.cursor() as cursor:
        for _model, name in _INDEXES:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with _room(), connection.schema_editor() as schema:
        for model, name in _INDEXES:
            schema.add_index(model, next(index for index in model._meta.indexes if index.name == name))


@contextmanager
def _room() -> Iterator[Any]:
    """A cursor of a session that may use memory for a while: what fills is not what is measured."""
    with connection.cursor() as cursor:
        cursor.execute("SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'")
        yield cursor
        cursor.execute("RESET work_mem; RESET maintenance_work_mem")
