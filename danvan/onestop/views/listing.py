"""The list of applications: what is in hand, due, late, waiting, ready, ended."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from danvan.lib import dates
from danvan.onestop import policies, present, queries
from danvan.onestop.forms.steps import ListForm
from danvan.onestop.queries import Tab
from danvan.onestop.views.door import at_desk
from danvan.people.http import OfficerRequest

PAGE = 50


@require_safe
@at_desk
def applications(request: OfficerRequest) -> HttpResponse:
    """One tab of the list, with its filters."""
    me, now, today = request.user, dates.now(), dates.today()
    asked = request.GET.get("tab", "")
    tab = Tab(asked) if asked in list(Tab) else Tab.HAND
    form = ListForm(request.GET)
    told = {name: value for name, value in form.asked().items() if value}
    rows = queries.narrowed(queries.listed(me, tab, now=now, on=today), **told)
    counted = queries.counted(me, now=now, on=today)
    pages = Paginator(rows, PAGE)
    if not told:
        pages.count = counted[tab]  # it stands above its tab: no need to count it again
    page = pages.get_page(request.GET.get("page"))
    query = f"&{urlencode(told)}" if told else ""
    context = {
        "form": form,
        "page": page,
        "lines": present.lines(list(page), now),
        "tabs": present.tabs(counted, tab, query),
        "tab": tab.value,
        "empty": present.EMPTY[tab],
        "narrowed": bool(told),
        "may_take_in": bool(policies.desks_of(me, on=today)),
    }
    return render(request, "onestop/applications.html", context)
