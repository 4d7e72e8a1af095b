"""Proposals: the list, one of them with all that hangs on it, its steps, an opinion."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.burdens import actions, policies, present, queries
from danvan.burdens.forms.proposal import (
    AskForm,
    DecisionForm,
    EnforceForm,
    OpinionForm,
    ReasonForm,
    SubmitForm,
)
from danvan.burdens.models import Opinion, Proposal
from danvan.burdens.views.door import CONFLICT, UNPROCESSABLE, proposal_of, visible
from danvan.burdens.workflow import LIFE, OUTCOMES
from danvan.lib import dates
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.http import OfficerRequest
from danvan.web.asked import seen_of
from danvan.web.forms import Form

PAGE = 50
ACTS: dict[str, Callable[..., Any]] = {
    "ask": actions.ask,
    "submit": actions.submit,
    "send_back": actions.send_back,
    "decide": actions.decide,
    "enforce": actions.enforce,
    "drop": actions.drop,
}


@require_safe
@login_required
def proposals(request: OfficerRequest) -> HttpResponse:
    """Proposals that the officer reads, the newest first; ?state= narrows."""
    rows, state = visible(request), request.GET.get("state", "")
    known = {each.code: str(each.label) for each in LIFE.statuses}
    page = Paginator(rows.filter(status=state) if state in known else rows, PAGE).get_page(
        request.GET.get("page")
    )
    names = queries.names_of({row.procedure_id for row in page}, dates.today())
    lines = [(row, *names.get(row.procedure_id, ("", ""))) for row in page]
    context = {"page": page, "lines": lines, "states": known.items(), "state": state}
    return render(request, "burdens/proposals.html", context)


@require_safe
@login_required
def proposal(request: OfficerRequest, pk: int) -> HttpResponse:
    """One proposal: words, costs, opinions, reports, what may be done next, what was done."""
    return _page(request, proposal_of(request, pk))


@require_POST
@login_required
def step(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step; refused, the page says why, and what was typed is still there."""
    found = proposal_of(request, pk)
    if verb not in ACTS:
        raise Http404
    if not policies.has_any_step(request.user, found, dates.today()):
        raise PermissionDenied
    form = _forms(found, request.POST, only=verb)[verb]
    if not form.is_valid():
        return _page(request, found, verb=verb, form=form, status=UNPROCESSABLE)
    told = form.given() if hasattr(form, "given") else form.cleaned_data
    try:
        made = ACTS[verb](found, **told, by=request.user, on=dates.today(), seen=seen_of(request))
    except Refused as why:
        form.refuse(why)
        status = CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE
        return _page(request, proposal_of(request, pk), verb=verb, form=form, status=status)
    messages.success(request, _("Đã ghi. Phương án: %(state)s.") % {"state": made.label.lower()})
    return redirect("burdens:proposal", pk)


@require_POST
@login_required
def opine(request: OfficerRequest, pk: int) -> HttpResponse:
    """Give the opinion of a unit that was asked."""
    opinion = get_object_or_404(Opinion.objects.filter(proposal__in=visible(request)), pk=pk)
    found, today = proposal_of(request, opinion.proposal_id), dates.today()
    if not policies.can_opine(request.user, found, opinion, today):
        raise PermissionDenied
    form = OpinionForm(request.POST, auto_id=f"opinion-{pk}-%s")
    if form.is_valid():
        try:
            actions.opine(opinion, **form.cleaned_data, by=request.user, on=today)
            messages.success(request, _("Đã ghi ý kiến."))
            return redirect("burdens:proposal", found.pk)
        except Refused as why:
            form.refuse(why)
    return _page(request, found, opinion=pk, form=form, status=UNPROCESSABLE)


def _forms(found: Proposal, data: Any = None, *, only: str = "") -> dict[str, Form]:
    """The form of each step, or of one."""
    today = dates.today()
    makers: dict[str, Callable[[], Form]] = {
        "ask": lambda: AskForm(queries.units_to_ask(found, today), data),
        "submit": lambda: SubmitForm(data, initial={"text": found.taken}, auto_id="submit-%s"),
        "send_back": lambda: ReasonForm(data, auto_id="send_back-%s"),
        "decide": lambda: DecisionForm(data, auto_id="decide-%s"),
        "enforce": lambda: EnforceForm(queries.successors(found), data),
        "drop": lambda: ReasonForm(data, auto_id="drop-%s"),
    }
    return {verb: make() for verb, make in makers.items() if verb in (only or makers)}


def _offered(found: Proposal, request: OfficerRequest) -> list[str]:
    """The steps as the page names them; the three outcomes are one."""
    verbs = [move.verb for move in policies.available(found, request.user, dates.today())]
    named = ["decide" if verb in OUTCOMES.values() else verb.removeprefix("proposal_") for verb in verbs]
    return list(dict.fromkeys("edit" if each in ("revise", "rewrite") else each for each in named))


def _page(
    request: OfficerRequest,
    found: Proposal,
    *,
    verb: str = "",
    opinion: int = 0,
    form: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    offered, today = _offered(found, request), dates.today()
    forms = {each: shape for each in offered if each != "edit" for shape in _forms(found, only=each).values()}
    context = {
        **present.page(found, request.user, today),
        "row": found,
        "offered": offered,
        "forms": {**forms, **({verb: form} if verb else {})},
        "opened": verb,
        "opinion_forms": _opinion_forms(request, found, opinion, form),
        "refused": form if form and form.errors else None,
        "lost": present.typed(form) if form and verb and verb not in offered else "",
    }
    return render(request, "burdens/proposal.html", context, status=status)


def _opinion_forms(
    request: OfficerRequest, found: Proposal, typed: int, form: Form | None
) -> dict[int, Form]:
    """A form for each opinion that the officer may write now."""
    today = dates.today()
    if found.status != "opinions" and not typed:
        return {}
    rows = [row for row in found.opinions.all() if policies.can_opine(request.user, found, row, today)]
    begun = {row.pk: {"stance": row.stance, "text": row.text, "paper": row.paper} for row in rows}
    made: dict[int, Form] = {
        pk: OpinionForm(initial=told, auto_id=f"opinion-{pk}-%s") for pk, told in begun.items()
    }
    return {**made, **({typed: form} if typed and form else {})}
