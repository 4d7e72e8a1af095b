"""The exemplars behind a figure of the people-relations report, as far as the reader may open them."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from danvan.emulation import policies, present
from danvan.emulation.models import Exemplar
from danvan.emulation.words import MANY, Sort
from danvan.figures.queries import BEGINNING, subjects
from danvan.lib import dates
from danvan.reports import emulated, page, people_relations
from danvan.reports.measures import How, Measure
from danvan.reports.people_relations import Report, ReportRefused
from danvan.reports.views.door import PER_PAGE, not_issued, opens_lists, reader
from danvan.reports.views.people_relations import asked


@require_safe
@login_required
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """The exemplars that a figure counts, all or of one sort (?sort=)."""
    measure, form, sort = emulated.TABLE.get(slug), asked(request), request.GET.get("sort", "")
    if measure is None or not form.is_valid() or (sort and sort not in set(Sort)):
        raise Http404
    today = dates.today()
    try:
        built = people_relations.build(**{**form.asked(), "against": None, "named": False})
    except ReportRefused as refused:
        return not_issued(request, form, refused)
    if not opens_lists(request, built.unit_ids, on=today):
        raise PermissionDenied
    meant = _meant(measure, built, sort)
    rows = Exemplar.objects.filter(policies.visible_to(reader(request), today), pk__in=meant)
    shown = Paginator(rows.order_by("folded", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    layout = page.Layout(built, lists=True, kept=form.kept())
    context = {
        "label": measure.label,
        "means": measure.means,
        "where": MANY[Sort(sort)] if sort else "",
        "scope": layout.scope(),
        "back": layout.address("reports:people_relations"),
        "page": shown,
        "lines": present.lines(list(shown), today),
        "hidden": len(meant) - shown.paginator.count,
    }
    return render(request, "reports/emulated.html", context)


def _meant(measure: Measure, built: Report, sort: str) -> list[int]:
    """The numbers of the exemplars that the figure counts."""
    before = built.from_ - timedelta(days=1)
    from_, to = {
        How.FLOW: (built.from_, built.until),
        How.BEFORE: (BEGINNING, before),
        How.END: (BEGINNING, built.until),
    }[measure.how]
    found = subjects(measure.posted, from_=from_, to=to, units=built.unit_ids, kind=sort or None)
    return [pk for pk, amount in found.items() if amount > 0]
