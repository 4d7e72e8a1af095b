"""What a figure of the council in the people-relations report is made of: meetings, petitions, sessions."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danvan.council.models import Petition, Session, VoterMeeting
from danvan.figures.queries import BEGINNING, subjects
from danvan.lib import dates
from danvan.meetings.postings import ATTENDED, HELD
from danvan.reports import councils, page, people_relations
from danvan.reports.measures import How, Measure
from danvan.reports.people_relations import Report, ReportRefused
from danvan.reports.views.door import PER_PAGE, not_issued, opens_lists
from danvan.reports.views.people_relations import asked

Row = tuple[str, date, str, int]
"""(title, day, address, amount)."""


@require_safe
@login_required
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """The list behind one figure."""
    measure, form = councils.TABLE.get(slug), asked(request)
    if measure is None or not form.is_valid():
        raise Http404
    try:
        built = people_relations.build(**{**form.asked(), "against": None, "named": False})
    except ReportRefused as refused:
        return not_issued(request, form, refused)
    if not opens_lists(request, built.unit_ids, on=dates.today()):
        raise PermissionDenied
    amounts = _amounts(measure, built)
    shown = Paginator(sorted(amounts), PER_PAGE).get_page(request.GET.get("page"))
    layout = page.Layout(built, lists=True, kept=form.kept())
    context = {
        "label": measure.label,
        "means": measure.means,
        "scope": layout.scope(),
        "back": layout.address("reports:people_relations"),
        "page": shown,
        "lines": _lines(measure, {pk: amounts[pk] for pk in shown}),
    }
    return render(request, "reports/council.html", context)


def _amounts(measure: Measure, built: Report) -> dict[int, int]:
    """Subject → its amount."""
    before = built.from_ - timedelta(days=1)
    from_, to = {
        How.FLOW: (built.from_, built.until),
        How.BEFORE: (BEGINNING, before),
        How.END: (BEGINNING, built.until),
    }[measure.how]
    kind = councils.CODE if measure.posted in (HELD, ATTENDED) else None
    return subjects(measure.posted, from_=from_, to=to, units=built.unit_ids, kind=kind)


def _lines(measure: Measure, amounts: dict[int, int]) -> list[Row]:
    """What each subject is called, and where it is read."""
    found = _named(measure, list(amounts))
    return [(*found[pk], n) for pk, n in amounts.items() if pk in found]


def _named(measure: Measure, ids: list[int]) -> dict[int, tuple[str, date, str]]:
    """Subject → its title, day and address: meetings, sessions of questions, petitions."""
    rows: Any
    if measure.posted in (HELD, ATTENDED):
        rows = VoterMeeting.objects.select_related("meeting").in_bulk(ids)
        told = {pk: (row.meeting.title, row.meeting.day) for pk, row in rows.items()}
        page_of = "council:meeting"
    elif measure.slug.startswith("questions"):
        words = _("Chất vấn tại kỳ họp thứ %(n)s")
        rows = Session.objects.in_bulk(ids)
        told = {pk: (words % {"n": row.number}, row.from_on) for pk, row in rows.items()}
        page_of = "council:session"
    else:
        rows = Petition.objects.in_bulk(ids)
        told = {pk: (row.title, row.taken_on) for pk, row in rows.items()}
        page_of = "council:petition"
    return {pk: (*line, reverse(page_of, args=[pk])) for pk, line in told.items()}
