"""Pages of ratings: a unit and those below it, their officers, their procedures, what a caller says."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from danvan.figures import queries as figures
from danvan.people.models import Unit
from danvan.procedures.models import Version
from danvan.ratings import queries
from danvan.ratings.sums import Sums, of_batches
from danvan.ratings.workflow import ALL_MEASURES, CALLED, COULD, REACHED, Source
from danvan.reports import scope
from danvan.web import words
from danvan.web.parts import Column

Cell = tuple[str, str, int]
"""A measure, the way by which people told (or the kind of what was done), how many."""


@dataclass(frozen=True)
class Line:
    """One unit, procedure or officer: what its people told by themselves, what they told on the phone, how many could.

    `called` and `reached`: calls that are over, and those in which somebody answered.
    """

    key: str
    name: str
    told: Sums
    phoned: Sums
    could: int = 0
    called: int = 0
    reached: int = 0

    @property
    def answering(self) -> str:
        """How many of those who could answer did."""
        return words.percent(min(self.told.n, self.could), self.could)

    @property
    def reach(self) -> str:
        """How many of those who were called were reached."""
        return words.percent(self.reached, self.called)


@dataclass(frozen=True)
class Rated:
    """All that the page of a unit shows."""

    unit_name: str
    whole: Line
    units: Sequence[Line]
    procedures: Sequence[Line]


def build(unit: Unit, first: date, last: date) -> Rated:
    """A unit over a period, each unit below it, each procedure of which enough is known; a handful of statements."""
    places = scope.places(unit, first, last)
    heads = scope.headings(places, None, unit, last)
    ids = [place.unit_id for place in places]
    asked = [*ALL_MEASURES, CALLED, REACHED, *COULD]
    found = figures.flow(asked, from_=first, to=last, units=ids, by=("unit_id", "kind"))
    cells: dict[int, list[Cell]] = {}
    for (measure, one, kind), n in found.items():
        cells.setdefault(one, []).append((measure, kind, n))
    lines = [
        _line(row.heading.key, row.heading.name, row.unit_ids, cells)
        for row in scope.rows(places, heads, unit)
    ]
    name = next(place.name for place in places if place.unit_id == unit.pk)
    return Rated(
        unit_name=name,
        whole=_line(unit.key, name, ids, cells),
        units=[line for line in lines if line.told.n or line.phoned.n or line.could or line.called],
        procedures=_procedures(ids, first, last),
    )


def _line(key: str, name: str, ids: Iterable[int], cells: Mapping[int, Sequence[Cell]]) -> Line:
    return _added(key, name, (cell for one in ids for cell in cells.get(one, ())))


def _added(key: str, name: str, cells: Iterable[Cell]) -> Line:
    """What some cells add up to: told, phoned, called, and how many matters there were."""
    of: dict[str, Counter[str]] = {source.value: Counter() for source in Source}
    rest = Counter[str]()
    for measure, kind, n in cells:
        of.get(kind, rest)[measure] += n
    could = sum(rest[measure] for measure in COULD)
    told, phoned = Sums(of[Source.SELF]), Sums(of[Source.PHONE])
    return Line(key, name, told, phoned, could, rest[CALLED], rest[REACHED])


def _procedures(ids: Sequence[int], first: date, last: date) -> list[Line]:
    """Each procedure of which a group was told, the most answers first."""
    cells: dict[str, list[Cell]] = {}
    found = figures.flow(ALL_MEASURES, from_=first, to=last, units=ids, by=("kind", "topic"))
    for (measure, kind, code), n in found.items():
        if code:
            cells.setdefault(code, []).append((measure, kind, n))
    rows = Version.objects.public().filter(procedure__code__in=cells, from_on__lte=last).order_by("from_on")
    names = dict(rows.values_list("procedure__code", "name"))
    lines = [_added(code, names.get(code, code), some) for code, some in cells.items()]
    return sorted(lines, key=lambda line: (-line.told.n - line.phoned.n, line.key))


def officers(units: Iterable[int], first: date, last: date) -> list[tuple[str, Sums]]:
    """Each officer of whom a group was told, by name; by what people told themselves and on the phone together."""
    found: dict[tuple[str, int], list[Any]] = {}
    for batch in queries.by_officer(list(units), first, last):
        if batch.officer:
            found.setdefault((batch.officer.full_name, batch.officer.pk), []).append(batch)
    return [(name, of_batches(some)) for (name, _pk), some in sorted(found.items())]


def ordered(rows: Sequence[Line], sort: str) -> list[Line]:
    """The units in the order asked for; those whose people are most content first when nothing is."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    keys: dict[str, Any] = {
        "name": lambda row: row.name,
        "n": lambda row: row.told.n,
        "asked": lambda row: row.told.asked + row.phoned.asked,
        "satisfied": lambda row: row.told.share,
    }
    if name not in keys:
        name, down = "satisfied", True
    return sorted(rows, key=keys[name], reverse=down)


def columns() -> list[Column]:
    """The heads of the table of units."""
    return [
        Column(_("Đơn vị"), "name"),
        Column(_("Lượt đánh giá"), "n", number=True),
        Column(_("Tỷ lệ trả lời"), number=True),
        Column(_("Hài lòng"), "satisfied", number=True),
        Column(_("Điểm trung bình"), number=True),
        Column(_("Đúng hẹn"), number=True),
        Column(_("Số lần đến"), number=True),
        Column(_("Rõ ràng"), number=True),
        Column(_("Bị gợi ý chi"), "asked", number=True),
        Column(_("Gọi lại: hài lòng"), number=True),
        Column(_("Gọi được"), number=True),
    ]


def cells(line: Line) -> list[str]:
    """One line as the table has it, without its name."""
    told, phoned = line.told, line.phoned
    return [
        words.number(told.n),
        line.answering,
        told.satisfied,
        told.average,
        told.kept,
        told.trips,
        told.clear,
        _("%(n)s trong %(of)s") % {"n": told.asked + phoned.asked, "of": told.told + phoned.told},
        phoned.satisfied,
        line.reach,
    ]


def labelled(line: Line) -> list[tuple[str, str]]:
    """The cells with the heads that they stand under."""
    return list(zip((column.label for column in columns()[1:]), cells(line), strict=True))


def as_dict(line: Line) -> dict[str, Any]:
    """The same for machines: the sums, not their shares."""
    return {
        "unit": line.key,
        "name": line.name,
        "transactions": line.could,
        "self": dict(line.told.counted),
        "phone": dict(line.phoned.counted),
        "called": line.called,
        "reached": line.reached,
    }


def script(office: str, unit: str, procedure: str, day: date) -> list[str]:
    """What the caller says, in plain words."""
    told = {"office": office, "unit": unit, "procedure": procedure, "day": words.short(day)}
    return [
        _("Chào ông/bà, tôi gọi từ %(office)s, không phải từ %(unit)s là nơi đã giải quyết việc cho ông/bà.")
        % told,
        _("Ngày %(day)s ông/bà có việc “%(procedure)s” ở %(unit)s. Tôi xin hỏi năm câu, mất khoảng hai phút.")
        % told,
        _("Ông/bà có thể không trả lời. Câu trả lời không kèm tên, %(unit)s không biết ai đã nói gì.") % told,
    ]
