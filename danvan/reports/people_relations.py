"""The people-relations report: reception of citizens and letters, of a unit in a period.

(Báo cáo công tác dân vận chính quyền: tiếp công dân và đơn thư.) Every figure is the sum of facts; whatever
does not add up is refused with the rows that break it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _
from psycopg import IsolationLevel

from danvan.cases import kinds, topics
from danvan.figures import queries as figures
from danvan.lib import dates
from danvan.lib.text import sort_key
from danvan.people.models import Tier, Unit
from danvan.reception.words import SITTINGS
from danvan.reports import breakers, scope
from danvan.reports.breakers import Breaker
from danvan.reports.checks import Check, Parts, prove
from danvan.reports.measures import FLOWS, STOCKS, Figures
from danvan.reports.measures import figures as all_figures

FIRST_DAY = date(1990, 1, 1)


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
    by_kind: tuple[Line, ...]
    by_sitting: tuple[Line, ...]
    by_topic: tuple[Line, ...]
    sums: tuple[Check, ...]
    unit_ids: tuple[int, ...]
    communes: int

    @property
    def complete(self) -> bool:
        """Whether the period was over when the report was asked for."""
        return self.until == self.to


@dataclass(frozen=True)
class _Reading:
    """One moment's cells: (posted measure, two dimensions) → what was gained in the period, what stood before."""

    gained: Mapping[tuple, int]
    stood: Mapping[tuple, int]

    def by(self, place: int) -> dict:
        """Figures for each value of the dimension at that place of the key (1 or 2)."""
        flow: dict = {}
        before: dict = {}
        for cells, into in ((self.gained, flow), (self.stood, before)):
            for key, amount in cells.items():
                into.setdefault(key[place], Counter())[key[0]] += amount
        return {
            value: all_figures(flow.get(value, {}), before.get(value, {})) for value in {**flow, **before}
        }

    def total(self) -> Figures:
        """Figures over everything."""
        flow: Counter[str] = Counter()
        before: Counter[str] = Counter()
        for cells, into in ((self.gained, flow), (self.stood, before)):
            for key, amount in cells.items():
                into[key[0]] += amount
        return all_figures(flow, before)


def check_period(from_: date, to: date) -> None:
    """Raise PeriodRefused unless these days are a period that has begun."""
    if to < from_:
        raise PeriodRefused(_("Ngày cuối kỳ ở trước ngày đầu kỳ."))
    if from_ > dates.today():
        raise PeriodRefused(_("Kỳ báo cáo chưa bắt đầu."))
    if from_ < FIRST_DAY:
        raise PeriodRefused(_("Kỳ báo cáo bắt đầu quá sớm."))


def build(unit: Unit, from_: date, to: date, *, units_of: date | None = None) -> Report:
    """The report of a unit over the days from_..to, both counted; no more statements for more cases.

    `units_of`: a day by whose units the table is made. Raises PeriodRefused, and ReportRefused with the sums
    that are off and the rows that break them.
    """
    check_period(from_, to)
    until = min(to, dates.today())
    places = scope.places(unit, from_, until)
    ids = [place.unit_id for place in places]
    with _snapshot():
        asked_at = dates.now()
        units = _read(ids, from_, until, ("unit_id", "kind"))
        words = _read(ids, from_, until, ("kind", "topic"))
        lines = _unit_lines(places, units.by(1), scope.headings(places, units_of), unit)
        by_unit = {line.key: line.figures for line in lines}
        parts = Parts(words.total(), units.total(), by_unit, kinds=units.by(2), topics=words.by(2))
        checks = prove(parts)
        if broken := [check for check in checks if not check.holds]:
            raise ReportRefused(broken, breakers.find(ids, from_, until))
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
        by_kind=tuple(_kind_lines(parts.kinds)),
        by_sitting=tuple(_sitting_lines(parts.kinds)),
        by_topic=tuple(_topic_lines(parts.topics)),
        sums=tuple(checks),
        unit_ids=tuple(ids),
        communes=sum(place.tier == Tier.COMMUNE and place.stood for place in places),
    )


@contextmanager
def _snapshot() -> Iterator[None]:
    """All questions see the register at one moment. Inside a transaction, the caller's moment counts."""
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    raw = connection.connection
    before = raw.isolation_level
    raw.isolation_level = IsolationLevel.REPEATABLE_READ
    try:
        with transaction.atomic():
            yield
    finally:
        raw.isolation_level = before


def _read(ids: Sequence[int], from_: date, until: date, by: tuple[str, str]) -> _Reading:
    asked = tuple(sorted({*FLOWS, *STOCKS}))
    return _Reading(
        figures.flow(asked, from_=from_, to=until, units=ids, by=by),
        figures.stock(STOCKS, on=from_ - timedelta(days=1), units=ids, by=by),
    )


def _unit_lines(
    places: Sequence[scope.Place],
    by_unit: Mapping[int, Figures],
    heads: Mapping[int, scope.Heading],
    unit: Unit,
) -> list[Line]:
    """One line per heading: every commune that stood in the period, and whatever else has figures."""
    members: dict[scope.Heading, list[scope.Place]] = {}
    for place in places:
        members.setdefault(heads[place.unit_id], []).append(place)
    lines = []
    for head, found in members.items():
        figures_of = _added(by_unit[place.unit_id] for place in found if place.unit_id in by_unit)
        listed = any(place.tier == Tier.COMMUNE and place.stood for place in found) or len(members) == 1
        if listed or any(figures_of.values()):
            ids = tuple(place.unit_id for place in found)
            lines.append(Line(head.key, head.name, figures_of, ids, head.undivided))
    return sorted(lines, key=lambda line: (unit.pk not in line.unit_ids, sort_key(line.label), line.key))


def _added(parts: Iterable[Figures]) -> Figures:
    added = Counter(all_figures({}, {}))
    for part in parts:
        added.update(part)
    return dict(added)


def _kind_lines(by_kind: Mapping[str, Figures]) -> Iterator[Line]:
    nothing = all_figures({}, {})
    for code, kind in kinds.letters().items():
        yield Line(code, str(kind.label), by_kind.get(code, nothing))


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
