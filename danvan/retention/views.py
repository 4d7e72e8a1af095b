"""What is due, what is held back, the office's terms, and the lists of destruction."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.cases import policies as cases
from danvan.cases.errors import StepRefused
from danvan.cases.queries import load
from danvan.lib import dates
from danvan.people.http import OfficerRequest
from danvan.people.models import Account, Unit
from danvan.retention import actions, policies, present, queries, subjects
from danvan.retention.actions.sealing import VERB
from danvan.retention.forms import ApproveForm, HoldForm, RejectForm, SealForm, TermForm, first_day
from danvan.retention.models import DestructionList, Hold
from danvan.retention.things import all_things
from danvan.web.asked import number
from danvan.web.parts import Tab

UNPROCESSABLE = 422
View = Callable[..., HttpResponseBase]


def working(view: View) -> View:
    """For whoever works in a unit; kept by no cache."""

    @wraps(view)
    @login_required
    def page(request: OfficerRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policies.own_units(request.user, on=dates.today()):
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    return page


def _sent(request: OfficerRequest) -> Any:
    """What was typed, of a form that was sent; empty fields too."""
    return request.POST if request.method == "POST" else None


def unit_of(request: OfficerRequest) -> tuple[Unit, list[Any]]:
    """The unit that the address names, or the first; and all that the officer works in, by name."""
    own: Any = Unit.objects.filter(pk__in=policies.own_units(request.user, on=dates.today()))
    units = sorted(
        own.named(dates.today()), key=lambda unit: bool(unit.exists_until)
    )  # those that stand come first
    asked = request.GET.get("unit", "")
    return next((unit for unit in units if str(unit.pk) == asked), units[0]), units


@require_http_methods(["GET", "HEAD", "POST"])
@working
def due(request: OfficerRequest) -> HttpResponse:
    """Things of one kind whose term is over, with what is held back; those that are ticked make a list."""
    unit, units = unit_of(request)
    asked = request.GET.get("thing", "")
    key = asked if asked in all_things() else next(iter(all_things()))
    error = ""
    if request.method == "POST":
        try:
            ticked = [pk for pk in map(number, request.POST.getlist("subject")) if pk is not None]
            made = actions.propose(unit, key, ticked, by=request.user, on=dates.today())
            return redirect("retention:list", made.pk)
        except StepRefused as why:
            error = why.sentence
    context = {**_due(request.user, unit, key), "units": units, "unit": unit, "error": error}
    return render(request, "retention/due.html", context, status=UNPROCESSABLE if error else 200)


def _due(officer: Account, unit: Unit, key: str) -> dict[str, Any]:
    today, thing = dates.today(), all_things()[key]
    decision = queries.decided(unit, today)
    rows = queries.candidates(thing, unit, decision[key], on=today, by=officer)
    lines = [present.line(row, thing) for row in rows]
    term = next(row for row in present.term_rows(decision, today) if row["key"] == key)
    tabs = [
        Tab(name, f"?unit={unit.pk}&thing={one}", None, current=one == key) for one, name in present.names()
    ]
    return {
        "tabs": tabs,
        "term": term,
        "free": [line for line in lines if not line.held],
        "held": [line for line in lines if line.held],
        "unclosed": queries.unclosed(thing, unit, decision[key], on=today, by=officer),
        "most": queries.MOST,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@working
def terms_page(request: OfficerRequest) -> HttpResponse:
    """How long each kind of thing is kept, on what basis; a leader decides where the law gives no sure number."""
    (unit, units), today = unit_of(request), dates.today()
    form = TermForm(present.names(), _sent(request), initial=first_day(today))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_term(unit, by=request.user, on=today, **form.cleaned_data)
            messages.success(request, _("Đã ghi thời hạn lưu do cơ quan quyết định."))
            return redirect(f"{request.path}?unit={unit.pk}")
        except StepRefused as why:
            form.refuse(why)
    context = {
        "rows": present.term_rows(queries.decided(unit, today), today),
        "unit": unit,
        "units": units,
        "form": form,
        "leads": policies.leads(request.user, unit, on=today),
    }
    return render(request, "retention/terms.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
@working
def lists(request: OfficerRequest) -> HttpResponse:
    """The lists of the officer's units, the newest first."""
    today = dates.today()
    found = queries.lists(policies.own_units(request.user, on=today), request.user, on=today)
    kinds = dict(present.names())
    return render(request, "retention/lists.html", {"rows": [(row, kinds[row.thing]) for row in found]})


def list_of(request: OfficerRequest, pk: int) -> Any:
    """The list, if its unit is one that the officer works in; Http404 or PermissionDenied otherwise."""
    found = queries.load_list(pk, request.user, on=dates.today())
    if found is None:
        raise Http404
    if found.unit_id not in policies.own_units(request.user, on=dates.today()):
        raise PermissionDenied
    return found


@require_safe
@working
def destruction_list(request: OfficerRequest, pk: int) -> HttpResponse:
    """One list: its lines, who proposed, who decided, what became of each."""
    return _list(request, list_of(request, pk))


@require_POST
@working
def approve(request: OfficerRequest, pk: int) -> HttpResponse:
    """The leader approves: what may go goes now."""
    found, form, today = list_of(request, pk), ApproveForm(request.POST), dates.today()
    if form.is_valid():
        try:
            actions.approve(found, record=form.cleaned_data["record"], by=request.user, on=today)
            return _carried_out(request, found)
        except StepRefused as why:
            form.refuse(why)
    return _list(request, found, approve=form)


@require_POST
@working
def reject(request: OfficerRequest, pk: int) -> HttpResponse:
    """The leader does not approve."""
    found, form = list_of(request, pk), RejectForm(request.POST)
    if form.is_valid():
        try:
            actions.reject(found, reason=form.cleaned_data["reason"], by=request.user, on=dates.today())
            messages.success(request, _("Đã ghi: không duyệt. Không có gì bị hủy."))
            return redirect("retention:list", pk)
        except StepRefused as why:
            form.refuse(why)
    return _list(request, found, reject=form)


@require_POST
@working
def carry_out(request: OfficerRequest, pk: int) -> HttpResponse:
    """Go on where the destruction of an approved list stopped."""
    found = list_of(request, pk)
    try:
        return _carried_out(request, found)
    except StepRefused as why:
        form = ApproveForm({})
        form.errors.clear()
        form.add_error(None, why.sentence)
        return _list(request, found, approve=form)


def _carried_out(request: OfficerRequest, found: DestructionList) -> HttpResponse:
    gone = actions.carry_out(found, by=request.user, on=dates.today())
    said = ngettext("Đã hủy nội dung của %(n)s hồ sơ.", "Đã hủy nội dung của %(n)s hồ sơ.", gone)
    messages.success(request, said % {"n": gone})
    return redirect("retention:list", found.pk)


def _list(request: OfficerRequest, found: Any, **returned: Any) -> HttpResponse:
    today = dates.today()
    lines = present.item_lines(queries.known_items(found, request.user, on=today))
    proposed, leads = found.state == "proposed", policies.leads(request.user, found.unit_id, on=today)
    context = {
        "list": found,
        "kind": dict(present.names())[found.thing],
        "lines": lines,
        "may_decide": proposed and leads and found.by_id != request.user.pk,
        "own": proposed and found.by_id == request.user.pk,
        "unfinished": found.state == "approved" and leads and any(line.badge[1] == "wait" for line in lines),
        "approve": returned.get("approve") or ApproveForm(),
        "reject": returned.get("reject") or RejectForm(),
        "returned": next(iter(returned.values()), None),
    }
    return render(request, "retention/list.html", context, status=UNPROCESSABLE if returned else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@working
def thing(request: OfficerRequest, stream: str, pk: int) -> HttpResponse:
    """How long one thing is kept, what holds it back; a leader holds it back or lets it go."""
    today = dates.today()
    found = subjects.load(stream, pk, officer=request.user, on=today)
    if found is None:
        raise Http404
    if found.unit.pk not in policies.own_units(request.user, on=today):
        raise PermissionDenied
    form = HoldForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.hold(stream, pk, unit=found.unit, by=request.user, on=today, **form.cleaned_data)
            messages.success(request, _("Đã giữ lại: không danh mục hủy nào nhận hồ sơ này."))
            return redirect("retention:thing", stream, pk)
        except StepRefused as why:
            form.refuse(why)
    holds = [(row, row.stands_on(today)) for row in queries.holds_of(stream, pk)]
    leads = policies.leads(request.user, found.unit, on=today)
    context = {"found": found, "holds": holds, "form": form, "leads": leads, "stream": stream, "pk": pk}
    return render(request, "retention/thing.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@working
def seal(request: OfficerRequest, pk: int) -> HttpResponse:
    """A letter turns out to be a denunciation: sealed as one, destroyed here."""
    today = dates.today()
    case = load(pk)
    if case is None or cases.is_unknown(request.user, case, on=today):
        raise Http404
    if not any(step.verb == VERB for step in cases.available(case, request.user, on=today)):
        raise PermissionDenied
    form = SealForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.seal_letter(case, whom=form.cleaned_data["whom"], by=request.user, on=today)
        except StepRefused as why:
            form.add_error(None, why.sentence)
        else:
            messages.success(request, _("Đã niêm phong. Người giữ khóa sẽ mở và lược danh tính."))
            return redirect("desk:case", pk)
    context = {"form": form, "case": case}
    return render(request, "retention/seal.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@working
def lift(request: OfficerRequest, pk: int) -> HttpResponse:
    """Let a thing go that was held back."""
    known = Hold.objects.exclude(queries.unknown_to(request.user, on=dates.today()))
    hold = get_object_or_404(known, pk=pk)
    try:
        actions.lift(hold, by=request.user, on=dates.today())
    except StepRefused as why:
        raise PermissionDenied(why.sentence) from None
    messages.success(request, _("Đã thôi giữ lại."))
    return redirect("retention:thing", hold.stream, hold.subject)
