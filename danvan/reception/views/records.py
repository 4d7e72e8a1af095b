"""The record of a turn: printed, read back, signed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.cases import topics
from danvan.lib import dates
from danvan.papers import heads
from danvan.people.http import OfficerRequest
from danvan.reception import actions, policies, queries, words
from danvan.reception.forms.notices import SignedForm
from danvan.reception.models import Behalf, Turn
from danvan.reception.views.door import writing


def turn_of(request: OfficerRequest, pk: int) -> Turn:
    """The turn, if there is one and this officer may read it; Http404 or StepRefused otherwise."""
    known = queries.known_to(request.user, on=dates.today())
    turn = known.select_related("unit", "received_by", "entered_by").filter(pk=pk).first()
    if turn is None:
        raise Http404
    policies.check_can_read(request.user, turn.unit_id, on=dates.today())
    return turn


@require_POST
@writing
def record(request: OfficerRequest, pk: int) -> HttpResponse:
    """The words that were taken down, as a paper to read back and sign; that it was printed is on record."""
    turn = turn_of(request, pk)
    actions.note_printed(turn, by=request.user, on=dates.today())
    return render(request, "reception/record.html", paper_of(turn))


def paper_of(turn: Turn) -> dict[str, Any]:
    """What the record says."""
    matters = list(turn.matters.order_by("pk"))
    return {
        "turn": turn,
        "unit_name": turn.unit.name_on(turn.on),
        "head": heads.head_of(turn.unit, turn.on),
        "paper_day": dates.on_paper(turn.on),
        "visitors": list(turn.visitors.order_by("pk")),
        "behalf": words.BEHALFS[turn.behalf] if turn.behalf != Behalf.SELF else "",
        "letter": words.LETTERS[turn.letter],
        "matters": [
            (matter, words.KINDS[matter.kind], topics.label(matter.topic), words.OUTCOMES[matter.outcome])
            for matter in matters
        ],
    }


@require_POST
@writing
def sign(request: OfficerRequest, pk: int) -> HttpResponse:
    """Note how the record was signed."""
    turn, form = turn_of(request, pk), SignedForm(request.POST)
    if form.is_valid():
        actions.note_signed(turn, signed=form.cleaned_data["signed"], by=request.user, on=dates.today())
        messages.success(request, _("Đã ghi biên bản được đọc lại và ký thế nào."))
    else:
        messages.error(request, _("Chưa ghi: xin chọn công dân đã ký, điểm chỉ hay không ký."))
    return redirect("desk:turn", pk)
