"""Sending a letter: four pages without a session, or one request that carries everything."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.lib import dates
from danvan.portal import actions, flow, queries, second, tokens
from danvan.portal.forms import DENOUNCE, FORMS, letter_of, person_of, submission_of
from danvan.portal.review import alike, summary
from danvan.portal.switches import keeps_page, switched
from danvan.portal.views.show import show
from danvan.web.addresses import address_of
from danvan.web.forms import Form

TOO_OFTEN = 429


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_page
def send(request: HttpRequest) -> HttpResponse:
    """Ask page by page, carry what was told, and take the letter in at the end."""
    if request.method != "POST":
        told = {"submission": str(submission_of({})), **_asked(request)}
        return _page(request, "where", told)
    if request.POST.get("kind") == DENOUNCE:
        return redirect("portal:denounce")
    told = {name: str(request.POST[name]) for name in request.POST}
    told["submission"] = str(submission_of(told))
    now = flow.page(told.get("page", "review")).key
    if switched(request):
        return _page(request, now, told)
    if told.get("go") in flow.KEYS:
        return _page(request, told["go"], told)
    return _finish(request, told) if now == "review" else _next(request, now, told)


def _asked(request: HttpRequest) -> dict[str, str]:
    """The unit named by the address (?don-vi=KEY), as the page of places links to it."""
    key = request.GET.get("don-vi", "")[:60].upper()
    return {"unit": key} if re.fullmatch(r"[A-Z0-9-]+", key) else {}


def _next(request: HttpRequest, now: str, told: dict[str, str]) -> HttpResponse:
    """The page after this one that still lacks something; this one again when it has errors."""
    form = FORMS[now](told)
    if not form.is_valid():
        return _page(request, now, told, form)
    if now == "where":
        told |= {"unit": form.chosen.key, "place": ""}  # type: ignore[attr-defined]
    rest = flow.KEYS[flow.KEYS.index(now) + 1 : -1]
    wanting = next((key for key in rest if not FORMS[key](told).is_valid()), "review")
    return _page(request, wanting, told)


def _finish(request: HttpRequest, told: dict[str, str]) -> HttpResponse:
    """Check everything as if it had come at once, take the letter in, and lead to its receipt."""
    forms = _bound(told)
    forms["review"] = FORMS["review"](told, request.FILES)
    wrong = next((key for key, form in forms.items() if not form.is_valid()), None)
    if wrong:
        return _page(request, wrong, told, forms[wrong], files=bool(request.FILES))
    given: dict[str, Any] = {
        name: value for form in forms.values() for name, value in form.cleaned_data.items()
    }
    try:
        case = _sent(request, told, forms["where"], given)
    except actions.TooOften as waits:
        forms["review"].add_error(None, wait(waits.seconds))
        return _page(request, "review", told, forms["review"], status=TOO_OFTEN)
    except StepRefused as refusal:
        forms["review"].add_error(None, refusal.sentence)
        return _page(request, "review", told, forms["review"])
    return receipt_of(request, case.pk)


def _sent(request: HttpRequest, told: dict[str, str], where: Any, given: dict[str, Any]) -> Case:
    return actions.send_counted(
        letter_of(given),
        address=address_of(request),
        unit=where.goes_to,
        person=person_of(given),
        files=given["papers"],
        submission=submission_of(told),
        on=dates.today(),
        first=second.named_case(given, where.chosen.unit, dates.today()),
    )


def wait(seconds: int) -> str:
    """How long an address that sent too often has to wait."""
    said = _("Vừa có quá nhiều đơn từ địa chỉ mạng này. Xin đợi %(n)d phút rồi bấm gửi lại.")
    return said % {"n": -(-seconds // 60)}


def receipt_of(request: HttpRequest, number: int) -> HttpResponse:
    """On to the receipt; to load it again sends nothing again."""
    response = redirect("portal:receipt", token=tokens.make(request, number))
    response.status_code = 303
    return response


def _bound(told: dict[str, str]) -> dict[str, Form]:
    return {key: FORMS[key](told) for key in flow.KEYS[:-1]}


def _page(
    request: HttpRequest,
    key: str,
    told: dict[str, str],
    form: Form | None = None,
    *,
    files: bool = False,
    status: int = 200,
) -> HttpResponse:
    """One page of the flow; with a bound form it shows what is wrong."""
    context: dict[str, Any] = {"files_lost": files and key != "review"}
    if key == "review":
        forms = _bound(told)
        if wrong := next((name for name, each in forms.items() if not each.is_valid()), None):
            return _page(request, wrong, told, forms[wrong])
        context |= {"told": summary(forms), "alike": alike(forms)}
    if key == "where" and form is None and not told.get("place") and told.get("unit"):
        chosen = queries.place_by_key(told["unit"], dates.today())
        told |= {"place": chosen.name if chosen else ""}
    places = queries.open_places(dates.today()) if key == "where" else []
    if key == "where" and not places:
        return show(request, "not_open", here="send")
    shown = form or FORMS[key](initial=told)
    context |= {
        "form": shown,
        "page": flow.page(key),
        "steps": flow.steps(key),
        "before": flow.before(key),
        "carried": flow.carried(told, shown, key),
        "places": places,
    }
    return show(request, "send", context, here="send", status=status)
