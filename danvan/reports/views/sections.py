"""What a figure of a part beside reception and letters is made of, as far as the reader may open it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danvan.lib import dates
from danvan.reports import behind, page, sections
from danvan.reports.measures import Measure
from danvan.reports.people_relations import Report, ReportRefused
from danvan.reports.views.door import PER_PAGE, not_issued, opens_lists, reader
from danvan.reports.views.people_relations import asked, uncompared


@require_safe
@login_required
def section_list(request: HttpRequest, part: str, slug: str) -> HttpResponse:
    """The rows behind a figure of a part, all or of one line of its table (?topic=, ?sort=)."""
    try:
        section, measure = sections.find(part, slug)
    except LookupError:
        raise Http404 from None
    form, line = asked(request), request.GET.get(section.lines.name, "")
    if not form.is_valid() or (line and line not in section.lines.known()):
        raise Http404
    try:
        built = uncompared(**form.asked())
    except ReportRefused as refused:
        return not_issued(request, form, refused)
    if not opens_lists(request, built.unit_ids, on=dates.today()):
        raise PermissionDenied
    around = _words(page.Layout(built, lists=True, kept=form.kept()))
    around["where"] = section.lines.label(line) if line else ""
    context = _listed(request, section, measure, built, line)
    return render(request, "reports/section_list.html", {**around, **context})


def _words(layout: page.Layout) -> dict[str, str]:
    """The words around a list."""
    return {
        "scope": layout.scope(),
        "back": layout.address("reports:people_relations"),
        "back_to": _("Báo cáo công tác dân vận chính quyền"),
    }


def _listed(
    request: HttpRequest, section: sections.Section, measure: Measure, built: Report, line: str
) -> dict[str, Any]:
    """The rows of the page that was asked for, each with its amount."""
    found = behind.amounts(section, measure, built, line)
    kind = behind.of(measure, section.table)
    rows = kind.rows(found, reader(request), dates.today())
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "measure": measure,
        "total": sum(found.values()),
        "left_out": len(found) - shown.paginator.count,
        "page": shown,
        "lines": [(*kind.told(row), found[row.pk]) for row in shown],
    }
