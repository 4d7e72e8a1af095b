"""What machines ask, and the page that explains it to people. Reading only: no account, no cookie, no other origin."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from danvan import law
from danvan.api import parameters, schema
from danvan.api.parameters import Parameter, Unreadable
from danvan.calendars import asked
from danvan.law import Words
from danvan.law.asking import answer_as_data, rule_as_data
from danvan.lib import dates
from danvan.rates import actions as rates
from danvan.web.addresses import address_of
from danvan.web.menu import navigation

KEPT = 300  # seconds for which an answer may be kept: a calendar that was changed shows after five minutes
REST = 30  # seconds after which to ask again when the database does not answer
READING = ("GET", "HEAD")
Given = dict[str, Any]


def answering(
    declared: Sequence[Parameter],
) -> Callable[[Callable[[Given, str], Any]], Callable[..., HttpResponse]]:
    """A view made of a function (values, language) → data: counted per address, read, answered or refused in words."""

    def made(find: Callable[[Given, str], Any]) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(find)
        def view(request: HttpRequest) -> HttpResponse:
            lang = request.GET.get("lang", "")
            lang = lang if lang in parameters.LANGUAGES else parameters.LANGUAGES[0]
            if request.method not in READING:
                return _not_allowed(lang)
            try:
                if seconds := rates.count("api", address_of(request)):
                    return _too_often(seconds, lang)
                given = parameters.read_all(declared, request.GET)
                given.pop("lang", None)
                return _said(find(given, lang), lang, kept=True)
            except Unreadable as error:
                return _refused(400, "Unreadable", error.why, lang, error.name)
            except OperationalError:
                return _resting(lang)
            except law.LawError as error:
                return _refused(422, type(error).__name__, Words(error.vi, error.en), lang)

        return view

    return made


@answering(parameters.DUE)
def due(given: Given, lang: str) -> dict[str, Any]:
    """The day on which a term ends."""
    return answer_as_data(asked.answer(law.Question(**given), on=dates.today()), lang)


@answering(parameters.RULES)
def rules(given: Given, lang: str) -> list[dict[str, Any]]:
    """The rules in force on a day; today when none is named."""
    return [rule_as_data(rule, lang) for rule in law.rules_on(given.get("on") or dates.today())]


@answering(parameters.OPENAPI)
def openapi(given: Given, lang: str) -> dict[str, Any]:
    """The description of the API for machines."""
    return schema.described(lang)


@csrf_exempt
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """An address that the API does not have."""
    where = reverse("api:openapi")
    why = Words(f"Không có địa chỉ này; xem {where}.", f"There is no such address; see {where}.")
    lang = "en" if request.GET.get("lang") == "en" else "vi"
    return _refused(404, "NoSuchAddress", why, lang)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The page for people: what can be asked, with examples to click on."""
    lang = (get_language() or "vi")[:2]
    endpoints = [
        {
            "means": each.means.say(lang),
            "address": each.address,
            "example": f"{each.address}?{each.example}",
            "parameters": [(p.name, p.means.say(lang), f"{p.name}={p.example}") for p in each.parameters],
            "keys": [
                (key, words.say(lang)) for key, (_kind, words) in schema.RECORDS[each.record][1].items()
            ],
        }
        for each in schema.ENDPOINTS
    ]
    errors = [(code, words.say(lang)) for code, words in schema.ERRORS.items()]
    return render(request, "api/page.html", {"endpoints": endpoints, "errors": errors, "nav": navigation()})


# --- answers -----------------------------------------------------------------------------------------------
def _said(data: Any, lang: str, *, status: int = 200, kept: bool = False) -> JsonResponse:
    response = JsonResponse(
        data, safe=False, status=status, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response["Content-Language"] = lang
    response["Cache-Control"] = f"public, max-age={KEPT}" if kept else "no-store"
    return response


def _refused(status: int, name: str, why: Words, lang: str, parameter: str | None = None) -> JsonResponse:
    return _said({"error": name, "message": why.say(lang), "parameter": parameter}, lang, status=status)


def _too_often(seconds: int, lang: str) -> JsonResponse:
    why = Words(
        f"Địa chỉ này hỏi quá nhiều; xin đợi {seconds} giây.",
        f"This address has asked too often; wait {seconds} seconds.",
    )
    response = _refused(429, "TooOften", why, lang)
    response["Retry-After"] = str(seconds)
    return response


def _resting(lang: str) -> JsonResponse:
    why = Words(
        f"Máy chủ dữ liệu đang nghỉ; xin hỏi lại sau {REST} giây.",
        f"The database is resting; ask again in {REST} seconds.",
    )
    response = _refused(503, "Resting", why, lang)
    response["Retry-After"] = str(REST)
    return response


def _not_allowed(lang: str) -> JsonResponse:
    response = _refused(
        405, "ReadingOnly", Words("Chỉ đọc: GET hoặc HEAD.", "Reading only: GET or HEAD."), lang
    )
    response["Allow"] = ", ".join(READING)
    return response
