"""A report as JSON. Keys are English and stay as they are; docs/how-to/new-report.md describes them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Protocol

from danvan.lib import dates
from danvan.reports import comparison
from danvan.reports.checks import Check
from danvan.reports.comparison import OF_UNITS, Change, Comparison
from danvan.reports.measures import LETTERS, RECEPTION, Measure
from danvan.reports.people_relations import Line, Report, ReportRefused
from danvan.reports.rates import Share
from danvan.reports.sections import Told

FORMAT = "danvan.people-relations/1"


class Timed(Protocol):
    """What tells its period and when it was asked for: every report, and every form."""

    @property
    def from_(self) -> date:
        """Its first day."""

    @property
    def to(self) -> date:
        """Its last day."""

    @property
    def until(self) -> date:
        """The last day that is counted."""

    @property
    def units_of(self) -> date | None:
        """By the units of which day its table is made."""

    @property
    def asked_at(self) -> datetime:
        """When it was asked for."""


def as_dict(report: Report) -> dict[str, Any]:
    """The whole report."""
    return {
        "format": FORMAT,
        "unit": {"key": report.unit.key, "name": report.unit_name, "communes": report.communes},
        **of_days(report),
        "reception": {
            **_figures(report.figures, RECEPTION),
            "by_topic": [
                _line(line, _of(RECEPTION, "matters")) for line in report.by_topic if line.figures["matters"]
            ],
            "by_sitting": [_line(line, RECEPTION) for line in report.by_sitting],
        },
        "letters": {
            **_figures(report.figures, LETTERS),
            "by_kind": [{**_line(line, LETTERS), **_rates_and_days(line)} for line in report.by_kind],
            "by_topic": [_line(line, LETTERS) for line in report.by_topic if _any(line, LETTERS)],
        },
        "by_unit": [
            {
                **_line(line, (*RECEPTION, *LETTERS)),
                **_rates_and_days(line),
                "undivided": line.undivided,
            }
            for line in report.by_unit
        ],
        **({"applications": dict(report.applications)} if report.has_applications else {}),
        **_beyond(report),
        "sections": {told.section.slug: _section(told) for told in report.sections},
        "declared": list(report.declared),
        "sums": [check_as_dict(check) for check in report.sums if not check.where],
    }


def _section(told: Told) -> dict[str, Any]:
    """A part beside reception and letters: its figures, whole and of each line of its table."""
    lines = [{"key": key, "label": name, **found} for key, name, found in told.lines]
    return {**told.figures, f"by_{told.section.lines.name}": lines}


def _beyond(report: Report) -> dict[str, Any]:
    """Rates, days and months; and where somebody asked for them, the earlier period and the units at both ends."""
    told: dict[str, Any] = {
        **_rates_and_days(report),
        "sessions": asdict(report.duty),
        "by_month": [{"month": f"{month.first:%Y-%m}", **month.figures} for month in report.by_month],
    }
    if report.compared:
        days = {"days_median": comparison.median(report, report.compared)}
        told["compared"] = compared_as_dict(report, report.compared, OF_UNITS, days)
    if report.extremes:
        told["extremes"] = [{**asdict(each), "label": str(each.label)} for each in report.extremes]
    return told


def share_as_dict(share: Share) -> dict[str, Any]:
    """A rate with both its numbers."""
    return {"part": share.part, "whole": share.whole, "per_cent": _rounded(share.per_cent)}


def _rates_and_days(of: Report | Line) -> dict[str, Any]:
    return {
        "rates": {slug: share_as_dict(share) for slug, share in of.rates.items()},
        "days": {"median": of.days.median, "p90": of.days.ninetieth},
    }


def compared_as_dict(
    report: Any, compared: Comparison[Any], of_units: Sequence[str], more: Mapping[str, Change] | None = None
) -> dict[str, Any]:
    """Every figure and rate beside the earlier one, and what there is `more`; of each unit those `of_units`."""
    changes = {
        **{slug: compared.figure(report, slug) for slug in report.figures},
        **{f"rate_{slug}": compared.rate(report, slug) for slug in report.rates},
        **(more or {}),
    }
    return {
        "against": compared.against.value,
        "from": compared.before.from_.isoformat(),
        "to": compared.before.until.isoformat(),
        "same_number_of_days": compared.cut,
        "changes": {slug: _change(change, slug in report.figures) for slug, change in changes.items()},
        "by_unit": [
            {
                "key": line.key,
                "label": line.label,
                **{slug: _change(compared.figure(line, slug, line.key), True) for slug in of_units},
            }
            for line in report.by_unit
        ],
    }


def _change(change: Change, is_count: bool) -> dict[str, Any]:
    return {
        "now": _rounded(change.now),
        "before": _rounded(change.before),
        "difference": _rounded(change.difference),
        "per_cent": _rounded(change.per_cent) if is_count else None,
    }


def _rounded(amount: float | None) -> float | None:
    """To two places, as JSON tells a rate."""
    return None if amount is None else round(amount, 2)


def of_days(report: Timed) -> dict[str, Any]:
    """The period of a report, and the moment at which it was asked for."""
    return {
        "period": {
            "from": report.from_.isoformat(),
            "to": report.to.isoformat(),
            "until": report.until.isoformat(),
            "units_of": report.units_of.isoformat() if report.units_of else None,
        },
        "asked_at": report.asked_at.astimezone(dates.VIETNAM).isoformat(timespec="seconds"),
    }


def refused_as_dict(refused: ReportRefused, *, with_rows: bool = True) -> dict[str, Any]:
    """Why there is no report."""
    rows = [{"case": row.subject_id or None, "code": row.code, "reason": row.reason} for row in refused.rows]
    return {
        "format": FORMAT,
        "refused": str(refused),
        "sums": [check_as_dict(check) for check in refused.checks],
        "rows": rows if with_rows else [],
    }


def _of(measures: tuple[Measure, ...], start: str) -> tuple[Measure, ...]:
    return tuple(measure for measure in measures if measure.slug.startswith(start))


def _figures(figures: Any, measures: tuple[Measure, ...]) -> dict[str, int]:
    return {measure.slug: figures[measure.slug] for measure in measures}


def _line(line: Line, measures: tuple[Measure, ...]) -> dict[str, Any]:
    return {"key": line.key, "label": line.label, **_figures(line.figures, measures)}


def _any(line: Line, measures: tuple[Measure, ...]) -> bool:
    return any(line.figures[measure.slug] for measure in measures)


def check_as_dict(check: Check) -> dict[str, Any]:
    """A sum with its numbers and its verdict."""
    sides = {
        side: [{"figure": term.figure, "amount": term.amount} for term in terms]
        for side, terms in (("left", check.left), ("right", check.right))
    }
    return {"name": check.name, "where": check.where, **sides, "holds": check.holds, "gap": check.gap}
