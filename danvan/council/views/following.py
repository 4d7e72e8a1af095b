"""Resolutions with their targets and oversight with its recommendations: lists, pages, what is written to them."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.council import actions, present, queries
from danvan.council.forms.base import ReasonForm, StepForm
from danvan.council.forms.following import (
    DraftForm,
    ProgressForm,
    RepealForm,
    SubmitForm,
    TargetForm,
    VoteForm,
)
from danvan.council.models import Resolution, Target
from danvan.council.views.door import (
    Offer,
    carry_out,
    may_write,
    own_term,
    reading,
)
from danvan.council.views.writing import begin, check_writes, listing, rewrite
from danvan.council.workflow import PREPARED, RESOLUTION, Sitting, Stage
from danvan.lib import dates
from danvan.people import lives
from danvan.people.http import OfficerRequest

ACTS: dict[str, Callable[..., Any]] = {
    "submit": actions.submit_resolution,
    "vote": actions.vote,
    "back": actions.send_back_resolution,
    "end": actions.end_resolution,
    "drop": actions.drop_resolution,
    "target": actions.set_target,
    "progress": actions.report_progress,
}
LABELS = {"vote": _("Ghi biểu quyết"), "target": _("Thêm chỉ tiêu"), "progress": _("Ghi kết quả")}
VOTES = ("resolution_adopt", "resolution_reject")


@require_safe
@login_required
def resolutions(request: OfficerRequest) -> HttpResponse:
    """Resolutions of the councils that the officer reads."""
    return listing(request, "council/resolutions.html", queries.resolutions(reading(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def resolution_new(request: OfficerRequest) -> HttpResponse:
    """Draft a resolution in the term that runs."""
    form = DraftForm(request.POST if request.method == "POST" else None)
    return begin(
        request,
        "council/resolution_edit.html",
        own_term(request),
        form,
        lambda term, **told: actions.draft_resolution(term, form.told(), **told),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def resolution_edit(request: OfficerRequest, pk: int) -> HttpResponse:
    """Write a draft anew."""
    row = _of(request, pk)
    check_writes(request, row)
    begun = {name: getattr(row, name) for name in DraftForm.base_fields}
    form = DraftForm(request.POST if request.method == "POST" else None, initial=begun)
    return rewrite(
        request,
        "council/resolution_edit.html",
        row,
        form,
        lambda row, **told: actions.revise_resolution(row, form.told(), **told),
    )


@require_safe
@login_required
def resolution(request: OfficerRequest, pk: int) -> HttpResponse:
    """One resolution: why, what is expected, the vote, targets and how far they are."""
    return _page(request, _of(request, pk))


@require_POST
@login_required
def resolution_do(request: OfficerRequest, pk: int, verb: str, row: int) -> HttpResponse:
    """Take a step, add a target, report how far one is; `row` is the target's number, else 0."""
    found = _of(request, pk)
    if verb not in ACTS:
        raise Http404
    if not may_write(request, found.term.unit_id):
        raise PermissionDenied
    target = get_object_or_404(Target, pk=row, resolution=found) if verb == "progress" else found
    return carry_out(
        request,
        _form(found, verb, row, request.POST),
        lambda **told: ACTS[verb](target, **told),
        back=reverse("council:resolution", args=[pk]),
        again=lambda form, status: _page(request, found, name=f"{verb}-{row}", form=form, status=status),
        seen=verb not in ("target", "progress"),
    )


def _of(request: OfficerRequest, pk: int) -> Resolution:
    found: Resolution = get_object_or_404(queries.resolutions(reading(request)), pk=pk)
    return found


def _form(found: Resolution, verb: str, row: int, data: Any = None) -> StepForm:
    ids, today = f"{verb}-{row}-%s", dates.today()
    if verb == "submit":
        rows = queries.sessions([found.term.unit_id]).filter(
            term=found.term, status__in=(*PREPARED, Sitting.OPEN)
        )
        return SubmitForm(data, sessions=rows, auto_id=ids)
    makers: dict[str, type[StepForm]] = {
        "vote": VoteForm,
        "end": RepealForm,
        "target": TargetForm,
        "progress": ProgressForm,
    }
    begun = {"on": today, "as_of": today, "sense": "at_least"}
    return makers.get(verb, ReasonForm)(data, auto_id=ids, initial=begun)


def _page(
    request: OfficerRequest,
    found: Resolution,
    *,
    name: str = "",
    form: StepForm | None = None,
    status: int = 200,
) -> HttpResponse:
    row = queries.resolutions([found.term.unit_id]).get(pk=found.pk)

    def offer(verb: str, pk: int, label: Any) -> Offer:
        opened = name == f"{verb}-{pk}"
        made = form if form and opened else _form(row, verb, pk)
        url = reverse("council:resolution_do", args=[row.pk, verb, pk])
        return Offer(verb, str(label), made, url, opened, verb in ("submit", "vote"), verb == "drop")

    writes = may_write(request, row.term.unit_id)
    context = {
        "row": row,
        "may_edit": writes and row.status == Stage.DRAFT,
        **_offered(request, row, writes, offer),
        "trail_steps": present.trail(RESOLUTION, row.pk),
        "public_url": reverse("portal:council_resolution", args=[row.pk]) if row.is_public else "",
        "refused": form if form and form.errors else None,
    }
    return render(request, "council/resolution.html", context, status=status)


def _offered(
    request: OfficerRequest, row: Resolution, writes: bool, offer: Callable[[str, int, Any], Offer]
) -> dict[str, Any]:
    """Its steps, its targets with what may be reported, and whether one may be added."""
    today = dates.today()
    moves = lives.available(RESOLUTION, row.status, request.user, row.term.unit_id, today)
    named = {("vote" if m.verb in VOTES else m.verb.removeprefix("resolution_")): m.label for m in moves}
    reports = writes and row.status in (Stage.ADOPTED, Stage.ENDED)
    adding = writes and row.status in (Stage.DRAFT, Stage.SUBMITTED, Stage.ADOPTED)
    return {
        "offers": [offer(v, 0, LABELS.get(v, label)) for v, label in named.items() if v in ACTS],
        "targets": [
            (t, t.state, offer("progress", t.pk, LABELS["progress"]) if reports else None)
            for t in row.targets.all()
        ],
        "add": offer("target", 0, LABELS["target"]) if adding else None,
    }
