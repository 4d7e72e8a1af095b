"""Following a letter by its code: the page, further words, withdrawing, files, the proof.

Each of these is a POST with the code in its body; nothing about the letter is ever in an address.
"""

from functools import partial
from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from danvan.cases.actions.files import path_of
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.journal.queries import proof_of
from danvan.lib import dates
from danvan.onestop.workflow import CODE as APPLICATION
from danvan.papers import queries as issued
from danvan.portal import actions, queries
from danvan.portal.forms import CodeForm, MoreForm, WithdrawApplicationForm, WithdrawForm
from danvan.portal.proofs import as_json
from danvan.portal.switches import switched
from danvan.portal.tracking import tracking
from danvan.portal.verdict_forms import VerdictForm
from danvan.portal.views.doors import with_case
from danvan.portal.views.follow import application
from danvan.portal.views.show import show


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponseBase:
    """The field for the code; with a code, the page of the letter."""
    if request.method == "POST":
        return _letter(request)
    return show(request, "find", {"form": CodeForm()}, here="track")


@with_case
def _letter(request: HttpRequest, case: Case) -> HttpResponse:
    return page(request, case)


@partial(with_case, form=MoreForm, template="more")
def more(request: HttpRequest, case: Case) -> HttpResponse:
    """Words and files added to the letter; first the form, then the page. An application is added to where asked."""
    if case.kind == APPLICATION:
        return page(request, case)
    if not request.POST.get("sent") or switched(request):
        form = MoreForm(initial={"text": request.POST.get("text", "")})
        return _more(request, case, form)
    form = MoreForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_words(case, text=given["text"], files=given["papers"], on=dates.today())
        except StepRefused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return page(
                request, case, _("Đã gửi. Lời của ông/bà nằm trong hồ sơ, người giải quyết đọc được ngay.")
            )
    return _more(request, case, form)


@partial(with_case, form=WithdrawForm, template="withdraw")
def withdraw(request: HttpRequest, case: Case) -> HttpResponse:
    """Withdrawing has a page of its own: it cannot be taken back."""
    shape = WithdrawApplicationForm if case.kind == APPLICATION else WithdrawForm
    form = shape(initial={"text": request.POST.get("text", "")})
    if request.POST.get("sent") and not switched(request):
        form = shape(request.POST)
        if form.is_valid():
            try:
                actions.withdraw(case, text=form.cleaned_data["text"], on=dates.today())
            except StepRefused as refusal:
                form.add_error(None, refusal.sentence)
            else:
                return page(
                    request, case, _("Ông/bà đã rút đơn, hồ sơ. Sổ còn giữ, không ai giải quyết tiếp.")
                )
    context = {"form": form, "code": case.shown_code, "subject": case.subject}
    return show(request, "withdraw", {**context, "service": case.kind == APPLICATION}, here="track")


@partial(with_case, form=VerdictForm, template="verdict")
def verdict(request: HttpRequest, case: Case) -> HttpResponse:
    """The asker's word on the answer: done, or not done and why."""
    form = VerdictForm()
    if request.POST.get("sent") and not switched(request):
        form = VerdictForm(request.POST)
        if form.is_valid():
            try:
                done = actions.judge(case, on=dates.today(), **form.cleaned_data)
            except StepRefused as refusal:
                form.add_error(None, refusal.sentence)
            else:
                return page(request, case, done)
    context = {"form": form, "code": case.shown_code, "subject": case.subject}
    return show(request, "verdict", context, here="track")


@with_case
def download(request: HttpRequest, case: Case) -> HttpResponseBase:
    """A file of the answer, always as a download, with the type found when it was taken in."""
    file = queries.public_file(case, request.POST.get("file", ""))
    if file is None or not path_of(file).is_file():
        raise Http404
    return FileResponse(
        path_of(file).open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type
    )


@with_case
def paper(request: HttpRequest, case: Case) -> HttpResponseBase:
    """A paper of the office that is addressed to the citizen: the very bytes that were issued."""
    found = queries.public_paper(case, request.POST.get("paper", ""))
    if found is None:
        raise Http404
    content = BytesIO(issued.content(found.sha256))
    name = f"{found.symbol.replace('/', '-').replace('Đ', 'D')}.{'pdf' if found.pdf else 'docx'}"
    return FileResponse(content, as_attachment=True, filename=name)


@with_case
def proof(request: HttpRequest, case: Case) -> HttpResponse:
    """The proof that the letter came into the register and under which seal, to be kept and checked by anyone."""
    event = queries.opening_event(case)
    found = proof_of(event) if event else None
    if event is None or found is None:
        return page(request, case, _("Sổ của ngày này chưa niêm phong. Xin lấy bằng chứng từ ngày mai."))
    response = JsonResponse(as_json(event, found), json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="bang-chung.json"'
    return response


def page(request: HttpRequest, case: Case, done: str = "") -> HttpResponse:
    """The page of the letter or the application, with what was just done."""
    if case.kind == APPLICATION:
        return application(request, case, done)
    today = dates.today()
    context = {
        "it": tracking(case, today),
        "today": today,
        "done": done,
        "form": MoreForm(),
        "verdict": VerdictForm(),
    }
    return show(request, "track", context, here="track")


def _more(request: HttpRequest, case: Case, form: MoreForm) -> HttpResponse:
    return show(
        request, "more", {"form": form, "code": case.shown_code, "subject": case.subject}, here="track"
    )
