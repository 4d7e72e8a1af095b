"""The pages of the key desk: unlock, make a key, and what each handout asks for."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from danvan.keydesk import handout as handouts
from danvan.keydesk import keyfile, present
from danvan.keydesk.errors import Refused
from danvan.keydesk.forms import NewKeyForm, RedactForm, TakeForm, UnlockForm
from danvan.keydesk.handout import Handout
from danvan.keydesk.state import IDLE, desk

KEY_NAME = "danvan-key.age"
ANSWER_NAME = "tra-loi.danvan"
_OF_UNLOCKING = {"key", "passphrase", "unlock", "lock", "language"}


def home(request: HttpRequest) -> HttpResponse:
    """Unlock; then choose a handout."""
    if not desk.is_open and not _let_in(request):
        return locked(request)
    if request.method == "POST":
        return HttpResponseRedirect(reverse("home"))
    return leave_later(
        render(request, "keydesk/home.html", {"form": TakeForm(), "waiting": present.waiting()})
    )


def new(request: HttpRequest) -> HttpResponse:
    """Make a key: its file is taken out by the browser, its recipient is shown for the office."""
    form = NewKeyForm(request.POST or None)
    if not form.is_valid():
        return render(request, "keydesk/new.html", {"form": form}, status=422 if form.is_bound else 200)
    content, recipient = keyfile.make(form.cleaned_data["passphrase"])
    shown = {"recipient": recipient, "address": present.data_address(content), "name": KEY_NAME}
    return render(request, "keydesk/made.html", shown)


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take a handout, sealed as it is; from the office's page or from this one."""
    form = TakeForm(request.POST, request.FILES)
    if form.is_valid():
        token = desk.hold(form.cleaned_data["handout"])
        return HttpResponseRedirect(reverse("handout", args=[token]))
    return render(request, "keydesk/home.html", {"form": form, "waiting": []}, status=422)


def handout(request: HttpRequest, token: str) -> HttpResponse:
    """What a handout asks for; a locked desk asks for the key first and keeps what was typed."""
    held = desk.held.get(token)
    if held is None:
        raise gone()
    _heed(request)
    if not desk.is_open and not _let_in(request):
        return locked(request, held)
    if "forget" in request.POST:
        del desk.held[token]
        return HttpResponseRedirect(reverse("home"))
    if request.POST and _OF_UNLOCKING.issuperset(request.POST):
        return HttpResponseRedirect(request.path)
    return {"redact": redact, "identity": identity, "reseal": reseal}[held.purpose](request, token, held)


def redact(request: HttpRequest, token: str, held: Handout) -> HttpResponse:
    """The letter beside an empty field; what was written is checked before it goes to the office."""
    opened = handouts.open_written(held, desk.secret)
    form = RedactForm(request.POST if request.POST.get("text") or "check" in request.POST else None)
    shown: dict[str, Any] = {"held": held, "texts": present.texts(opened), "files": present.files(opened)}
    if form.is_valid():
        found = form.found(opened)
        reasons = {name: form.reason(name) for name in map(present.field_of, found)}
        shown["checked"] = True
        shown["hits"] = present.hits(found, reasons)
        shown["marked"] = present.marked(form.cleaned_data["text"], found)
        shown["back"] = present.way_back(held, form.cleaned_data["text"])
        shown["is_clean"] = all(hit.is_settled for hit in shown["hits"])
    return render(request, "keydesk/redact.html", {"form": form, **shown})


def identity(request: HttpRequest, token: str, held: Handout) -> HttpResponse:
    """Who wrote the letter: shown once, when asked, and forgotten by the desk."""
    if "show" not in request.POST:
        return render(request, "keydesk/identity.html", {"held": held})
    opened = handouts.open_identity(held, desk.secret)
    del desk.held[token]
    shown = {"held": held, "texts": present.texts(opened), "files": present.files(opened), "shown": True}
    return leave_later(render(request, "keydesk/identity.html", shown))


def reseal(request: HttpRequest, token: str, held: Handout) -> HttpResponse:
    """Who gets the keys of how many letters; then the answer as a file."""
    if "make" not in request.POST:
        return render(request, "keydesk/reseal.html", {"held": held})
    headers = {"Content-Disposition": f'attachment; filename="{ANSWER_NAME}"'}
    answer = handouts.reseal(held, desk.secret)
    return HttpResponse(answer, content_type="application/octet-stream", headers=headers)


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Forget the secret now."""
    desk.lock()
    return HttpResponseRedirect(reverse("home"))


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Vietnamese or English, for as long as the desk runs."""
    _heed(request)
    return HttpResponseRedirect(reverse("home"))


def locked(request: HttpRequest, held: Handout | None = None) -> HttpResponse:
    """The page that asks for the key; what was typed elsewhere rides along."""
    form = getattr(request, "unlocking", None) or UnlockForm(desk=desk)
    carried = [(name, value) for name, value in request.POST.items() if name not in _OF_UNLOCKING]
    shown = {"form": form, "held": held, "carried": carried}
    return render(request, "keydesk/unlock.html", shown, status=422 if form.is_bound else 200)


def _heed(request: HttpRequest) -> None:
    """Lock, or change the language, where the button stands beside what is being written and takes it along."""
    if "lock" in request.POST:
        desk.lock()
    if "language" in request.POST:
        desk.language = "en" if request.POST["language"] == "en" else "vi"
        translation.activate(desk.language)


def _let_in(request: HttpRequest) -> bool:
    """Whether the key and passphrase that came with this request open the desk."""
    if "unlock" not in request.POST:
        return False
    request.unlocking = UnlockForm(request.POST, request.FILES, desk=desk)  # type: ignore[attr-defined]
    return bool(request.unlocking.is_valid())  # type: ignore[attr-defined]


def leave_later(response: HttpResponse) -> HttpResponse:
    """Have the browser leave this page when the desk has locked itself."""
    response.headers["Refresh"] = f"{IDLE}; url=/"
    return response


def gone() -> Refused:
    """Why there is no such handout."""
    return Refused(
        "Phiếu này không còn trên bàn khóa: đã xem xong, đã bỏ, hoặc bàn đã tắt. Cần thì xin lấy phiếu mới.",
        "This handout is no longer on the desk: it was shown, put away, or the desk was closed. Fetch a new one.",
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400"""
    said = gettext("Không đọc được điều vừa gửi; xin thử lại từ trang đầu.")
    return render(request, "keydesk/said.html", {"said": said}, status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404"""
    return render(request, "keydesk/said.html", {"said": gettext("Bàn khóa không có trang này.")}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """handler500"""
    said = gettext(
        "Bàn khóa gặp lỗi. Phiếu vẫn niêm phong; xin quay lại trang trước, chép điều đã viết rồi thử lại."
    )
    return render(request, "keydesk/said.html", {"said": said}, status=500)
