"""Sessions: the list, one with agenda, documents and questions, what is written to it, who meets voters before it."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.council import actions, policies, present, queries
from danvan.council.forms.base import EmptyForm, ReasonForm, StepForm
from danvan.council.forms.session import (
    DocumentForm,
    HallForm,
    ItemForm,
    MinutesForm,
    PresentForm,
    QuestionForm,
    ReceivedForm,
    ResultForm,
    SessionForm,
    WrittenForm,
)
from danvan.council.models import Item, Question, Session, SessionDocument
from danvan.council.of_papers import SessionSubject
from danvan.council.views.door import (
    PAGE,
    Offer,
    carry_out,
    may_write,
    own_term,
    reading,
)
from danvan.council.views.writing import begin, check_writes, listing, rewrite
from danvan.council.workflow import IN_SESSION, PREPARED, SESSION, Sitting
from danvan.lib import dates
from danvan.papers.block import block
from danvan.people import lives
from danvan.people.http import OfficerRequest

STEPS: dict[str, Callable[..., Any]] = {
    "convene": actions.convene,
    "open": actions.open_session,
    "close": actions.close_session,
    "minute": actions.minute,
    "cancel": actions.cancel_session,
}
FORMS: dict[str, type[StepForm]] = {"open": PresentForm, "minute": MinutesForm, "cancel": ReasonForm}
ADDED = {
    "item": _("Thêm nội dung chương trình"),
    "document": _("Giao tài liệu"),
    "question": _("Ghi chất vấn"),
}
Offering = Callable[[str, int, Any], Offer]
ON_ROWS: dict[str, tuple[type, type[StepForm], Callable[..., Any]]] = {
    "result": (Item, ResultForm, actions.discuss),
    "received": (SessionDocument, ReceivedForm, actions.receive_document),
    "hall": (Question, HallForm, actions.answer_hall),
    "written": (Question, WrittenForm, actions.answer_written),
}


@require_safe
@login_required
def sessions(request: OfficerRequest) -> HttpResponse:
    """Sessions of the councils that the officer reads."""
    return listing(request, "council/sessions.html", queries.sessions(reading(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def session_new(request: OfficerRequest) -> HttpResponse:
    """Plan a session of the term that runs."""
    term = own_term(request)
    last = term.sessions.order_by("-number").first() if term else None
    begun = {"number": last.number + 1 if last else 1, "kind": "regular"}
    form = SessionForm(request.POST if request.method == "POST" else None, initial=begun)
    return begin(
        request,
        "council/session_edit.html",
        term,
        form,
        lambda term, **told: actions.plan_session(term, form.plan(), **told),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def session_edit(request: OfficerRequest, pk: int) -> HttpResponse:
    """Write a planned session anew, or change day or place of a convened one, with the reason."""
    row = session_of(request, pk)
    check_writes(request, row)
    changes = row.status != Sitting.PLANNED
    begun = {name: getattr(row, name) for name in ("number", "kind", "place", "from_on", "until_on")}
    form = SessionForm(request.POST if request.method == "POST" else None, initial=begun, changes=changes)

    def write(row: Session, **told: Any) -> None:
        if changes:
            actions.reset(row, form.plan(), text=form.cleaned_data["text"], **told)
        else:
            actions.revise_session(row, form.plan(), **told)

    return rewrite(request, "council/session_edit.html", row, form, write)


@require_safe
@login_required
def session(request: OfficerRequest, pk: int) -> HttpResponse:
    """One session."""
    return _page(request, session_of(request, pk))


@require_POST
@login_required
def session_do(request: OfficerRequest, pk: int, verb: str, row: int) -> HttpResponse:
    """Take a step of a session, add to it, or write to one of its rows; `row` is 0 where it is of no row."""
    found = _asked(request, pk)
    if verb not in STEPS and verb not in ADDED and verb not in ON_ROWS:
        raise Http404
    target = _row(found, verb, row)
    answers = verb == "written" and actions.can_answer(
        request.user, target, found.term.unit_id, dates.today()
    )
    if not (may_write(request, found.term.unit_id) or answers):
        raise PermissionDenied
    back = (
        reverse("council:session", args=[pk])
        if found.term.unit_id in _reads(request)
        else reverse("council:owed")
    )
    return carry_out(
        request,
        _form(found, verb, row, request.POST),
        lambda **told: _act(verb)(target, **told),
        back=back,
        again=lambda form, status: _page(request, found, name=f"{verb}-{row}", form=form, status=status),
        seen=verb in STEPS,
    )


def session_of(request: OfficerRequest, pk: int) -> Session:
    """A session of a council that the officer reads; else 404."""
    found: Session = get_object_or_404(queries.sessions(reading(request)), pk=pk)
    return found


def _reads(request: OfficerRequest) -> frozenset[int]:
    return policies.units_read(request.user, dates.today())


def _asked(request: OfficerRequest, pk: int) -> Session:
    """A session that the officer reads, or at which her unit was questioned; else 404."""
    today = dates.today()
    rows = Session.objects.select_related("term__unit")
    mine = policies.units_answered(request.user, today)
    asked = rows.filter(questions__respondent_unit__in=mine)
    found: Session = get_object_or_404(
        (rows.filter(term__unit__in=_reads(request)) | asked).distinct(), pk=pk
    )
    return found


def _row(found: Session, verb: str, pk: int) -> Any:
    """What the step is about: the session, or a row of it; 404 for a row of another."""
    if verb not in ON_ROWS:
        return found
    return get_object_or_404(ON_ROWS[verb][0], pk=pk, session=found)


def _act(verb: str) -> Callable[..., Any]:
    adds: dict[str, Callable[..., Any]] = {
        "item": actions.add_item,
        "document": actions.ask_document,
        "question": actions.ask,
    }
    return STEPS.get(verb) or adds.get(verb) or ON_ROWS[verb][2]


def _form(found: Session, verb: str, row: int, data: Any = None) -> StepForm:
    ids, today = f"{verb}-{row}-%s", dates.today()
    if verb == "question":
        return QuestionForm(
            data,
            deputies=queries.deputies_of(found.term, today),
            units=queries.addressees(found.term.unit, today),
            auto_id=ids,
        )
    if verb in ("item", "document"):
        return (ItemForm if verb == "item" else DocumentForm)(data, auto_id=ids)
    if verb in ON_ROWS:
        begun = {"received_on": today, "written_on": today}
        return ON_ROWS[verb][1](data, auto_id=ids, initial=begun)
    return FORMS.get(verb, EmptyForm)(data, auto_id=ids)


def _page(
    request: OfficerRequest,
    found: Session,
    *,
    name: str = "",
    form: StepForm | None = None,
    status: int = 200,
) -> HttpResponse:
    row = Session.objects.select_related("term__unit").get(pk=found.pk)
    writes = may_write(request, row.term.unit_id)

    def offer(verb: str, pk: int, label: Any) -> Offer:
        opened = name == f"{verb}-{pk}"
        made = form if form and opened else _form(row, verb, pk)
        url = reverse("council:session_do", args=[row.pk, verb, pk])
        return Offer(verb, str(label), made, url, opened, verb in STEPS, verb == "cancel")

    context = {
        "row": row,
        "writes": writes,
        "may_edit": writes and row.status in PREPARED,
        **_around(request, row),
        **_rows(request, row, writes, offer),
        **_steps(request, row, writes, offer),
        "refused": form if form and form.errors else None,
    }
    return render(request, "council/session.html", context, status=status)


def _around(request: OfficerRequest, row: Session) -> dict[str, Any]:
    """What belongs to a session: days before it, petitions, meetings, resolutions, papers, what was done."""
    today, units = dates.today(), [row.term.unit_id]
    return {
        "days": present.session_days(row),
        "raised": present.lines(queries.petitions(units).filter(session=row)[:PAGE], today),
        "meetings": queries.meetings(units).filter(session=row),
        "resolutions": queries.resolutions(units).filter(session=row),
        "papers": block(SESSION.stream, SessionSubject(row), request.user, on=today),
        "trail_steps": present.trail(SESSION, row.pk),
    }


def _rows(request: OfficerRequest, row: Session, writes: bool, offer: Offering) -> dict[str, Any]:
    """Agenda, documents and questions, each with what may be written to it now."""
    today = dates.today()
    during = writes and row.status in (Sitting.OPEN, Sitting.CLOSED)
    return {
        "items": [(i, offer("result", i.pk, _("Ghi kết quả")) if during else None) for i in row.items.all()],
        "documents": [
            (d, offer("received", d.pk, _("Ghi đã nhận")) if writes and d.received_on is None else None)
            for d in row.documents.all()
        ],
        "questions": [
            (
                q,
                present.question_due(q, today),
                present.derivation(q.recipe),
                _answers(request, row, q, writes and row.status in IN_SESSION, offer),
            )
            for q in queries.questions_of(row)
        ],
    }


def _steps(request: OfficerRequest, row: Session, writes: bool, offer: Offering) -> dict[str, Any]:
    """The steps of the session, and what may be added to it."""
    moves = lives.available(SESSION, row.status, request.user, row.term.unit_id, dates.today())
    named = [(move.verb.removeprefix("session_"), move.label) for move in moves]
    planning = row.status in (*PREPARED, Sitting.OPEN)
    may = {"item": planning, "document": planning, "question": row.status in IN_SESSION}
    return {
        "steps": [offer(verb, 0, label) for verb, label in named if verb in STEPS],
        "adds": [offer(verb, 0, label) for verb, label in ADDED.items() if writes and may[verb]],
    }


def _answers(
    request: OfficerRequest,
    row: Session,
    question: Question,
    asks: bool,
    offer: Offering,
) -> list[Offer]:
    """What may be answered to a question now."""
    found = [offer("hall", question.pk, _("Ghi trả lời tại kỳ họp"))] if asks and not question.hall_on else []
    today = dates.today()
    may = actions.can_answer(request.user, question, row.term.unit_id, today)
    if may and question.written_on is None and row.status not in PREPARED[:1]:
        found.append(offer("written", question.pk, _("Ghi trả lời bằng văn bản")))
    return found
