"""Movements: the list, one with all that waits for its next step, the council's votes, decisions on many."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.emulation import actions, policies, present, queries
from danvan.emulation.forms.exemplars import ActForm, ReasonForm, TeamForm, today_act
from danvan.emulation.forms.office import ChosenForm, RoundForm, SittingForm
from danvan.emulation.models import Exemplar, Movement, Sitting
from danvan.emulation.of_papers import SittingSubject
from danvan.emulation.queries import Chosen
from danvan.emulation.views.door import UNPROCESSABLE, drafting, movement_of, reading, running, visible
from danvan.emulation.workflow import Stage
from danvan.lib import dates
from danvan.papers.block import block
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit

PAGE = 50
MOST = 200
VOTES = 60
"""So many are taken together: what is left comes when these are done. A form has no more fields than the site reads."""


@require_safe
@login_required
def movements(request: OfficerRequest) -> HttpResponse:
    """Movements of the units that the officer reads and of those above hers, the newest first."""
    today = dates.today()
    worked = policies.units_worked(request.user, today)
    units = reading(request) | queries.units_above(worked, today)
    page = Paginator(queries.movements_of(units), PAGE).get_page(request.GET.get("page"))
    names = present.names_of([row.unit_id for row in page], today)
    lines = [(row, names.get(row.unit_id, ""), row.is_open(today)) for row in page]
    context = {
        "page": page,
        "lines": lines,
        "drafts": bool(policies.units_drafted(request.user, today)),
        "works": bool(worked),
    }
    return render(request, "emulation/movements.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def announce(request: OfficerRequest) -> HttpResponse:
    """Announce a movement."""
    today, mine = dates.today(), drafting(request)
    units = list(Unit.objects.on(today).filter(pk__in=mine).named(today)[:MOST])
    sets = list(queries.issued(mine | queries.units_above(mine, today), today))
    form = RoundForm(units, sets, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = actions.announce(*form.chosen(), form.told(), by=request.user, on=today)
            return redirect("emulation:movement", made.pk)
        except Refused as why:
            form.refuse(why)
    context = {"form": form, "sets": sets}
    return render(request, "emulation/round.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: OfficerRequest, pk: int) -> HttpResponse:
    """Change the words or the days of a movement."""
    found = movement_of(request, pk)
    if not policies.can_draft(request.user, found.unit_id, dates.today()):
        raise PermissionDenied
    form = RoundForm([], [], request.POST if request.method == "POST" else None, found=found)
    if form.is_valid():
        try:
            actions.change(found, form.told(), by=request.user, on=dates.today())
            messages.success(request, _("Đã lưu."))
            return redirect("emulation:movement", pk)
        except Refused as why:
            form.refuse(why)
    context = {"form": form, "movement": found, "sets": True}
    return render(request, "emulation/round.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@login_required
def close(request: OfficerRequest, pk: int) -> HttpResponse:
    """End registering before its time."""
    found = movement_of(request, pk)
    if not policies.can_draft(request.user, found.unit_id, dates.today()):
        raise PermissionDenied
    form = ReasonForm(request.POST, auto_id="close-%s")
    if form.is_valid():
        try:
            actions.close(found, **form.cleaned_data, by=request.user, on=dates.today())
            messages.success(request, _("Đã đóng đăng ký."))
            return redirect("emulation:movement", pk)
        except Refused as why:
            form.refuse(why)
    return _page(request, found, forms={"close": form}, status=UNPROCESSABLE)


@require_safe
@login_required
def movement(request: OfficerRequest, pk: int) -> HttpResponse:
    """One movement: who takes part, and what waits for the next step, to be done for many together."""
    return _page(request, movement_of(request, pk))


def _waiting(request: OfficerRequest, found: Movement, what: str, most: int = MOST) -> list[Exemplar]:
    """Those of the movement that wait for a step, but for those from which the officer stepped aside."""
    return list(queries.waiting(visible(request), found, what)[:most])


def _page(
    request: OfficerRequest, found: Movement, *, forms: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    today, me = dates.today(), request.user
    rows = visible(request).filter(movement=found).order_by("folded", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    runs = policies.can_run(me, found, today)
    waiting = queries.all_waiting(visible(request), found, MOST) if runs else {}
    listed = list(page)
    names = present.names_of([found.unit_id, *(each.unit_id for each in listed)], today)
    context = {
        "movement": found,
        "unit": names[found.unit_id],
        "open": found.is_open(today),
        "page": page,
        "lines": present.lines(listed, today, names),
        "waiting": waiting,
        "forms": {**_forms(found, waiting.get("team", [])), **(forms or {})},
        "refused": [each for each in (forms or {}).values() if each.errors],
        "inside": found.unit_id in policies.units_read(me, today),
        "sittings": found.sittings.order_by("-held_on", "-pk")[:20],
        "may_register": policies.can_register(me, found, today),
        "may_draft": policies.can_draft(me, found.unit_id, today),
        "decides": policies.can_decide(me, found, today),
        "items": list(found.criteria.items.all()),
    }
    return render(request, "emulation/movement.html", context, status=status)


def _reviewers(found: Movement, waiting: Sequence[Exemplar]) -> list[Chosen]:
    return queries.reviewers_to_choose(found, {each.unit_id for each in waiting}, dates.today())


def _forms(found: Movement, waiting: Sequence[Exemplar]) -> dict[str, Any]:
    """The forms of what is done for many; that of the team only where somebody waits for one."""
    people = _reviewers(found, waiting) if waiting else []
    return {
        "close": ReasonForm(auto_id="close-%s"),
        "act": ActForm(initial=today_act(), auto_id="act-%s"),
        "team": TeamForm(people, auto_id="team-%s"),
    }


@require_POST
@login_required
def bulk(request: OfficerRequest, pk: int, what: str) -> HttpResponse:
    """Name one team for many, recognise many by one decision, publish many."""
    found, today = movement_of(request, pk), dates.today()
    if what not in ("team", "recognise", "publish"):
        raise Http404
    running(request, found)
    waiting = _waiting(request, found, what)
    chosen = ChosenForm(waiting, request.POST, auto_id=f"{what}-%s")
    forms: dict[str, Any] = {"chosen": chosen}
    if what == "team":
        forms["team"] = TeamForm(_reviewers(found, waiting), request.POST, auto_id="team-%s")
    if what == "recognise":
        forms["act"] = ActForm(request.POST, auto_id="act-%s")
    if not [form for form in forms.values() if not form.is_valid()]:
        given = {name: value for form in list(forms.values())[1:] for name, value in form.given().items()}
        act: Any = {"team": actions.name_team, "recognise": actions.recognise, "publish": actions.publish}[
            what
        ]
        try:
            rows = act(chosen.chosen(), **given, by=request.user, on=today)
            messages.success(request, _done(len(rows)))
            return redirect("emulation:movement", pk)
        except Refused as why:
            (forms.get("team") or forms.get("act") or chosen).refuse(why)
    return _page(request, found, forms=forms, status=UNPROCESSABLE)


def _done(n: int) -> str:
    return ngettext("Đã ghi cho %(n)s điển hình.", "Đã ghi cho %(n)s điển hình.", n) % {"n": n}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sit(request: OfficerRequest, pk: int) -> HttpResponse:
    """Put down how the council voted on what waits for it."""
    found, today = movement_of(request, pk), dates.today()
    running(request, found)
    rows = _waiting(request, found, "sit", VOTES)
    data = request.POST if request.method == "POST" else None
    form = SittingForm(rows, data, initial={"held_on": today})
    if form.is_valid():
        try:
            made = actions.vote(found, form.session(), form.votes(), by=request.user, on=today)
            return redirect("emulation:sitting", made.pk)
        except Refused as why:
            form.refuse(why)
    sums = queries.sums_of(rows, Stage.CHECK)
    lines = [{**line, "sum": sums[line["row"].pk]} for line in form.lines]
    context = {"form": form, "lines": lines, "movement": found}
    return render(request, "emulation/sit.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
@login_required
def sitting(request: OfficerRequest, pk: int) -> HttpResponse:
    """A meeting of the council: how it voted on each, the decision that follows."""
    units = reading(request)
    rows = Sitting.objects.filter(movement__unit__in=units).select_related(
        "movement__unit", "movement__criteria"
    )
    found = get_object_or_404(rows, pk=pk)
    seen = found.ballots.filter(exemplar__in=visible(request).values("pk")).select_related("exemplar")
    context = {
        "sitting": found,
        "movement": found.movement,
        "ballots": list(seen.order_by("pk")),
        "papers": block("emulation_sitting", SittingSubject(found), request.user, on=dates.today()),
    }
    return render(request, "emulation/sitting.html", context)
