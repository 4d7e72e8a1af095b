"""The catalogue as the desk sees it: every procedure by its newest version, drafts too."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from danvan.lib import dates
from danvan.people.http import OfficerRequest
from danvan.procedures import policies, queries
from danvan.procedures.forms import ListForm
from danvan.procedures.views.door import reading

PAGE = 50


@require_safe
@reading
def procedures(request: OfficerRequest) -> HttpResponse:
    """The list with its filters; how many drafts have something to settle stands on top."""
    today = dates.today()
    newest = queries.latest(today)
    form = ListForm(request.GET, queries.fields_of(newest))
    asked = form.asked()
    rows, near = queries.found(queries.in_state(newest, asked.pop("state")), **asked)
    page = Paginator(rows.select_related("procedure"), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": [(row, *row.shown_standing(today)) for row in page],
        "near": near,
        "narrowed": any(form.asked().values()),
        "doubtful": queries.in_state(newest, "doubtful").count(),
        "may_edit": bool(policies.units_of(request.user, today)),
    }
    return render(request, "procedures/procedures.html", context)
