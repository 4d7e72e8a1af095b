"""What voters asked and what came of it, deputies, sessions, resolutions: read by anybody, taken as open data."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from danvan.cases import topics
from danvan.council import present, queries
from danvan.council.models import Oversight, Petition, Resolution, Session, Term, VoterMeeting
from danvan.council.workflow import LABELS, PUBLIC
from danvan.lib import dates, delimited
from danvan.meetings import queries as halls
from danvan.people import queries as people
from danvan.portal.views.show import show
from danvan.rates import actions as rates
from danvan.web.addresses import address_of
from danvan.web.forms import Form
from danvan.web.views import too_many_requests

PAGE = 50
FORMAT = "danvan.voter-petitions/1"
COLUMNS = (
    "number",
    "title",
    "text",
    "topic",
    "places",
    "taken_on",
    "competence",
    "addressee",
    "sent_on",
    "due_on",
    "status",
    "overdue",
    "answered_on",
    "answer",
    "promised_on",
    "raised_again",
)


class AskedForm(Form):
    """Which of what voters asked is shown."""

    don_vi = forms.ChoiceField(label=_("Hội đồng nhân dân"), required=False)
    tinh_trang = forms.ChoiceField(label=_("Tình trạng"), required=False)
    linh_vuc = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    tim = forms.CharField(label=_("Tìm chữ"), required=False, max_length=100)

    def __init__(self, data: Any, councils: Iterable[tuple[int, str]]) -> None:
        super().__init__(data)
        late = ("late", _("Quá hạn"))
        for name, pairs in (
            ("don_vi", [(str(pk), word) for pk, word in councils]),
            ("tinh_trang", [*((code, LABELS[code][0]) for code in PUBLIC), late]),
            ("linh_vuc", topics.choices()),
        ):
            self.fields[name].choices = [("", _("Tất cả")), *pairs]  # type: ignore[attr-defined]


def _asked(request: HttpRequest) -> tuple[AskedForm, Any]:
    """The form, and the petitions that it asks for."""
    today = dates.today()
    councils = people.names_on(queries.public_councils().values_list("pk", flat=True), today)
    form = AskedForm(request.GET, councils.items())
    told = form.cleaned_data if form.is_valid() else {}
    rows = queries.public_petitions(int(told["don_vi"]) if told.get("don_vi") else None)
    state = told.get("tinh_trang", "")
    rows = rows.overdue(today) if state == "late" else rows.filter(status=state) if state else rows
    rows = queries.narrowed(rows, words=told.get("tim", ""), topic=told.get("linh_vuc", ""), on=today)
    return form, rows.order_by("-sent_on", "-pk")


@require_safe
def voter_petitions(request: HttpRequest) -> HttpResponse:
    """What voters asked, who answers, by when, what came of it; filtered."""
    form, rows = _asked(request)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": present.lines(page.object_list, dates.today()),
        "address": request.GET.urlencode(),
        "licence": settings.DANVAN_OPEN_LICENCE,
    }
    return show(request, "voter_petitions", context, here="council")


@require_safe
def voter_petition(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: where it was asked, who answers by when and why then, each answer, what voters were told."""
    row = queries.petition_with_all(get_object_or_404(Petition.objects.public(), pk=pk).pk)
    today = dates.today()
    context = {
        "row": row,
        "line": present.lines([row], today)[0],
        "places": queries.places_of([row], today)[row.pk],
        "derivation": present.derivation(row.recipe),
        "steps": present.history(row),
    }
    return show(request, "voter_petition", context, here="council")


def _records(rows: Iterable[Petition], today: date) -> Iterable[dict[str, Any]]:
    """Petitions as open data; nobody is named."""
    found = list(rows)
    places = queries.places_of(found, today)
    for row in found:
        reply = next(reversed(row.replies.all()), None)
        yield {
            "number": row.pk,
            "title": row.title,
            "text": row.text,
            "topic": row.topic,
            "places": list(dict.fromkeys(place.name for place in places.get(row.pk, []))),
            "taken_on": row.taken_on,
            "competence": row.level,
            "addressee": row.addressee,
            "sent_on": row.sent_on,
            "due_on": row.due_on,
            "status": row.status,
            "overdue": row.is_late,
            "answered_on": row.first_answered_on,
            "answer": reply.text if reply else "",
            "promised_on": row.promised_on,
            "raised_again": getattr(row, "asked_again", 0) or 0,
        }


@require_safe
def voter_petitions_csv(request: HttpRequest) -> HttpResponseBase:
    """The same list as CSV."""
    if seconds := rates.count("api", address_of(request)):
        return too_many_requests(request, seconds)
    rows = _asked(request)[1].prefetch_related("replies")
    lines = (
        ["; ".join(value) if isinstance(value, list) else value for value in record.values()]
        for record in _records(rows, dates.today())
    )
    return delimited.answer("kien-nghi-cu-tri.csv", COLUMNS, lines)


@require_safe
def voter_petitions_json(request: HttpRequest) -> HttpResponse:
    """The same list as JSON."""
    if seconds := rates.count("api", address_of(request)):
        return too_many_requests(request, seconds)
    rows = _asked(request)[1].prefetch_related("replies")
    told = {
        "format": FORMAT,
        "licence": settings.DANVAN_OPEN_LICENCE,
        "asked_on": dates.today(),
        "petitions": list(_records(rows, dates.today())),
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@require_safe
def council(request: HttpRequest) -> HttpResponse:
    """The councils: deputies of the running term, coming meetings with voters, sessions, resolutions, oversight."""
    today = dates.today()
    terms = list(Term.objects.on(today).select_related("unit").order_by("unit"))
    asked = request.GET.get("don-vi", "")
    term = next((each for each in terms if str(each.unit_id) == asked), terms[0] if terms else None)
    names = people.names_on({each.unit_id for each in terms}, today)
    units = [term.unit_id] if term else []
    context = {
        "term": term,
        "name": names.get(term.unit_id, "") if term else "",
        "others": [(each, names.get(each.unit_id, "")) for each in terms if each != term],
        "groups": queries.groups_of(term, today) if term else (),
        "meetings": queries.meetings(units).filter(meeting__announced_on__isnull=False)[:20],
        "sessions": queries.sessions(units).exclude(status="planned")[:20],
        "resolutions": queries.resolutions(units).filter(pk__in=Resolution.objects.public().values("pk"))[
            :20
        ],
        "oversights": queries.oversights(units).filter(pk__in=Oversight.objects.public().values("pk"))[:20],
        "today": today,
    }
    return show(request, "council", context, here="council")


@require_safe
def voter_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting with voters: when and where, which deputies, what was asked there."""
    row = get_object_or_404(
        VoterMeeting.objects.public().select_related("meeting__unit", "session__term", "group"), pk=pk
    )
    raised = queries.public_petitions().filter(meeting=row) | queries.public_petitions().filter(
        merged__meeting=row
    )
    context = {
        "row": row,
        "meeting": row.meeting,
        "present": halls.present(row.meeting) if row.meeting.is_held else 0,
        "presences": queries.presences(row),
        "lines": present.lines(raised.distinct(), dates.today()),
    }
    return show(request, "voter_meeting", context, here="council")


@require_safe
def council_session(request: HttpRequest, pk: int) -> HttpResponse:
    """A session: agenda, documents on time or late, questions to officials and their answers, resolutions."""
    row = get_object_or_404(Session.objects.public().select_related("term__unit"), pk=pk)
    today = dates.today()
    context = {
        "row": row,
        "name": row.term.unit.name_on(today),
        "questions": [
            (q, present.question_due(q, today), present.derivation(q.recipe))
            for q in queries.questions_of(row)
        ],
        "resolutions": Resolution.objects.public().filter(session=row),
    }
    return show(request, "council_session", context, here="council")


@require_safe
def council_resolution(request: HttpRequest, pk: int) -> HttpResponse:
    """A resolution: why, what is expected of it, the vote, its targets and how far each is."""
    rows = queries.resolutions(list(queries.public_councils().values_list("pk", flat=True)))
    row = get_object_or_404(rows.filter(pk__in=Resolution.objects.public().values("pk")), pk=pk)
    return show(request, "council_resolution", {"row": row}, here="council")


@require_safe
def council_oversight(request: HttpRequest, pk: int) -> HttpResponse:
    """An oversight: what was overseen, concluded, recommended, and what came of it."""
    rows = Oversight.objects.public().select_related("term__unit")
    row = get_object_or_404(rows.prefetch_related("recommendations", "team__deputy"), pk=pk)
    return show(request, "council_oversight", {"row": row}, here="council")
