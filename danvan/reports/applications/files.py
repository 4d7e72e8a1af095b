"""The report of applications as a spreadsheet: every figure of every unit, field and procedure, and every step."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from danvan.lib import workbook
from danvan.reports.applications.measures import OF_APPLICATIONS
from danvan.reports.applications.report import Line, Report


def xlsx(report: Report) -> bytes:
    """The file: one line for each part of the report, the steps below; times are minutes of working time."""
    return workbook.made(lines(report), columns=len(OF_APPLICATIONS) + 2)


def lines(report: Report) -> Iterator[list[str | int]]:
    """Heads, the total, units, fields, procedures; then the steps under heads of their own."""
    yield [_("Theo"), _("Tên"), *(str(measure.label) for measure in OF_APPLICATIONS)]
    yield _line(_("Cộng"), Line("", report.unit_name, report.figures))
    for by, some in (
        (_("Đơn vị"), report.by_unit),
        (_("Lĩnh vực"), report.by_field),
        (_("Thủ tục"), report.by_procedure),
    ):
        yield from (_line(by, line) for line in some)
    dwelt = report.dwelt
    if dwelt.whole:
        heads = (
            _("Số bước"),
            _("Trung vị (phút)"),
            _("9 phần 10 (phút)"),
            _("Số bước quá phần"),
            _("Lấn (phút)"),
        )
        yield []
        yield [_("Mã thủ tục"), _("Bước"), _("Cơ quan"), *heads]
        for each in (dwelt.whole, *dwelt.agencies, *dwelt.steps):
            told = (each.count, each.median, each.ninetieth, each.late, each.beyond)
            yield [each.code, each.step, each.agency, *told]


def _line(by: str, line: Line) -> list[str | int]:
    return [by, line.label, *(line.figures[measure.slug] for measure in OF_APPLICATIONS)]
