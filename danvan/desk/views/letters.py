"""A letter is entered by hand: what it says, who sent it, whether it was brought before."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from danvan.cases import actions as cases
from danvan.cases import queries as register
from danvan.cases import similar as alike
from danvan.cases.actions import Person
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.models.parts import Link
from danvan.cases.policies import can_read as may_read
from danvan.desk import policies, present, queries
from danvan.desk.forms.letters import LetterForm, SenderRows, persons
from danvan.desk.views.door import DeskRequest, writing
from danvan.lib import dates
from danvan.lib.text import fold
from danvan.people.models import Unit
from danvan.petitions import actions as petitions
from danvan.petitions import finality
from danvan.petitions.second import CODE as SECOND
from danvan.web import once
from danvan.web.rows import unjudged

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def new(request: DeskRequest) -> HttpResponse:
    """The form; `add` gives one more sender, `look` shows similar letters, else it is saved."""
    today = dates.today()
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form, rows = LetterForm(request.user, today, data, files), SenderRows(data, prefix="s")
    if data is None:
        return _page(request, form, rows)
    if "add" in data:
        rows.add_row()
        return _page(request, unjudged(form), unjudged(rows))
    if "look" in data:
        return _page(request, unjudged(form), unjudged(rows), looked=True)
    if not (form.is_valid() & rows.is_valid()):
        return _page(request, form, rows, looked=True, status=UNPROCESSABLE)
    if not form.cleaned_data["looked"] and similar(request, form):
        return _page(request, form, rows, looked=True, status=UNPROCESSABLE)
    try:
        case = _save(request, form, rows)
    except StepRefused as why:
        form.add_error(None, why.sentence)
        return _page(request, form, rows, looked=True, status=UNPROCESSABLE)
    return _entered(request, case)


def _entered(request: DeskRequest, case: Case) -> HttpResponse:
    """To the letter; to the work list when it went to others because of whom it is about."""
    if not may_read(request.user, case, on=dates.today()):
        said = _("Đã vào sổ. Đơn có liên quan nên người khác giải quyết; ông/bà không mở lại được.")
        messages.success(request, said)
        return redirect("desk:inbox")
    messages.success(request, _("Đã vào sổ. In giấy biên nhận cho công dân ở nút bên phải tên đơn."))
    return redirect("desk:case", case.pk)


def _save(request: DeskRequest, form: LetterForm, rows: Any) -> Case:
    """Enter the letter and tie it to the earlier one that was chosen."""
    got = form.cleaned_data
    earlier = None
    if got["earlier"]:
        earlier = register.visible_to(request.user, on=dates.today()).filter(pk=got["earlier"]).first()
    letter, senders = form.letter(), persons(rows)
    first = _first(letter, senders, earlier, got["on"])
    case = petitions.receive(
        letter,
        unit=Unit.objects.get(pk=got["unit"]),
        channel=got["channel"],
        by=request.user,
        on=got["on"],
        persons=senders,
        first=first,
        files=got["papers"],
        submission=once.number(got["submission"], request.user.pk, {**got, "earlier": None}, *rows.filled()),
    )
    if got["about"] or first:
        cases.route_one(case, on=dates.today())
    if earlier and earlier.pk != case.pk and earlier != first:
        cases.link(case, earlier, why=Link.Why.REPEAT, by=request.user, on=dates.today())
    return case


def _first(letter: petitions.Letter, senders: list[Person], earlier: Case | None, on: date) -> Case | None:
    """The case whose decision a second complaint is about, tied to it."""
    if letter.kind != SECOND:
        return None
    return finality.first_of(letter.against, [sender.full_name for sender in senders], earlier, on=on)


@require_POST
@writing
def similar_letters(request: DeskRequest) -> HttpResponse:
    """The part of the page that shows similar letters, for the script of the page."""
    form = LetterForm(request.user, dates.today(), request.POST)
    return render(request, "desk/letter_new.html#similar", {"form": form, "similar": similar(request, form)})


def similar(request: DeskRequest, form: LetterForm) -> list[dict[str, Any]]:
    """Letters that the officer may read and that are like this one, each with why."""
    today = dates.today()
    found = alike.find(register.visible_to(request.user, on=today), _sought(request, form))
    shown = {
        case.pk: case
        for case in queries.listed(Case.objects.filter(pk__in=[each.case.pk for each in found]), on=today)
    }
    return [present.line(shown[each.case.pk], today) | {"why": present.why_alike(each)} for each in found]


def _sought(request: DeskRequest, form: LetterForm) -> alike.Sought:
    """What is typed so far; the senders count once what was typed of them is right."""
    rows = SenderRows(request.POST, prefix="s")
    senders = persons(rows) if rows.is_valid() else []
    contacts = {each for sender in senders for each in (sender.phone, sender.citizen_id) if each}
    names = tuple(fold(sender.full_name) for sender in senders)
    return alike.Sought(form.words(), names, frozenset(contacts))


def _page(
    request: DeskRequest, form: LetterForm, rows: Any, *, looked: bool = False, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "rows": rows,
        "similar": similar(request, form) if looked else [],
        "looked": looked,
        "has_errors": status != 200,
        "may_write": policies.holds(request.user, policies.WRITERS, on=dates.today()),
    }
    return render(request, "desk/letter_new.html", context, status=status)
