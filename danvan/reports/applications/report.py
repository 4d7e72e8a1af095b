"""The report of applications of a unit in a period, every sum proved; refused where one does not hold."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from danvan.figures.covers import covers
from danvan.figures.spans import months
from danvan.figures.spread import over_months
from danvan.lib import dates
from danvan.people.models import Tier, Unit
from danvan.procedures import queries as catalogue
from danvan.reports import comparison, scope
from danvan.reports.applications import breakers, counted, dwell
from danvan.reports.applications.dwell import Dwelt
from danvan.reports.applications.measures import TABLE
from danvan.reports.checks import Check
from danvan.reports.comparison import Against, Comparison
from danvan.reports.measures import Figures, figures
from danvan.reports.moment import snapshot
from danvan.reports.people_relations import Month, ReportRefused, check_period
from danvan.reports.rates import Share

DRAWN = {
    "received": ("applications.received",),
    "done": ("applications.done_early", "applications.done_on_time", "applications.done_late"),
    "done_late": ("applications.done_late",),
}
"""Figures that are drawn month by month, and the measures that make them."""


@dataclass(frozen=True)
class Line:
    """One line of a table: a unit, a field or a procedure, with all its figures.

    `key` is stable: a unit's key, a procedure's code; a field has its name. `codes` are the procedures of a field.
    """

    key: str
    label: str
    figures: Figures
    unit_ids: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()
    undivided: bool = False

    @property
    def rates(self) -> dict[str, Share]:
        """Its rates, each with its denominator."""
        return counted.rates_of(self.figures)


@dataclass(frozen=True)
class Report:
    """A report whose sums have been proved. `until` is `to`, or the day of asking where the period is not over."""

    unit: Unit
    unit_name: str
    from_: date
    to: date
    until: date
    asked_at: datetime
    units_of: date | None
    figures: Figures
    by_unit: tuple[Line, ...]
    by_field: tuple[Line, ...]
    by_procedure: tuple[Line, ...]
    by_month: tuple[Month, ...]
    dwelt: Dwelt
    sums: tuple[Check, ...]
    unit_ids: tuple[int, ...]
    communes: int
    compared: "Comparison[Report] | None" = None

    @property
    def rates(self) -> dict[str, Share]:
        """Its rates, each with its denominator."""
        return counted.rates_of(self.figures)

    @property
    def complete(self) -> bool:
        """Whether the period was over when the report was asked for."""
        return self.until == self.to

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell: no application, and no step that was handed on, nor before."""
        before = self.compared is not None and any(self.compared.before.figures.values())
        return not before and not any(self.figures.values()) and self.dwelt.whole is None


def build(
    unit: Unit, from_: date, to: date, *, units_of: date | None = None, against: Against | None = None
) -> Report:
    """The report of a unit over the days from_..to, both counted; no more statements for more applications.

    `units_of`: a day by whose units the table is made. `against`: with what it is compared, which doubles the
    statements. Raises PeriodRefused, and ReportRefused with the sums that are off and the rows that break them, of
    either period.
    """
    today = dates.today()
    check_period(from_, to, today)
    until = min(to, today)
    with snapshot():
        report = _over(unit, from_, to, until, units_of, scope.places(unit, from_, until))
        if against is None:
            return report

        def over(first: date, last: date, reach: date) -> Report:
            return _over(unit, first, last, last, units_of, scope.places(unit, first, reach))

        return replace(report, compared=comparison.beside(over, unit, from_, to, until, against))


def _over(
    unit: Unit, from_: date, to: date, until: date, units_of: date | None, places: Sequence[scope.Place]
) -> Report:
    """The report of one period over these places, at the moment that the caller holds."""
    asked_at = dates.now()
    ids = tuple(place.unit_id for place in places)
    rows = scope.rows(places, scope.headings(places, units_of, unit, until), unit)
    apart, whole = covers({n: row.unit_ids for n, row in enumerate(rows)}, {0: ids})
    units = counted.read(apart, from_, until, "unit_id")
    procedures = counted.read(whole, from_, until, "topic")
    lines = tuple(_unit_lines(rows, units.by))
    sums = _proved(procedures, lines, ids, from_, until)
    named = tuple(_procedure_lines(procedures.by, until))
    monthly = {measure for some in DRAWN.values() for measure in some}
    drawn = over_months(monthly, from_=from_, to=until, units=whole)
    dwelt = dwell.over(ids, from_, until)
    return Report(
        unit=unit,
        unit_name=next(place.name for place in places if place.unit_id == unit.pk),
        from_=from_,
        to=to,
        until=until,
        asked_at=asked_at,
        units_of=units_of,
        figures=procedures.total,
        by_unit=lines,
        by_field=tuple(_field_lines(named)),
        by_procedure=tuple(Line(line.key, line.label, line.figures) for line, _field in named),
        by_month=tuple(_months(drawn, from_, until)),
        dwelt=dwelt,
        sums=tuple(sums),
        unit_ids=ids,
        communes=sum(place.tier == Tier.COMMUNE and place.stood for place in places),
    )


def _proved(
    procedures: counted.Counted, lines: Sequence[Line], ids: Sequence[int], from_: date, until: date
) -> list[Check]:
    """The sums, which hold. Raises ReportRefused with those that are off and the rows that break them."""
    parts = {
        _("cộng các đơn vị"): {line.key: line.figures for line in lines},
        _("cộng các thủ tục"): {str(code): found for code, found in procedures.by.items()},
    }
    checks = counted.prove(procedures.total, parts)
    if broken := [check for check in checks if not check.holds]:
        raise ReportRefused(broken, breakers.find(ids, from_, until))
    return checks


def _unit_lines(rows: Sequence[scope.Row], by_row: counted.By) -> Iterator[Line]:
    """One line per heading: every commune that stood in the period, and whatever else has figures."""
    nothing = figures({}, {}, TABLE)
    for number, row in enumerate(rows):
        found = by_row.get(number, nothing)
        if row.listed or any(found.values()):
            head = row.heading
            yield Line(head.key, head.name, found, row.unit_ids, undivided=head.undivided)


def _procedure_lines(by_code: counted.By, until: date) -> Iterator[tuple[Line, str]]:
    """Procedures that have any figure with their fields, those first of which most came in; one statement."""
    found = {str(code): some for code, some in by_code.items() if any(some.values())}
    known = catalogue.called(found.keys(), until)
    order = sorted(found, key=lambda code: (-found[code]["received"], -found[code]["carried"], code))
    for code in order:
        name, field = known.get(code, ("", ""))
        yield Line(code, f"{name} ({code})" if name else code, found[code]), field


def _field_lines(procedures: Sequence[tuple[Line, str]]) -> list[Line]:
    """Fields of procedures, in the order of most received."""
    totals: dict[str, Counter[str]] = {}
    codes: dict[str, list[str]] = {}
    for line, field in procedures:
        totals.setdefault(field, Counter()).update(line.figures)
        codes.setdefault(field, []).append(line.key)
    lines = [
        Line(
            field,
            field or _("Chưa ghi lĩnh vực"),
            {**figures({}, {}, TABLE), **some},
            codes=tuple(codes[field]),
        )
        for field, some in totals.items()
    ]
    return sorted(lines, key=lambda line: (-line.figures["received"], line.label))


def _months(amounts: Mapping[tuple[str, date], int], from_: date, until: date) -> Iterator[Month]:
    for month, _first, _last in months(from_, until):
        told = {slug: sum(amounts.get((name, month), 0) for name in some) for slug, some in DRAWN.items()}
        yield Month(month, told)
