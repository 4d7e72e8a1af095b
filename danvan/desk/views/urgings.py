"""The list of urgings: sent, received, answered, not answered."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danvan.desk import urged
from danvan.desk.views.door import DeskRequest, reading
from danvan.lib import dates
from danvan.web.parts import Column, Tab

PAGE = 50


@require_safe
@reading
def urgings(request: DeskRequest) -> HttpResponse:
    """Who was urged about what, by which day an answer is due, and what was answered."""
    today, asked = dates.today(), request.GET.get("tab", urged.WAITING)
    tab = asked if asked in urged.TABS else urged.WAITING
    counted = urged.counts(request.user, on=today)
    paginator = Paginator(urged.listed(request.user, tab, on=today), PAGE)
    paginator.count = counted[tab]
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "today": today,
        "tabs": [
            Tab(str(label), f"?tab={key}", counted[key], current=key == tab)
            for key, label in urged.TABS.items()
        ],
        "page": page,
        "lines": [urged.line(row, today) for row in page.object_list],
        "columns": [Column(name) for name in _heads()],
    }
    return render(request, "desk/urgings.html", context)


@require_safe
@reading
def urging(request: DeskRequest, pk: int) -> HttpResponse:
    """An urging stands on the page of its case."""
    found = get_object_or_404(urged.readable(request.user, on=dates.today()), pk=pk)
    return redirect(f"{reverse('desk:case', args=[found.case_id])}#don-doc")


def _heads() -> list[str]:
    return [_("Trả lời trước"), _("Việc"), _("Ai phải trả lời"), _("Ai đôn đốc"), _("Trả lời")]
