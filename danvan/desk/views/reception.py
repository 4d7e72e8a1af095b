"""The register of reception: the book, one turn, striking it out, a look behind the mask."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.cases.errors import StepRefused
from danvan.desk import policies, queries, takeout, turnlist
from danvan.desk.forms.lists import BookFilter
from danvan.desk.forms.turns import CancelForm
from danvan.desk.turnpage import book_line, turn_steps
from danvan.desk.views.door import DeskRequest, reading
from danvan.journal.queries import events_of
from danvan.lib import dates, delimited
from danvan.papers.block import block
from danvan.people.policies import has_role
from danvan.reception import actions, present
from danvan.reception import queries as reception
from danvan.reception.forms.notices import SignedForm
from danvan.reception.models import Behalf, Letter, Purpose, Turn, Visitor
from danvan.reception.of_turns import TurnSubject
from danvan.reception.words import BEHALFS, LETTERS, SIGNINGS, SITTINGS

PAGE = 50
UNPROCESSABLE = 422


@dataclass
class Asked:
    """What the address asks of the book."""

    request: DeskRequest
    today: date

    def __post_init__(self) -> None:
        self.units = policies.readable_units(self.request.user, on=self.today)
        names = queries.names_of_receiving_units(self.units, on=self.today) if len(self.units) > 1 else []
        self.form = BookFilter(self.request.GET, units=names)
        self.chosen = self.form.chosen()

    @cached_property
    def found(self) -> QuerySet[Turn]:
        """The turns of the filter, in no order."""
        unit = self.chosen.get("unit")
        if self.form.errors:
            return Turn.objects.none()
        turns = reception.known_to(self.request.user, on=self.today)
        turns = turns.filter(unit__in=self.units & {int(unit)} if unit else self.units)
        if self.chosen.get("since"):
            turns = turns.filter(on__gte=self.chosen["since"])
        if self.chosen.get("until"):
            turns = turns.filter(on__lte=self.chosen["until"])
        return reception.search(turns, self.chosen["q"]) if self.chosen.get("q") else turns


@require_safe
@reading
def turns(request: DeskRequest) -> HttpResponse:
    """The book, newest day first, with its counts: turns, persons, groups and matters apart."""
    asked = Asked(request, dates.today())
    counts = queries.book_counts(asked.found)
    paginator = Paginator(queries.book(asked.found, on=asked.today), PAGE)
    paginator.count = counts["lines"]
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "form": asked.form,
        "today": asked.today,
        "counts": counts,
        "page": page,
        "lines": [book_line(turn) for turn in page.object_list],
        "narrowed": bool(asked.chosen or asked.form.errors),
        "query": request.GET.urlencode(),
        "may_write": policies.holds(request.user, policies.WRITERS, on=asked.today),
    }
    return render(request, "desk/turns.html", context)


@require_POST
@reading
def turns_csv(request: DeskRequest) -> StreamingHttpResponse:
    """The book as it is shown, one line for each matter, without names; that it was taken out is on record."""
    asked = Asked(request, dates.today())
    takeout.ask_book(request.GET, asked.found.count(), by=request.user, on=asked.today)
    name = f"so-tiep-cong-dan-{asked.today:%Y-%m-%d}.csv"
    return delimited.answer(name, turnlist.headings(), turnlist.lines(asked.found, today=asked.today))


def readable(request: DeskRequest, pk: int) -> Any:
    """The turn, if there is one and this officer may read it; Http404 or StepRefused otherwise."""
    today = dates.today()
    found = queries.book(reception.known_to(request.user, on=today).filter(pk=pk), on=today)
    turn = found.select_related("unit", "entered_by", "received_by").first()
    if turn is None:
        raise Http404
    if turn.unit_id not in policies.readable_units(request.user, on=today):
        raise StepRefused(_("Lượt tiếp này thuộc đơn vị khác."))
    return turn


@require_safe
@reading
def turn(request: DeskRequest, pk: int) -> HttpResponse:
    """One turn."""
    return _page(request, readable(request, pk))


@require_POST
@reading
def turn_cancel(request: DeskRequest, pk: int) -> HttpResponse:
    """Strike a turn out, with the reason."""
    found, form = readable(request, pk), CancelForm(request.POST)
    if form.is_valid():
        try:
            actions.cancel_turn(found, by=request.user, on=dates.today(), text=form.cleaned_data["text"])
        except StepRefused as why:
            form.add_error(None, why.sentence)
        else:
            messages.success(request, _("Đã gạch lượt tiếp này khỏi sổ; số liệu đã trừ."))
            return redirect("desk:turn", pk)
    return _page(request, found, cancel=form, status=UNPROCESSABLE)


@require_POST
@reading
def turn_reveal(request: DeskRequest, pk: int, visitor: int) -> HttpResponse:
    """Show one visitor's data on this one page; the look is on record."""
    found = readable(request, pk)
    person = get_object_or_404(Visitor.objects.select_related("turn"), pk=visitor, turn=pk)
    actions.reveal(person, by=request.user, on=dates.today())
    response = _page(request, found, shown=person.pk)
    response["Cache-Control"] = "no-store, private"
    return response


def _page(
    request: DeskRequest,
    turn: Any,
    *,
    cancel: CancelForm | None = None,
    shown: int | None = None,
    status: int = 200,
) -> HttpResponse:
    today = dates.today()
    own = turn.entered_by_id == request.user.pk or policies.leads(request.user, turn.unit_id, on=today)
    line = book_line(turn)
    led_on = any(row["petition"] for row in line["matters"])
    context = {
        "turn": turn,
        "line": line,
        "sitting": SITTINGS[turn.sitting],
        **_told(turn, today),
        "visitors": list(turn.visitors.order_by("pk")),
        "steps": turn_steps(list(events_of("turn", turn.pk))),
        "cancel": cancel or CancelForm(),
        "may_cancel": own and not turn.cancelled_on and not led_on,
        "bound_to_letter": own and not turn.cancelled_on and led_on,
        "may_write": policies.holds(request.user, policies.WRITERS, on=today),
        "may_print": has_role(request.user, policies.WRITERS, turn.unit_id, today),
        "papers": block("turn", TurnSubject(turn), request.user, on=today),
        "shown": shown,
        "has_errors": status != 200,
    }
    return render(request, "desk/turn.html", context, status=status)


def _told(turn: Any, today: date) -> dict[str, Any]:
    """How they came, whether the words were signed, and what is owed to them."""
    notices = list(turn.notices.order_by("pk"))
    concluded = any(notice.purpose == Purpose.CONCLUSION for notice in notices)
    return {
        "behalf": BEHALFS[turn.behalf] if turn.behalf != Behalf.SELF else "",
        "letter": LETTERS[turn.letter],
        "mixed": turn.letter == Letter.MIXED,
        "signed": SIGNINGS.get(turn.signed, ""),
        "sign_form": SignedForm(),
        "notices": [present.notice_line(notice, today) for notice in notices],
        "may_conclude": turn.is_by_head and not concluded and not turn.cancelled_on,
    }
