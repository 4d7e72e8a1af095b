"""A procedure is typed: a new one, or a draft; rows come and go by buttons, and nothing typed is lost."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from danvan.lib import dates
from danvan.people import policies as people
from danvan.people import queries as units
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit
from danvan.procedures import actions, queries
from danvan.procedures.forms import UnitForm
from danvan.procedures.models import Version
from danvan.procedures.views.door import CONFLICT, UNPROCESSABLE, check_edits, found_by, keepers, writing
from danvan.procedures.views.typed import Typed


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def new(request: OfficerRequest) -> HttpResponse:
    """A procedure that the catalogue does not have yet."""
    data = request.POST if request.method == "POST" else None
    typed, keeper = Typed(data), UnitForm(keepers(request), data)
    if data is None or typed.only_rearranged():
        return _page(request, typed, keeper=keeper)
    told = typed.content()
    if not (keeper.is_valid() and told):
        return _page(request, typed, keeper=keeper, status=UNPROCESSABLE)
    unit = Unit.objects.by_key(keeper.cleaned_data["unit"])
    code = typed.facts.cleaned_data["code"]
    try:
        made = actions.draft(unit=unit, told=told, code=code, by=request.user, on=dates.today())
    except Refused as why:
        typed.refuse(why)
        return _page(request, typed, keeper=keeper, status=UNPROCESSABLE)
    return _saved(request, made)


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def edit(request: OfficerRequest, pk: int) -> HttpResponse:
    """A draft; whoever saves over somebody else is told so, and what was typed stays."""
    found = found_by(pk)
    check_edits(request, found.procedure.unit_id)
    if not found.is_draft:
        messages.error(request, _("Bản này không còn là bản thảo nên không sửa được."))
        return redirect("procedures:version", pk)
    data = request.POST if request.method == "POST" else None
    typed = Typed(data, found)
    if data is None or typed.only_rearranged():
        return _page(request, typed, found)
    told = typed.content()
    if told is None:
        return _page(request, typed, found, status=UNPROCESSABLE)
    facts: dict[str, Any] = typed.facts.cleaned_data
    how = {"code": facts["code"], "settled": typed.settled, "seen": facts["seen"]}
    try:
        made = actions.revise(found, told=told, **how, by=request.user, on=dates.today())
    except Refused as why:
        return _refused(request, typed, found, why)
    return _saved(request, made)


def _refused(request: OfficerRequest, typed: Typed, found: Version, why: Refused) -> HttpResponse:
    """The form with the sentence; after a conflict the next save is over what stands now."""
    typed.refuse(why)
    if not isinstance(why, MovedMeanwhile):
        return _page(request, typed, found, status=UNPROCESSABLE)
    typed.facts.data = typed.facts.data.copy()
    typed.facts.data["seen"] = str(found_by(found.pk).revision)
    return _page(request, typed, found, status=CONFLICT)


def _saved(request: OfficerRequest, made: Version) -> HttpResponse:
    messages.success(request, _("Đã lưu bản thảo. Chưa ai dùng được trước khi công bố."))
    return redirect("procedures:version", made.pk)


def _page(
    request: OfficerRequest,
    typed: Typed,
    found: Version | None = None,
    *,
    keeper: UnitForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today = dates.today()
    context = {
        **typed.context(),
        "version": found,
        "keeper": keeper,
        "units": units.unit_choices(people.standing(request.user, today).sees, today),
        "fields": queries.fields_of(queries.latest(today)),
    }
    return render(request, "procedures/edit.html", context, status=status)
