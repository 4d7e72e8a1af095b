"""A form laid out for its page: headings, lines, notes; each figure with the address of its list."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan.reports.page import as_proof, scope_of
from danvan.reports.periods import Period
from danvan.reports.statutory import circulars, heads, periods
from danvan.reports.statutory.form import Circular, Column
from danvan.reports.statutory.scale import shown
from danvan.reports.statutory.table import Line, Table
from danvan.web import parts, words

LONG = 8  # figures from which a column is better told by its formula than by their names


@dataclass(frozen=True)
class Cell:
    """One cell: the figure (None: the register does not keep it), the address of its list, whether it is for words.

    `is_hidden`: there is a figure, and it is kept from this reader. `per`: as its column has it.
    """

    amount: int | None
    url: str = ""
    is_note: bool = False
    is_hidden: bool = False
    per: int = 1

    @property
    def shown(self) -> str:
        """The figure as its column's heading counts."""
        return "" if self.amount is None else shown(self.amount, self.per)


class Layout:
    """Knows the addresses of one form for one reader."""

    def __init__(self, table: Table, *, lists: bool) -> None:
        self.table, self.lists = table, lists
        beside = table.circular.beside
        self.by = (
            None if beside else circulars.on(table.to)
        ) or table.circular  # whose periods the day is in
        self.lang = (get_language() or "vi")[:2]
        self.query = {
            "form": f"{table.circular.slug}.{table.form.slug}",
            "unit": table.unit.key,
            "first": table.from_.isoformat(),
            "last": table.to.isoformat(),
        }
        if table.units_of:
            self.query["units_of"] = table.units_of.isoformat()

    def context(self, today: date) -> dict[str, Any]:
        """Everything the template needs."""
        table = self.table
        form = table.form
        return {
            "table": table,
            "title": form.title.say(self.lang),
            "scope": scope_of(table),
            "cut_off": periods.cut_off(self.by, table.to).why,
            "periods": self.periods(),
            "years": self.years(today),
            "in_force": self.in_force(),
            "heads": self.heads(),
            "numbers": [heads.number(column) for column in form.columns],
            "rows": [(line, self.cells(line)) for line in table.lines],
            "total": self.cells(table.total),
            "undivided": any(line.undivided for line in table.lines),
            "empty": [(reason.say(self.lang), numbers) for reason, numbers in form.left_empty()],
            "proofs": [(check.name, as_proof(check)) for check in table.sums],
            "meanings": [
                (column.number, self.named(column), self.means(column))
                for column in form.columns
                if column.is_counted
            ],
            "note": form.note.say(self.lang) if form.note else "",
            "source": form.source.say(self.lang),
            "xlsx_url": self.address("reports:statutory_xlsx"),
            "json_url": self.address("reports:statutory_json"),
        }

    def heads(self) -> list[list[heads.Head]]:
        """The headings in the language of the page."""
        return [
            [
                heads.Head(circulars.heading(head.text, self.lang), head.first, head.columns, head.lines)
                for head in line
            ]
            for line in heads.lines(self.table.form)
        ]

    def cells(self, line: Line) -> list[Cell]:
        """The cells of one line."""
        return [
            Cell(line.cells[column.number], self.list_url(column, line), per=column.per)
            if column.number in line.cells
            else Cell(None, is_note=column.is_note, is_hidden=column.number in line.hidden)
            for column in self.table.form.columns
        ]

    def list_url(self, column: Column, line: Line) -> str:
        """The list of a figure; empty for a reader who sees numbers only, and for what has no list."""
        if not (self.lists and column.about and line.cells.get(column.number)):
            return ""
        narrowed = {"of": line.key} if line.key else {}
        return self.address("reports:statutory_subjects", column.number, **narrowed)

    def label_of(self, column: Column) -> str:
        """01/XLD, cột 9: the figure as the head of its list."""
        told = {"form": self.table.form.code, "n": column.number, "head": self.named(column)}
        return _("%(form)s, cột %(n)s: %(head)s") % told

    def back(self) -> dict[str, str]:
        """From a list to the form: the address, its name, whose figures."""
        back_to = f"{self.table.form.code} · {self.table.form.title.say(self.lang)}"
        return {"back": self.address("reports:statutory"), "back_to": back_to, "scope": scope_of(self.table)}

    def named(self, column: Column) -> str:
        """A column by its headings, the widest first."""
        return " › ".join(circulars.heading(text, self.lang) for text in column.head)

    def means(self, column: Column) -> str:
        """What a column counts, figure by figure; and that something in it is not kept."""
        said = [
            f"{'−' if times < 0 else '+'} {str(part.measure.label).lower()}"
            for part, times in column.counts.items()
        ]
        counted = " ".join(said).removeprefix("+ ")
        told = [f"{counted[:1].upper()}{counted[1:]}."] if len(said) < LONG else []
        told += [column.means.say(self.lang)] if column.means else []
        told += [_("Một phần của tổng này không có trong sổ.")] if column.partly else []
        return " ".join(told)

    def periods(self) -> list[parts.Tab]:
        """The periods of the reporting year in which the last day lies."""
        year = periods.year_of(self.by, self.table.to)
        return [self.tab(period, f"{period.label} {year}") for period in self.of_year(year)]

    def of_year(self, year: int) -> list[Period]:
        """The periods of a reporting year."""
        return periods.of_year(self.by, year, self.table.to)

    def years(self, today: date) -> list[parts.Tab]:
        """The whole year before, and the one after where it has begun."""
        year = periods.year_of(self.by, self.table.to)
        beside = [self.of_year(each)[-1] for each in (year - 1, year + 1)]
        return [self.tab(period, str(period.last.year)) for period in beside if period.first <= today]

    def tab(self, period: Period, label: str) -> parts.Tab:
        """The same form for another period."""
        table = self.table
        url = self.address("reports:statutory", first=period.first.isoformat(), last=period.last.isoformat())
        return parts.Tab(label, url, current=(period.first, period.last) == (table.from_, table.to))

    def in_force(self) -> dict[str, str]:
        """The circular of the last day, where the form is of another one; empty where it is of that day's."""
        now = circulars.on(self.table.to)
        if now is None or self.table.circular.beside or now.slug == self.table.circular.slug:
            return {}
        return {"act": now.number, "url": self.first_of(now), "day": words.short(self.table.to)}

    def first_of(self, circular: Circular) -> str:
        """The first form of a circular, for the same unit and days."""
        first = next(iter(circular.forms.values()))
        return self.address("reports:statutory", form=f"{circular.slug}.{first.slug}")

    def address(self, name: str, *args: int, **changed: str) -> str:
        """An address with this form, unit and period."""
        return f"{reverse(name, args=args)}?{urlencode({**self.query, **changed})}"
