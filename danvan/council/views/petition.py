"""One voters' petition: what was asked where, who answers by when, what may be done next, what was done."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from danvan.council import actions, competence, policies, present, queries
from danvan.council.forms.base import EmptyForm, ReasonForm, StepForm
from danvan.council.forms.petition import (
    AnswerForm,
    ClassifyForm,
    OtherForm,
    SendForm,
    TellForm,
    UrgeForm,
)
from danvan.council.models import Petition
from danvan.council.of_papers import PetitionSubject
from danvan.council.views.door import PAGE, Offer, carry_out, petition_of
from danvan.council.workflow import ANSWER_VERBS, ANSWERED, PETITION, WAITING, Status
from danvan.lib import dates
from danvan.papers.block import block
from danvan.people.http import OfficerRequest

ACTS: dict[str, Callable[..., Any]] = {
    "classify": actions.classify,
    "send": actions.send,
    "answer": actions.answer,
    "tell": actions.tell,
    "urge": actions.urge,
    "merge": actions.merge,
    "unmerge": actions.unmerge,
    "again": actions.raise_again,
    "not_again": actions.not_again,
    "return": actions.send_back,
    "drop": actions.drop,
    "restore": actions.restore,
}
MAIN, GRAVE = ("send", "answer", "classify", "tell"), frozenset({"drop"})
LABELS = {
    "answer": _("Ghi trả lời"),
    "tell": _("Báo lại cử tri"),
    "urge": _("Đôn đốc"),
    "again": _("Ghi là kiến nghị lại"),
    "not_again": _("Không phải kiến nghị lại"),
}


@require_safe
@login_required
def petition(request: OfficerRequest, pk: int) -> HttpResponse:
    """The page."""
    return _page(request, petition_of(request, pk, queries.petition_with_all))


@require_POST
@login_required
def step(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step; refused, the page says why, and what was typed is still there."""
    row, today = petition_of(request, pk), dates.today()
    if verb not in ACTS:
        raise Http404
    writes = policies.can_write(request.user, row.unit_id, today)
    if not (writes or (verb == "answer" and policies.can_answer(request.user, row, today))):
        raise PermissionDenied
    return carry_out(
        request,
        _form(row, verb, request.POST),
        lambda **told: ACTS[verb](row, **told),
        back=reverse("council:petition", args=[pk]),
        again=lambda form, status: _page(
            request, queries.petition_with_all(pk), verb=verb, form=form, status=status
        ),
    )


def _form(row: Petition, verb: str, data: Any = None) -> StepForm:
    """The form of a step."""
    today, ids = dates.today(), f"{verb}-%s"
    if verb == "classify":
        return _classify_form(row, data, ids)
    if verb == "answer":
        begun = {"on": today, "answered_by": row.addressee}
        return AnswerForm(data, initial=begun, auto_id=ids)
    if verb == "send":
        return SendForm(data, by_law=actions.term_of(row, today).due_on, auto_id=ids)
    if verb == "tell":
        return TellForm(data, meetings=queries.meetings([row.unit_id])[:PAGE], auto_id=ids)
    if verb in ("merge", "again"):
        return OtherForm(data, unit=row.unit_id, name="into" if verb == "merge" else "of", auto_id=ids)
    if verb in ("not_again", "unmerge", "restore"):
        return EmptyForm(data)
    return (UrgeForm if verb == "urge" else ReasonForm)(data, auto_id=ids)


def _classify_form(row: Petition, data: Any, ids: str) -> ClassifyForm:
    """Begun with what was decided before, else with what the words suggest."""
    today = dates.today()
    found = competence.suggest(row, on=today)
    begun: dict[str, Any] = {"level": row.level or found.level.value}
    if row.level:
        begun |= {"unit": row.addressee_unit_id, "addressee": "" if row.addressee_unit_id else row.addressee}
    elif found.agencies:
        begun["addressee"] = found.agencies[0].name
    elif found.level == "commune":
        begun["unit"] = row.unit_id
    return ClassifyForm(data, units=queries.addressees(row.unit, today), initial=begun, auto_id=ids)


def _offered(request: OfficerRequest, row: Petition) -> list[str]:
    """The steps that the officer may take now, by their names in addresses; the three answers are one."""
    today = dates.today()
    verbs = [move.verb for move in policies.available(row, request.user, today)]
    named = ["answer" if verb in ANSWER_VERBS.values() else verb.removeprefix("voter_") for verb in verbs]
    if policies.can_write(request.user, row.unit_id, today):
        named += ["tell"] if row.status in ANSWERED else []
        late = row.next_on is None or row.next_on < today
        named += ["urge"] if row.status in (*WAITING, Status.RESOLVING) and late else []
        named += ["not_again"] if row.again_of_id else ["again"] if row.is_unsent else []
    return [verb for verb in dict.fromkeys(named) if verb in ACTS]


def _page(
    request: OfficerRequest,
    row: Petition,
    *,
    verb: str = "",
    form: StepForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today = dates.today()
    verbs = _offered(request, row)
    forms = {each: _form(row, each) for each in verbs} | ({verb: form} if verb and form else {})
    writes = policies.can_write(request.user, row.unit_id, today)
    context = {
        **_told(row),
        "offers": [_offer(row, each, forms[each], verb) for each in sorted(forms, key=_by_use)],
        "refused": form if form and form.errors else None,
        "writes": writes,
        "inside": row.unit_id in policies.units_read(request.user, today),
        "suggested": competence.suggest(row, on=today) if writes and row.is_unsent else None,
        "like": queries.like(row, today) if writes and row.is_unsent else (),
        "public_url": present.public_url(row),
        "papers": block(PETITION.stream, PetitionSubject(row), request.user, on=today),
        "may_revise": writes and row.status == Status.TAKEN,
    }
    return render(request, "council/petition.html", context, status=status)


def _by_use(verb: str) -> int:
    """What leads on comes first, and is open."""
    return MAIN.index(verb) if verb in MAIN else len(MAIN)


def _told(row: Petition) -> dict[str, Any]:
    """What the page tells of a petition, whoever reads it."""
    today = dates.today()
    places = queries.places_of([row], today)[row.pk]
    return {
        "row": row,
        "line": present.line(row, places, today),
        "places": places,
        "again": queries.asked_again(row),
        "derivation": present.derivation(row.recipe),
        "trail_steps": present.trail(PETITION, row.pk),
    }


def _offer(row: Petition, verb: str, form: Any, opened: str) -> Offer:
    label = LABELS.get(verb) or PETITION.move(f"voter_{verb}").label
    url = reverse("council:step", args=[row.pk, verb])
    return Offer(verb, str(label), form, url, verb == opened, verb in MAIN, verb in GRAVE)
