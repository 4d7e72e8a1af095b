"""A form filled in: a line for each unit, the total, every sum proved; or refused, with the rows that break it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from danvan.balances import queries as balances
from danvan.cases.models import Case
from danvan.lib import dates
from danvan.lib.codes import grouped
from danvan.people.models import Unit
from danvan.reports import breakers, scope
from danvan.reports.breakers import Breaker
from danvan.reports.checks import Check, Term
from danvan.reports.moment import snapshot
from danvan.reports.people_relations import ReportRefused, check_period
from danvan.reports.queries import amounts
from danvan.reports.statutory.counted import Part, Sum, about, added
from danvan.reports.statutory.form import Addend, Circular, Form, Side
from danvan.reports.statutory.reading import Reading, read


@dataclass(frozen=True)
class Line:
    """One line of a form: a unit, or the total (empty key). `cells` has the counted columns only.

    `hidden`: counted columns that are kept from this reader (danvan.reports.statutory.masked).
    """

    key: str
    label: str
    unit_ids: tuple[int, ...]
    cells: Mapping[int, int]
    undivided: bool = False
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Table:
    """A form of a unit and a period whose sums have been proved. `until`: `to`, or today where it is not over.

    `declared`: what is said of letters that a unit declared in numbers when it began here.
    """

    circular: Circular
    form: Form
    unit: Unit
    unit_name: str
    from_: date
    to: date
    until: date
    units_of: date | None
    asked_at: datetime
    lines: tuple[Line, ...]
    total: Line
    sums: tuple[Check, ...]
    declared: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether the period was over when the table was asked for."""
        return self.until == self.to

    @property
    def hides(self) -> bool:
        """Whether anything is kept from this reader."""
        return any(line.hidden for line in (*self.lines, self.total))

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """The units whose figures it sums up."""
        return self.total.unit_ids

    def line(self, key: str) -> Line | None:
        """The line of that unit; the total for an empty key, None for a unit without one."""
        return self.total if not key else next((line for line in self.lines if line.key == key), None)


@dataclass(frozen=True)
class _Proof:
    """A check with what is left when its right side is taken from its left, and the line that it was made on."""

    check: Check
    gap: Sum
    line: Line


def build(
    circular: Circular, form: Form, unit: Unit, from_: date, to: date, *, units_of: date | None = None
) -> Table:
    """The form of a unit over the days from_..to, both counted; no more statements for more columns or cases.

    Lines and total come from two readings, which are compared. Raises PeriodRefused, and ReportRefused with the sums
    that are off and the rows that break them.
    """
    check_period(from_, to, dates.today())
    until = min(to, dates.today())
    places = scope.places(unit, from_, until)
    ids = [place.unit_id for place in places]
    parts = _parts(form)
    with snapshot():
        asked_at = dates.now()
        declared = balances.openings(ids, until)
        apart, whole = read(parts, ids, from_, until, balances.began(declared, from_, until))
        rows = scope.rows(places, scope.headings(places, units_of, unit, until), unit)
        lines = [line for row in rows if (line := _line(form, row, apart)) is not None]
        total = Line("", _("Tổng số"), tuple(ids), _filled(form, whole, None))
        proofs = list(_proved(form, lines, total, apart, whole))
        if broken := [proof for proof in proofs if not proof.check.holds]:
            rows_off = _breaking(broken, ids, from_, until)
            raise ReportRefused([proof.check for proof in broken], rows_off)
    name = next(place.name for place in places if place.unit_id == unit.pk)
    sums = tuple(proof.check for proof in proofs if "=" in proof.check.name)
    said = tuple(balances.told(declared, from_))
    return Table(
        circular, form, unit, name, from_, to, until, units_of, asked_at, tuple(lines), total, sums, said
    )


def subjects(asked: Sum, units: Sequence[int], from_: date, until: date) -> dict[int, int]:
    """What a column is made of: subject → what it adds, where it is not nothing."""
    found: dict[int, int] = {}
    for part, times in asked.items():
        for subject, amount in amounts(part.measure, units, from_, until, part.kinds, part.topics).items():
            found[subject] = found.get(subject, 0) + times * amount
    return {subject: amount for subject, amount in found.items() if amount}


def _parts(form: Form) -> set[Part]:
    """Every figure that the columns and the sums of a form ask for."""
    named = (each for equation in form.equations for side in equation.sides for each in side.addends)
    asked = [*(column.counts for column in form.columns), *(each.counts for each in named)]
    return {part for counts in asked for part in counts}


def _line(form: Form, row: scope.Row, reading: Reading) -> Line | None:
    """The line of a unit; None for one without figures that need not be listed."""
    cells = _filled(form, reading, row.unit_ids)
    if not row.listed and not any(cells.values()):
        return None
    return Line(row.heading.key, row.heading.name, row.unit_ids, cells, row.heading.undivided)


def _filled(form: Form, reading: Reading, units: Sequence[int] | None) -> dict[int, int]:
    return {
        column.number: reading.value(column.counts, units) for column in form.columns if column.is_counted
    }


def _proved(
    form: Form, lines: Sequence[Line], total: Line, apart: Reading, whole: Reading
) -> Iterator[_Proof]:
    """Each equation on the total and on each line, the total of each column against its lines, and nothing below 0."""
    for equation in form.equations:
        first, *others = equation.sides
        for other in others:
            gap = added((1, first.total), (-1, other.total))
            yield _Proof(_check(form, first, other, whole, total), gap, total)
            for line in lines:
                check = _check(form, first, other, apart, line)
                if not check.holds:
                    yield _Proof(check, gap, line)
    for number, amount in total.cells.items():
        told = _("cột %(n)s") % {"n": number}
        right = Term(sum(line.cells[number] for line in lines), _("cộng các đơn vị"))
        label = _("Cột %(n)s: cộng các đơn vị") % {"n": number}
        yield _Proof(Check(f"units.{number}", label, (Term(amount, told),), (right,)), {}, total)
        for line in (*lines, total):
            if line.cells[number] < 0:
                term = Term(line.cells[number], told)
                check = Check("not_negative", _("Không số nào dưới 0"), (term,), (Term(0, ""),), line.key)
                yield _Proof(check, {}, line)


def _check(form: Form, left: Side, right: Side, reading: Reading, line: Line) -> Check:
    name = f"{_said(form, left)} = {_said(form, right)}"
    units = line.unit_ids if line.key else None

    def terms(side: Side) -> tuple[Term, ...]:
        told = [_("cột %(n)s") % {"n": _called(form, each)} for each in side.addends]
        values = [each.sign * reading.value(each.counts, units) for each in side.addends]
        return tuple(Term(*pair) for pair in zip(values, told, strict=True))

    return Check(name, f"{form.code}: {name}", terms(left), terms(right), line.key)


def _called(form: Form, addend: Addend) -> str:
    """A column as its form names it, with the form where it is another one."""
    return str(addend.number) if addend.form == form.code else f"{addend.number} ({addend.form})"


def _said(form: Form, side: Side) -> str:
    words = [f"{'-' if each.sign < 0 else '+'} {_called(form, each)}" for each in side.addends]
    return " ".join(words).removeprefix("+ ")


def _breaking(broken: Sequence[_Proof], ids: Sequence[int], from_: date, until: date) -> list[Breaker]:
    """The cases and turns whose own facts break a sum, then what breaks the letters' balance or a total."""
    found: dict[int, Breaker] = {}
    for proof in broken:
        for subject, amount in subjects(proof.gap, proof.line.unit_ids, from_, until).items():
            reason = f"{proof.check.label}: {amount:+d}"
            turn = about(proof.gap) != "case"
            named = _("Lượt tiếp %(n)s") % {"n": subject} if turn else ""
            found.setdefault(subject, Breaker(0 if turn else subject, 0, named, reason))
    codes = dict(Case.objects.filter(pk__in=found).values_list("pk", "code"))
    rows = [
        replace(each, code=each.code or grouped(codes.get(each.subject_id, ""))) for each in found.values()
    ]
    more = breakers.find(ids, from_, until)
    return rows[: breakers.MOST] + [row for row in more if row.subject_id not in found]
