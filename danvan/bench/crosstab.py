"""Two-way tables over five million letters of a province, counted from the letters themselves."""

import statistics
import time
from datetime import date
from typing import Any

from django.db import connection

from danvan.bench.figures import Figure
from danvan.cases.models import Case
from danvan.people.models import Unit
from danvan.reports.crosstab import table
from danvan.reports.crosstab.dimensions import LETTERS

LETTERS_IN_ALL = 5_000_000
FIRST, LAST = date(2025, 7, 1), date(2026, 6, 30)
TIMES = 5
PROMISED = 2
ASKED: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("topic", "month", {}),
    ("unit", "kind", {}),
    ("channel", "phase", {}),
    ("unit", "quarter", {"topic": "land"}),
)
# Slim letters: a two-way table reads none of their words.
_FILL = """
INSERT INTO cases_case (kind, code, status, phase, unit_received_id, unit_responsible_id, channel, topic, subject, body,
    folded, salt, people, received_on, received_at, closed_on, waiting_for, elsewhere, version, last_hash)
SELECT CASE WHEN n %% 3 = 0 THEN 'complaint' ELSE 'recommendation' END, lpad(n::text, 14, 'C'), 'closed',
    CASE WHEN n %% 30 = 0 THEN 'answered' ELSE 'closed' END, unit, unit,
    (ARRAY['portal', 'counter', 'post', 'box', 'email'])[1 + n %% 5],
    (ARRAY['land', 'roads', 'policy', 'water', 'other'])[1 + n * 7 %% 5], '', '', '', '', 1 + n %% 40 / 36,
    day, day, day, '{}', '', 1, ''
FROM (SELECT n, (%(units)s::bigint[])[1 + (hashint8(n) & 1073741823) %% array_length(%(units)s::bigint[], 1)] AS unit,
        %(first)s::date + (hashint8(n + 7) & 1073741823) %% (%(last)s::date - %(first)s::date + 1) AS day
    FROM generate_series(%(from)s::bigint, %(to)s::bigint) n) letters
"""


def measure() -> list[Figure]:
    """Seconds of each table, the middle of five; and how large the index is that they are counted from."""
    began = time.perf_counter()
    fill()
    figures = [Figure("letters in one province and one year", Case.objects.count(), "", least=LETTERS_IN_ALL)]
    figures.append(Figure("written in bulk and indexed", time.perf_counter() - began, "s"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size('cases_case_book') / 1048576.0")
        figures.append(Figure("the index that tables are counted from", float(cursor.fetchone()[0]), "MB"))
    for rows, columns, only in ASKED:
        names = LETTERS.by_name
        asked = table.Asked(_province(), FIRST, LAST, LETTERS, names[rows], names[columns], only)
        what = f"{rows} × {columns}" + "".join(f", {name} = {value}" for name, value in only.items())
        figures.append(Figure(what, _seconds(asked), "s", most=PROMISED))
    return figures


def fill() -> None:
    """Write the letters and build their indexes; those of other questions stay away, so that the disk holds it."""
    units = list(Unit.objects.filter(tier="commune", exists_until=None).values_list("pk", flat=True))
    kept = [index for index in Case._meta.indexes if index.name == "cases_case_book"]
    others = [index for index in Case._meta.indexes if index.name != "cases_case_book"]
    with connection.schema_editor() as schema:
        for index in (*others, *kept):
            schema.remove_index(Case, index)
    given: dict[str, Any] = {"units": units, "first": FIRST, "last": LAST}
    with connection.cursor() as cursor:
        for start in range(0, LETTERS_IN_ALL, 500_000):
            cursor.execute(_FILL, {**given, "from": start + 1, "to": start + 500_000})
    with connection.schema_editor() as schema:
        schema.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for index in kept:
            schema.add_index(Case, index)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE cases_case")


def _seconds(asked: table.Asked) -> float:
    took = []
    for _time in range(TIMES):
        began = time.perf_counter()
        table.build(asked)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def _province() -> Unit:
    return Unit.objects.by_key("HA-TINH")
