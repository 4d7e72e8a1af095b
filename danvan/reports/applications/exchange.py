"""The report of applications as JSON. Keys are English and stay as they are."""

from dataclasses import asdict
from typing import Any

from danvan.reports.applications import telling
from danvan.reports.applications.report import Line, Report
from danvan.reports.exchange import check_as_dict, compared_as_dict, of_days, share_as_dict

FORMAT = "danvan.applications/1"


def as_dict(report: Report) -> dict[str, Any]:
    """The whole report; minutes are of working time."""
    dwelt = report.dwelt
    return {
        "format": FORMAT,
        "unit": {"key": report.unit.key, "name": report.unit_name, "communes": report.communes},
        **of_days(report),
        **report.figures,
        **_rates(report),
        "by_unit": [{**_line(line), "undivided": line.undivided} for line in report.by_unit],
        "by_field": [{**_line(line), "procedures": list(line.codes)} for line in report.by_field],
        "by_procedure": [_line(line) for line in report.by_procedure],
        **_compared(report),
        "by_month": [{"month": f"{month.first:%Y-%m}", **month.figures} for month in report.by_month],
        "steps": {
            "all": asdict(dwelt.whole) if dwelt.whole else None,
            "by_agency": [asdict(each) for each in dwelt.agencies],
            "by_step": [asdict(each) for each in dwelt.steps],
            "not_told": dwelt.more,
        },
        "sums": [check_as_dict(check) for check in report.sums if not check.where],
    }


def _compared(report: Report) -> dict[str, Any]:
    found = report.compared
    return {"compared": compared_as_dict(report, found, telling.OF_UNITS)} if found else {}


def _rates(of: Report | Line) -> dict[str, Any]:
    return {"rates": {slug: share_as_dict(share) for slug, share in of.rates.items()}}


def _line(line: Line) -> dict[str, Any]:
    return {"key": line.key, "label": line.label, **line.figures, **_rates(line)}
