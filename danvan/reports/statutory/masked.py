"""A form for readers from whom denunciations are kept: where a figure of them is one or two, lines say nothing of them.

The form goes to the authority above whole: whoever leads or inspects the unit, or one above it, reads, takes out and
signs it so. Everybody else reads it by the rule of danvan.reports.secrecy: a line in which a denunciation column has
one or two tells nothing that counts denunciations, alone or among other letters, and so do as many further lines as it
takes until the hidden ones together have none so small. Nothing can be had back by taking lines from the total.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from danvan.cases import kinds
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


def without(table: Table) -> Table:
    """The table for whoever may not read denunciations there; the same one where no figure of them is small."""
    own = [column.number for column in table.form.columns if _only(column.counts)]
    if _small(own, [table.total]):
        kept_from = {line.key for line in (*table.lines, table.total)}
    else:
        kept_from = _hidden(own, table.lines)
    if not kept_from:
        return table
    hidden = frozenset(column.number for column in table.form.columns if tells(column.counts))
    total = _told(table.total, kept_from, hidden)
    pairs = zip(table.sums, _sides(table.form), strict=True)
    sums = [check for check, told in pairs if not (total.hidden and told)]
    lines = tuple(_told(line, kept_from, hidden) for line in table.lines)
    return replace(table, lines=lines, total=total, sums=tuple(sums))


def _only(counts: Sum) -> bool:
    """Whether a column counts denunciations and nothing else."""
    others = [code for code in kinds.letters() if code not in kinds.sealed()]
    return tells(counts) and not any(part.kinds.has(code) for part in counts for code in others)


def _hidden(own: Sequence[int], lines: Sequence[Line]) -> set[str]:
    """The lines that may tell nothing: those with one or two, and more of them until together they have none."""
    found = [line for line in lines if _small(own, [line])]
    others = [line for line in lines if line not in found and any(line.cells[number] for number in own)]
    while others and _small(own, found):
        enough = (line for line in reversed(others) if not _small(own, [*found, line]))
        more = next(enough, others[-1])
        found.append(more)
        others.remove(more)
    everything = (
        {""} if _small(own, found) else set()
    )  # no line was left to hide them behind: the total goes too
    return {line.key for line in found} | everything


def _small(own: Iterable[int], lines: Sequence[Line]) -> bool:
    return any(0 < sum(line.cells[number] for line in lines) < LEAST for number in own)


def _told(line: Line, kept_from: set[str], hidden: frozenset[int]) -> Line:
    if line.key not in kept_from:
        return line
    told = {number: amount for number, amount in line.cells.items() if number not in hidden}
    return replace(line, cells=told, hidden=hidden & line.cells.keys())


def _sides(form: Form) -> list[bool]:
    """Of each proved sum of the form, in their order, whether it tells of denunciations."""
    return [
        any(tells(addend.counts) for side in (first, other) for addend in side.addends)
        for first, *others in (equation.sides for equation in form.equations)
        for other in others
    ]
