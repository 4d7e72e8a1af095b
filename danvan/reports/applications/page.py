"""The report of applications laid out for its page: each figure with the address of its list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from danvan.onestop.present import spent
from danvan.reports import drawing
from danvan.reports.applications import telling
from danvan.reports.applications.dwell import Dwell
from danvan.reports.applications.measures import OF_APPLICATIONS, RATES, TABLE
from danvan.reports.applications.report import Line, Report
from danvan.reports.comparison import LABELS
from danvan.reports.drawing import Series
from danvan.reports.page import Cell, Grid, TableRow, as_proof, scope_of
from danvan.reports.panels import Drawing, RateRow, changes, unit_changes
from danvan.reports.periods import presets
from danvan.web import parts, words

COLUMNS = (
    *("carried", "received", "supplemented", "done_early", "done_on_time", "done_late"),
    *("refused", "withdrawn", "in_term", "overdue"),
)
MOST_PROCEDURES = 50
LATE = frozenset({"overdue", "done_late"})


@dataclass(frozen=True)
class DwellRow:
    """A step, or an agency, in words: how many, how long, how much of it was others' time and what part of all."""

    label: str
    agency: str
    count: int
    median: str
    ninetieth: str
    late: int
    beyond: str
    share: str


class Layout:
    """Knows the addresses of one report for one reader."""

    def __init__(self, report: Report, *, lists: bool, compare: str = "") -> None:
        self.report, self.lists = report, lists
        self.query = {
            "unit": report.unit.key,
            "first": report.from_.isoformat(),
            "last": report.to.isoformat(),
        }
        if report.units_of:
            self.query["units_of"] = report.units_of.isoformat()
        if compare:
            self.query["compare"] = compare

    def context(self, today: date) -> dict[str, Any]:
        """Everything the template needs."""
        report = self.report
        told = report.by_procedure[:MOST_PROCEDURES]
        return {
            "report": report,
            "scope": scope_of(report, report.communes),
            "tiles": self.tiles(),
            "proofs": [as_proof(check) for check in report.sums if check.shown],
            "definitions": [(measure, report.figures[measure.slug]) for measure in OF_APPLICATIONS],
            "rates": [self.rate(rate.slug) for rate in RATES],
            "months": self.months(),
            **self.compared(),
            "units": self.table(report.by_unit, "of") if len(report.by_unit) > 1 else None,
            "undivided": any(line.undivided for line in report.by_unit),
            "fields": self.table(report.by_field, "field") if report.by_field else None,
            "procedures": self.table(told, "topic") if told else None,
            "more_procedures": len(report.by_procedure) - len(told),
            "agencies": [self.dwelt(each) for each in report.dwelt.agencies],
            "steps": [self.dwelt(each) for each in report.dwelt.steps],
            "dwelt": self.dwelt(report.dwelt.whole) if report.dwelt.whole else None,
            "presets": self.presets(today),
            "files": [
                (name.upper(), self.address(f"reports:applications_{name}"))
                for name in ("pdf", "docx", "xlsx", "json")
            ],
        }

    def tiles(self) -> list[dict[str, Any]]:
        """The figures on top, each with one line of context."""
        found = self.report.figures
        settled = words.percent(found["done_in_time"], found["done"]) if found["done"] else ""
        asked = words.percent(found["supplemented"], found["received"]) if found["received"] else ""
        online = words.percent(found["received_online"], found["received"]) if found["received"] else ""
        notes = {
            "received": _("%(n)s kỳ trước chuyển sang") % {"n": words.number(found["carried"])},
            "received_online": _("%(share)s hồ sơ tiếp nhận") % {"share": online} if online else "",
            "done": _("%(share)s trước và đúng hạn") % {"share": settled} if settled else "",
            "done_late": "",
            "supplemented": _("%(share)s hồ sơ tiếp nhận") % {"share": asked} if asked else "",
            "in_term": "",
            "overdue": "",
        }
        return [
            {
                "label": TABLE[slug].head if slug not in LATE else TABLE[slug].label,
                "figure": found[slug],
                "note": note,
                "url": self.list_url(slug) if found[slug] else "",
                "late": slug in LATE and found[slug] > 0,
            }
            for slug, note in notes.items()
        ]

    def rate(self, slug: str) -> RateRow:
        """One rate with the lists of both its numbers."""
        rate = next(each for each in RATES if each.slug == slug)
        share = self.report.rates[slug]
        return RateRow(
            label=str(rate.label),
            per_cent=words.percent(share.part, share.whole) if share.whole else "–",
            part=share.part,
            part_url=self.list_url(rate.part) if share.part else "",
            whole=share.whole,
            whole_url=self.list_url(rate.whole[0]) if share.whole else "",
            means=str(rate.means),
        )

    def compared(self) -> dict[str, Any]:
        """The earlier period beside this one; empty where nobody asked."""
        found = self.report.compared
        if found is None:
            return {}
        return {
            "compared": found,
            "compared_with": str(LABELS[found.against]),
            "changes": list(changes(self, found, tuple(telling.COMPARED), TABLE, RATES)),
            "unit_changes": unit_changes(self.report, telling.OF_UNITS, TABLE),
        }

    def months(self) -> Drawing | None:
        """Received, done and done late, month by month; nothing of one month, or where there were none."""
        drawn = self.report.by_month
        if len(drawn) < 2 or not any(any(month.figures.values()) for month in drawn):
            return None
        names = {
            "received": TABLE["received"].head,
            "done": TABLE["done"].head,
            "done_late": TABLE["done_late"].label,
        }
        heads = [f"{month.first:%m/%y}" for month in drawn]
        series = [Series(str(name), tuple(m.figures[slug] for m in drawn)) for slug, name in names.items()]
        rows = tuple(
            (head, *(words.number(each.values[at]) for each in series)) for at, head in enumerate(heads)
        )
        svg: SafeString = drawing.lines(_("Theo tháng"), heads, series)
        return Drawing(svg, (_("Tháng"), *(str(name) for name in names.values())), rows)

    def table(self, lines: Sequence[Line], by: str) -> Grid:
        """A table of the figures, one line for each part of the report, with the share that was in time."""
        heads = {slug: str(TABLE[slug].head) for slug in COLUMNS}
        heads["done_late"] = str(TABLE["done_late"].label)
        in_time = _("% đúng hạn")
        rows = tuple(
            TableRow(
                line.label,
                (
                    *(
                        Cell(line.figures[slug], self.list_url(slug, **{by: line.key}), head)
                        for slug, head in heads.items()
                    ),
                    Cell(_per_cent(line), "", in_time),
                ),
                self.unit_url(line) if by == "of" else "",
                line.undivided,
            )
            for line in lines
        )
        total = (
            *(Cell(self.report.figures[slug], "", head) for slug, head in heads.items()),
            Cell(_per_cent(self.report), "", in_time),
        )
        return Grid((*heads.values(), in_time), rows, total)

    def dwelt(self, each: Dwell) -> DwellRow:
        """A step in words."""
        whole = self.report.dwelt.whole
        beyond = whole.beyond if whole else 0
        label = f"{each.step} ({each.code})" if each.step else each.agency
        return DwellRow(
            label or _("Mọi bước"),
            each.agency if each.step else "",
            each.count,
            spent(each.median),
            spent(each.ninetieth),
            each.late,
            spent(each.beyond) if each.beyond else "–",
            words.percent(each.beyond, beyond) if beyond else "–",
        )

    def unit_url(self, line: Line) -> str:
        """The same report for one unit of the table."""
        if self.report.unit.pk in line.unit_ids:
            return ""
        return self.address("reports:applications", unit=line.key)

    def list_url(self, slug: str, **narrowed: str) -> str:
        """The list of a figure; empty for a reader who sees numbers only."""
        return self.address("reports:applications_list", slug, **narrowed) if self.lists else ""

    def address(self, name: str, *args: str, **changed: str) -> str:
        """An address with this report's unit and period."""
        return f"{reverse(name, args=args)}?{urlencode({**self.query, **changed})}"

    def presets(self, today: date) -> list[parts.Tab]:
        """The usual periods as links."""
        chosen = (self.report.from_, self.report.to)
        return [
            parts.Tab(
                period.label,
                self.address(
                    "reports:applications", first=period.first.isoformat(), last=period.last.isoformat()
                ),
                current=(period.first, period.last) == chosen,
            )
            for period in presets(today)
        ]


def _per_cent(of: Line | Report) -> float | None:
    exact = of.rates["applications_in_time"].per_cent
    return None if exact is None else words.rounded(exact, 1)
