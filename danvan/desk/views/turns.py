"""A turn of reception is registered, by keyboard alone."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from danvan.cases.errors import StepRefused
from danvan.desk import policies, queries
from danvan.desk.forms.turns import (
    MatterForm,
    MatterRows,
    TurnForm,
    VisitorRows,
    brought,
    callers,
    letter,
    told,
)
from danvan.desk.views.door import DeskRequest, writing
from danvan.desk.views.reception import readable
from danvan.flows import reception_to_petition
from danvan.lib import dates
from danvan.people.models import Account, Unit
from danvan.reception import actions
from danvan.reception import queries as reception
from danvan.reception.models import GROUP_FROM, Matter, Turn, Visit
from danvan.reception.policies import can_register as may_register
from danvan.web import once
from danvan.web.asked import number
from danvan.web.rows import unjudged

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def new(request: DeskRequest) -> HttpResponse:
    """The form; `add` gives one more row, `look` shows what was brought before, else it is saved."""
    data = request.POST if request.method == "POST" else None
    if data is None or "begin" in data:
        return _begun(request)
    form = TurnForm(request.user, dates.today(), data)
    visitors, matters = VisitorRows(data, prefix="v"), MatterRows(data, prefix="m")
    if "add" in data or "look" in data:
        rows = {"visitor": visitors, "matter": matters}.get(data.get("add", ""))
        if rows is not None:
            rows.add_row()
        begin = {"visitor": "full_name", "matter": "topic"}.get(data.get("add", ""), "")
        page = map(unjudged, (form, visitors, matters))
        return _page(request, *page, looked="look" in data, begin=(rows, begin) if begin else None)
    valid = form.is_valid() & visitors.is_valid() & matters.is_valid()
    if not valid or _unseen(request, matters):
        return _page(request, form, visitors, matters, looked=True, status=UNPROCESSABLE)
    try:
        turn = _save(request, form, visitors, matters)
    except StepRefused as why:
        form.add_error(None, why.sentence)
        return _page(request, form, visitors, matters, looked=True, status=UNPROCESSABLE)
    messages.success(request, _("Đã ghi vào sổ tiếp công dân: %(counts)s.") % {"counts": counted(turn)})
    return redirect("desk:turn", turn.pk)


def _begun(request: DeskRequest) -> HttpResponse:
    """The empty form; begun from a number of the queue, with what its appointment says: a look on record."""
    told = number(request.POST.get("visit", ""))
    visit = visit_served(request.user, told) if told is not None else None
    given: dict[str, Any] = {}
    first: dict[str, Any] = {}
    if visit:
        given = {"visit": visit.pk, "persons": visit.persons, "unit": str(visit.unit_id)}
    if visit and visit.booking:
        actions.reveal_booking(visit.booking, by=request.user, on=dates.today())
        first = {"full_name": visit.booking.full_name, "phone": visit.booking.phone}
        given["online"] = bool(visit.booking.link)
    form = TurnForm(request.user, dates.today(), None, given)
    return _page(request, form, VisitorRows(None, prefix="v", initial=[first]), MatterRows(None, prefix="m"))


def visit_served(officer: Account, pk: int) -> Visit | None:
    """The number that is being served, if it is in a unit where the officer receives citizens."""
    found = Visit.objects.select_related("booking", "unit").filter(pk=pk, state="serving").first()
    mine = found and may_register(officer, found.unit, on=dates.today())
    return found if mine else None


def _save(request: DeskRequest, form: TurnForm, visitors: Any, matters: Any) -> Turn:
    """Enter the turn and open the cases that its matters ask for."""
    got, rows = form.cleaned_data, matters.filled()
    reads = policies.readable_units(request.user, on=dates.today())
    earlier = Matter.objects.filter(turn__unit__in=reads).in_bulk(
        [row["earlier"] for row in rows if row["earlier"]]
    )
    return reception_to_petition.register(
        [letter(row, got["persons"]) for row in rows],
        by=request.user,
        on=got["on"],
        visit=Visit.objects.filter(pk=got["visit"]).first() if got["visit"] else None,
        unit=Unit.objects.get(pk=got["unit"]),
        callers=callers(visitors),
        matters=[told(row, earlier.get(row["earlier"])) for row in rows],
        persons=got["persons"],
        received_by=Account.objects.get(pk=got["received_by"]),
        sitting=got["sitting"],
        mandate=got["mandate"],
        note=got["note"],
        brought=brought(got),
        submission=once.number(got["submission"], request.user.pk, got, *visitors.filled(), *rows),
    )


def _unseen(request: DeskRequest, matters: Any) -> bool:
    """Whether something like it was brought before and the officer has not been shown it yet."""
    rows = [form for form in matters.forms if form.cleaned_data and not form.cleaned_data["looked"]]
    return any(similar(request, form) for form in rows)


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def add_matter(request: DeskRequest, pk: int) -> HttpResponse:
    """One more matter of a turn that is in the register: a letter of several matters is separated."""
    turn, today = readable(request, pk), dates.today()
    form = MatterForm(request.POST if request.method == "POST" else None, prefix="m-0")
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        try:
            reception_to_petition.add_matter(
                turn, told(got, None), letter(got, turn.persons), by=request.user, on=today
            )
        except StepRefused as why:
            form.add_error(None, why.sentence)
        else:
            messages.success(request, _("Đã tách thêm một việc vào lượt tiếp này."))
            return redirect("desk:turn", pk)
    context = {"turn": turn, "row": form, "has_errors": bool(form.errors)}
    return render(request, "desk/turn_matter.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@writing
def similar_matters(request: DeskRequest, row: int) -> HttpResponse:
    """The part of the page that shows what was brought before, for one row of matters."""
    rows = MatterRows(request.POST, prefix="m")
    form = rows.forms[row] if row < len(rows.forms) else MatterForm({}, prefix=f"m-{row}")
    return render(
        request, "desk/parts/similar_matters.html", {"form": form, "similar": similar(request, form)}
    )


@require_POST
@writing
def turn_counts(request: DeskRequest) -> HttpResponse:
    """The sentence beside the save button, for the script of the page."""
    form = TurnForm(request.user, dates.today(), request.POST)
    return HttpResponse(typed(form, MatterRows(request.POST, prefix="m")))


def similar(request: DeskRequest, form: MatterForm) -> list[Matter]:
    """Earlier matters, in units whose register the officer may read, that share words with this one."""
    text, units = form.words(), policies.readable_units(request.user, on=dates.today())
    unknown = reception.unknown_to(request.user, on=dates.today())
    found = reception.similar(text, units, unknown=unknown)
    return [matter for matter in found if queries.alike(text, matter.folded)]


def typed(form: TurnForm, matters: Any) -> str:
    """Turns, persons and matters of the form as it stands."""
    text = form["persons"].value()
    persons = int(text) if str(text).isdecimal() and len(str(text)) < 6 else 1
    return counts_in_words(max(persons, 1), len(matters.forms))


def counted(turn: Turn) -> str:
    """Turns, persons and matters of an entered turn."""
    return counts_in_words(turn.persons, turn.matters.count())


def counts_in_words(persons: int, matters: int) -> str:
    """1 lượt · 7 người (đoàn) · 2 việc."""
    group = _(" (đoàn)") if persons >= GROUP_FROM else ""
    people = ngettext("%(n)s người", "%(n)s người", persons) % {"n": persons}
    things = ngettext("%(n)s việc", "%(n)s việc", matters) % {"n": matters}
    return _("1 lượt · %(people)s%(group)s · %(things)s") % {
        "people": people,
        "group": group,
        "things": things,
    }


def _page(
    request: DeskRequest,
    form: TurnForm,
    visitors: Any,
    matters: Any,
    *,
    looked: bool = False,
    status: int = 200,
    begin: tuple[Any, str] | None = None,
) -> HttpResponse:
    """The page, and beside each matter what is in the register when asked for; the focus is in the last of `begin`."""
    today = dates.today()
    _mark_keys(form, visitors, matters)
    rows_begun, name = begin or (visitors, "full_name")
    rows_begun.forms[-1 if begin else 0].fields[name].widget.attrs["autofocus"] = True
    found = {row.prefix: similar(request, row) if looked else [] for row in matters.forms}
    units = policies.own_units(request.user, on=today)
    context = {
        "form": form,
        "visitors": visitors,
        "matters": [(row, found[row.prefix]) for row in matters.forms],
        "matter_rows": matters,
        "today": today,
        "typed": typed(form, matters),
        "day": queries.book_counts(
            reception.known_to(request.user, on=today).filter(unit__in=units, on=today)
        ),
        "looked": looked,
        "has_errors": status != 200 and any(f.errors for f in (form, *visitors.forms, *matters.forms)),
        "unseen": status != 200 and any(found.values()),
    }
    return render(request, "desk/turn_new.html", context, status=status)


def _mark_keys(form: TurnForm, visitors: Any, matters: Any) -> None:
    """Where the keys of the three parts jump to, and what counts anew when the number of persons changes."""
    for field, key in (
        (visitors.forms[0].fields["full_name"], "alt+1"),
        (matters.forms[0].fields["topic"], "alt+2"),
    ):
        field.widget.attrs |= {"data-key": key, "aria-keyshortcuts": key.title()}
    form.fields["on"].widget.attrs |= {"data-key": "alt+3", "aria-keyshortcuts": "Alt+3"}
    form.fields["persons"].widget.attrs |= {
        "hx-post": reverse("desk:turn_counts"),
        "hx-trigger": "change",
        "hx-target": "#counts",
        "hx-include": "closest form",
    }
