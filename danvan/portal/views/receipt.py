"""The receipt: on the screen right after sending, on paper, and again later by the code."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from danvan.cases import topics
from danvan.cases.models import Case
from danvan.cases.workflow import CHANNEL_LABELS, Channel
from danvan.lib import dates
from danvan.lib.codes import grouped
from danvan.onestop import slips
from danvan.onestop.models import Application
from danvan.onestop.workflow import CODE as APPLICATION
from danvan.papers import heads
from danvan.people import queries as people
from danvan.portal import queries, timeline, tokens
from danvan.portal.clockface import explanation, promised_by
from danvan.portal.following import matter
from danvan.portal.tracking import mark_of
from danvan.portal.views.doors import with_case
from danvan.portal.views.show import show
from danvan.web import words

GONE = 410


@require_safe
@never_cache
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """The page after sending, for an hour, in the browser that sent the letter."""
    case = _case_of(request, token)
    if case is None:
        return show(request, "receipt_gone", here="send", status=GONE)
    return _shown(request, case, token, "send")


@require_safe
@never_cache
def receipt_paper(request: HttpRequest, token: str) -> HttpResponse:
    """The receipt as a paper of A4."""
    case = _case_of(request, token)
    if case is None:
        return show(request, "receipt_gone", here="send", status=GONE)
    if case.kind == APPLICATION:
        return _pdf(case)
    return show(request, "receipt_paper", _context(case, token))


@with_case
def receipt_by_code(request: HttpRequest, case: Case) -> HttpResponse:
    """The receipt again, from the page of the letter."""
    found = queries.case_of_receipt(case.pk)
    if found is None:
        raise Http404
    return _shown(request, found, tokens.make(request, case.pk), "track")


def _shown(request: HttpRequest, case: Case, token: str, here: str) -> HttpResponse:
    """The receipt on the screen, of a letter or of an application."""
    if case.kind != APPLICATION:
        return show(request, "receipt", _context(case, token), here=here)
    told = {"it": matter(case, dates.today(), dates.now()), "mark": mark_of(queries.opening_event(case))}
    files = case.attachments.filter(from_citizen=True).count()
    code = grouped(case.code)
    track = f"{settings.DANVAN_URL}{reverse('portal:track')}"
    addresses = {"qr_url": f"{track}#{code}", "site_url": track}
    context = {"case": case, "code": code, "token": token, "files": files, **addresses, **told}
    return show(request, "receipt_application", context, here="procedures" if here == "send" else here)


def _pdf(case: Case) -> HttpResponse:
    """The same receipt as at the counter: Giấy tiếp nhận hồ sơ và hẹn trả kết quả."""
    row = Application.objects.select_related("case", "version__procedure", "way", "unit").get(pk=case.pk)
    response = HttpResponse(slips.receipt(row), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="giay-tiep-nhan-{row.number}.pdf"'
    return response


def _case_of(request: HttpRequest, token: str) -> Case | None:
    number = tokens.read(request, token)
    return queries.case_of_receipt(number) if number else None


def _context(case: Case, token: str) -> dict[str, Any]:
    deadlines = list(case.deadlines.order_by("pk")[:1])
    names = people.names_on({case.unit_received_id}, case.received_on)
    sender = case.parties.order_by("pk").first()
    code = grouped(case.code)
    first = deadlines[0] if deadlines else None
    return {
        "case": case,
        "channel": CHANNEL_LABELS[Channel(case.channel)],
        "hour_known": _hour_known(case),
        "code": code,
        "token": token,
        "qr_url": f"{settings.DANVAN_URL}{reverse('portal:track')}#{code}",
        "site_url": f"{settings.DANVAN_URL}{reverse('portal:track')}",
        "paper_day": _paper_day(case.received_on),
        "office_name": names.get(case.unit_received_id, ""),
        "head": heads.head_of(case.unit_received, case.received_on),
        "sender": sender,
        "topic": topics.label(case.topic),
        "files": case.attachments.filter(from_citizen=True).count(),
        "steps": timeline.next_for_receipt(case, deadlines, names),
        "due_on": first.due_on if first else None,
        "promised": promised_by(first, words.short(first.due_on)) if first and first.due_on else "",
        "why": explanation(first.derivation if first else None),
        "mark": mark_of(queries.opening_event(case)),
    }


def _hour_known(case: Case) -> bool:
    """Whether the letter came at the very hour in the register: what is typed in from paper has only its day."""
    return case.channel == Channel.PORTAL and dates.day_of(case.received_at) == case.received_on


def _paper_day(day: date) -> str:
    """The day as papers write it (Decree 30/2020/NĐ-CP)."""
    told = {"day": f"{day:%d}", "month": f"{day:%m}", "year": day.year}
    return _("ngày %(day)s tháng %(month)s năm %(year)s") % told
