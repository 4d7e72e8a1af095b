"""One application: its page, the steps that it allows now, its steps from hand to hand, its fees."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.cases import policies as cases
from danvan.cases.actions import can_print_receipt
from danvan.cases.errors import MovedMeanwhile, StepRefused
from danvan.lib import dates
from danvan.onestop import actions, policies, present, queries
from danvan.onestop.forms import steps as shapes
from danvan.onestop.models import Application, Stage
from danvan.onestop.policies import Sight
from danvan.onestop.views.door import CONFLICT, UNPROCESSABLE, at_desk, served, visible
from danvan.onestop.workflow import READY, RETURNED
from danvan.papers.block import block
from danvan.papers.of_cases import CaseSubject
from danvan.people.http import OfficerRequest
from danvan.people.models import Account
from danvan.web.asked import seen_of
from danvan.web.forms import Form
from danvan.web.rows import unjudged

STEPS: dict[str, tuple[Callable[..., Any], type[shapes.StepForm]]] = {
    "return_result": (actions.return_result, shapes.ReturnForm),
    "supplement": (actions.supplement, shapes.CameForm),
    "go_on": (actions.go_on, shapes.ReasonForm),
    "ask_supplement": (actions.ask_supplement, shapes.LacksForm),
    "await_payment": (actions.await_payment, shapes.StepForm),
    "remind": (actions.remind, shapes.StepForm),
    "apologise": (actions.apologise, shapes.ApologyForm),
    "stop": (actions.stop, shapes.ReasonForm),
    "refuse": (actions.refuse, shapes.SureForm),
    "withdraw": (actions.withdraw, shapes.SureForm),
}
"""What is done at an address: the action, and the form of what it asks for; in the order of the page."""
GRAVE = ("refuse", "withdraw")
ENDED = ("returned", "refused", "withdrawn")
Typed = dict[str, Form]


@require_safe
@at_desk
def application(request: OfficerRequest, pk: int) -> HttpResponse:
    """The page; of an agency of which a step lies in hand, what its step needs. What is masked opens as a case."""
    found, sight = visible(request, pk)
    if sight == Sight.STAGE:
        return _stage_page(request, found)
    if found.case.destroyed_on or cases.is_masked(found.case, on=dates.today()):
        return redirect("desk:case", pk)
    return _page(request, found)


@require_POST
@at_desk
def step(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step; refused, the page says why, and what was typed is still there."""
    found = served(request, pk)
    if verb not in STEPS:
        raise Http404
    act, shape = STEPS[verb]
    form = shape(found, request.POST, auto_id=f"{verb}-%s")
    if isinstance(form, shapes.LacksForm) and "add" in request.POST:
        form.rows.add_row()
        form.rows = unjudged(form.rows)
        return _page(request, found, {verb: unjudged(form)})
    return done(request, found, verb, form, lambda told: act(found, **told))


@require_POST
@at_desk
def charge(request: OfficerRequest, pk: int) -> HttpResponse:
    """A fee comes due on the way."""
    found = served(request, pk)
    form = shapes.ChargeForm(found, request.POST, auto_id="charge-%s")
    return done(request, found, "charge", form, lambda told: actions.charge(found, **told))


@require_POST
@at_desk
def fee(request: OfficerRequest, pk: int, number: int, verb: str) -> HttpResponse:
    """A fee is paid, or is not to be paid."""
    found = served(request, pk)
    row = get_object_or_404(found.fees, pk=number)
    verbs: dict[str, tuple[Callable[..., Any], type[Any]]] = {
        "pay": (actions.pay, shapes.PayForm),
        "exempt": (actions.exempt, shapes.ExemptForm),
    }
    if verb not in verbs:
        raise Http404
    act, shape = verbs[verb]
    form = shape(row, request.POST, auto_id=f"{verb}-{number}-%s")
    return done(request, found, f"{verb}-{number}", form, lambda told: act(row, **told))


@require_POST
@at_desk
def stage(request: OfficerRequest, pk: int, place: int, verb: str) -> HttpResponse:
    """A step goes from hand to hand: taken, given to a colleague, handed on."""
    found, _sight = visible(request, pk)
    row = next((one for one in found.stages.all() if one.place == place), None)
    if row is None:
        raise Http404
    if not policies.can_work(request.user, row, on=dates.today()):
        raise PermissionDenied
    form = _stage_form(row, verb, request.POST)
    return done(request, found, f"{verb}-{place}", form, lambda told: _hand(row, verb, told))


def _hand(row: Stage, verb: str, told: dict[str, Any]) -> Any:
    to = told.pop("to", None)
    if verb == "give":
        return actions.give(row, to=Account.objects.get(pk=to), **told)
    return {"take": actions.take, "pass": actions.pass_on}[verb](row, **told)


def _stage_form(row: Stage, verb: str, data: Any = None) -> Form:
    """The form of what is done with a step."""
    ident = f"{verb}-{row.place}-%s"
    if verb == "take":
        return shapes.TakeForm(data, auto_id=ident)
    if verb == "pass":
        made = shapes.PassForm(data, auto_id=ident)
        if any(one.done_at is None and one.pk != row.pk for one in row.application.stages.all()):
            del made.fields["result"]
        return made
    if verb == "give":
        return shapes.GiveForm(present.colleagues(row), data, auto_id=ident)
    raise Http404


def done(
    request: OfficerRequest, found: Application, name: str, form: Form, act: Callable[..., Any]
) -> HttpResponse:
    """Do what was asked: back to the page, or the page again with a sentence and everything typed."""
    if not form.is_valid():
        return _again(request, found.pk, {name: form}, UNPROCESSABLE)
    told = form.given() if isinstance(form, shapes.StepForm) else dict(form.cleaned_data)
    told |= {"by": request.user, "on": dates.today(), "seen": seen_of(request)}
    try:
        act(told)
    except StepRefused as why:
        form.refuse(why)
        status = CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE
        return _again(request, found.pk, {name: form}, status)
    messages.success(request, _("Đã ghi vào hồ sơ."))
    fresh = Application.objects.select_related("case").get(pk=found.pk)
    seen = policies.sight(request.user, fresh, on=dates.today()) != Sight.NOTHING
    return redirect("onestop:application", found.pk) if seen else redirect("onestop:applications")


def _again(request: OfficerRequest, pk: int, typed: Typed, status: int) -> HttpResponse:
    found, sight = visible(request, pk)
    if sight == Sight.STAGE:
        return _stage_page(request, found, typed, status)
    return _page(request, found, typed, status)


def _page(
    request: OfficerRequest, found: Application, typed: Typed | None = None, status: int = 200
) -> HttpResponse:
    now, today, typed = dates.now(), dates.today(), typed or {}
    told = present.page(found, request.user, now=now, on=today)
    context = {
        **told,
        **_typed(typed),
        "verbs": _verbs(request, found, told["fees"], typed),
        "stages": _with_forms(told["stages"], typed),
        "fees": _with_fee_forms(told["fees"], typed),
        "charge": _charge(found, told["serves"], typed),
        "may_print": can_print_receipt(request.user, found.case, on=today),
        "papers": block("case", CaseSubject(found.case), request.user, on=today),
        **_of_portal(found, told, typed),
    }
    return render(request, "onestop/application.html", context, status=status)


def _stage_page(
    request: OfficerRequest, found: Application, typed: Typed | None = None, status: int = 200
) -> HttpResponse:
    """What an agency sees of an application of which a step lies with it."""
    now, today, typed = dates.now(), dates.today(), typed or {}
    lines = present.stages(found, request.user, now=now, on=today)
    mine = next(
        line for line in lines if line.stage.in_hand and policies.can_work(request.user, line.stage, on=today)
    )
    context = {
        **_typed(typed),
        "row": found,
        "case": found.case,
        "it": queries.for_stage(mine.stage),
        "stages": _with_forms(lines, typed),
        "due": present.due(found, now),
    }
    return render(request, "onestop/stage.html", context, status=status)


def _typed(typed: Typed) -> dict[str, Any]:
    """The form that came back with errors, and its rows."""
    form = next(iter(typed.values()), None)
    rows = getattr(form, "rows", None)
    wrong = bool(form and (form.errors or (rows is not None and rows.total_error_count())))
    return {"refused": form if wrong else None, "refused_rows": rows if wrong else None}


def _verbs(
    request: OfficerRequest, found: Application, fees: list[dict[str, Any]], typed: Typed
) -> list[dict[str, Any]]:
    """The steps that workflow and role allow now, each with its form; one that came back stands with them."""
    moves = cases.available(found.case, request.user, on=dates.today())
    words = {move.verb: str(move.label) for move in found.case.workflow.transitions}
    offered = {move.verb for move in moves} - _in_vain(found, fees) | set(typed)
    return [
        {
            "verb": verb,
            "word": words[verb],
            "form": typed.get(verb) or shape(found, auto_id=f"{verb}-%s"),
            "opened": verb in typed,
            "grave": verb in GRAVE,
        }
        for verb, (_act, shape) in STEPS.items()
        if verb in offered
    ]


def _in_vain(found: Application, fees: list[dict[str, Any]]) -> set[str]:
    """Steps of the workflow that would be refused as things stand: more is asked for once, a fee awaited while due."""
    vain = set() if policies.can_ask(found, on=dates.today()) else {"ask_supplement"}
    return vain if any(told["fee"].is_due for told in fees) else vain | {"await_payment"}


def _with_forms(lines: list[present.StageLine], typed: Typed) -> list[dict[str, Any]]:
    """The steps, each with the forms of what may be done with it."""
    words = {"take": _("Nhận bước này"), "pass": _("Xong, chuyển đi"), "give": _("Giao lại")}
    return [
        {
            "line": line,
            "forms": [
                {
                    "verb": verb,
                    "word": words[verb],
                    "form": typed.get(f"{verb}-{line.stage.place}") or _stage_form(line.stage, verb),
                    "opened": verb in ("take", "pass") or f"{verb}-{line.stage.place}" in typed,
                }
                for verb in line.verbs
            ],
        }
        for line in lines
    ]


def _with_fee_forms(rows: list[dict[str, Any]], typed: Typed) -> list[dict[str, Any]]:
    """The fees, each one that is due with the forms of its payment."""
    made = []
    for told in rows:
        one, forms = told["fee"], {}
        if one.is_due:
            for verb, shape in (("pay", shapes.PayForm), ("exempt", shapes.ExemptForm)):
                name = f"{verb}-{one.pk}"
                forms[verb] = typed.get(name) or shape(one, auto_id=f"{name}-%s")
        made.append({**told, "pay": forms.get("pay"), "exempt": forms.get("exempt")})
    return made


def _of_portal(found: Application, told: dict[str, Any], typed: Typed) -> dict[str, Any]:
    """The forms of what passes over the portal: the result as files, and what was paid too much."""
    gives = told["serves"] and found.case.status in (READY, RETURNED)
    given = typed.get("result") or shapes.ResultForm(found, auto_id="result-%s")
    return {
        "result_form": given if gives else None,
        "surplus": [
            (
                order,
                typed.get(f"refund-{order.pk}") or shapes.RefundForm(found, auto_id=f"refund-{order.pk}-%s"),
            )
            for order in told["surplus"]
        ],
    }


def _charge(found: Application, serves: bool, typed: Typed) -> Form | None:
    """The form of another fee, while the application has not ended."""
    if not serves or found.case.status in ENDED:
        return None
    return typed.get("charge") or shapes.ChargeForm(found, auto_id="charge-%s")
