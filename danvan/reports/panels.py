"""Parts of the page beside its figures: rates with their denominators, days, the earlier period, and charts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from danvan.reports import comparison, days, drawing, rates, telling
from danvan.reports.comparison import LABELS, OF_UNITS, Change, Comparison
from danvan.reports.drawing import Series
from danvan.reports.measures import ALL, Measure
from danvan.web import words

if TYPE_CHECKING:
    from danvan.reports.page import Layout
    from danvan.reports.people_relations import Report

MOST_BARS = 12


class Listed(Protocol):
    """What knows a report, and the addresses of the lists behind its figures."""

    report: Any

    def list_url(self, slug: str, **narrowed: str) -> str:
        """The list of a figure; empty for a reader who sees numbers only."""


@dataclass(frozen=True)
class RateRow:
    """One rate: its numbers with the addresses of their lists, and what it means."""

    label: str
    per_cent: str
    part: int
    part_url: str
    whole: int
    whole_url: str
    means: str


@dataclass(frozen=True)
class ChangeRow:
    """One figure beside the earlier one, in words and with signs; `url` and `before_url` lead to the lists."""

    label: str
    now: str
    before: str
    difference: str
    per_cent: str
    url: str = ""
    before_url: str = ""


@dataclass(frozen=True)
class UnitChanges:
    """One unit: figure, earlier figure and difference, for each figure by which units are compared."""

    label: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Drawing:
    """A chart and the table of what it shows: heads and lines."""

    svg: SafeString
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def of(layout: "Layout") -> dict[str, Any]:
    """What the template needs of them."""
    report = layout.report
    return {
        "rates": [_rate_row(layout, rate) for rate in rates.RATES],
        "days": _days(layout),
        "compared": report.compared,
        "compared_with": str(LABELS[report.compared.against]) if report.compared else "",
        "changes": list(_changes(layout, report.compared)) if report.compared else [],
        "unit_changes": unit_changes(report, OF_UNITS, ALL),
        "extremes": telling.extremes(report),
        "months": _months(layout) if len(report.by_month) > 1 else None,
        "by_unit": _bars(layout) if len(report.by_unit) > 1 else None,
    }


def _rate_row(layout: "Layout", rate: rates.Rate) -> RateRow:
    share = layout.report.rates[rate.slug]
    return RateRow(
        label=str(rate.label),
        per_cent=_per_cent(share.part, share.whole),
        part=share.part,
        part_url=layout.list_url(rate.part) if share.part else "",
        whole=share.whole,
        whole_url=layout.list_url(rate.whole[0]) if len(rate.whole) == 1 and share.whole else "",
        means=str(rate.means),
    )


def _per_cent(part: int, whole: int) -> str:
    return words.percent(part, whole) if whole else "–"


def _days(layout: "Layout") -> dict[str, Any]:
    found = layout.report.days
    told = [(days.MEDIAN[1], found.median), (days.NINETIETH[1], found.ninetieth)]
    return {
        "rows": [(str(label), number(amount)) for label, amount in told],
        "means": days.MEANS,
        "url": layout.list_url("resolved") if layout.report.figures["resolved"] else "",
    }


def _changes(layout: "Layout", compared: "Comparison[Report]") -> Iterator[ChangeRow]:
    yield from changes(layout, compared, tuple(telling.COMPARED), ALL, rates.RATES)
    now, was, difference = _told(comparison.median(layout.report, compared))
    yield ChangeRow(str(days.MEDIAN[1]), now, was, difference, "")


def changes(
    layout: Listed,
    compared: Comparison[Any],
    slugs: Sequence[str],
    table: Mapping[str, Measure],
    some: Sequence[rates.Rate],
) -> Iterator[ChangeRow]:
    """Figures with the lists of both periods, then rates, by percentage points."""
    report, before = layout.report, compared.before
    earlier = {"first": before.from_.isoformat(), "last": before.until.isoformat()}
    for slug in slugs:
        change = compared.figure(report, slug)
        yield ChangeRow(
            str(table[slug].label),
            *_told(change),
            _signed(change.per_cent, 1, "%"),
            layout.list_url(slug) if change.now else "",
            layout.list_url(slug, **earlier) if change.before else "",
        )
    for rate in some:
        change = compared.rate(report, rate.slug)
        now, was = (number(each, 1, "%") for each in (change.now, change.before))
        yield ChangeRow(str(rate.label), now, was, _signed(change.difference, 1, _(" điểm %")), "")


def unit_changes(report: Any, slugs: Sequence[str], table: Mapping[str, Measure]) -> dict[str, Any] | None:
    """Heads and lines of the comparison of each unit; nothing of one unit, or where nobody asked for it."""
    if report.compared is None or len(report.by_unit) < 2:
        return None
    compared, earlier = report.compared, str(LABELS[report.compared.against])
    heads = [text for slug in slugs for text in (str(table[slug].head), earlier, _("Tăng, giảm"))]
    rows = []
    for line in report.by_unit:
        cells = [text for slug in slugs for text in _told(compared.figure(line, slug, line.key))]
        rows.append(UnitChanges(line.label, tuple(zip(heads, cells, strict=True))))
    return {"heads": heads, "rows": rows}


def _told(change: Change) -> tuple[str, str, str]:
    return number(change.now), number(change.before), _signed(change.difference)


def number(amount: float | None, digits: int | None = None, unit: str = "") -> str:
    """2.558, 12,5; “–” for nothing."""
    if amount is None:
        return "–"
    places = digits if digits is not None or float(amount).is_integer() else 1
    return f"{words.number(amount, places)}{unit}"


def _signed(amount: float | None, digits: int | None = None, unit: str = "") -> str:
    """+12, −146, 0; “–” where there is none."""
    if amount is None:
        return "–"
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{number(abs(amount), digits, unit)}"


def _months(layout: "Layout") -> Drawing | None:
    """Turns, letters received and letters resolved, month by month; nothing where there were none."""
    report = layout.report
    if not any(any(month.figures.values()) for month in report.by_month):
        return None
    names = {slug: str(ALL[slug].head) for slug in ("turns", "received", "resolved")}
    heads = [f"{month.first:%m/%y}" for month in report.by_month]
    series = [Series(name, tuple(m.figures[slug] for m in report.by_month)) for slug, name in names.items()]
    rows = tuple((head, *(words.number(each.values[at]) for each in series)) for at, head in enumerate(heads))
    svg = drawing.lines(_("Theo tháng"), heads, series)
    return Drawing(svg, (_("Tháng"), *names.values()), rows)


def _bars(layout: "Layout") -> SafeString | None:
    """Letters received, by unit, the most first; the table of units stands beside it."""
    ranked = sorted(layout.report.by_unit, key=lambda line: -line.figures["received"])
    rows = [(line.label, line.figures["received"]) for line in ranked[:MOST_BARS] if line.figures["received"]]
    return drawing.bars(_("Đơn tiếp nhận theo đơn vị"), rows) if rows else None
