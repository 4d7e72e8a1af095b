"""How published figures are shown to people and given to machines."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from danvan.cases import topics
from danvan.dashboards import hiding
from danvan.dashboards.choices import Figure
from danvan.dashboards.published import BY_TOPIC, FORMAT, Place, Published, definitions, quarter, rows
from danvan.lib.delimited import harmless
from danvan.reports.measures import ALL
from danvan.web import words
from danvan.web.parts import Bar, Tab

NOTHING = "–"
MOST_BARS = 12
YEAR = 4  # how long the key of a year is


@dataclass(frozen=True)
class Period:
    """A quarter or a year that can be looked at: how the address says it, its name, the months told of it."""

    key: str
    label: str
    months: Sequence[date]


def periods(told: Published) -> list[Period]:
    """Years and quarters of which something is told, the latest first."""
    found: dict[str, list[date]] = {}
    for month in reversed(told.months):
        found.setdefault(f"{month.year}", []).insert(0, month)
        found.setdefault(f"{month.year}-q{(month.month + 2) // 3}", []).insert(0, month)
    latest = sorted(
        found.items(), key=lambda item: (item[0][:4], len(item[0]) == YEAR, item[0]), reverse=True
    )
    return [Period(key, _named(key), months) for key, months in latest]


def _named(key: str) -> str:
    year, _dash, number = key.partition("-q")
    return (
        _("quý %(n)s/%(year)s") % {"n": number, "year": year}
        if number
        else _("năm %(year)s") % {"year": year}
    )


def page(told: Published, asked: str, figure: str) -> dict[str, Any]:
    """Everything that the page shows of a period; the latest year where none, or an unknown one, is asked for."""
    offered = periods(told)
    years = [period for period in offered if len(period.key) == YEAR]
    period = next((p for p in offered if p.key == asked), years[0] if years else None)
    charted = next((each for each in told.figures if each.slug == figure), told.figures[0])
    months = period.months if period else []
    return {
        "told": told,
        "period": period,
        "tabs": [
            Tab(
                p.label,
                f"?ky={p.key}&chi-so={charted.slug}",
                current=period is not None and p.key == period.key,
            )
            for p in offered
        ],
        "charted": charted,
        "charts": [
            Tab(f.label, f"?ky={period.key if period else ''}&chi-so={f.slug}", current=f == charted)
            for f in told.figures
        ],
        "bars": _bars(told, charted, months),
        "head": [figure.label for figure in told.figures],
        "lines": [(p.name, _cells(told, p, months)) for p in told.places],
        "topics": _topics(told, period),
        "definitions": definitions(told),
        "licence": settings.DANVAN_OPEN_LICENCE,
    }


def _cells(told: Published, place: Place, months: Sequence[date]) -> list[tuple[str, str]]:
    """(name of the figure, its number over the months) for one place."""
    return [(figure.label, said(told, place, figure, months)) for figure in told.figures]


def said(told: Published, place: Place, figure: Figure, months: Sequence[date]) -> str:
    """A figure over some months as it is written; of a share with what it is part of."""
    value = told.over(place, figure.counts, months)
    if not figure.of:
        return NOTHING if value is None else words.number(value)
    of = told.over(place, figure.of, months)
    return (
        f"{words.percent(value, of)} ({words.number(value)}/{words.number(of)})"
        if value is not None and of
        else NOTHING
    )


def _bars(told: Published, figure: Figure, months: Sequence[date]) -> list[Bar]:
    """The whole office month by month; of a share, its first part."""
    whole = told.places[0]
    found = [(month, told.over(whole, figure.counts, [month])) for month in months[-MOST_BARS:]]
    return [Bar(f"T{month.month}", value) for month, value in found if value is not None]


def _topics(told: Published, period: Period | None) -> list[tuple[str, list[tuple[str, str]]]]:
    """(topic, [(figure, number)]) of a quarter, the most first; empty for a year."""
    if period is None or len(period.key) == YEAR:
        return []
    first = quarter(period.months[0])
    cells = {slug: told.by_topic.get((slug, first), {}) for slug in BY_TOPIC}
    shown = {slug: hiding.told(some) for slug, some in cells.items()}
    order = shown[BY_TOPIC[0]]
    found = sorted(
        {topic for some in shown.values() for topic in some},
        key=lambda topic: (order.get(topic, 0) is None, topics.label(topic)),
    )
    return [
        (topics.label(t), [(str(ALL[slug].label), _of(t, cells[slug], shown[slug])) for slug in BY_TOPIC])
        for t in found
    ]


def _of(topic: str, cells: Mapping[str, int], shown: Mapping[str, int | None]) -> str:
    """A figure of a topic; hidden also where nothing is told of any topic."""
    number = shown.get(topic, 0) if shown or not any(cells.values()) else None
    return _("giấu") if number is None else words.number(number)


def as_json(told: Published) -> bytes:
    """The open data as JSON, always with Vietnamese words; docs/how-to/open-figures.md describes it."""
    data = {
        "format": FORMAT,
        "licence": settings.DANVAN_OPEN_LICENCE,
        "office": {"key": told.row.unit.key, "name": told.name},
        "published_on": told.row.on.isoformat(),
        "since": f"{told.row.since:%Y-%m}",
        "until": f"{told.months[-1]:%Y-%m}" if told.months else None,
        "definitions": definitions(told),
        "topics": {slug: topics.label(slug) for slug in topics.slugs()} if told.by_topic else {},
        "rows": list(rows(told)),
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def as_csv(told: Published) -> bytes:
    """The same rows as CSV in UTF-8, with a mark by which spreadsheets know it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["period", "unit", "unit_name", "whole", "topic", "figure", "value", "of", "hidden"])
    for row in rows(told):
        writer.writerow([_cell(value) for value in row.values()])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    """A number as it is, nothing as nothing; of words nothing that a spreadsheet would run."""
    if isinstance(value, bool):
        return int(value)
    return harmless(value) if value is None or isinstance(value, str) else value
