"""One exemplar: its page, the steps taken on it, who stands behind it, the team."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.emulation import actions, policies, present, queries
from danvan.emulation.forms.exemplars import (
    ActForm,
    ConsentForm,
    PhotoForm,
    ReasonForm,
    RevokeForm,
    SubstituteForm,
    TeamForm,
    today_act,
)
from danvan.emulation.models import Exemplar
from danvan.emulation.of_papers import ExemplarSubject
from danvan.emulation.views.door import exemplar_of, status_of, working
from danvan.emulation.workflow import HELD
from danvan.lib import dates
from danvan.papers.block import block
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.web.asked import seen_of
from danvan.web.forms import Form

ACTS: dict[str, Callable[..., Any]] = {
    "team": lambda row, *, seen, **given: actions.name_team([row], **given),
    "return": actions.send_back,
    "recognise": lambda row, *, seen, **given: actions.recognise([row], **given),
    "reject": actions.reject,
    "withdraw": actions.withdraw,
    "recheck": actions.recheck,
    "confirm": actions.confirm,
    "revoke": actions.revoke,
}
BESIDE: dict[str, Callable[..., Any]] = {
    "consent": actions.consent,
    "publish": lambda row, **given: actions.publish([row], **given),
    "hide": actions.hide,
    "aside": actions.step_aside,
}


@require_safe
@login_required
def exemplar(request: OfficerRequest, pk: int) -> HttpResponse:
    """One exemplar: scores side by side, photos, votes, results, what may be done next, what was done."""
    return page(request, exemplar_of(request, pk))


@require_POST
@login_required
def step(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step; refused, the page says why, and what was typed is still there."""
    row = exemplar_of(request, pk)
    if verb not in ACTS:
        raise Http404
    if not policies.may_take(request.user, row, f"exemplar_{verb}", dates.today()):
        raise PermissionDenied
    return _act(request, row, verb, ACTS[verb], seen=seen_of(request))


@require_POST
@login_required
def beside(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """What is put on record without moving it: consent, publication, a member who steps aside."""
    row = exemplar_of(request, pk)
    if verb not in BESIDE:
        raise Http404
    if verb == "consent":
        working(request, row)
    elif not (_is_member(request, row) if verb == "aside" else _runs(request, row)):
        raise PermissionDenied
    return _act(request, row, verb, BESIDE[verb])


def _is_member(request: OfficerRequest, row: Exemplar) -> bool:
    return row.reviewers.filter(officer=request.user, aside_on__isnull=True).exists()


def _runs(request: OfficerRequest, row: Exemplar) -> bool:
    return policies.can_run(request.user, row.movement.unit_id, dates.today())


def _act(
    request: OfficerRequest, row: Exemplar, verb: str, act: Callable[..., Any], **more: Any
) -> HttpResponse:
    form = _forms(row, request.POST, only=verb)[verb]
    if not form.is_valid():
        return page(request, row, opened=verb, form=form, status=422)
    told = form.given() if hasattr(form, "given") else form.cleaned_data
    try:
        act(row, **told, by=request.user, on=dates.today(), **more)
    except Refused as why:
        form.refuse(why)
        return page(request, exemplar_of(request, row.pk), opened=verb, form=form, status=status_of(why))
    if verb == "aside":
        messages.success(
            request, _("Đã ghi. Từ nay ông/bà không xem được điển hình này; lãnh đạo cử người thay.")
        )
        return redirect("emulation:exemplars")
    messages.success(request, _("Đã ghi."))
    return redirect("emulation:exemplar", row.pk)


@require_POST
@login_required
def substitute(request: OfficerRequest, pk: int, reviewer: int) -> HttpResponse:
    """Name somebody in place of a member who stepped aside."""
    row, today = exemplar_of(request, pk), dates.today()
    found = get_object_or_404(row.reviewers, pk=reviewer)
    if not policies.can_run(request.user, row.movement.unit_id, today):
        raise PermissionDenied
    form = SubstituteForm(queries.reviewers_to_choose(row.movement, [row.unit_id], today), request.POST)
    if form.is_valid():
        try:
            actions.substitute(found, form.chosen(), by=request.user, on=today)
            messages.success(request, _("Đã cử người thay."))
            return redirect("emulation:exemplar", pk)
        except Refused as why:
            form.refuse(why)
    return page(request, row, opened="substitute", form=form, status=422)


@require_POST
@login_required
def look(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show who stands behind it and her number; that somebody looked is put on record."""
    row = exemplar_of(request, pk)
    working(request, row)
    actions.look(row, by=request.user, on=dates.today())
    return page(request, exemplar_of(request, pk), shown=True)


def _forms(row: Exemplar, data: Any = None, *, only: str = "") -> dict[str, Form]:
    """The form of each step, or of one."""
    today = dates.today()

    def people() -> Any:
        return queries.reviewers_to_choose(row.movement, [row.unit_id], today)

    makers: dict[str, Callable[[], Form]] = {
        "team": lambda: TeamForm(people(), data, auto_id="team-%s"),
        "recheck": lambda: TeamForm(people(), data, auto_id="recheck-%s"),
        "return": lambda: ReasonForm(data, auto_id="return-%s"),
        "reject": lambda: ReasonForm(data, auto_id="reject-%s"),
        "withdraw": lambda: ReasonForm(data, auto_id="withdraw-%s"),
        "recognise": lambda: ActForm(data, initial=today_act(), auto_id="recognise-%s"),
        "confirm": lambda: ActForm(data, initial=today_act(), auto_id="confirm-%s"),
        "revoke": lambda: RevokeForm(data, initial=today_act(), auto_id="revoke-%s"),
        "consent": lambda: ConsentForm(data, auto_id="consent-%s"),
        "publish": lambda: Form(data),
        "hide": lambda: ReasonForm(data, auto_id="hide-%s"),
        "aside": lambda: ReasonForm(data, auto_id="aside-%s"),
    }
    return {verb: make() for verb, make in makers.items() if verb in (only or makers)}


def page(
    request: OfficerRequest,
    row: Exemplar,
    *,
    opened: str = "",
    form: Form | None = None,
    shown: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The page of an exemplar, with the form that was refused, if any."""
    today, me = dates.today(), request.user
    told = present.page(row, me, today)
    steps = [move.verb.removeprefix("exemplar_") for move in policies.available(row, me, today)]
    offered = _offered(row, steps, told)
    forms = {each: made for each in offered for made in _forms(row, only=each).values()}
    items = [line.item for line in told["board"].lines]
    context = {
        **told,
        "steps": steps,
        "offered": offered,
        "forms": {**forms, **({opened: form} if opened and form else {})},
        "opened": opened,
        "shown": shown,
        "substitute": form if opened == "substitute" else _substitutes(row, told),
        "photo_form": form if opened == "photos" else PhotoForm(items),
        "may_photo": told["holder"]["works"] or told["in_team"],
        "refused": form if form and form.errors else None,
        "papers": block("exemplar", ExemplarSubject(row), me, on=today),
    }
    return render(request, "emulation/exemplar.html", context, status=status)


def _offered(row: Exemplar, steps: list[str], told: dict[str, Any]) -> list[str]:
    """The steps that have a form here, and what may be put on record beside them."""
    extra = ["consent"] * told["holder"]["works"] + ["aside"] * told["in_team"]
    if told["may_run"] and row.status in HELD:
        extra.append("hide" if row.published_on else "publish")
    return [each for each in [*steps, *extra] if each in ACTS or each in BESIDE]


def _substitutes(row: Exemplar, told: dict[str, Any]) -> Form | None:
    """The form that names a substitute, where a place is empty and the officer runs the movement."""
    if not (told["may_run"] and told["reviewing"] and any(missing for _each, missing in told["team"])):
        return None
    return SubstituteForm(queries.reviewers_to_choose(row.movement, [row.unit_id], dates.today()))
