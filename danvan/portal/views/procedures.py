"""Administrative procedures for everybody: find one, read it, print what to bring."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from danvan.lib import dates
from danvan.onestop import online
from danvan.portal.procedure_forms import FindForm
from danvan.portal.views.show import show
from danvan.procedures import present, queries
from danvan.procedures.models import Version
from danvan.procedures.workflow import STANDINGS, Standing
from danvan.rates import actions as rates
from danvan.web.addresses import address_of

PAGE, TOO_OFTEN = 20, 429


@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """Every procedure in force, suspended or abolished, found by words, field and level."""
    today = dates.today()
    listed = Version.objects.listed(today)
    form = FindForm(request.GET, queries.fields_of(listed))
    if request.GET.get("q", "").strip() and (seconds := rates.count("find", address_of(request))):
        return _wait(request, form, seconds)
    rows, near = queries.found(listed.with_halts(today), **form.asked())
    page = Paginator(rows.select_related("procedure").prefetch_related("ways"), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "form": form,
        "page": page,
        "lines": [(row, *row.shown_standing(today)) for row in page],
        "near": near,
        "asked": any(form.asked().values()),
    }
    return show(request, "procedures", context, here="procedures")


def _wait(request: HttpRequest, form: FindForm, seconds: int) -> HttpResponse:
    """Asked too often from one address: the words stay in their field, with the minutes to wait."""
    said = ngettext(
        "Từ địa chỉ mạng này vừa tìm rất nhiều lần. Xin đợi %(n)d phút rồi bấm tìm lại.",
        "Từ địa chỉ mạng này vừa tìm rất nhiều lần. Xin đợi %(n)d phút rồi bấm tìm lại.",
        -(-seconds // 60),
    )
    form.is_valid()
    form.add_error(None, said % {"n": -(-seconds // 60)})
    response = show(request, "procedures", {"form": form, "wait": True}, here="procedures", status=TOO_OFTEN)
    response["Retry-After"] = str(seconds)
    return response


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure: whether it is carried out, what to bring, how to file, how long, how much, what happens."""
    return show(request, "procedure", _context(code), here="procedures")


@require_safe
def procedure_papers(request: HttpRequest, code: str) -> HttpResponse:
    """What to bring, on one sheet to print."""
    return show(request, "procedure_papers", _context(code))


def _context(code: str) -> dict[str, Any]:
    """What both pages tell. Raises Http404 for a code that was never published."""
    today = dates.today()
    found = queries.shown_by_code(code, today)
    if found is None:
        raise Http404
    standing = found.standing(today)
    word, badge = STANDINGS[standing]
    halt = found.suspensions.on(today).first() if standing == Standing.SUSPENDED else None
    return {
        "version": found,
        "code": found.procedure.code,
        "today": today,
        "standing": standing.value,
        "word": word,
        "badge": badge,
        "halt": halt,
        "coming": queries.coming(found, today),
        "replacement": queries.name_of(found.replaced_by, today) if found.replaced_by else "",
        "rows": present.steps(found, today),
        "files_online": standing == Standing.IN_FORCE and bool(online.ways_online(found)),
        "online_in_words": standing == Standing.IN_FORCE and online.only_in_words(found),
        "link": settings.DANVAN_URL + reverse("portal:procedure", args=[found.procedure.code]),
    }
