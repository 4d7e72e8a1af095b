"""Views of the work list that an officer keeps: saved, renamed, shared with a unit, removed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from danvan.cases.errors import StepRefused
from danvan.desk import policies, queries
from danvan.desk.asked import Address, Asked
from danvan.desk.forms.bulk import ViewForm
from danvan.desk.views.door import DeskRequest, reading
from danvan.lib import dates
from danvan.people.roles import Role
from danvan.worklists import actions
from danvan.worklists import queries as worklists
from danvan.worklists.models import SavedView

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@reading
def views(request: DeskRequest) -> HttpResponse:
    """The officer's views; a new one is kept with the filter that the list had."""
    if request.method != "POST":
        return _page(request, None)
    form = ViewForm(request.POST)
    if form.is_valid():
        kept = Asked(Address(request.user, QueryDict(form.cleaned_data["query"])), dates.today()).address()
        try:
            actions.save_view(form.cleaned_data["name"], kept, by=request.user, on=dates.today())
        except StepRefused as why:
            form.refuse(why)
        else:
            messages.success(request, _("Đã lưu cách xem “%(name)s”.") % {"name": form.cleaned_data["name"]})
            return redirect(f"{reverse('desk:inbox')}?{kept}")
    return _page(request, form)


def _page(request: DeskRequest, form: ViewForm | None) -> HttpResponse:
    today = dates.today()
    units = policies.own_units(request.user, on=today)
    rows = worklists.views_of(request.user, units).select_related("owner")
    context: dict[str, Any] = {
        "form": form,
        "rows": rows,
        "led": queries.units_of_posts(request.user, [Role.LEADER], on=today),
    }
    return render(request, "desk/views.html", context, status=UNPROCESSABLE if form else 200)


@require_POST
@reading
def change(request: DeskRequest, pk: int, verb: str) -> HttpResponse:
    """Rename, share, keep to oneself again, or remove; only one's own."""
    view = get_object_or_404(SavedView, pk=pk)
    given: dict[str, Any] = {"by": request.user, "on": dates.today()}
    if verb == "rename":
        form = ViewForm({"name": request.POST.get("name", ""), "query": view.query})
        if not form.is_valid():
            return _page(request, form)
        actions.rename_view(view, form.cleaned_data["name"], **given)
    elif verb == "share":
        unit = request.POST.get("unit", "")
        actions.share_view(view, int(unit) if unit.isdecimal() and len(unit) < 10 else None, **given)
    elif verb == "remove":
        actions.remove_view(view, **given)
    else:
        raise Http404
    messages.success(request, _("Đã ghi."))
    return redirect("desk:views")
