"""Votes of households: one is set up, counted, its decision is received and recognised, its paper printed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.consultations import actions, policies, present, queries, votepaper
from danvan.consultations.forms.vote import CountForm, RecognitionForm, SentForm, VoteForm
from danvan.consultations.models import Vote
from danvan.consultations.views.door import UNPROCESSABLE, allowed, found, reading
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.web.forms import Form


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def vote_new(request: OfficerRequest, pk: int) -> HttpResponse:
    """Set a vote of households up."""
    row, today = found(request, pk), dates.today()
    allowed(request, row, "vote")
    form = VoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = actions.open_vote(row, form.told(), by=request.user, on=today)
            return redirect("consultations:vote", made.pk)
        except Refused as why:
            form.refuse(why)
    context = {**present.head(row, today), "form": form}
    return render(
        request, "consultations/vote_new.html", context, status=UNPROCESSABLE if form.errors else 200
    )


def _vote(request: OfficerRequest, pk: int) -> Vote:
    rows = Vote.objects.select_related("consultation__unit").filter(consultation__unit__in=reading(request))
    return get_object_or_404(rows, pk=pk)


@require_safe
@login_required
def vote(request: OfficerRequest, pk: int) -> HttpResponse:
    """A vote: roll, ballots, the result with how it was reckoned, the decision and its recognition."""
    return _page(request, _vote(request, pk))


@require_POST
@login_required
def vote_step(request: OfficerRequest, pk: int, what: str) -> HttpResponse:
    """Count the ballots, receive the decision, answer it."""
    row, today = _vote(request, pk), dates.today()
    allowed(request, row.consultation, "vote")
    forms = _forms(row, request.POST)
    if what not in forms:
        raise Http404
    form = forms[what]
    if not form.is_valid():
        return _page(request, row, what, form)
    steps: dict[str, Callable[[Any], Any]] = {
        "count": lambda f: actions.count_vote(row, f.counts(), signed=f.signed(), by=request.user, on=today),
        "sent": lambda f: actions.send_decision(row, **f.cleaned_data, by=request.user, on=today),
        "recognise": lambda f: actions.recognise(row, **f.given(), by=request.user, on=today),
    }
    try:
        steps[what](form)
    except Refused as why:
        form.refuse(why)
        return _page(request, row, what, form)
    messages.success(request, _("Đã ghi."))
    return redirect("consultations:vote", pk)


def _forms(row: Vote, data: Any = None) -> dict[str, Form]:
    ballots = list(row.ballots.order_by("place"))
    begun = {name: getattr(row, name) for name in ("head", "front", "witnesses")}
    return {
        "count": CountForm(ballots, data, initial=begun),
        "sent": SentForm(data),
        "recognise": RecognitionForm(data),
    }


def _page(request: OfficerRequest, row: Vote, what: str = "", form: Form | None = None) -> HttpResponse:
    today = dates.today()
    context = {
        **present.head(row.consultation, today),
        **present.vote(row, queries.result_of(row), today),
        "forms": {**_forms(row), **({what: form} if form else {})},
        "refused": form if form and form.errors else None,
        "may": policies.can(request.user, row.consultation, "vote", today),
    }
    return render(request, "consultations/vote.html", context, status=UNPROCESSABLE if form else 200)


@require_safe
@login_required
def vote_paper(request: OfficerRequest, pk: int, kind: str) -> HttpResponse:
    """The paper of the community's decision, to be signed."""
    row = _vote(request, pk)
    made = votepaper.file(row, kind)
    if made is None:
        raise Http404
    return made
