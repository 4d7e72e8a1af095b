"""One case: its page, the steps that may be taken on it now, files, people behind their mask, the receipt."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danvan.cases import actions, grounds, policies
from danvan.cases.actions.correct import last_step
from danvan.cases.actions.files import path_of
from danvan.cases.actions.locking import check_not_moved
from danvan.cases.errors import MovedMeanwhile, StepRefused
from danvan.cases.models import Attachment, Case, Party
from danvan.cases.queries import case_file, clock_turns
from danvan.cases.workflow import Transition
from danvan.desk import casepage, clockpage, queries, withpaper
from danvan.desk.forms.steps import CorrectForm, LookForm, StepForm
from danvan.desk.views.door import DeskRequest, reading
from danvan.lib import dates
from danvan.lib.text import clean
from danvan.web.forms import Form

UNPROCESSABLE, CONFLICT = 422, 409
# No case has as many events as a number longer than this.
MOST_DIGITS = 9


def readable(request: DeskRequest, pk: int) -> Case:
    """The case, if there is one and this officer may read it; Http404 or StepRefused otherwise."""
    case = queries.load(pk, on=dates.today())
    if case is None or policies.is_unknown(request.user, case, on=dates.today()):
        raise Http404
    policies.check_can_read(request.user, case, on=dates.today())
    return case


@require_safe
@reading
def case(request: DeskRequest, pk: int) -> HttpResponse:
    """The page of a case."""
    found = readable(request, pk)
    context = casepage.context(request.user, found, view=request.GET.get("view", "all"))
    return render(request, "desk/case.html", context)


@require_POST
@reading
def step(request: DeskRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step; what cannot be done comes back with everything typed and a sentence."""
    found = readable(request, pk)
    move = found.workflow.step(verb, found.status)
    if move is not None and move.apart:
        raise Http404
    if move is None:
        return _too_late(request, found, verb)
    page = queries.case_page(found, request.user, on=dates.today())
    if body := request.POST.get("fill", ""):
        return _filled(request, found, move, body)
    form = casepage.step_form(page, move, dates.today(), request.POST, request.FILES)
    if not form.is_valid() or "edit" in request.POST:
        return _again(request, found, form, UNPROCESSABLE)
    if "paper" in request.POST and move.paper:
        return _with_paper(request, found, form)
    if move.grave and "sure" not in request.POST:
        return _confirm(request, found, form)
    got = form.cleaned_data
    try:
        actions.move(found, verb, by=request.user, on=got["on"], given=form.given(), seen=got["seen"])
    except StepRefused as why:
        status = refused(form, why)
        return _again(request, readable(request, pk), form, status)
    messages.success(request, _("Đã ghi: %(what)s.") % {"what": move.done})
    return redirect("desk:case", pk)


def refused(form: Form, why: StepRefused) -> int:
    """The sentence on the form that was sent, and the status of the page that shows it again."""
    form.refuse(why)
    return CONFLICT if isinstance(why, MovedMeanwhile) else UNPROCESSABLE


def _filled(request: DeskRequest, found: Case, move: Transition, body: str) -> HttpResponse:
    """The page with a suggested body taken over into the form of the step; everything typed stays, nothing is done."""
    form = casepage.step_form(queries.case_page(found, request.user, on=dates.today()), move, dates.today())
    if form.fills:
        form.fill(request.POST, clean(body)[:200])
    return _again(request, found, form, 200)


def _confirm(request: DeskRequest, found: Case, form: StepForm) -> HttpResponse:
    """A grave step is shown once more, with its ground in words, before it is taken."""
    ground = grounds.words(found.kind, found.received_on, form.today).get(
        form.cleaned_data.get("ground", ""), ""
    )
    context = {"case": found, "form": form, "step": form.step, "ground": ground}
    return render(request, "desk/confirm.html", context)


def _with_paper(request: DeskRequest, found: Case, form: StepForm) -> HttpResponse:
    """Draft the paper of a step: it is seen and issued on its own page, and the step is taken with it."""
    try:
        paper = withpaper.draft(request.user, found, form)
    except StepRefused as why:
        form.refuse(why)
        return _again(request, readable(request, found.pk), form, UNPROCESSABLE)
    return redirect("papers:edit", paper.pk)


def _too_late(request: DeskRequest, found: Case, verb: str) -> HttpResponse:
    """The step is gone because somebody else took one: say who did what, and show what was typed."""
    named = next((move for move in found.workflow.transitions if move.verb == verb), None)
    if named is None:
        raise Http404
    seen = request.POST.get("seen", "")
    try:
        check_not_moved(found, int(seen) if seen.isdecimal() and len(seen) <= MOST_DIGITS else None)
        sentence = policies.shut(found, named, on=dates.today())
    except StepRefused as why:
        sentence = why.sentence
    extra = {"lost_sentence": sentence, "lost_text": request.POST.get("text", "")}
    return render(request, "desk/case.html", casepage.context(request.user, found) | extra, status=CONFLICT)


def _again(request: DeskRequest, found: Case, form: StepForm, status: int) -> HttpResponse:
    """The page with the form as it was typed, on what the case is now."""
    form.case = found
    form.fresh()
    return render(request, "desk/case.html", casepage.context(request.user, found, form=form), status=status)


@require_safe
@reading
def clock(request: DeskRequest, pk: int) -> JsonResponse:
    """Every clock of the case as data: how each day was counted, and what moved it when."""
    found = readable(request, pk)
    file = case_file(found)
    told = clockpage.as_data(found, file.deadlines, clock_turns(file.events))
    return JsonResponse({"clocks": told}, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_POST
@reading
def correct(request: DeskRequest, pk: int) -> HttpResponse:
    """Take the last step back, with the reason."""
    found = readable(request, pk)
    form = CorrectForm(found, last_step(found), data=request.POST)
    if form.is_valid():
        try:
            got = form.cleaned_data
            actions.correct(found, by=request.user, on=dates.today(), text=got["text"], seen=got["seen"])
        except StepRefused as why:
            form.add_error(None, why.sentence)
            found = readable(request, pk)
            form.data = form.data.copy()
            form.data["seen"] = str(found.version)
        else:
            messages.success(request, _("Đã đính chính: bước trước không còn hiệu lực."))
            return redirect("desk:case", pk)
    context = casepage.context(request.user, found, correct=form)
    return render(request, "desk/case.html", context, status=UNPROCESSABLE)


@require_POST
@reading
def reveal(request: DeskRequest, pk: int, party: int) -> HttpResponse:
    """Show one person's data on this one page; the look is on record."""
    readable(request, pk)
    person = get_object_or_404(Party, pk=party, case=pk)
    actions.reveal(person, by=request.user, on=dates.today())
    found = readable(request, pk)
    response = render(request, "desk/case.html", casepage.context(request.user, found, shown=person.pk))
    response["Cache-Control"] = "no-store, private"
    return response


@require_POST
@reading
def look(request: DeskRequest, pk: int) -> HttpResponse:
    """Open the words of a case that was closed long ago, with the reason; the look is on record."""
    found, form = readable(request, pk), LookForm(request.POST)
    if form.is_valid():
        actions.look(found, reason=form.cleaned_data["reason"], by=request.user, on=dates.today())
        return redirect("desk:case", pk)
    context = casepage.context(request.user, found) | {"look": form}
    return render(request, "desk/case.html", context, status=UNPROCESSABLE)


@require_safe
@reading
def file(request: DeskRequest, pk: int, number: int) -> FileResponse:
    """A file of the case, as a download only."""
    actions.check_unmasked(readable(request, pk), by=request.user, on=dates.today())
    attachment = get_object_or_404(Attachment, pk=number, case=pk)
    try:
        content = path_of(attachment).open("rb")
    except FileNotFoundError:
        raise StepRefused(_("Tệp này không còn trên máy chủ; xin báo người quản trị.")) from None
    response = FileResponse(
        content, as_attachment=True, filename=attachment.name, content_type=attachment.media_type
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_POST
@reading
def receipt(request: DeskRequest, pk: int) -> HttpResponse:
    """The paper that the citizen takes home: code, QR, what happens next and by which day; each printing is noted."""
    found = readable(request, pk)
    actions.print_receipt(found, by=request.user, on=dates.today())
    context: dict[str, Any] = casepage.receipt_context(found)
    response = render(request, "desk/receipt.html", context)
    response["Cache-Control"] = "no-store, private"
    return response
