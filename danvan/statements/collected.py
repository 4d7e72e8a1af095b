"""What came in on a request: added up, proved, held against the register; the same as a workbook."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation

from danvan.lib import dates
from danvan.lib import workbook as plain
from danvan.people import queries as people
from danvan.reports.checks import Check
from danvan.reports.statutory import workbook
from danvan.reports.statutory.table import Line, Table
from danvan.statements import columns, shapes
from danvan.statements.columns import Cells, Head
from danvan.statements.models import Request
from danvan.statements.shapes import Shape
from danvan.statements.workflow import Owed

BY_HAND = "nhập thay"
MISSING = "chưa nộp"


@dataclass(frozen=True)
class Sum:
    """What came in: the columns, the submissions, their total and its sums; how many units are still missing."""

    shape: Shape
    heads: list[Head]
    rows: list[Any]
    total: Cells
    proofs: list[Check]
    missing: list[Any]
    late: int


@dataclass(frozen=True)
class Against:
    """A column as units handed it in, and as the register has those units now."""

    head: Head
    handed_in: int
    register: int

    @property
    def difference(self) -> int:
        """Handed in less the register."""
        return self.handed_in - self.register


def add_up(request: Request, submissions: list[Any], *, on: date) -> Sum:
    """The sum of what came in; each sum of the form is made again on the total."""
    shape = shapes.get(request.shape)
    rows = [each for each in submissions if each.state == Owed.IN]
    total = {**columns.filled(shape, {}), **columns.added(each.cells for each in rows)}
    missing = [each for each in submissions if each.state != Owed.IN]
    late = len(missing) if request.due_on < on and not request.withdrawn_on else 0
    return Sum(shape, columns.heads(shape), rows, total, columns.proofs(shape, total), missing, late)


def against_register(request: Request, made: Sum) -> list[Against]:
    """Columns in which what units handed in themselves is not what the register has for them now.

    Figures entered by hand are left out: the register has none for them. Raises ReportRefused and PeriodRefused as a
    report of the unit that asks.
    """
    own = [each for each in made.rows if not each.by_hand]
    content = shapes.build(made.shape, request.unit, request.first, request.last, {})
    keys = {
        key
        for each in own
        for key in people.units_during(each.unit, request.first, request.last).values_list("key", flat=True)
    }
    register, handed = columns.of_units(content, keys), columns.added(each.cells for each in own)
    pairs = [(head, handed.get(head.key, 0), register.get(head.key, 0)) for head in made.heads]
    return [Against(*pair) for pair in pairs if pair[1] != pair[2]]


def xlsx(request: Request, made: Sum, unit_name: str) -> bytes:
    """The sum as a workbook, in Vietnamese: the form's own layout, or a line for each unit."""
    notes = [
        f"{each.unit_name}: {BY_HAND}. {each.why} Theo {each.source}." for each in made.rows if each.by_hand
    ]
    notes += [f"{each.unit_name}: {MISSING}." for each in made.missing]
    with translation.override("vi"):
        if made.shape.form is None or made.shape.circular is None:
            return plain.made(_plain(made, notes), columns=1 + len(made.heads))
        return workbook.xlsx(_table(request, made, unit_name), notes=notes)


def _plain(made: Sum, notes: list[str]) -> list[list[str | int]]:
    heads = columns.heads(made.shape)
    lines: list[list[str | int]] = [["Đơn vị", *(head.label for head in heads)]]
    for each in made.rows:
        lines.append([_named(each), *(each.cells.get(head.key, 0) for head in heads)])
    lines.append(["Tổng số", *(made.total[head.key] for head in heads)])
    lines += [[note] for note in notes]
    return lines


def _table(request: Request, made: Sum, unit_name: str) -> Table:
    assert made.shape.form is not None
    assert made.shape.circular is not None
    lines = [Line(each.unit.key, _named(each), (), _numbered(each.cells)) for each in made.rows]
    return Table(
        circular=made.shape.circular,
        form=made.shape.form,
        unit=request.unit,
        unit_name=unit_name,
        from_=request.first,
        to=request.last,
        until=request.last,
        units_of=None,
        asked_at=dates.now(),
        lines=tuple(lines),
        total=Line("", "Tổng số", (), _numbered(made.total)),
        sums=(),
    )


def _named(submission: Any) -> str:
    return f"{submission.unit_name} ({BY_HAND})" if submission.by_hand else str(submission.unit_name)


def _numbered(cells: Cells) -> dict[int, int]:
    return {int(key): amount for key, amount in cells.items()}
