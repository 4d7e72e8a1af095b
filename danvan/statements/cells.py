"""The figures of a report cell by cell, from what was kept of it or from the register of today; and what differs.

A cell is named by the part of the report in which it stands and by its figure. Labels are Vietnamese: they go on paper.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from danvan.reports.measures import LETTERS, RECEPTION
from danvan.statements.shapes import Content

ALL_OF_IT = "Toàn báo cáo"
TOTAL = "Tổng số"
Key = tuple[str, str, str]
"""Part, line, figure."""


@dataclass(frozen=True)
class Cell:
    """One figure: where it stands, what it counts, the number; `per` as its column has it."""

    where: str
    label: str
    amount: int
    per: int = 1


@dataclass(frozen=True)
class Change:
    """A cell that is another one now; None where the report had, or has, no such cell."""

    where: str
    label: str
    was: int | None
    now: int | None
    per: int = 1

    @property
    def difference(self) -> int:
        """Now less before; a cell that is not there counts as nothing."""
        return (self.now or 0) - (self.was or 0)


def cells(content: Content) -> dict[Key, Cell]:
    """Every figure of a report, in the order in which a reader meets them."""
    figures = content["figures"]
    return dict(_of_form(figures) if "table" in content else _of_people_relations(figures))


def changes(before: Content, now: Content) -> list[Change]:
    """What differs between two contents of one form and period, cell by cell; a cell of nothing is no difference."""
    old, new = cells(before), cells(now)
    found = []
    for key in dict.fromkeys([*old, *new]):
        was, is_now = old.get(key), new.get(key)
        if (was.amount if was else 0) != (is_now.amount if is_now else 0):
            named = is_now or was
            assert named is not None
            amounts = (was.amount if was else None, is_now.amount if is_now else None)
            found.append(Change(named.where, named.label, *amounts, named.per))
    return found


def _of_people_relations(figures: Mapping[str, Any]) -> Iterator[tuple[Key, Cell]]:
    reception, letters = figures["reception"], figures["letters"]
    parts = (
        ("", [{"key": "", "label": ALL_OF_IT, **reception, **letters}]),
        ("unit", figures["by_unit"]),
        ("kind", letters["by_kind"]),
        ("sitting", reception["by_sitting"]),
        ("topic", [*reception["by_topic"], *letters["by_topic"]]),
    )
    for part, lines in parts:
        for line in lines:
            for measure in (*RECEPTION, *LETTERS):
                if measure.slug in line:
                    key = (part, line["key"], measure.slug)
                    yield key, Cell(line["label"], str(measure.label), line[measure.slug])


def _of_form(figures: Mapping[str, Any]) -> Iterator[tuple[Key, Cell]]:
    labels = {str(each["n"]): f"Cột {each['n']}: {' › '.join(each['head'])}" for each in figures["columns"]}
    per = {str(each["n"]): each.get("per", 1) for each in figures["columns"]}
    total = {"key": "", "label": TOTAL, "cells": figures["total"]}
    for line in (total, *figures["lines"]):
        for number, amount in line["cells"].items():
            yield (
                ("unit", line["key"], number),
                Cell(line["label"], labels[number], amount, per.get(number, 1)),
            )
