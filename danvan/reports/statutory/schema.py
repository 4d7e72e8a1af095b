"""The schema of a form's file, and the reading of one. A mistake raises RuleFileError with file, line and reason.

circular.yaml:
  number: 02/2021/TT-TTCP
  in_force_from: 2021-05-10
  in_force_until: 2025-09-29     # optional
  period: report.quarter         # optional: the rule whose from_day begins a period (danvan/law/rules)
  forms: [01-TCD, 01-XLD]        # the files of its forms, in the order of the circular
  beside: true                   # optional: its forms stand beside those of the circular in force, and replace none
  absent:                        # why a column stays empty, by a key that forms name
    court: {vi: …, en: …}
01-XLD.yaml:
  code: 01/XLD
  title: {vi: …, en: …}
  source: {vi: …, en: …}         # where the columns were read
  note: {vi: …, en: …}           # optional: how the form is understood here; printed below it
  absent: court                  # optional: the reason for every column that says nothing else
  columns:                       # empty list: nobody has read them; the page says so
    - {n: 1, head: [Tổng số đơn], formula: 2..7}
    - {n: 2, head: [Kỳ trước chuyển sang, Đơn một người đứng tên], count: carried_over - carried_over_many}
    - {n: 3, head: […], count: eligible, kind: complaint, topic: [land, clearance], means: {vi: …, en: …}}
    - {n: 4, head: […], count: turns, sitting: {except: [regular]}}
    - {n: 5, head: […], absent: court}
    - {n: 6, head: [Ghi chú], note: true}
    - {n: 7, head: [Tiền (triệu đồng)], count: award_recover_money, per: 1000000}   # counted in đồng
  checks: ["9 = 11 + 12 + 13 = 14..17", "1 = 02/XLD.1 + 04/XLD.1"]
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from danvan.cases import kinds, topics
from danvan.figures.queries import Among
from danvan.law import Words
from danvan.law.yamlfile import Table, read
from danvan.reception.models import Sitting
from danvan.reports.statutory import formula
from danvan.reports.statutory.counted import EVERYTHING, KNOWN, Part, Sum, added, plain
from danvan.reports.statutory.form import Addend, Circular, Column, Equation, Form, Side

HEAD = "circular.yaml"
WAYS = ("count", "formula", "absent", "note")


def load(folder: Path) -> Circular:
    """The circular of one folder, with all its forms."""
    head = read(folder / HEAD)
    paths = [folder / f"{name}.yaml" for name in head.get_as("forms", list)]
    for path in paths:
        if not path.is_file():
            head.fail(f"there is no file {path.name} beside this one", "forms")
    return made(head, [read(path) for path in paths], folder.name)


def made(head: Table, files: Iterable[Table], slug: str) -> Circular:
    """A circular from its parsed files."""
    head.allow(("in_force_until", "period", "absent", "beside"), ("number", "in_force_from", "forms"))
    first = head.get_date("in_force_from")
    if first is None:
        head.fail("'in_force_from' is missing", "in_force_from")
    reasons = _reasons(head)
    number = head.get_as("number", str)
    drafts = [_Draft(file, reasons) for file in files]
    found: dict[str, _Draft] = {}
    for draft in drafts:
        if draft.code in found:
            draft.file.fail(f"the form '{draft.code}' stands twice", "code")
        found[draft.code] = draft
    columns = {code: draft.columns() for code, draft in found.items()}
    return Circular(
        slug=slug,
        number=number,
        in_force_from=first,
        in_force_until=head.get_date("in_force_until"),
        period=head.get_as("period", str, ""),
        beside=head.get_as("beside", bool, False),
        forms={code: draft.form(number, columns) for code, draft in found.items()},
    )


def _reasons(head: Table) -> dict[str, Words]:
    if head.get("absent") is None:
        return {}
    given = head.get_as("absent", Table)
    return {key: given.need_words(key) for key in given}


class _Draft:
    """One form's file while it is read: its columns first, then the sums, which may name other forms."""

    def __init__(self, file: Table, reasons: Mapping[str, Words]) -> None:
        file.allow(("absent", "note", "checks"), ("code", "title", "source", "columns"))
        self.file, self.reasons = file, reasons
        self.code = file.get_as("code", str)
        self.rows = file.get_tables("columns")
        self.usual = self._reason(file, "absent") if "absent" in file else ""
        for number, row in enumerate(self.rows, 1):
            row.allow((*WAYS, "kind", "sitting", "topic", "means", "per"), ("n", "head"))
            if row.get_as("n", int) != number:
                row.fail(f"column {number} is expected here", "n")
        self._sums: dict[int, tuple[Sum, bool]] = {}

    def form(self, act: str, columns: Mapping[str, tuple[Column, ...]]) -> Form:
        """The whole form; `columns` are those of all forms of the circular."""
        used = {column.absent: None for column in columns[self.code] if column.absent}
        return Form(
            code=self.code,
            title=self.file.need_words("title"),
            act=act,
            columns=columns[self.code],
            equations=tuple(self._equation(text, columns) for text in self._checks()),
            source=self.file.need_words("source"),
            absent={key: self.reasons[key] for key in used},
            note=self.file.get_words("note"),
        )

    def columns(self) -> tuple[Column, ...]:
        """Every column with what it counts."""
        return tuple(self._column(row) for row in self.rows)

    def _column(self, row: Table) -> Column:
        number, head = row.get_as("n", int), row.get_as("head", list)
        if not 1 <= len(head) <= 5 or not all(isinstance(word, str) and word for word in head):
            row.fail("'head' must be one to five texts, the widest heading first", "head")
        counts, partly = self._sum(number, ())
        absent = self._absent(row)
        if "formula" in row and not counts:  # everything that it adds up is absent
            absent = next(filter(None, (self._absent(each) for each in self._added(row))), absent)
        _check_one_thing(row, counts)
        return Column(
            number=number,
            head=tuple(head),
            counts=counts,
            formula=row.get_as("formula", str, ""),
            absent=absent,
            partly=partly and not absent,
            is_note=row.get_as("note", bool, False),
            means=row.get_words("means"),
            per=_per(row),
        )

    def _sum(self, number: int, under_way: tuple[int, ...]) -> tuple[Sum, bool]:
        """What a column counts, and whether something in it is absent."""
        if number in under_way:
            self.rows[number - 1].fail(f"column {number} is made of itself", "formula")
        if number not in self._sums:
            row = self.rows[number - 1]
            given = [way for way in WAYS if way in row]
            if len(given) > 1 or not (given or self.usual):
                row.fail(f"one of {', '.join(WAYS)} is needed")
            if given == ["formula"]:
                self._sums[number] = self._of_formula(row, (*under_way, number))
            else:
                self._sums[number] = self._of_count(row) if given == ["count"] else ({}, given != ["note"])
        return self._sums[number]

    def _of_formula(self, row: Table, under_way: tuple[int, ...]) -> tuple[Sum, bool]:
        found = [(sign, *self._sum(number, under_way)) for sign, number in self._terms(row)]
        return added(*((sign, counts) for sign, counts, _ in found)), any(partly for *_, partly in found)

    def _terms(self, row: Table) -> list[tuple[int, int]]:
        """Sign and number of each column in a formula, all of this form."""
        try:
            named = list(formula.columns(row.get_as("formula", str), self.code))
        except ValueError as wrong:
            row.fail(str(wrong), "formula")
        for _sign, code, number in named:
            if code != self.code or not 1 <= number <= len(self.rows):
                row.fail(
                    f"there is no column {number} in this form"
                    if code == self.code
                    else f"a formula stays in its form; '{code}.{number}' belongs into 'checks'",
                    "formula",
                )
        return [(sign, number) for sign, _code, number in named]

    def _added(self, row: Table) -> list[Table]:
        return [self.rows[number - 1] for _sign, number in self._terms(row)]

    def _of_count(self, row: Table) -> tuple[Sum, bool]:
        among, about = _among(row)
        total: list[tuple[int, Sum]] = []
        try:
            named = list(formula.figures(row.get_as("count", str)))
        except ValueError as wrong:
            row.fail(str(wrong), "count")
        for sign, slug in named:
            if slug not in KNOWN:
                row.fail(
                    f"no figure is called '{slug}' (reports/measures.py and reports/statutory/measures.py have all)",
                    "count",
                )
            for each, signed in plain(slug, sign):
                part = Part(each, *among)
                if part.measure.about not in about:
                    row.fail("'kind' is asked of letters, 'sitting' of turns", "count")
                total.append((signed, {part: 1}))
        counts = added(*total)
        _check_one_thing(row, counts)
        return counts, False

    def _absent(self, row: Table) -> str:
        if "absent" in row:
            return self._reason(row, "absent")
        return "" if {"count", "formula", "note"} & row.keys() else self.usual

    def _reason(self, row: Table, key: str) -> str:
        reason = row.get_as(key, str)
        if reason not in self.reasons:
            row.fail(f"{HEAD} gives no reason '{reason}' under 'absent'", key)
        return reason

    def _checks(self) -> list[str]:
        found = self.file.get("checks") or []
        if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
            self.file.fail("'checks' must be a list of texts such as \"9 = 11 + 12\"", "checks")
        return found

    def _equation(self, text: str, columns: Mapping[str, tuple[Column, ...]]) -> Equation:
        sides = text.split("=")
        if len(sides) < 2:
            self.file.fail(f"'{text}' is no equation", "checks")
        return Equation(text, tuple(self._side(side.strip(), columns) for side in sides))

    def _side(self, text: str, columns: Mapping[str, tuple[Column, ...]]) -> Side:
        try:
            named = tuple(formula.columns(text, self.code))
        except ValueError as wrong:
            self.file.fail(str(wrong), "checks")
        for _sign, code, number in named:
            if code not in columns or not 1 <= number <= len(columns[code]):
                self.file.fail(f"there is no column {number} in the form '{code}'", "checks")
        return Side(tuple(Addend(*each, columns[each[1]][each[2] - 1].counts) for each in named))


def _per(row: Table) -> int:
    """How many of what is counted make one of what the heading names."""
    per = row.get_as("per", int, 1)
    if per < 1 or ("per" in row and "count" not in row):
        row.fail("'per' is a whole number from 1 on, beside 'count'", "per")
    return per


def _check_one_thing(row: Table, counts: Sum) -> None:
    if len({part.measure.about for part in counts}) > 1:
        row.fail("a column counts letters, turns or sessions, not several of them at once")


def _among(row: Table) -> tuple[tuple[Among, Among], tuple[str, ...]]:
    """Which kinds or sittings, and which topics; and what the figures must be about."""
    if {"kind", "sitting"} <= row.keys():
        row.fail("'kind' is of letters, 'sitting' of turns: not both", "sitting")
    topic = _some(row, "topic", topics.slugs())
    if "kind" in row:
        return (_some(row, "kind", kinds.letters()), topic), ("case",)
    if "sitting" in row:
        return (_some(row, "sitting", Sitting.values), topic), ("turn", "session")
    return (EVERYTHING, topic), ("case", "turn", "session")


def _some(row: Table, key: str, known: Iterable[str]) -> Among:
    """`land`, `[land, roads]` or `{except: [land]}`."""
    given: Any = row.get(key)
    if given is None:
        return EVERYTHING
    inside = not isinstance(given, Table)
    if isinstance(given, Table):
        given.allow((), ("except",))
        given = given["except"]
    values = tuple(given) if isinstance(given, list) else (given,)
    for value in values:
        if value not in known:
            row.fail(f"'{value}' is none of {', '.join(known)}", key)
    return Among(values, inside)
