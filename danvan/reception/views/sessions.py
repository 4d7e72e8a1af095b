"""The calendar of the head on the desk: listed, planned, announced, postponed, held."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.cases.errors import StepRefused
from danvan.lib import dates
from danvan.papers.present import line as paper_line
from danvan.people import policies as people
from danvan.people.http import OfficerRequest
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.reception import actions, policies, present, queries, terms
from danvan.reception.forms.sessions import HoldForm, NewSessionForm, PostponeForm, RoomForm
from danvan.reception.models import Session
from danvan.reception.views.door import UNPROCESSABLE, reading, writing
from danvan.reception.workflow import SESSION_STEPS

PAGE = 50
BACK = timedelta(days=31)
SINCE = date(2000, 1, 1)
PLAIN = {"publish": actions.publish_session, "cancel_session": actions.cancel_session}


@require_safe
@reading
def schedule(request: OfficerRequest) -> HttpResponse:
    """Sessions from a month ago on, in the units that the officer reads."""
    today = dates.today()
    units = people.standing(request.user, today).reads
    rows = queries.sessions(units, since=today - BACK, on=today)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "today": today,
        "page": page,
        "lines": [present.session_line(session) for session in page],
        "may_plan": bool(queries.own_units(request.user, policies.RECEIVERS, on=today)),
    }
    return render(request, "reception/schedule.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def new(request: OfficerRequest) -> HttpResponse:
    """A session is planned, or called out of turn."""
    today, data = dates.today(), request.POST if request.method == "POST" else None
    units = queries.own_units(request.user, policies.RECEIVERS, on=today)
    leaders = queries.officers([pk for pk, _name in units], [Role.LEADER], on=today)
    form = NewSessionForm(units, leaders, data, {"place": _place(units)})
    if data is not None and form.is_valid():
        unit, ground = Unit.objects.get(pk=form.cleaned_data["unit"]), form.cleaned_data["ground"]
        try:
            given: dict[str, Any] = {"unit": unit, "by": request.user, "on": today}
            if ground:
                made = actions.call_session(form.plan(), ground=ground, **given)
            else:
                made = actions.plan_session(form.plan(), **given)
            return redirect("reception:session", made.pk)
        except StepRefused as why:
            form.add_error(None, why.sentence)
    status = UNPROCESSABLE if form.errors else 200
    context = {"form": form, "notice": present.rule_said(terms.SCHEDULE, today)}
    context["out_of_turn"] = present.citation(terms.OUT_OF_TURN, today)
    return render(request, "reception/session_new.html", context, status=status)


def _place(units: list[tuple[int, str]]) -> str:
    return queries.room_of(Unit.objects.get(pk=units[0][0])).place if len(units) == 1 else ""


def session_of(request: OfficerRequest, pk: int) -> Session:
    """The session, if this officer may read it."""
    rows = queries.sessions(people.standing(request.user, dates.today()).reads, since=SINCE, on=dates.today())
    found = rows.select_related("unit", "head", "presided_by", "moved_to").filter(pk=pk).first()
    if found is not None:
        return found
    get_object_or_404(Session, pk=pk)
    raise StepRefused(_("Buổi tiếp này thuộc đơn vị khác."))


@require_safe
@reading
def session(request: OfficerRequest, pk: int) -> HttpResponse:
    """One session with what may be done to it now."""
    return _page(request, session_of(request, pk))


@require_POST
@writing
def session_step(request: OfficerRequest, pk: int, verb: str) -> HttpResponse:
    """Announce, or take back what was never announced."""
    if verb not in PLAIN:
        raise Http404
    PLAIN[verb](session_of(request, pk), by=request.user, on=dates.today())
    messages.success(request, _("Đã ghi vào lịch tiếp công dân."))
    return redirect("reception:session", pk)


@require_POST
@writing
def hold(request: OfficerRequest, pk: int) -> HttpResponse:
    """Write down that it was held, and by whom."""
    found, today = session_of(request, pk), dates.today()
    form = HoldForm(_officers(found), found, request.POST)
    if form.is_valid():
        got = form.cleaned_data
        who = Account.objects.get(pk=got["presided_by"])
        actions.hold_session(found, presided_by=who, note=got["note"], by=request.user, on=today)
        messages.success(request, _("Đã ghi buổi tiếp này."))
        return redirect("reception:session", pk)
    return _page(request, found, hold=form)


@require_POST
@writing
def postpone(request: OfficerRequest, pk: int) -> HttpResponse:
    """Put it off to another day with the reason, which the public reads."""
    found, today = session_of(request, pk), dates.today()
    form = PostponeForm(found, queries.officers([found.unit_id], [Role.LEADER], on=today), request.POST)
    if form.is_valid():
        try:
            given = {"to": form.plan(), "reason": form.cleaned_data["reason"]}
            later = actions.postpone_session(found, by=request.user, on=today, **given)
            messages.success(request, _("Đã hoãn và công bố ngày mới."))
            return redirect("reception:session", later.pk)
        except StepRefused as why:
            form.add_error(None, why.sentence)
    return _page(request, found, postpone=form)


def _officers(found: Session) -> list[tuple[int, str]]:
    return queries.officers([found.unit_id], policies.RECEIVERS, on=dates.today())


def _page(request: OfficerRequest, found: Session, **typed: Any) -> HttpResponse:
    today, why = dates.today(), found.derivation
    leaders = queries.officers([found.unit_id], [Role.LEADER], on=today)
    mine = policies.can_register(request.user, found.unit, on=today)
    may = {verb: mine and found.state in step.sources for verb, step in SESSION_STEPS.items()}
    context = {
        "line": present.session_line(found),
        "session": found,
        "out_of_turn": present.citation(terms.OUT_OF_TURN, found.on) if found.ground else "",
        "today": today,
        "may": may,
        "is_past": found.on < today,
        "is_due": found.on <= today,
        "too_late": bool(found.publish_by and found.publish_by < today),
        "sentences": why.sentences(present.language()) if why else [],
        "hold": typed.get("hold") or HoldForm(_officers(found), found),
        "postpone": typed.get("postpone") or PostponeForm(found, leaders),
        "turns": [
            {"turn": turn, "papers": [paper_line(paper) for paper in papers]}
            for turn, papers in queries.turns_with_papers(found, request.user, on=today)
        ],
        "wrong": next(iter(typed.values()), None),
    }
    return render(request, "reception/session.html", context, status=UNPROCESSABLE if typed else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def room(request: OfficerRequest, key: str) -> HttpResponse:
    """Place and hours of every day, and how the queue goes."""
    unit, today = get_object_or_404(Unit, key=key), dates.today()
    policies.check_can_plan(request.user, unit, on=today)
    form = RoomForm(queries.room_of(unit), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_room(form.room(unit), by=request.user, on=today)
        except StepRefused as why:
            form.add_error(None, why.sentence)
        else:
            messages.success(request, _("Đã lưu nơi và giờ tiếp."))
            return redirect("reception:room", key)
    context = {"form": form, "unit": unit, "unit_name": unit.name_on(today)}
    return render(request, "reception/room.html", context, status=UNPROCESSABLE if form.errors else 200)
