"""A report laid out for its page: tiles, proofs, bars and tables, each figure with the address of its list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.reports import panels, prose, rates
from danvan.reports.applications.measures import TABLE as APPLICATIONS
from danvan.reports.checks import Check
from danvan.reports.exchange import Timed
from danvan.reports.measures import ALL, LETTERS, RECEPTION
from danvan.reports.people_relations import Line, Report
from danvan.reports.periods import presets
from danvan.reports.sections import Told
from danvan.web import parts, words

TOPIC_COLUMNS = ("matters", "matters_again", "received")
UNIT_COLUMNS = ("turns", "persons", "matters", "received", "eligible", "resolved", "in_term", "overdue")
KIND_COLUMNS = (
    "received",
    "eligible",
    "ineligible",
    "transferred",
    "resolved",
    "resolved_late",
    "withdrawn",
    "in_term",
    "overdue",
)
FILED = ("carried", "received", "done_in_time", "done_late", "refused", "withdrawn", "in_term", "overdue")
BARS = 10
TO_EXAMINE = ("carried_under_examination", "received")
"""The letters of which it was to be found out in the period whether they are eligible."""


@dataclass(frozen=True)
class Cell:
    """One figure of a table, the address of its list (empty: none for this reader), and what its column is headed.

    `amount` None: there is none, shown as “–”.
    """

    amount: float | None
    url: str
    head: str

    @property
    def shown(self) -> str:
        """As it is read: half days with one place."""
        return panels.number(self.amount)


@dataclass(frozen=True)
class TableRow:
    """One line of a table."""

    label: str
    cells: tuple[Cell, ...]
    url: str = ""
    undivided: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: heads, lines, and the total where it has one."""

    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    total: tuple[Cell, ...]


class Placed(Timed, Protocol):
    """What tells its period, and whose it is."""

    @property
    def unit_name(self) -> str:
        """The name of the unit at the end of the period."""


class Layout:
    """Knows the addresses of one report for one reader."""

    def __init__(self, report: Report, *, lists: bool, kept: Mapping[str, str]) -> None:
        self.report = report
        self.lists = lists
        self.query = {
            "unit": report.unit.key,
            "first": report.from_.isoformat(),
            "last": report.to.isoformat(),
        }
        self.query |= kept

    def context(self, today: date) -> dict[str, Any]:
        """Everything the template needs."""
        report = self.report
        beside = {check for told in report.sections for check in told.sums}
        return {
            "report": report,
            "scope": self.scope(),
            "ended": self.ended(),
            "gone": prose.nothing_left(report),
            "tiles": self.tiles(),
            "proofs": [as_proof(check) for check in report.sums if check.shown and check not in beside],
            "records": report.figures["turns"] + report.figures["received"],
            "bars": [parts.Bar(line.label, line.figures["matters"]) for line in self.with_matters()[:BARS]],
            "topics": self.table(TOPIC_COLUMNS, report.by_topic, "topic"),
            "kinds": self.table(KIND_COLUMNS, report.by_kind, "kind", days=True),
            "units": self.table(UNIT_COLUMNS, report.by_unit, "of", days=True)
            if len(report.by_unit) > 1
            else None,
            **panels.of(self),
            "sections": [self.section(told) for told in report.sections],
            "undivided": any(line.undivided for line in report.by_unit),
            "filed": self.filed() if report.has_applications else None,
            "definitions": [(m, report.figures[m.slug]) for m in (*RECEPTION, *LETTERS)],
            "prose": prose.paragraphs(report),
            "presets": self.presets(today),
            "docx_url": self.address("reports:people_relations_docx"),
            "pdf_url": self.address("reports:people_relations_pdf"),
            "json_url": self.address("reports:people_relations_json"),
        }

    def section(self, told: Told) -> dict[str, Any]:
        """A part beside reception and letters: its sentences, proofs, table, and what each figure means."""
        section, lines = told.section, told.section.lines
        heads = {slug: str(section.table[slug].head) for slug in section.columns}

        def cells(figures: Mapping[str, int], **narrowed: str) -> tuple[Cell, ...]:
            return tuple(
                Cell(figures[slug], self.section_url(section.slug, slug, **narrowed), head)
                for slug, head in heads.items()
            )

        rows = tuple(TableRow(name, cells(found, **{lines.name: key})) for key, name, found in told.lines)
        return {
            "slug": section.slug,
            "title": section.title,
            "head": lines.head,
            "prose": told.prose,
            "proofs": [as_proof(check) for check in told.sums if check.shown],
            "grid": Grid(tuple(heads.values()), rows, cells(told.figures)),
            "definitions": [
                (each, told.figures[each.slug], self.section_url(section.slug, each.slug))
                for each in section.measures
            ],
        }

    def section_url(self, part: str, slug: str, **narrowed: str) -> str:
        """The list behind a figure of another part; empty for a reader who sees numbers only."""
        return self.address("reports:section_list", part, slug, **narrowed) if self.lists else ""

    def scope(self) -> str:
        """The line under the heading: whose figures, over which days, by the units of which day."""
        return scope_of(self.report, self.report.communes)

    def ended(self) -> str:
        """That the unit had ended by the last day; empty while it stands."""
        end = prose.ended_on(self.report)
        if end is None:
            return ""
        told = {"unit": self.report.unit_name, "day": words.short(end)}
        if self.report.from_ >= end:
            return _("%(unit)s đã kết thúc hoạt động ngày %(day)s, trước kỳ báo cáo này.") % told
        return _("%(unit)s đã kết thúc hoạt động ngày %(day)s; số liệu là của những ngày trước đó.") % told

    def tiles(self) -> list[dict[str, Any]]:
        """The figures on top, each with one line of context."""
        found = self.report.figures
        per_turn = words.number(words.rounded(found["persons"] / found["turns"], 2)) if found["turns"] else ""
        notes = {
            "turns": _("%(n)s đoàn đông người") % {"n": words.number(found["groups"])},
            "persons": _("%(n)s người mỗi lượt") % {"n": per_turn} if per_turn else "",
            "received": _("%(n)s không đủ điều kiện") % {"n": words.number(found["ineligible"])},
            "eligible": self.share("eligible", TO_EXAMINE, _("đơn phải xem xét")),
            "resolved": self.share("resolved", rates.ALL["resolved_of_due"].whole, _("đơn phải giải quyết")),
            "in_term": _("%(n)s kỳ trước chuyển sang") % {"n": words.number(found["carried_over"])},
            "overdue": "",
        }
        return [
            {
                "label": ALL[slug].head,
                "figure": found[slug],
                "note": note,
                "url": self.list_url(slug),
                "late": slug == "overdue" and found[slug] > 0,
            }
            for slug, note in notes.items()
        ]

    def filed(self) -> dict[str, Any]:
        """What the one-stop desk received and settled, each with the address of its list, and of the whole report."""
        found = self.report.applications
        heads = {slug: str(APPLICATIONS[slug].label) for slug in FILED}
        return {
            "figures": [
                Cell(
                    found[slug],
                    self.address("reports:applications_list", slug) if self.lists else "",
                    head,
                )
                for slug, head in heads.items()
            ],
            "url": self.address("reports:applications"),
        }

    def share(self, part: str, whole: tuple[str, ...], of: str) -> str:
        """98,6% đơn phải xem xét, those carried over among them; empty where there are none."""
        found = self.report.figures
        all_of_them = sum(found[slug] for slug in whole)
        return f"{words.percent(found[part], all_of_them)} {of}" if all_of_them else ""

    def with_matters(self) -> list[Line]:
        """Topics that were brought to reception."""
        return [line for line in self.report.by_topic if line.figures["matters"]]

    def table(self, slugs: tuple[str, ...], lines: tuple[Line, ...], by: str, *, days: bool = False) -> Grid:
        """A table of these figures, one line for each part of the report; `days`: with the median of days."""
        heads = {slug: str(ALL[slug].head) for slug in slugs}
        rows = tuple(
            TableRow(
                line.label,
                (
                    *(
                        Cell(line.figures[slug], self.line_url(slug, by, line), head)
                        for slug, head in heads.items()
                    ),
                    *self.median(line, self.line_url("resolved", by, line), shown=days),
                ),
                self.unit_url(line) if by == "of" else "",
                line.undivided,
            )
            for line in lines
        )
        report = self.report
        total = (
            *(Cell(report.figures[slug], self.list_url(slug), head) for slug, head in heads.items()),
            *self.median(report, self.list_url("resolved"), shown=days),
        )
        return Grid((*heads.values(), *([_("Số ngày")] if days else [])), rows, total)

    def median(self, of: Line | Report, url: str, *, shown: bool) -> list[Cell]:
        """The cell of the median of days, with the list of the letters that were resolved."""
        return [Cell(of.days.median, url, _("Số ngày"))] if shown else []

    def unit_url(self, line: Line) -> str:
        """The same report for one unit of the table."""
        if self.report.unit.pk in line.unit_ids:
            return ""
        return self.address("reports:people_relations", unit=line.key)

    def line_url(self, slug: str, by: str, line: Line) -> str:
        """The list of a figure of one line; empty too where several kinds were merged into it."""
        return "" if by == "kind" and "+" in line.key else self.list_url(slug, **{by: line.key})

    def list_url(self, slug: str, **narrowed: str) -> str:
        """The list of a figure; empty for a reader who sees numbers only."""
        return self.address("reports:subjects", slug, **narrowed) if self.lists else ""

    def address(self, name: str, *args: str, **changed: str) -> str:
        """An address with this report's unit and period."""
        return f"{reverse(name, args=args)}?{urlencode({**self.query, **changed})}"

    def presets(self, today: date) -> list[parts.Tab]:
        """The usual periods as links."""
        return [
            parts.Tab(
                period.label,
                self.address(
                    "reports:people_relations", first=period.first.isoformat(), last=period.last.isoformat()
                ),
                current=(period.first, period.last) == (self.report.from_, self.report.to),
            )
            for period in presets(today)
        ]


def scope_of(report: Placed, communes: int = 0) -> str:
    """Whose figures, over which days, by the units of which day."""
    said = [report.unit_name]
    if communes > 1:
        said.append(_("%(n)s đơn vị cấp xã") % {"n": words.number(communes)})
    days = {"first": words.short(report.from_), "last": words.short(report.until)}
    said.append(_("từ %(first)s đến hết %(last)s") % days)
    if report.units_of:
        said.append(_("theo đơn vị hành chính ngày %(day)s") % {"day": words.short(report.units_of)})
    return " · ".join(said)


def as_proof(check: Check) -> parts.Proof:
    """A sum for the page."""
    left, right = (
        [parts.Term(term.amount, term.label) for term in side] for side in (check.left, check.right)
    )
    return parts.Proof(left, right)
