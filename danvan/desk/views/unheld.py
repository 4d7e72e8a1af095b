"""What lies in nobody's hands because whoever had it is gone or meant: for the leader to give out."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from danvan.cases import queries as register
from danvan.cases.models.case import BY_TERM
from danvan.desk import policies, present, queries, unheldlist
from danvan.desk.views.door import DeskRequest, for_roles
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people.roles import Role

PAGE = 50


@require_safe
@for_roles(Role.LEADER, Role.INSPECTOR, Role.ADMINISTRATOR)
def unheld(request: DeskRequest) -> HttpResponse:
    """Open cases of the units that the officer leads or inspects, then papers and receptions of whoever is gone.

    An administrator, who reads no letters, is told in which unit somebody is missing who may settle some.
    """
    today = dates.today()
    units = people.standing(request.user, today).units_with(Role.LEADER, Role.INSPECTOR)
    visible = register.visible_to(request.user, on=today).filter(unit_responsible__in=units)
    found = queries.listed(unheldlist.cases(visible, on=today), on=today).order_by(*BY_TERM)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "today": today,
        "page": page,
        "lines": [present.line(case, today) for case in page.object_list],
        "drafts": unheldlist.drafts(request.user, units, on=today),
        "unsettled": register.unsettled(request.user, on=today),
        "reads": policies.holds(request.user, [Role.LEADER, Role.INSPECTOR], on=today),
        "sessions": unheldlist.sessions(units, on=today),
    }
    return render(request, "desk/unheld.html", context)
