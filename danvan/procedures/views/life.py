"""One version: what it says, what is missing, what may be done with it now, what was done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.journal.queries import events_of
from danvan.lib import dates
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.http import OfficerRequest
from danvan.procedures import actions, policies, present, queries
from danvan.procedures.actions.ledger import STREAM
from danvan.procedures.checks import problems, remarks
from danvan.procedures.content import of_version
from danvan.procedures.doubts import Doubt
from danvan.procedures.forms import AbolishForm, ActForm, DropForm, SuspendForm
from danvan.procedures.models import Version
from danvan.procedures.views.door import CONFLICT, UNPROCESSABLE, check_edits, found_by, reading, writing
from danvan.procedures.workflow import RUNNING, STANDINGS

STEPS: dict[str, tuple[Callable[..., Version], Any]] = {
    "publish": (actions.publish, ActForm),
    "suspend": (actions.suspend, SuspendForm),
    "resume": (actions.resume, ActForm),
    "abolish": (actions.abolish, AbolishForm),
    "drop": (actions.drop, DropForm),
}
"""What is done at an address: the action, and the form of what is typed with it."""


@require_safe
@reading
def version(request: OfficerRequest, pk: int) -> HttpResponse:
    """The page of a version."""
    return _page(request, found_by(pk))


@require_POST
@writing
def draft_next(request: OfficerRequest, pk: int) -> HttpResponse:
    """Draft the next version from this one, and go on to its form."""
    found = found_by(pk)
    check_edits(request, found.procedure.unit_id)
    try:
        made = actions.draft_next(found, by=request.user, on=dates.today())
    except Refused as why:
        messages.error(request, why.sentence)
        return redirect("procedures:version", pk)
    return redirect("procedures:edit", made.pk)


@require_POST
@writing
def step(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step; refused, the page says why, and what was typed is still there."""
    found = found_by(pk)
    check_edits(request, found.procedure.unit_id)
    if verb not in STEPS:
        raise Http404
    act, shape = STEPS[verb]
    form, seen = shape(request.POST, auto_id=f"{verb}-%s"), request.POST.get("seen", "")
    if not form.is_valid():
        return _page(request, found, verb=verb, form=form, status=UNPROCESSABLE)
    number = int(seen) if seen.isdecimal() and len(seen) < 10 else None
    try:
        act(found, **form.given(), by=request.user, on=dates.today(), seen=number)
    except Refused as why:
        form.refuse(why)
        status = CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE
        return _page(request, found_by(pk), verb=verb, form=form, status=status)
    messages.success(request, _("Đã ghi vào danh mục."))
    return redirect("procedures:version", pk)


def _page(
    request: OfficerRequest, found: Version, *, verb: str = "", form: Any = None, status: int = 200
) -> HttpResponse:
    today = dates.today()
    word, badge = STANDINGS[found.standing(today)]
    moves = policies.available(found, request.user, today)
    offered = [move.verb.removeprefix("procedure_") for move in moves]
    forms = {name: shape(auto_id=f"{name}-%s") for name, (_act, shape) in STEPS.items()}
    context = {
        "version": found,
        "word": word,
        "badge": badge,
        "offered": offered,
        "forms": {**forms, **({verb: form} if form else {})},
        "refused": form if form and form.errors else None,
        "may_draft": found.status in RUNNING
        and policies.can_edit(request.user, found.procedure.unit_id, today),
        "rows": present.steps(found, today),
        "versions": [
            (row, *row.shown_standing(today)) for row in queries.versions_of(found.procedure, today)
        ],
        "trail_steps": present.trail(list(events_of(STREAM, found.procedure_id))),
        "trail": [(_("Thủ tục hành chính"), "/desk/procedures/"), (found.name[:60], "")],
        **_missing(found),
    }
    return render(request, "procedures/version.html", context, status=status)


def _missing(found: Version) -> dict[str, Any]:
    """What stands in the way of a draft's publication, what is to be settled, what is left to whoever publishes."""
    if not found.is_draft:
        return {}
    content, doubts = of_version(found), [Doubt.of(kept) for kept in found.doubts]
    return {
        "missing": problems(content, code=found.procedure.code, doubts=[]),
        "doubts": doubts,
        "remarks": remarks(content),
    }
