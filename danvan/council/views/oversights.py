"""Oversight: the list, one with its team, conclusion and recommendations, what is written to it."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.council import actions, policies, present, queries
from danvan.council.forms.base import EmptyForm, ReasonForm, StepForm
from danvan.council.forms.following import ConclusionForm, OversightForm, RecommendForm, SaidForm
from danvan.council.models import Oversight, Recommendation, Term
from danvan.council.views.door import (
    Offer,
    carry_out,
    may_write,
    own_term,
    reading,
)
from danvan.council.views.writing import begin, check_writes, listing, rewrite
from danvan.council.workflow import OVERSIGHT, Watch
from danvan.lib import dates
from danvan.people import lives
from danvan.people.http import OfficerRequest

STEPS: dict[str, Callable[..., Any]] = {
    "begin": actions.begin_oversight,
    "conclude": actions.conclude,
    "close": actions.close_oversight,
    "cancel": actions.cancel_oversight,
}
FORMS: dict[str, type[StepForm]] = {"conclude": ConclusionForm, "cancel": ReasonForm}
ON_ROWS: dict[str, Callable[..., Any]] = {
    "urge": actions.urge_recommendation,
    "report": actions.report_done,
    "accept": lambda row, **told: actions.judge(row, accepted=True, **told),
    "refuse": lambda row, **told: actions.judge(row, accepted=False, **told),
}
LABELS = {
    "urge": _("Đôn đốc"),
    "report": _("Ghi báo cáo thực hiện"),
    "accept": _("Công nhận đã thực hiện"),
    "refuse": _("Chưa đạt, yêu cầu làm tiếp"),
}


@require_safe
@login_required
def oversights(request: OfficerRequest) -> HttpResponse:
    """What the councils that the officer reads oversee."""
    return listing(request, "council/oversights.html", queries.oversights(reading(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def oversight_new(request: OfficerRequest) -> HttpResponse:
    """Plan an oversight in the term that runs."""
    term = own_term(request)
    form = _plan_form(term, request.POST if request.method == "POST" else None)
    return begin(
        request,
        "council/oversight_edit.html",
        term,
        form,
        lambda term, **told: actions.plan_oversight(term, form.plan_of(), **told),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def oversight_edit(request: OfficerRequest, pk: int) -> HttpResponse:
    """Write a plan anew."""
    row = _of(request, pk)
    check_writes(request, row)
    form = _plan_form(row.term, request.POST if request.method == "POST" else None, row)
    return rewrite(
        request,
        "council/oversight_edit.html",
        row,
        form,
        lambda row, **told: actions.revise_oversight(row, form.plan_of(), **told),
    )


def _plan_form(term: Term | None, data: Any, row: Oversight | None = None) -> OversightForm:
    begun: dict[str, Any] = {}
    if row:
        names = ("subject", "overseen", "plan", "decision", "from_on", "until_on")
        begun = {name: getattr(row, name) for name in names}
        begun |= {"team": [m.deputy_id for m in row.team.all() if not m.leads]}
        begun |= {"leader": next((m.deputy_id for m in row.team.all() if m.leads), None)}
    rows = queries.deputies_of(term, dates.today()) if term else ()
    return OversightForm(data, deputies=rows, initial=begun)


@require_safe
@login_required
def oversight(request: OfficerRequest, pk: int) -> HttpResponse:
    """One oversight."""
    return _page(request, _of(request, pk))


@require_POST
@login_required
def oversight_do(request: OfficerRequest, pk: int, verb: str, row: int) -> HttpResponse:
    """Take a step, recommend something, or write to a recommendation; `row` is its number, else 0."""
    today = dates.today()
    found = get_object_or_404(Oversight.objects.select_related("term__unit"), pk=pk)
    if verb not in STEPS and verb not in ON_ROWS and verb != "recommend":
        raise Http404
    target: Any = get_object_or_404(Recommendation, pk=row, oversight=found) if verb in ON_ROWS else found
    reports = verb == "report" and actions.can_report(request.user, target, found.term.unit_id, today)
    reads = found.term.unit_id in policies.units_read(request.user, today)
    if not reads and not reports:
        raise Http404
    if not (may_write(request, found.term.unit_id) or reports):
        raise PermissionDenied
    act = STEPS.get(verb) or ON_ROWS.get(verb) or actions.recommend
    return carry_out(
        request,
        _form(found, verb, row, request.POST),
        lambda **told: act(target, **told),
        back=reverse("council:oversight", args=[pk]) if reads else reverse("council:owed"),
        again=lambda form, status: _page(request, found, name=f"{verb}-{row}", form=form, status=status),
        seen=verb in STEPS,
    )


def _of(request: OfficerRequest, pk: int) -> Oversight:
    found: Oversight = get_object_or_404(queries.oversights(reading(request)), pk=pk)
    return found


def _form(found: Oversight, verb: str, row: int, data: Any = None) -> StepForm:
    ids = f"{verb}-{row}-%s"
    if verb == "recommend":
        return RecommendForm(data, units=queries.addressees(found.term.unit, dates.today()), auto_id=ids)
    if verb in ON_ROWS:
        return (EmptyForm if verb == "accept" else SaidForm)(data, auto_id=ids)
    return FORMS.get(verb, EmptyForm)(data, auto_id=ids)


def _page(
    request: OfficerRequest,
    found: Oversight,
    *,
    name: str = "",
    form: StepForm | None = None,
    status: int = 200,
) -> HttpResponse:
    row = queries.oversights([found.term.unit_id]).get(pk=found.pk)

    def offer(verb: str, pk: int, label: Any) -> Offer:
        opened = name == f"{verb}-{pk}"
        made = form if form and opened else _form(row, verb, pk)
        url = reverse("council:oversight_do", args=[row.pk, verb, pk])
        return Offer(verb, str(label), made, url, opened, verb in STEPS, verb == "cancel")

    writes = may_write(request, row.term.unit_id)
    context = {
        "row": row,
        "may_edit": writes and row.status == Watch.PLANNED,
        "offers": _steps(request, row, offer),
        "recommendations": [
            (each, [offer(v, each.pk, LABELS[v]) for v in _verbs(request, row, each, writes)])
            for each in row.recommendations.all()
        ],
        "add": offer("recommend", 0, _("Thêm kiến nghị"))
        if writes and row.status == Watch.CONCLUDED
        else None,
        "trail_steps": present.trail(OVERSIGHT, row.pk),
        "refused": form if form and form.errors else None,
    }
    return render(request, "council/oversight.html", context, status=status)


def _steps(request: OfficerRequest, row: Oversight, offer: Callable[[str, int, Any], Offer]) -> list[Offer]:
    """The steps that the officer may take now."""
    moves = lives.available(OVERSIGHT, row.status, request.user, row.term.unit_id, dates.today())
    named = [(move.verb.removeprefix("oversight_"), move.label) for move in moves]
    return [offer(verb, 0, label) for verb, label in named if verb in STEPS]


def _verbs(request: OfficerRequest, row: Oversight, each: Recommendation, writes: bool) -> list[str]:
    """What may be written to a recommendation now."""
    today = dates.today()
    if not each.is_open or row.status != Watch.CONCLUDED:
        return []
    if each.reported_on:
        return ["accept", "refuse"] if writes else []
    found = ["report"] if actions.can_report(request.user, each, row.term.unit_id, today) else []
    return found + (["urge"] if writes and each.due_on < today else [])
