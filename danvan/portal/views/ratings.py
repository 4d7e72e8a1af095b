"""A transaction is rated: by the link that somebody was given, or on the tablet at the counter. Nobody logs in."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from danvan.lib import codes, dates
from danvan.people.errors import Refused
from danvan.portal.switches import keeps_page, switched
from danvan.portal.views.show import show
from danvan.rates import actions as rates
from danvan.ratings import actions, queries, tokens, transactions
from danvan.ratings.actions.giving import AlreadyRated, is_rated
from danvan.ratings.forms.answer import AnswerForm
from danvan.ratings.models import Kiosk
from danvan.ratings.transactions import Transaction
from danvan.ratings.workflow import ASKED, POOR, SATISFACTION, YES
from danvan.web.addresses import address_of

UNPROCESSABLE, TOO_OFTEN = 422, 429
COOKIE, SALT = "kiosk", "danvan.portal.kiosk"
YEAR = 365 * 24 * 3600
IDLE, THANKS = 10, 15
"""So many seconds until the tablet looks again, and for which it says thank you."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_page
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """The five questions about what the link names; whoever is logged in as an officer answers none."""
    number = tokens.read(token)
    if number is None:
        raise Http404
    done = transactions.of_event(number)
    if request.user.is_authenticated:
        return _closed(request, "officer", status=403)
    if done is None or not done.is_open(dates.today()):
        return _closed(request, "early" if done is None else "late", status=200 if done is None else 410)
    # Used or not: whoever prints slips learns nothing by opening one.
    if request.method != "POST" or switched(request):
        return _form(request, done, AnswerForm(initial=request.POST.dict()))
    return _answered(request, done)


def _answered(request: HttpRequest, done: Transaction) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _form(request, done, form, UNPROCESSABLE)
    if seconds := rates.count("rate", address_of(request)):
        form.add_error(None, _wait(seconds))
        return _form(request, done, form, TOO_OFTEN)
    try:
        actions.answer(done, form.told(), on=dates.today())
    except AlreadyRated:
        return _closed(request, "rated")
    except Refused as why:
        form.refuse(why)
        return _form(request, done, form, UNPROCESSABLE)
    return show(request, "rated", _afterwards(form))


def _afterwards(form: AnswerForm) -> dict[str, Any]:
    """What may be done next: nothing is sent on by itself."""
    facts = form.told().facts
    return {"poor": facts[SATISFACTION] in POOR, "asked": facts[ASKED] == YES}


def _form(request: HttpRequest, done: Transaction, form: AnswerForm, status: int = 200) -> HttpResponse:
    return show(request, "rate", {"form": form, "done": done, "checked": status != 200}, status=status)


def _closed(request: HttpRequest, why: str, status: int = 200) -> HttpResponse:
    return show(request, "rate_closed", {"why": why}, status=status)


def _wait(seconds: int) -> str:
    said = ngettext(
        "Từ địa chỉ mạng này vừa có nhiều đánh giá. Câu trả lời còn ở đây; xin đợi %(n)d phút rồi bấm gửi lại.",
        "Từ địa chỉ mạng này vừa có nhiều đánh giá. Câu trả lời còn ở đây; xin đợi %(n)d phút rồi bấm gửi lại.",
        -(-seconds // 60),
    )
    return said % {"n": -(-seconds // 60)}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request: HttpRequest) -> HttpResponse:
    """The tablet at a counter: it offers what was just finished there, to whoever stands before it."""
    if "secret" in request.POST:
        return _begin(request)
    tablet = _tablet(request)
    if tablet is None:
        return show(request, "kiosk_begin")
    if request.method == "POST":
        return _on_tablet(request, tablet)
    done = transactions.just_finished(tablet.officer)
    if done is None or not done.is_open(dates.today()) or is_rated(done):
        return _refreshed(show(request, "kiosk_idle", {"kiosk": tablet}), IDLE)
    token = tokens.token_of(done.event)
    return show(request, "kiosk", {"kiosk": tablet, "form": AnswerForm(), "done": done, "token": token})


def _on_tablet(request: HttpRequest, tablet: Kiosk) -> HttpResponse:
    """What was ticked; it is about what was shown then, though something else was finished meanwhile."""
    token = request.POST.get("token", "")
    number = tokens.read(token)
    done = transactions.of_event(number) if number is not None else None
    if done is None or done.unit_id != tablet.unit_id:
        return redirect("portal:kiosk")
    form = AnswerForm(request.POST)
    context = {"kiosk": tablet, "form": form, "done": done, "token": token}
    if not form.is_valid():
        return show(request, "kiosk", context, status=UNPROCESSABLE)
    try:
        actions.answer(done, form.told(), on=dates.today())
    except Refused as why:
        form.refuse(why)
        return show(request, "kiosk", context, status=UNPROCESSABLE)
    return _refreshed(show(request, "kiosk_thanks", {"kiosk": tablet, **_afterwards(form)}), THANKS)


def _refreshed(response: HttpResponse, seconds: int) -> HttpResponse:
    """A page that looks again by itself, without a script: nobody types there."""
    response["Refresh"] = str(seconds)
    return response


def _begin(request: HttpRequest) -> HttpResponse:
    """The secret of the tablet is typed on it, once."""
    if seconds := rates.count("kiosk", address_of(request)):
        return show(request, "kiosk_begin", {"wrong": _wait(seconds)}, status=TOO_OFTEN)
    typed = codes.normalise(request.POST["secret"]) or ""
    found = queries.kiosk_of(tokens.digest(typed))
    if found is None:
        said = gettext("Không có máy nào dùng mã này. Xin so lại từng chữ, hoặc hỏi người quản trị.")
        return show(request, "kiosk_begin", {"wrong": said}, status=UNPROCESSABLE)
    response = redirect("portal:kiosk")
    kept = signing.dumps(typed, salt=SALT)
    response.set_cookie(
        COOKIE, kept, max_age=YEAR, samesite="Strict", httponly=True, secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def _tablet(request: HttpRequest) -> Kiosk | None:
    """The tablet of this browser."""
    try:
        typed = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=YEAR)
    except signing.BadSignature:
        return None
    return queries.kiosk_of(tokens.digest(typed))
