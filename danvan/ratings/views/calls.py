"""People are called back by an office that is not the rated one: lists, a number at a time, what came of the call."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from danvan.lib import dates
from danvan.people import queries as people
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.ratings import actions, policies, present, queries, rules
from danvan.ratings.forms.desk import CallForm
from danvan.ratings.models import Call, CallList
from danvan.ratings.workflow import MOST_TRIES

UNPROCESSABLE = 422


def _offices(request: OfficerRequest) -> frozenset[int]:
    if found := policies.calling_units(request.user, dates.today()):
        return found
    raise PermissionDenied


def _list(request: OfficerRequest, pk: int) -> CallList:
    """The list; 404 for another office's, 403 for whoever has a post in the rated one too."""
    found = queries.lists(_offices(request)).select_related("unit", "office").filter(pk=pk).first()
    if found is None:
        raise Http404
    if not policies.can_call(request.user, found.office_id, found.unit_id, dates.today()):
        raise PermissionDenied
    return found


def _call(row: CallList, place: int) -> Call:
    found = queries.calls_of(row).filter(place=place).first()
    if found is None:
        raise Http404
    return found


@require_safe
@login_required
def lists(request: OfficerRequest) -> HttpResponse:
    """The lists that the officer's offices call, and how far each is."""
    context = {"rows": queries.lists(_offices(request)), "hours": rules.call_hours()}
    return render(request, "ratings/calls.html", context)


@require_POST
@login_required
def draw(request: OfficerRequest) -> HttpResponse:
    """Draw the lists of last month that the worker has not drawn yet: whoever asks, they are the same."""
    _offices(request)
    made = actions.draw_due(on=dates.today())
    said = ngettext("Đã lập %(n)d danh sách.", "Đã lập %(n)d danh sách.", made) % {"n": made}
    messages.success(request, said if made else _("Không có danh sách nào cần lập thêm."))
    return redirect("ratings:calls")


@require_safe
@login_required
def calls(request: OfficerRequest, pk: int) -> HttpResponse:
    """The calls of a list, without numbers or names."""
    row = _list(request, pk)
    context = {"row": row, "calls": queries.calls_of(row), "tries": MOST_TRIES, "hours": rules.call_hours()}
    return render(request, "ratings/call_list.html", context)


@never_cache
@require_POST
@login_required
def look(request: OfficerRequest, pk: int, place: int) -> HttpResponse:
    """Show one number on this one page, with what to say and where to put the answers; the look is on record."""
    row = _list(request, pk)
    call = _call(row, place)
    try:
        phone = actions.look(call, by=request.user, on=dates.today())
    except Refused as why:
        messages.error(request, why.sentence)
        return redirect("ratings:call_list", pk)
    return _page(request, row, call, CallForm(), phone=phone)


@never_cache
@require_POST
@login_required
def note(request: OfficerRequest, pk: int, place: int) -> HttpResponse:
    """Put down what came of the call; refused, everything typed is still there."""
    row = _list(request, pk)
    call, form = _call(row, place), CallForm(request.POST)
    if not form.is_valid():
        return _page(request, row, call, form)
    try:
        actions.note_outcome(call, **form.given(), by=request.user, on=dates.today())
    except Refused as why:
        form.refuse(why)
        return _page(request, row, call, form)
    messages.success(request, _("Đã ghi kết quả cuộc gọi."))
    return redirect("ratings:call_list", pk)


def _page(
    request: OfficerRequest, row: CallList, call: Call, form: CallForm, *, phone: str | None = None
) -> HttpResponse:
    names = people.names_on([row.unit_id, row.office_id], dates.today())
    told = (names[row.office_id], names[row.unit_id], getattr(call, "procedure", "") or "", call.event.on)
    context = {"row": row, "call": call, "form": form, "phone": phone, "script": present.script(*told)}
    return render(request, "ratings/call.html", context, status=UNPROCESSABLE if form.errors else 200)
