"""Dialogues for everybody: what is coming, a question sent before, what was asked, answered, promised, concluded."""

from io import BytesIO
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from danvan.dialogues import queries
from danvan.lib import dates
from danvan.meetings import actions
from danvan.meetings import queries as meetings
from danvan.meetings.models import Meeting, Question
from danvan.meetings.workflow import Source, Status
from danvan.papers import queries as papers
from danvan.people.errors import Refused
from danvan.portal import dialogues as present
from danvan.portal.dialogue_forms import AskForm, CodeForm, JudgeForm
from danvan.portal.switches import keeps_page, switched
from danvan.portal.views.show import show
from danvan.promises import actions as promises
from danvan.rates import actions as rates
from danvan.web.addresses import address_of
from danvan.web.views import too_many_requests

UNPROCESSABLE, TOO_OFTEN, PAGE = 422, 429, 20


def wait(seconds: int) -> str:
    """That too much came from this address, and for how long to wait; what was typed is still there."""
    said = ngettext(
        "Từ địa chỉ mạng này vừa gửi nhiều lần. Chữ đã viết còn ở đây; xin đợi %(n)d phút rồi bấm gửi lại.",
        "Từ địa chỉ mạng này vừa gửi nhiều lần. Chữ đã viết còn ở đây; xin đợi %(n)d phút rồi bấm gửi lại.",
        -(-seconds // 60),
    )
    return said % {"n": -(-seconds // 60)}


@require_safe
def dialogues(request: HttpRequest) -> HttpResponse:
    """What is coming, the next first; what was held, the latest first."""
    today = dates.today()
    rows = queries.dialogues().public()
    coming = list(rows.filter(status__in=(Status.ANNOUNCED, Status.OPEN)).order_by("starts_at")[:PAGE])
    past = meetings.with_counts(rows.exclude(status__in=(Status.ANNOUNCED, Status.OPEN)))
    page = Paginator(past, PAGE).get_page(request.GET.get("page"))
    listed = [*coming, *page.object_list]
    context = {
        "coming": coming,
        "page": page,
        "names": queries.names(listed, today),
        "today": today,
    }
    return show(request, "dialogues", context, here="dialogues")


def _found(pk: int) -> Meeting:
    return get_object_or_404(queries.dialogues().public(), pk=pk)


@require_safe
def dialogue(request: HttpRequest, pk: int) -> HttpResponse:
    """One dialogue: when and where, then what was asked, answered, promised and concluded, and its papers."""
    return show(request, "dialogue", present.page(_found(pk), dates.today()), here="dialogues")


@require_safe
def dialogue_paper(request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
    """A paper about it that was issued for everybody: the very bytes that were issued; a download."""
    found = next((each for each in present.public_papers(_found(pk)) if each.pk == paper), None)
    if found is None:
        raise Http404
    content = BytesIO(papers.content(found.sha256))
    name = f"{found.symbol.replace('/', '-').replace('Đ', 'D')}.{'pdf' if found.pdf else 'docx'}"
    return FileResponse(content, as_attachment=True, filename=name)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_page
def dialogue_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a question before; then the code by which its answer is read."""
    meeting = _found(pk)
    if not meeting.takes_questions:
        return show(request, "dialogue_ask", {"row": meeting, "closed": True}, here="dialogues")
    if request.method != "POST":
        return _ask(request, meeting, AskForm())
    if switched(request):
        return _ask(request, meeting, AskForm(initial=request.POST.dict()))
    form = AskForm(request.POST)
    if not form.is_valid():
        return _ask(request, meeting, form, UNPROCESSABLE)
    if seconds := rates.count("question", address_of(request)):
        form.add_error(None, wait(seconds))
        return _ask(request, meeting, form, TOO_OFTEN)
    given = {"asker": form.asker(), "submission": form.cleaned_data["submission"]}
    try:
        made = actions.ask(meeting, form.told(), source=Source.PORTAL, on=dates.today(), **given)
    except Refused as why:
        form.refuse(why)
        return _ask(request, meeting, form, UNPROCESSABLE)
    return _question(request, made, fresh=True)


def _ask(request: HttpRequest, meeting: Meeting, form: AskForm, status: int = 200) -> HttpResponse:
    context = {"row": meeting, "form": form, "checked": status != 200}
    return show(request, "dialogue_ask", context, here="dialogues", status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_page
def question(request: HttpRequest) -> HttpResponse:
    """What became of a question, by its code; a wrong and an unknown code are told the same."""
    if request.method != "POST":
        return show(request, "question_find", {"form": CodeForm()}, here="dialogues")
    if seconds := rates.count("track", address_of(request)):
        return too_many_requests(request, seconds)
    form = CodeForm(request.POST)
    found = meetings.question_by_code(form.cleaned_data["code"]) if form.is_valid() else None
    if found is not None:
        return _question(request, found)
    if form.is_valid():
        form.add_error("code", gettext("Không thấy câu hỏi nào có mã này. Xin so lại từng chữ."))
    return show(request, "question_find", {"form": form}, here="dialogues")


@never_cache
@require_http_methods(["POST"])
@keeps_page
def promise_judge(request: HttpRequest) -> HttpResponse:
    """Whoever raised it says, by the code of the question, whether what was promised was done."""
    if seconds := rates.count("track", address_of(request)):
        return too_many_requests(request, seconds)
    code = CodeForm(request.POST)
    found = meetings.question_by_code(code.cleaned_data["code"]) if code.is_valid() else None
    if found is None:
        return show(request, "question_find", {"form": code}, here="dialogues")
    lines = {str(line.row.pk): line.row for line in present.promises_of(found, dates.today())}
    promise = lines.get(request.POST.get("promise", ""))
    if promise is None or switched(request):
        return _question(request, found)
    form = JudgeForm(request.POST, auto_id=f"judge-{promise.pk}-%s")
    if form.is_valid():
        told = {"kept": form.cleaned_data["kept"] == "yes", "text": form.cleaned_data["text"]}
        try:
            promises.judge(promise, **told, on=dates.today())
            return _question(request, found, judged=True)
        except Refused as why:
            form.refuse(why)
    return _question(request, found, typed=(promise.pk, form), status=UNPROCESSABLE)


def _question(
    request: HttpRequest,
    row: Question,
    *,
    fresh: bool = False,
    judged: bool = False,
    typed: tuple[int, JudgeForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = dates.today()
    lines = present.promises_of(row, today)
    forms: dict[int, Any] = {
        line.row.pk: JudgeForm(auto_id=f"judge-{line.row.pk}-%s")
        for line in lines
        if line.row.status == "reported"
    }
    if typed:
        forms[typed[0]] = typed[1]
    context = {
        "row": row,
        "fresh": fresh,
        "judged": judged,
        "steps": present.steps_of(row, today),
        "lines": [(line, forms.get(line.row.pk)) for line in lines],
        "wrong": typed[1] if typed else None,
        "qr_url": f"{request.build_absolute_uri(reverse('portal:question'))}#{row.shown_code}",
    }
    return show(request, "question_shown", context, here="dialogues", status=status)
