"""The page of figures by unit: one figure, one period, every unit on a map and in a table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from danvan.balances.workflow import DECLARED
from danvan.dashboards import queries, tiles
from danvan.dashboards.choices import Figure
from danvan.figures import series
from danvan.lib.text import sort_key
from danvan.reports.people_relations import Line as ReportLine
from danvan.reports.people_relations import Report
from danvan.web import words
from danvan.web.parts import Column

UNKNOWN = "–"


@dataclass(frozen=True)
class Line:
    """One unit: the figure, and of a share the number that it is part of; None where no register is kept."""

    key: str
    name: str
    value: int | None
    of: int | None = None
    share: bool = False
    undivided: bool = False
    url: str = ""

    @property
    def number(self) -> float | None:
        """What units are compared by: the count, or the share in per cent; None where it is not known."""
        if self.value is None or (self.share and not self.of):
            return None
        return 100 * self.value / self.of if self.share and self.of else self.value

    @property
    def said(self) -> str:
        """The number as it is written."""
        if self.number is None:
            return UNKNOWN
        return words.percent(self.value, self.of) if self.share else words.number(self.value)


def lines(built: Report, figure: Figure, *, by_district: bool = False) -> list[Line]:
    """Every unit of the report with the figure, as the report has them, or added up by the districts of its day."""
    known = {
        unit for unit, month in series.begun(built.unit_ids, without=DECLARED).items() if month <= built.until
    }
    districts = queries.districts_of(built.unit_ids, built.until) if by_district else {}
    grouped: dict[tuple[str, str], list[ReportLine]] = {}
    for line in built.by_unit:
        above = districts.get(line.unit_ids[0]) if line.unit_ids else None
        head = (above.key, str(above.shown_name)) if above else (line.key, line.label)
        grouped.setdefault(head, []).append(line)
    return [_line(head, some, figure, known, built) for head, some in grouped.items()]


def _line(
    head: tuple[str, str], some: Sequence[ReportLine], figure: Figure, known: set[int], built: Report
) -> Line:
    added = sum_of(line.figures for line in some)
    counted = any(not known.isdisjoint(line.unit_ids) for line in some)
    return Line(
        *head,
        value=added[figure.counts] if counted else None,
        of=added[figure.of] if figure.of and counted else None,
        share=bool(figure.of),
        undivided=any(line.undivided for line in some),
        url=_report_of(head[0], built) if len(some) == 1 and len(some[0].unit_ids) == 1 else "",
    )


def sum_of(figures: Iterable[Any]) -> Counter[str]:
    """Figures of several units together; a figure that none of them has is 0."""
    added: Counter[str] = Counter()
    for each in figures:
        added.update(each)
    return added


def total(built: Report, figure: Figure) -> Line:
    """The same of all units together."""
    of = built.figures[figure.of] if figure.of else None
    return Line("", _("Cộng"), built.figures[figure.counts], of, share=bool(figure.of))


def _report_of(key: str, built: Report) -> str:
    asked = {"unit": key, "first": words.short(built.from_), "last": words.short(built.to)}
    return f"{reverse('reports:people_relations')}?{urlencode(asked)}"


def columns(figure: Figure) -> list[Column]:
    """The heads of the table."""
    if not figure.of:
        return [Column(_("Đơn vị"), "name"), Column(figure.label, "number", number=True)]
    part, whole = figure.parts()
    return [
        Column(_("Đơn vị"), "name"),
        Column(part, "value", number=True),
        Column(whole, "of", number=True),
        Column(figure.label, "number", number=True),
    ]


def ordered(rows: Sequence[Line], sort: str) -> list[Line]:
    """The rows in the order asked for, those without data last; the highest number first when nothing is asked."""
    name = sort.removeprefix("-")
    down = sort.startswith("-")
    if name == "name":
        return sorted(rows, key=lambda row: sort_key(row.name), reverse=down)
    if name not in ("value", "of", "number"):
        name, down = "number", True
    known = [row for row in rows if getattr(row, name) is not None]
    unknown = [row for row in rows if getattr(row, name) is None]
    return [*sorted(known, key=lambda row: getattr(row, name), reverse=down), *unknown]


def map_of(rows: Sequence[Line]) -> tiles.Map | None:
    """The map of the rows."""
    return tiles.drawn([tiles.Value(row.key, row.name, row.number, row.said) for row in rows])


def legend(drawn: tiles.Map, *, share: bool) -> list[tuple[int, str]]:
    """(step, words) of each shade: no data, nothing, then the ranges."""
    write = (
        (lambda number: words.percent(number, 100)) if share else (lambda number: words.number(round(number)))
    )
    found = [(-1, _("chưa có số")), (0, write(0))]
    for step, above, upto in tiles.ranges(drawn.bounds):
        low = write(above) if above is not None else write(0)
        found.append((step, _("trên %(low)s đến %(high)s") % {"low": low, "high": write(upto)}))
    return found


def sheet(rows: Sequence[Line], figure: Figure) -> list[list[str]]:
    """The table as rows of text, its heads first."""
    heads = [column.label for column in columns(figure)]
    if not figure.of:
        return [heads, *([row.name, row.said] for row in rows)]
    return [heads, *([row.name, words.number(row.value), words.number(row.of), row.said] for row in rows)]
