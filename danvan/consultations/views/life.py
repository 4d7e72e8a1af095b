"""Consultations at the desk: the list, one with all that hangs on it, the steps that move it on."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.consultations import actions, obstacles, policies, present, queries
from danvan.consultations.forms.desk import (
    AnnounceForm,
    ExtendForm,
    GroupOfPeopleForm,
    IssueForm,
    ReasonForm,
)
from danvan.consultations.models import Consultation
from danvan.consultations.of_papers import ConsultationSubject
from danvan.consultations.views.door import CONFLICT, UNPROCESSABLE, found, reading
from danvan.consultations.workflow import LIFE, STREAM
from danvan.journal.queries import events_of
from danvan.lib import dates
from danvan.papers.block import block
from danvan.people import policies as people
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.http import OfficerRequest
from danvan.people.models import Account
from danvan.web.asked import seen_of
from danvan.web.forms import Form
from danvan.web.parts import Tab

PAGE = 50
ACTS: dict[str, Callable[..., Any]] = {
    "announce": actions.announce,
    "extend": actions.extend,
    "explain": actions.explain,
    "issue": actions.issue,
    "withdraw": actions.withdraw,
}
FORMS: dict[str, type[Form]] = {
    "announce": AnnounceForm,
    "extend": ExtendForm,
    "explain": Form,
    "issue": IssueForm,
    "withdraw": ReasonForm,
}


@require_safe
@login_required
def consultations(request: OfficerRequest) -> HttpResponse:
    """Consultations that the officer reads, the last first; ?show= narrows to what is open or over."""
    units, today, show = reading(request), dates.today(), request.GET.get("show", "")
    rows = queries.consultations(units)
    rows = {"open": rows.hearing(today), "over": rows.over(), "in_hand": rows.in_hand()}.get(show, rows)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    words = (("", _("Tất cả")), ("open", _("Đang mở")), ("in_hand", _("Chưa xong")), ("over", _("Đã xong")))
    context = {
        "page": page,
        "lines": [present.head(row, today) for row in page],
        "tabs": [Tab(word, f"?show={key}" if key else "?", current=key == show) for key, word in words],
        "may_draw_up": bool(policies.units_drafted(request.user, today)),
    }
    return render(request, "consultations/consultations.html", context)


@require_safe
@login_required
def consultation(request: OfficerRequest, pk: int) -> HttpResponse:
    """One consultation: where it stands, its text, whom it concerns, what was said, what may be done next."""
    return page_of(request, found(request, pk, queries.with_reach))


@require_POST
@login_required
def step(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step; refused, the page says why, with every reason and its link, and what was typed is still there."""
    row, today = found(request, pk), dates.today()
    if verb not in ACTS:
        raise Http404
    if not people.has_role(request.user, LIFE.move(verb).roles, row.unit_id, today):
        raise PermissionDenied
    form = FORMS[verb](request.POST, auto_id=f"{verb}-%s")
    if not form.is_valid():
        return page_of(request, row, verb=verb, form=form, status=UNPROCESSABLE)
    told = form.given() if hasattr(form, "given") else form.cleaned_data
    try:
        made = ACTS[verb](row, **told, by=request.user, on=today, seen=seen_of(request))
    except Refused as why:
        form.refuse(why)
        status = CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE
        return page_of(request, found(request, pk), verb=verb, form=form, status=status)
    messages.success(request, _("Đã ghi: %(what)s.") % {"what": LIFE.done(verb)})
    return redirect("consultations:consultation", made.pk)


def page_of(
    request: OfficerRequest, row: Consultation, *, verb: str = "", form: Form | None = None, status: int = 200
) -> HttpResponse:
    """The page of a consultation, with the form of a step that was refused."""
    me, today = request.user, dates.today()
    offered = [move.verb for move in policies.available(row, me, today)]
    forms = {each: FORMS[each](auto_id=f"{each}-%s") for each in offered}
    context = {
        **_shown(row, me, today, "issue" in offered),
        "offered": offered,
        "forms": {**forms, **({verb: form} if form else {})},
        "opened": verb,
        "refused": form if form and form.errors else None,
        "papers": block(STREAM, ConsultationSubject(row), me, on=today),
    }
    return render(request, "consultations/consultation.html", context, status=status)


def _shown(row: Consultation, me: Account, today: date, issues: bool) -> dict[str, Any]:
    """What the page tells; `issues`: what stands against the issue too."""
    tally, audiences = queries.tally(row), list(row.audiences.order_by("pk"))
    waiting = bool(tally.unanswered_affected)
    return {
        **present.head(row, today),
        **present.why(row),
        "against": obstacles.against_issuing(row, today, waiting=waiting) if issues else [],
        "drafts": queries.drafts_of(row),
        "reach": queries.reach(row, audiences),
        "totals": present.totals(row, tally),
        "audiences": audiences,
        "group_form": GroupOfPeopleForm(auto_id="group-%s"),
        "votes": [(vote, queries.result_of(vote)) for vote in row.votes.order_by("pk")],
        "may": {
            each: policies.can(me, row, each, today)
            for each in ("describe", "draft", "concern", "enter", "vote")
        },
        "trail_steps": present.trail(events_of(STREAM, row.pk).exclude(verb="look")),
    }
