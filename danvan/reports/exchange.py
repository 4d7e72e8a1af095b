"""A report as JSON. Keys are English and stay as they are; docs/how-to/new-report.md describes them."""

from typing import Any

from danvan.lib import dates
from danvan.reports.checks import Check
from danvan.reports.measures import LETTERS, RECEPTION, Measure
from danvan.reports.people_relations import Line, Report, ReportRefused

FORMAT = "danvan.people-relations/1"


def as_dict(report: Report) -> dict[str, Any]:
    """The whole report."""
    return {
        "format": FORMAT,
        "unit": {"key": report.unit.key, "name": report.unit_name, "communes": report.communes},
        "period": {
            "from": report.from_.isoformat(),
            "to": report.to.isoformat(),
            "until": report.until.isoformat(),
            "units_of": report.units_of.isoformat() if report.units_of else None,
        },
        "asked_at": report.asked_at.astimezone(dates.VIETNAM).isoformat(timespec="seconds"),
        "reception": {
            **_figures(report.figures, RECEPTION),
            "by_topic": [
                _line(line, _of(RECEPTION, "matters")) for line in report.by_topic if line.figures["matters"]
            ],
            "by_sitting": [_line(line, RECEPTION) for line in report.by_sitting],
        },
        "letters": {
            **_figures(report.figures, LETTERS),
            "by_kind": [_line(line, LETTERS) for line in report.by_kind],
            "by_topic": [_line(line, LETTERS) for line in report.by_topic if _any(line, LETTERS)],
        },
        "by_unit": [
            {**_line(line, (*RECEPTION, *LETTERS)), "undivided": line.undivided} for line in report.by_unit
        ],
        "sums": [_check(check) for check in report.sums if not check.where],
    }


def refused_as_dict(refused: ReportRefused, *, with_rows: bool = True) -> dict[str, Any]:
    """Why there is no report."""
    rows = [{"case": row.subject_id or None, "code": row.code, "reason": row.reason} for row in refused.rows]
    return {
        "format": FORMAT,
        "refused": str(refused),
        "sums": [_check(check) for check in refused.checks],
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


def _check(check: Check) -> dict[str, Any]:
    sides = {
        side: [{"figure": term.figure, "amount": term.amount} for term in terms]
        for side, terms in (("left", check.left), ("right", check.right))
    }
    return {"name": check.name, "where": check.where, **sides, "holds": check.holds, "gap": check.gap}
