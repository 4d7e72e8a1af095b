"""A form for readers from whom denunciations are kept: where a figure of them is one or two, nothing is told of them.

The form goes to the authority above whole: whoever leads or inspects the unit, or one above it, reads, takes out and
signs it so. Everybody else reads it by the rule of danvan.reports.secrecy: where a denunciation column has one or two
on any line, no line tells anything that counts denunciations, alone or among other letters, nor where there are none;
where the total has so few, it does not either. Money, land and people by conclusions are never told to them: one amount
tells of one denunciation, however many there are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from danvan.cases import kinds
from danvan.cases.awards import PREFIX
from danvan.reports.secrecy import LEAST
from danvan.reports.statutory.counted import Sum
from danvan.reports.statutory.form import Form
from danvan.reports.statutory.table import Line, Table


def tells(counts: Sum) -> bool:
    """Whether denunciations are among what a column counts."""
    return any(
        part.kinds.has(code) for part in counts if part.measure.about == "case" for code in kinds.sealed()
    )


def concerns(form: Form) -> bool:
    """Whether any column of the form counts denunciations."""
    return any(tells(column.counts) for column in form.columns)


def is_delicate(form: Form, *lines: Mapping[int, int]) -> bool:
    """Whether any of these lines, numbers by column, has so small a figure of denunciations, or an amount by one."""
    amounts = _amounts(form)
    return _has_small(form, *lines) or any(line.get(number) for line in lines for number in amounts)


def without(table: Table) -> Table:
    """The table for whoever may not read denunciations there; the same one where it tells nothing of a single one."""
    of_all, amounts = _has_small(table.form, table.total.cells), _amounts(table.form)
    if not of_all and not _has_small(table.form, *(line.cells for line in table.lines)):
        return _without(table, amounts) if amounts else table
    hidden = frozenset(column.number for column in table.form.columns if tells(column.counts))
    told_of = zip(table.sums, _sides(table.form), strict=True)
    return replace(
        table,
        lines=tuple(_told(line, hidden) for line in table.lines),
        total=_told(table.total, hidden if of_all else amounts),
        sums=tuple(check for check, tells_of in told_of if not (of_all and tells_of)),
    )


def _without(table: Table, hidden: frozenset[int]) -> Table:
    lines = tuple(_told(line, hidden) for line in table.lines)
    return replace(table, lines=lines, total=_told(table.total, hidden))


def _amounts(form: Form) -> frozenset[int]:
    """The columns that add up money, land or people by conclusions on denunciations."""
    told = (column for column in form.columns if tells(column.counts))
    return frozenset(
        column.number
        for column in told
        if any(part.measure.posted.startswith(PREFIX) for part in column.counts)
    )


def _has_small(form: Form, *lines: Mapping[int, int]) -> bool:
    own = [column.number for column in form.columns if _only(column.counts)]
    return any(_is_small(own, line) for line in lines)


def _only(counts: Sum) -> bool:
    """Whether a column counts denunciations and nothing else."""
    others = [code for code in kinds.letters() if code not in kinds.sealed()]
    return tells(counts) and not any(part.kinds.has(code) for part in counts for code in others)


def _is_small(own: Iterable[int], cells: Mapping[int, int]) -> bool:
    return any(0 < cells.get(number, 0) < LEAST for number in own)


def _told(line: Line, hidden: frozenset[int]) -> Line:
    told = {number: amount for number, amount in line.cells.items() if number not in hidden}
    return replace(line, cells=told, hidden=hidden & line.cells.keys())


def _sides(form: Form) -> list[bool]:
    """Of each proved sum of the form, in their order, whether it tells of denunciations."""
    return [
        any(tells(addend.counts) for side in (first, other) for addend in side.addends)
        for first, *others in (equation.sides for equation in form.equations)
        for other in others
    ]
