"""The columns of a form as numbers that can be typed, added up and proved without the register."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan.reports.checks import SUMS, Check, Term
from danvan.reports.measures import ALL, How
from danvan.reports.statutory import circulars, formula
from danvan.reports.statutory.form import Column, Form, Side
from danvan.statements.shapes import Content, Shape

Cells = Mapping[str, int]
"""Column (a figure's slug, or a number) → the number in it."""


@dataclass(frozen=True)
class Head:
    """A column: its key, its short name, its full one, and whether it is typed or follows from the others.

    `per`: how many of what is kept make one of the unit that its name says.
    """

    key: str
    short: str
    label: str
    typed: bool
    per: int = 1


def heads(shape: Shape) -> list[Head]:
    """The columns that hold numbers, in order."""
    if shape.form is None:
        return [
            Head(slug, str(each.head), str(each.label), each.how != How.MADE) for slug, each in ALL.items()
        ]
    lang = (get_language() or "vi")[:2]
    return [_head(column, lang) for column in shape.form.columns if column.is_counted]


def _head(column: Column, lang: str) -> Head:
    said = " › ".join(circulars.heading(text, lang) for text in column.head)
    return Head(
        str(column.number), str(column.number), f"{column.number}. {said}", not column.formula, column.per
    )


def filled(shape: Shape, typed: Cells) -> dict[str, int]:
    """The cells with those that follow from others worked out."""
    found = {head.key: typed.get(head.key, 0) for head in heads(shape)}
    if shape.form is None:
        for slug, measure in ALL.items():
            if measure.how == How.MADE:
                found[slug] = sum(found[s] for s in measure.plus) - sum(found[s] for s in measure.minus)
        return found
    form = shape.form
    return {key: _value(form, form.column(int(key)), found) for key in found}


def _value(form: Form, column: Column, cells: Cells) -> int:
    """What stands in a column; one that adds up columns may itself be added up, and again."""
    if not column.formula:
        return cells.get(str(column.number), 0)
    terms = formula.columns(column.formula, form.code)
    return sum(sign * _value(form, form.column(number), cells) for sign, _form, number in terms)


def proofs(shape: Shape, cells: Cells) -> list[Check]:
    """Every sum of the form over these cells; those that reach into another form are left out."""
    if shape.form is None:
        return [
            Check(each.name, str(each.label), _figures(each.left, cells), _figures(each.right, cells))
            for each in SUMS
        ]
    return [
        Check(equation.text, equation.text, _side(first, cells), _side(other, cells))
        for equation in shape.form.equations
        for first, *others in [equation.sides]
        for other in others
        if _own(shape.form, first) and _own(shape.form, other)
    ]


def _figures(slugs: Iterable[str], cells: Cells) -> tuple[Term, ...]:
    return tuple(Term(cells.get(slug, 0), str(ALL[slug].head), slug) for slug in slugs)


def _side(side: Side, cells: Cells) -> tuple[Term, ...]:
    return tuple(
        Term(each.sign * cells.get(str(each.number), 0), _("cột %(n)s") % {"n": each.number})
        for each in side.addends
    )


def _own(form: Form, side: Side) -> bool:
    return all(each.form == form.code for each in side.addends)


def added(rows: Iterable[Cells]) -> dict[str, int]:
    """Cells added up, column by column."""
    total: Counter[str] = Counter()
    for row in rows:
        for key, amount in row.items():
            total[key] += amount
    return dict(total)


def total_of(content: Content) -> dict[str, int]:
    """The cells of a whole report, from its content."""
    figures = content["figures"]
    if "table" in content:
        return dict(figures["total"])
    return {slug: {**figures["letters"], **figures["reception"]}[slug] for slug in ALL}


def lines_of(content: Content) -> list[Cells]:
    """The cells of each line of a statutory form and of its total; none of the people-relations report."""
    if "table" not in content:
        return []
    figures = content["figures"]
    return [figures["total"], *(line["cells"] for line in figures["lines"])]


def of_units(content: Content, keys: Collection[str]) -> dict[str, int]:
    """The cells of some units of a report, by their keys, added up."""
    figures = content["figures"]
    lines = figures["lines"] if "table" in content else figures["by_unit"]
    return added(_cells_of(line) for line in lines if line["key"] in keys)


def _cells_of(line: Mapping[str, object]) -> Cells:
    cells = line.get("cells", line)
    assert isinstance(cells, Mapping)
    return {key: amount for key, amount in cells.items() if isinstance(amount, int) and key != "undivided"}
