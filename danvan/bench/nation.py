"""The report of people relations of a nation: 34 provinces, 3,321 communes, five years, up to ten million letters.

What a report says is compared with the same figures counted from the letters themselves, to the unit: every line of
the nation's report (its provinces) and of each province's report (its communes).
"""

import resource
import statistics
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from danvan.bench import synthetic
from danvan.bench.figures import Figure
from danvan.bench.large import p95
from danvan.cases import kinds
from danvan.cases.models import Case
from danvan.config import serve
from danvan.figures import verify
from danvan.lib import dates
from danvan.people.models import Tier, Unit
from danvan.reports.people_relations import Line, Report, build
from danvan.reports.periods import presets

FEW, MANY = 100_000, 10_000_000
MOST_MS, LEAST_TIMES, MOST_GROWTH = 300, 50, 1.5
SCOPES = ("nation", "province", "commune")

# The figures of letters as the letters themselves have them; by label, kind and topic. {figures} is _FIGURES.
_COUNTED = """
    SELECT label, kind, topic, {figures},
        percentile_cont(0.5) WITHIN GROUP (ORDER BY closed_on - received_on) FILTER ({resolved} AND {told}),
        percentile_disc(0.9) WITHIN GROUP (ORDER BY closed_on - received_on) FILTER ({resolved} AND {told})
    FROM (
        SELECT label, kind, topic, received_on, closed_on, due_on, received_on + 1 + (id %% 3)::int AS screened_on,
            status <> 'ineligible' AS eligible
        FROM cases_case JOIN unnest(%(labels)s::int[], %(units)s::int[]) AS meant(label, unit)
            ON unit = unit_received_id
    ) letters
    GROUP BY GROUPING SETS ((label), (kind), (topic))
"""
_RESOLVED = "WHERE eligible AND closed_on BETWEEN %(from)s AND %(to)s"
_OPEN = "WHERE eligible AND screened_on <= %(to)s AND (closed_on IS NULL OR closed_on > %(to)s)"
_FIGURES = {
    "received": "WHERE received_on BETWEEN %(from)s AND %(to)s",
    "carried_under_examination": "WHERE received_on < %(from)s AND screened_on >= %(from)s",
    "under_examination": "WHERE received_on <= %(to)s AND screened_on > %(to)s",
    "eligible": "WHERE eligible AND screened_on BETWEEN %(from)s AND %(to)s",
    "ineligible": "WHERE NOT eligible AND screened_on BETWEEN %(from)s AND %(to)s",
    "carried_open": "WHERE eligible AND screened_on < %(from)s AND (closed_on IS NULL OR closed_on >= %(from)s)",
    "resolved": _RESOLVED,
    "resolved_in_time": f"{_RESOLVED} AND closed_on <= due_on",
    "resolved_late": f"{_RESOLVED} AND closed_on > due_on",
    "open": _OPEN,
    "overdue": f"{_OPEN} AND due_on < %(to)s",
}
_TOLD = "kind <> ALL(%(sealed)s)"


def measure(many: int = MANY) -> list[Figure]:
    """Milliseconds of each report at both sizes, beside a count of the letters, and what disk and memory it takes."""
    serve.load_rest()
    nation = synthetic.furnish()
    took: dict[str, dict[int, float]] = {scope: {} for scope in SCOPES}
    figures: list[Figure] = []
    for size in (FEW, many):
        began = time.perf_counter()
        synthetic.fill(size)
        figures.append(_seconds(f"{size:,} letters, their facts and all totals made", began))
        for scope, ask in _questions(nation).items():
            took[scope][size] = p95(ask)[0]
    for scope, at in took.items():
        figures += [
            Figure(f"report of the {scope}, {FEW:,} letters: p95", at[FEW], "ms"),
            Figure(f"report of the {scope}, {many:,} letters: p95", at[many], "ms", most=MOST_MS),
            Figure(f"report of the {scope}: growth", at[many] / at[FEW], "×", most=MOST_GROWTH),
        ]
    return [*figures, *_weights(), *_counted(nation, took["nation"][many] / 1000)]


def _questions(nation: Unit) -> dict[str, Callable[[int], Any]]:
    """Reports with all their parts: of the year before, of the last quarter, and of this year until today."""
    asked = [p for p in presets(dates.today()) if p.name in ("last_year", "last_quarter", "year")]
    units = {
        scope: list(Unit.objects.filter(tier=tier).order_by("pk"))
        for scope, tier in zip(SCOPES, (Tier.NATION, Tier.PROVINCE, Tier.COMMUNE), strict=True)
    }

    def report(units: Sequence[Unit]) -> Callable[[int], Report]:
        def ask(n: int) -> Report:
            period = asked[n % len(asked)]
            return build(units[n * 37 % len(units)], period.first, period.last, named=True)

        return ask

    return {scope: report(found) for scope, found in units.items()}


def _counted(nation: Unit, fast: float) -> list[Figure]:
    """Everything counted again from the letters: how long it takes for one report, and how many figures differ."""
    period = next(p for p in presets(dates.today()) if p.name == "last_year")
    days = (period.first, period.last)
    report = build(nation, *days)
    labels = {line.key: line.unit_ids for line in report.by_unit}
    took = []
    for _time in range(3):
        began = time.perf_counter()
        lines, of_kind, of_topic = _from_letters(list(labels.values()), *days)
        took.append(time.perf_counter() - began)
    slow = statistics.median(took)
    parts = [(report.by_kind, of_kind), (report.by_topic, of_topic)]
    wrong = _differences(report.by_unit, dict(zip(labels, lines.values(), strict=True)))
    wrong += sum(
        _differences([line for line in some if line.key in counted], counted) for some, counted in parts
    )
    communes = {unit.pk: unit.key for unit in Unit.objects.filter(tier=Tier.COMMUNE)}
    each, _kinds, _topics = _from_letters([[pk] for pk in communes], *days)
    by_key = dict(zip(communes.values(), each.values(), strict=True))
    for province in Unit.objects.filter(tier=Tier.PROVINCE):
        some = [line for line in build(province, *days).by_unit if line.key in by_key]
        wrong += _differences(some, by_key)
    began = time.perf_counter()
    lies = sum(1 for _lie in verify.totals())
    return [
        Figure("the nation's figures counted from the letters (GROUP BY), median of three", slow, "s"),
        Figure("the report beside it, × as fast", slow / fast, "×", least=LEAST_TIMES),
        Figure(
            "figures of provinces and communes that a count of the letters gives otherwise", wrong, "", most=0
        ),
        Figure("totals that are not the sum of their facts", lies, "", most=0),
        _seconds("all totals summed again from the facts", began),
    ]


def _from_letters(
    labels: Sequence[Collection[int]], from_: date, to: date
) -> tuple[dict[Any, tuple], dict[Any, tuple], dict[Any, tuple]]:
    """Figures, median and 90th percentile by label (its place), by kind and by topic."""
    sql = _COUNTED.format(
        figures=", ".join(f"count(*) FILTER ({where})" for where in _FIGURES.values()),
        resolved=_RESOLVED,
        told=_TOLD,
    )
    asked: dict[str, Any] = {
        "labels": [n for n, units in enumerate(labels) for _unit in units],
        "units": [unit for units in labels for unit in units],
        "from": from_,
        "to": to,
        "sealed": list(kinds.sealed()),
    }
    found: tuple[dict, dict, dict] = (dict.fromkeys(range(len(labels)), ()), {}, {})
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        for *keys, row in ((*line[:3], line[3:]) for line in cursor.fetchall()):
            place = next(n for n, key in enumerate(keys) if key is not None)
            found[place][keys[place]] = tuple(row)
    return found


def _differences(lines: Sequence[Line], counted: Mapping[str, tuple]) -> int:
    """How many figures of these lines are not what was counted; days where they are told of lines of units."""
    wrong = 0
    for line in lines:
        row = counted[line.key] or (0,) * (len(_FIGURES) + 2)
        wrong += sum(line.figures[slug] != told for slug, told in zip(_FIGURES, row, strict=False))
        if line.unit_ids and line.days.median is not None:
            wrong += (line.days.median, line.days.ninetieth) != row[-2:]
    return wrong


def _weights() -> list[Figure]:
    """What the register holds, what it takes on disk, and what memory answering took."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_database_size(current_database()), pg_total_relation_size('figures_fact'),"
            " pg_total_relation_size('figures_total'), pg_backend_pid(),"
            " current_setting('work_mem') || ', shared_buffers ' || current_setting('shared_buffers'),"
            " (SELECT reltuples FROM pg_class WHERE relname = 'figures_fact'),"
            " (SELECT reltuples FROM pg_class WHERE relname = 'figures_total')"
        )
        whole, facts, totals, backend, work_mem, many_facts, many_totals = cursor.fetchone()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Figure("letters", Case.objects.count(), ""),
        Figure("facts", many_facts, ""),
        Figure("totals, of units and of groups", many_totals, ""),
        Figure("disk: the database", whole / 2**30, "GB"),
        Figure("disk: facts with their indexes", facts / 2**30, "GB"),
        Figure("disk: totals with their index", totals / 2**30, "GB"),
        Figure("memory: this process at its peak", own, "MB"),
        Figure(f"memory: its server process at its peak (work_mem {work_mem})", _peak(backend), "MB"),
    ]


def _peak(pid: int) -> float:
    """The most memory that a process ever held, shared buffers included; 0 where the system does not tell."""
    told = Path(f"/proc/{pid}/status")
    lines = told.read_text().splitlines() if told.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0)


def _seconds(what: str, began: float) -> Figure:
    return Figure(what, time.perf_counter() - began, "s")
