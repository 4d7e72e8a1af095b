"""Good people and deeds that citizens tell of: the list, one of them, what is done with it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.emulation import actions, policies, queries
from danvan.emulation.forms.exemplars import ConsentForm, ReasonForm
from danvan.emulation.forms.office import NominationForm, TakeForm
from danvan.emulation.models import Nomination
from danvan.emulation.views.door import UNPROCESSABLE, nomination_of, status_of, taking
from danvan.emulation.words import Sort
from danvan.emulation.workflow import NOMINATION, Asked
from danvan.journal.queries import events_of
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit
from danvan.web.asked import seen_of
from danvan.web.forms import Form
from danvan.web.parts import Step

PAGE = 50
ACTS: dict[str, Callable[..., Any]] = {
    "answer": actions.answer,
    "take": actions.take,
    "set_aside": actions.set_aside,
}
MOVES = {"answer": "nomination_agree", "take": "nomination_take", "set_aside": "nomination_set_aside"}
SILENT = frozenset({"nomination_look"})


@require_safe
@login_required
def nominations(request: OfficerRequest) -> HttpResponse:
    """What citizens told, in the units where the officer works; ?state= narrows."""
    rows, state = queries.nominations(taking(request)), request.GET.get("state", "")
    known = {each.code: each.label for each in NOMINATION.statuses}
    page = Paginator(rows.filter(status=state) if state in known else rows, PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "states": known.items(), "state": state}
    return render(request, "emulation/nominations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def enter(request: OfficerRequest) -> HttpResponse:
    """Take down what somebody says at the counter."""
    today = dates.today()
    units = list(Unit.objects.on(today).filter(pk__in=taking(request)).named(today)[:200])
    data = request.POST if request.method == "POST" else None
    form = NominationForm(units, data, initial={"submission": uuid4()})
    if form.is_valid():
        given = {"by": request.user, "on": today, "submission": form.cleaned_data["submission"]}
        try:
            made = actions.nominate(form.chosen_unit(), form.told(), **given)
            return redirect("emulation:nomination", made.pk)
        except Refused as why:
            form.refuse(why)
    return render(
        request, "emulation/nominate.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200
    )


@require_safe
@login_required
def nomination(request: OfficerRequest, pk: int) -> HttpResponse:
    """One of them; names and numbers are shown by a button, which is put on record."""
    return _page(request, nomination_of(request, pk))


@require_POST
@login_required
def look(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show names and numbers; that somebody looked is put on record."""
    row = nomination_of(request, pk)
    actions.look_at(row, by=request.user, on=dates.today())
    return _page(request, nomination_of(request, pk), shown=True)


@require_POST
@login_required
def step(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step; refused, the page says why."""
    row = nomination_of(request, pk)
    if verb not in ACTS:
        raise Http404
    form = _forms(row, request.POST)[verb]
    status = UNPROCESSABLE
    if form.is_valid():
        told = form.given() if hasattr(form, "given") else form.cleaned_data
        try:
            ACTS[verb](row, **told, by=request.user, on=dates.today(), seen=seen_of(request))
            messages.success(request, _("Đã ghi."))
            return redirect("emulation:nomination", pk)
        except Refused as why:
            form.refuse(why)
            status = status_of(why)
    return _page(request, nomination_of(request, pk), opened=verb, form=form, status=status)


def _forms(row: Nomination, data: Any = None) -> dict[str, Form]:
    today = dates.today()
    open_ = queries.open_movements(today).filter(criteria__sort=Sort.DEED)
    fitting = [each for each in open_ if queries.takes_part(each, row.unit, today)]
    return {
        "answer": ConsentForm(data, auto_id="answer-%s"),
        "take": TakeForm(fitting, data, auto_id="take-%s"),
        "set_aside": ReasonForm(data, auto_id="aside-%s"),
    }


def _page(
    request: OfficerRequest,
    row: Nomination,
    *,
    opened: str = "",
    form: Form | None = None,
    shown: bool = False,
    status: int = 200,
) -> HttpResponse:
    verbs = {move.verb for move in policies.nomination_steps(row, request.user, dates.today())}
    offered = [name for name, move in MOVES.items() if move in verbs]
    if row.status == Asked.AGREED and "answer" not in offered:
        offered.append("answer")  # she may change her mind
    forms = {**_forms(row), **({opened: form} if form else {})}
    context = {
        "row": row,
        "unit": row.unit.name_on(dates.today()),
        "offered": offered if not row.destroyed_on else [],
        "forms": forms,
        "opened": opened,
        "shown": shown,
        "refused": form if form and form.errors else None,
        "steps": _trail(row),
    }
    return render(request, "emulation/nomination.html", context, status=status)


def _trail(row: Nomination) -> list[Step]:
    """What was done with it, by whom."""
    return [
        Step(
            NOMINATION.done(event.verb).capitalize(),
            event.on,
            who=event.actor.full_name if event.actor else "",
            text=event.text,
        )
        for event in events_of(NOMINATION.stream, row.pk)
        if event.verb not in SILENT
    ]
