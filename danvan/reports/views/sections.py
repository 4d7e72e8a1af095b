"""What a figure of dialogues, questions or promises is made of, as far as the reader may open it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danvan.cases import topics
from danvan.council.models import Petition, Session
from danvan.dialogues.models import Request
from danvan.figures.queries import Among
from danvan.lib import dates
from danvan.meetings import policies as meetings
from danvan.meetings.models import Meeting, Question
from danvan.promises import queries as promises
from danvan.promises.models import Promise
from danvan.reports import page, people_relations, queries, sections
from danvan.reports.measures import How, Measure
from danvan.reports.people_relations import ReportRefused
from danvan.reports.views.door import not_issued, opens_lists, reader
from danvan.reports.views.people_relations import asked, uncompared

PER_PAGE = 50


@require_safe
@login_required
def section_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings, questions, promises or requests behind a figure of the report."""
    try:
        section, measure = sections.measure(slug)
    except LookupError:
        raise Http404 from None
    form = asked(request)
    if not form.is_valid():
        raise Http404
    try:
        built = uncompared(**form.asked())
    except ReportRefused as refused:
        return not_issued(request, form, refused)
    if not opens_lists(request, built.unit_ids, on=dates.today()):
        raise PermissionDenied
    topic = request.GET.get("topic", "")
    amounts = _amounts(section, measure, built, topic if topic in topics.slugs() else None)
    around = {"where": topics.label(topic) if topic in topics.slugs() else ""}
    layout = page.Layout(built, lists=True, kept=form.kept())
    return _page(request, measure, amounts, {**around, **_words(layout)})


def _words(layout: page.Layout) -> dict[str, str]:
    """The words around a list."""
    return {
        "scope": layout.scope(),
        "back": layout.address("reports:people_relations"),
        "back_to": _("Báo cáo công tác dân vận chính quyền"),
    }


def _page(
    request: HttpRequest, measure: Measure, amounts: dict[int, int], around: dict[str, str]
) -> HttpResponse:
    rows = _rows(measure, amounts, request)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **around,
        "measure": measure,
        "total": sum(amounts.values()),
        "left_out": len(amounts) - len(rows),
        "page": shown,
        "lines": _lines(shown.object_list, amounts),
    }
    return render(request, "reports/section_list.html", context)


def _amounts(
    section: sections.Section, measure: Measure, built: people_relations.Report, topic: str | None
) -> dict[int, int]:
    """Subject → what it adds to the figure; a figure made of others, from theirs."""
    if measure.how == How.MADE:
        found: dict[int, int] = {}
        for sign, slugs in ((1, measure.plus), (-1, measure.minus)):
            for each in slugs:
                for subject, amount in _amounts(section, section.table[each], built, topic).items():
                    found[subject] = found.get(subject, 0) + sign * amount
        return {subject: amount for subject, amount in found.items() if amount}
    kinds = Among(tuple(sorted(section.kinds)))
    return queries.amounts(measure, built.unit_ids, built.from_, built.until, kinds, topic)


def _rows(measure: Measure, amounts: dict[int, int], request: HttpRequest) -> Any:
    """The rows that the reader may open, the latest first."""
    units = meetings.units_read(reader(request), dates.today())
    what = measure.posted or "promises."
    if what.startswith("council.questions_"):
        return Session.objects.filter(pk__in=amounts, term__unit__in=units).order_by("-from_on", "-pk")
    if what.startswith("council."):
        return Petition.objects.filter(pk__in=amounts, unit__in=units).order_by("-taken_on", "-pk")
    if what.startswith("meetings."):
        return Meeting.objects.filter(pk__in=amounts, unit__in=units).order_by("-starts_at", "-pk")
    if what.startswith("questions."):
        rows = Question.objects.filter(pk__in=amounts, meeting__unit__in=units)
        return rows.select_related("meeting").order_by("-asked_on", "-pk")
    if what.startswith("dialogues."):
        return Request.objects.filter(pk__in=amounts, unit__in=units).order_by("-received_on", "-pk")
    return promises.of_units(units).filter(pk__in=amounts).order_by("-made_on", "-pk")


def _lines(rows: Any, amounts: dict[int, int]) -> list[tuple[Any, str, str, str, int]]:
    """(day, words, state, address, amount) of each."""
    return [(*_told(row), amounts[row.pk]) for row in rows]


def _told(
    row: Meeting | Question | Promise | Request | Petition | Session,
) -> tuple[Any, str, str, str]:
    if isinstance(row, Petition):
        return row.taken_on, row.title, row.label, reverse("council:petition", args=[row.pk])
    if isinstance(row, Session):
        words = _("Chất vấn tại kỳ họp thứ %(n)s") % {"n": row.number}
        return row.from_on, words, row.label, reverse("council:session", args=[row.pk])
    if isinstance(row, Meeting):
        return row.day, row.title, row.label, reverse("meetings:meeting", args=[row.pk])
    if isinstance(row, Question):
        url = f"{reverse('meetings:meeting', args=[row.meeting_id])}#q{row.place}"
        return row.asked_on, row.text, row.label, url
    if isinstance(row, Promise):
        return row.made_on, row.text, row.label, reverse("promises:promise", args=[row.pk])
    return row.received_on, row.subject, row.label, reverse("dialogues:request", args=[row.pk])
