"""A form and its circular, once read: pure data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from danvan.law import Words
from danvan.reports.statutory.counted import Sum, about, added


@dataclass(frozen=True)
class Column:
    """A column: its number, its headings from the widest to its own, and what stands in it.

    `absent` is the reason why the register has nothing for it (empty: it is counted). `partly`: some columns that it
    adds up are absent. `is_note`: left blank for words. `means` says more than the figures' own definitions. `per`: how
    many of what is counted make one of the unit that its heading names (đồng: 1000000 to a “triệu đồng”).
    """

    number: int
    head: tuple[str, ...]
    counts: Sum = field(default_factory=dict)
    formula: str = ""
    absent: str = ""
    partly: bool = False
    is_note: bool = False
    means: Words | None = None
    per: int = 1

    @property
    def is_counted(self) -> bool:
        """Whether a figure stands in it."""
        return not self.absent and not self.is_note

    @property
    def about(self) -> str:
        """What the list of its figure shows: 'case', 'turn'; empty where it has none."""
        found = about(self.counts)
        return found if found in ("case", "turn") else ""


@dataclass(frozen=True)
class Addend:
    """A column in an equation, of the same form or of another one of the circular, with its sign."""

    sign: int
    form: str
    number: int
    counts: Sum


@dataclass(frozen=True)
class Side:
    """One side of an equation."""

    addends: tuple[Addend, ...]

    @property
    def total(self) -> Sum:
        """What its columns add up to."""
        return added(*((each.sign, each.counts) for each in self.addends))


@dataclass(frozen=True)
class Equation:
    """A sum that must hold, within a form or between forms of one circular: all sides are equal."""

    text: str
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Form:
    """One form (biểu) of a circular; `columns` is empty where nobody has read them yet."""

    code: str
    title: Words
    act: str
    columns: tuple[Column, ...]
    equations: tuple[Equation, ...]
    source: Words
    absent: Mapping[str, Words]
    note: Words | None = None

    @property
    def slug(self) -> str:
        """The code as addresses and commands have it: 01-XLD."""
        return self.code.replace("/", "-")

    @property
    def depth(self) -> int:
        """How many lines its headings take."""
        return max((len(column.head) for column in self.columns), default=0)

    def left_empty(self) -> list[tuple[Words, str]]:
        """Why columns are empty, and which: the reason and its columns as “4, 7, 23–25”."""
        return [
            (words, _runs([column.number for column in self.columns if column.absent == key]))
            for key, words in self.absent.items()
        ]

    def column(self, number: int) -> Column:
        """The column of that number; KeyError where the form has none."""
        if not 1 <= number <= len(self.columns):
            raise KeyError(number)
        return self.columns[number - 1]


@dataclass(frozen=True)
class Circular:
    """An act that sets forms: in force from one day to another, both counted.

    `period` is the rule of law that sets its periods; empty where no rule that was read does. `beside`: it is about
    something else than letters and reception, so that it is never the one in force on a day among the others.
    """

    slug: str
    number: str
    in_force_from: date
    in_force_until: date | None
    period: str
    forms: Mapping[str, Form]
    beside: bool = False

    @property
    def is_decree(self) -> bool:
        """Whether the act is a decree (nghị định), and no circular."""
        return self.number.endswith("NĐ-CP")

    def in_force(self, day: date) -> bool:
        """Whether it holds on that day."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)

    @property
    def has_columns(self) -> bool:
        """Whether the columns of any of its forms are known."""
        return any(form.columns for form in self.forms.values())


def _runs(numbers: list[int]) -> str:
    """Numbers in their order, those that follow each other as a span."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][-1] == number - 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans)
