"""The people-relations report: reception of citizens and letters, of a unit in a period.

(Báo cáo công tác dân vận chính quyền: tiếp công dân và đơn thư.) Every figure is the sum of facts; whatever
does not add up is refused with the rows that break it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from danvan.balances import queries as balances
from danvan.balances.queries import Began
from danvan.cases import kinds, topics
from danvan.cases.postings import TOOK
from danvan.figures.covers import Cover, covers
from danvan.figures.queries import BEGINNING, Period, sums
from danvan.figures.spans import months
from danvan.figures.spread import over_months
from danvan.lib import dates
from danvan.people.models import Tier, Unit
from danvan.reception.words import SITTINGS
from danvan.reports import breakers, comparison, days, extremes, rates, scope, secrecy, sections
from danvan.reports.applications import breakers as broken_applications
from danvan.reports.applications import counted
from danvan.reports.breakers import Breaker
from danvan.reports.checks import Check, Parts, prove
from danvan.reports.comparison import Against, Comparison
from danvan.reports.days import NOT_TOLD, Days
from danvan.reports.extremes import Extreme
from danvan.reports.measures import FLOWS, STOCKS, Figures
from danvan.reports.measures import figures as all_figures
from danvan.reports.moment import snapshot
from danvan.reports.rates import Share
from danvan.reports.sections import Told

FIRST_DAY = date(1990, 1, 1)
DRAWN = {"turns": "reception.turns", "received": "letters.received", "resolved": "letters.resolved"}
"""Figures that are drawn month by month, and the measures that they are."""
HELD, DELEGATED = "reception.sessions", "reception.sessions_delegated"
BY_MONTH = (*DRAWN.values(), HELD, DELEGATED)
OTHERS, STOOD = (TOOK, *sections.POSTED, *counted.POSTED), (*sections.STOCKS, *counted.STOCKS)
"""What is read beside reception and letters, and of which it counts too what stood before the period."""


class PeriodRefused(Exception):
    """The days asked for are no period; the message says why."""


class ReportRefused(Exception):
    """The sums of a report do not hold: which, and the rows that break them."""

    def __init__(self, checks: Sequence[Check], rows: Sequence[Breaker]) -> None:
        super().__init__(_("Báo cáo không được lập vì số liệu không khớp."))
        self.checks = checks
        self.rows = rows


@dataclass(frozen=True)
class Line:
    """One line of a table: a unit, a kind of letter or a topic, with all its figures.

    `key` is stable (a unit's key, a kind's code, a topic's slug); `unit_ids` are the units added up in it.
    """

    key: str
    label: str
    figures: Figures
    unit_ids: tuple[int, ...] = ()
    undivided: bool = False
    days: Days = NOT_TOLD

    @property
    def rates(self) -> dict[str, Share]:
        """Its rates, each with its denominator."""
        return rates.shares(self.figures)


@dataclass(frozen=True)
class Month:
    """One month of the period, by its first day, and what is drawn of it; at the edges only its days in the period."""

    first: date
    figures: Figures


@dataclass(frozen=True)
class Duty:
    """Days of reception by the head (buổi tiếp của người đứng đầu) that were held, and those led by somebody else."""

    held: int
    delegated: int


@dataclass(frozen=True)
class Report:
    """A report whose sums have been proved. `until` is `to`, or the day of asking where the period is not over.

    `applications`: the figures of its one-stop desk; the report of applications says more of them. `sections`: other
    parts (danvan.reports.sections). `declared`: what is said of letters that a unit declared in numbers when it began
    here. `compared` and `extremes` are there where somebody asked for them.
    """

    unit: Unit
    unit_name: str
    from_: date
    to: date
    until: date
    asked_at: datetime
    units_of: date | None
    figures: Figures
    by_unit: tuple[Line, ...]
    by_kind: tuple[Line, ...]
    by_sitting: tuple[Line, ...]
    by_topic: tuple[Line, ...]
    sums: tuple[Check, ...]
    unit_ids: tuple[int, ...]
    communes: int
    days: Days
    by_month: tuple[Month, ...]
    duty: Duty
    applications: Figures
    sections: tuple[Told, ...] = ()
    declared: tuple[str, ...] = ()
    compared: "Comparison[Report] | None" = None
    extremes: tuple[Extreme, ...] = ()

    @property
    def rates(self) -> dict[str, Share]:
        """Its rates, each with its denominator."""
        return rates.shares(self.figures)

    @property
    def has_applications(self) -> bool:
        """Whether its units had any application in hand in the period."""
        return any(self.applications.values())

    @property
    def complete(self) -> bool:
        """Whether the period was over when the report was asked for."""
        return self.until == self.to


@dataclass(frozen=True)
class _Reading:
    """One moment's cells: (posted measure, dimensions) → what was gained in the period, what stood before."""

    gained: Counter[tuple]
    stood: Counter[tuple]

    def taken_out(self, measure: str) -> dict[tuple, int]:
        """The cells of a measure, by their dimensions, no longer among the others."""
        return {key[1:]: self.gained.pop(key) for key in list(self.gained) if key[0] == measure}

    def set_apart(self, names: Collection[str]) -> tuple[Counter[tuple], Counter[tuple]]:
        """The cells of these measures, no longer among the others: gained, and stood before."""
        found = []
        for cells in (self.gained, self.stood):
            keys = [key for key in cells if key[0] in names]
            found.append(Counter({key: cells.pop(key) for key in keys}))
        return found[0], found[1]

    def by(self, place: int) -> dict:
        """Figures for each value of the dimension at that place of the key (1 or 2)."""
        flow: defaultdict = defaultdict(Counter)
        before: defaultdict = defaultdict(Counter)
        for cells, into in ((self.gained, flow), (self.stood, before)):
            for key, amount in cells.items():
                into[key[place]][key[0]] += amount
        return {value: all_figures(flow[value], before[value]) for value in {**flow, **before}}

    def total(self) -> Figures:
        """Figures over everything."""
        flow: Counter[str] = Counter()
        before: Counter[str] = Counter()
        for cells, into in ((self.gained, flow), (self.stood, before)):
            for key, amount in cells.items():
                into[key[0]] += amount
        return all_figures(flow, before)


def check_period(from_: date, to: date, today: date) -> None:
    """Raise PeriodRefused unless these days are a period that has begun."""
    if to < from_:
        raise PeriodRefused(_("Ngày cuối kỳ ở trước ngày đầu kỳ."))
    if from_ > today:
        raise PeriodRefused(_("Kỳ báo cáo chưa bắt đầu."))
    if from_ < FIRST_DAY:
        raise PeriodRefused(_("Kỳ báo cáo bắt đầu quá sớm."))


def build(
    unit: Unit,
    from_: date,
    to: date,
    *,
    units_of: date | None = None,
    against: Against | None = None,
    named: bool = False,
) -> Report:
    """The report of a unit over the days from_..to, both counted; no more statements for more cases.

    `units_of`: a day by whose units the table is made. `against`: with what it is compared, which doubles the
    statements. `named`: whether the best and the worst units are named. Raises PeriodRefused, and ReportRefused with
    the sums that are off and the rows that break them, of either period.
    """
    today = dates.today()
    check_period(from_, to, today)
    until = min(to, today)
    with snapshot():
        report = _over(unit, from_, to, until, units_of, scope.places(unit, from_, until))
        if against:

            def over(first: date, last: date, reach: date) -> Report:
                return _over(unit, first, last, last, units_of, scope.places(unit, first, reach))

            report = replace(report, compared=comparison.beside(over, unit, from_, to, until, against))
    return replace(report, extremes=extremes.of(report.by_unit)) if named else report


def _over(
    unit: Unit, from_: date, to: date, until: date, units_of: date | None, places: Sequence[scope.Place]
) -> Report:
    """The report of one period over these places, at the moment that the caller holds."""
    ids, asked_at = [place.unit_id for place in places], dates.now()
    declared = balances.openings(ids, until)
    began = balances.began(declared, from_, until)
    rows = scope.rows(places, scope.headings(places, units_of, unit, until), unit)
    apart, whole = covers({n: row.unit_ids for n, row in enumerate(rows)}, {0: ids})
    units = _read(apart, from_, until, ("unit_id",), _by_row(began, rows), also=(TOOK,))
    words = _read(whole, from_, until, ("kind", "topic"), began, also=OTHERS, stood=STOOD)
    beside = sections.read(*words.set_apart(sections.POSTED))
    filed = counted.whole(*words.set_apart(counted.POSTED))
    took = {row: amount for (row,), amount in units.taken_out(TOOK).items()}
    answered = days.by_kind(words.taken_out(TOOK))
    drawn = over_months(BY_MONTH, from_=from_, to=until, units=whole)
    lines = list(_unit_lines(rows, units.by(1), days.of_lines(apart, from_, until, took)))
    by_unit = {line.key: line.figures for line in lines}
    parts = Parts(words.total(), units.total(), by_unit, kinds=words.by(1), topics=words.by(2))
    checks = _proved(parts, [*_sums_of(filed), *_sums_beside(beside)], ids, from_, until)
    return Report(
        unit=unit,
        unit_name=next(place.name for place in places if place.unit_id == unit.pk),
        from_=from_,
        to=to,
        until=until,
        asked_at=asked_at,
        units_of=units_of,
        figures=parts.total,
        by_unit=tuple(lines),
        by_kind=tuple(_kind_lines(parts.kinds, answered)),
        by_sitting=tuple(_sitting_lines(parts.kinds)),
        by_topic=tuple(_topic_lines(parts.topics)),
        sums=tuple(checks),
        unit_ids=tuple(ids),
        communes=sum(place.tier == Tier.COMMUNE and place.stood for place in places),
        days=days.of_all(answered),
        by_month=tuple(_months(drawn, from_, until)),
        sections=tuple(beside),
        declared=tuple(balances.told(declared, from_)),
        applications=filed,
        duty=Duty(*(_over_all(drawn, measure) for measure in (HELD, DELEGATED))),
    )


def _months(amounts: Mapping[tuple[str, date], int], from_: date, until: date) -> Iterator[Month]:
    for month, _first, _last in months(from_, until):
        yield Month(month, {slug: amounts.get((measure, month), 0) for slug, measure in DRAWN.items()})


def _proved(
    parts: Parts, beside: Sequence[Check], ids: Sequence[int], from_: date, until: date
) -> list[Check]:
    """The sums, which hold. Raises ReportRefused with those that are off and the rows that break them.

    `beside`: the sums of the parts that count something else than letters and turns.
    """
    checks = [*prove(parts), *beside]
    if broken := [check for check in checks if not check.holds]:
        rows = [*breakers.find(ids, from_, until), *broken_applications.find(ids, from_, until)]
        raise ReportRefused(broken, rows[: breakers.MOST])
    return checks


def _sums_of(filed: Figures) -> Sequence[Check]:
    """The sums of the one-stop desk, where there is one."""
    return counted.prove(filed, {}) if any(filed.values()) else ()


def _sums_beside(told: Sequence[Told]) -> Iterator[Check]:
    """The sums of the other parts."""
    for each in told:
        yield from each.sums


def _over_all(drawn: Mapping[tuple[str, date], int], measure: str) -> int:
    return sum(amount for (name, _month), amount in drawn.items() if name == measure)


def _by_row(began: Sequence[Began], rows: Sequence[scope.Row]) -> list[Began]:
    """What units declared, under the number of the row in which each stands."""
    return [
        replace(each, unit_id=n)
        for n, row in enumerate(rows)
        for each in began
        if each.unit_id in row.unit_ids
    ]


def _read(
    units: Cover,
    from_: date,
    until: date,
    by: tuple[str, ...],
    began: Sequence[Began],
    also: tuple[str, ...] = (),
    stood: tuple[str, ...] = (),
) -> _Reading:
    """The cells; what a unit declared when it began within these days stood before them, and is no gain."""
    periods = (
        Period(tuple(sorted({*FLOWS, *STOCKS, *also})), from_, until),
        Period((*STOCKS, *stood), BEGINNING, from_ - timedelta(days=1)),
    )
    gained, before = (Counter(cells) for cells in sums(periods, units=units, by=by))
    for each in began:
        if each.measure in STOCKS:
            key = (each.measure, *(getattr(each, name) for name in by))
            gained[key] -= each.amount
            before[key] += each.amount
    return _Reading(gained, before)


def _unit_lines(
    rows: Sequence[scope.Row], by_row: Mapping[int, Figures], took: Mapping[int, Days]
) -> Iterator[Line]:
    """One line per heading: every commune that stood in the period, and whatever else has figures."""
    nothing = all_figures({}, {})
    for number, row in enumerate(rows):
        found = by_row.get(number, nothing)
        if row.listed or any(found.values()):
            head, answered = row.heading, took.get(number, NOT_TOLD)
            yield Line(head.key, head.name, found, row.unit_ids, head.undivided, answered)


def _kind_lines(by_kind: Mapping[str, Figures], answered: days.Answered) -> Iterator[Line]:
    """One line per kind of letter, those that would tell too much merged, with the days of each."""
    nothing = all_figures({}, {})
    lines = [
        Line(code, str(kind.label), by_kind.get(code, nothing)) for code, kind in kinds.letters().items()
    ]
    for line in secrecy.merged(lines):
        yield replace(line, days=days.of_kind(answered, line.key))


def _sitting_lines(by_kind: Mapping[str, Figures]) -> Iterator[Line]:
    nothing = all_figures({}, {})
    for code, label in SITTINGS.items():
        yield Line(code, str(label), by_kind.get(code, nothing))


def _topic_lines(by_topic: Mapping[str, Figures]) -> list[Line]:
    """Topics that have any figure, most matters first, then most letters, then as lists have them."""
    order = {slug: number for number, slug in enumerate(topics.slugs())}
    lines = [
        Line(slug, topics.label(slug), found)
        for slug, found in by_topic.items()
        if slug and any(found.values())
    ]
    return sorted(
        lines,
        key=lambda line: (
            -line.figures["matters"],
            -line.figures["received"],
            order.get(line.key, 99),
            line.key,
        ),
    )


__all__ = ["Breaker", "Line", "PeriodRefused", "Report", "ReportRefused", "build", "check_period"]
