"""The rows behind a figure of a part beside reception and letters, as far as a reader may open them."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.consultations import policies as consultations
from danvan.consultations.models import Affected, Consultation, Voice
from danvan.council import policies as council
from danvan.council.models import Petition, Session
from danvan.dialogues.models import Request
from danvan.emulation import policies as emulation
from danvan.emulation.models import Exemplar
from danvan.emulation.present import standing
from danvan.figures.queries import Among
from danvan.lib import dates
from danvan.meetings import policies as meetings
from danvan.meetings.models import Meeting, Question
from danvan.people.models import Account
from danvan.promises import queries as promises
from danvan.promises.models import Promise
from danvan.reports import queries
from danvan.reports.measures import Measure
from danvan.reports.people_relations import Report
from danvan.reports.sections import Section

Seen = tuple[date | None, str, str, str]
"""Day, words, state, address of a row."""


@dataclass(frozen=True)
class Behind:
    """Where the rows of a figure are: those with these numbers that the officer may open, and what is told of one."""

    rows: Callable[[Collection[int], Account, date], QuerySet]
    told: Callable[[Any], Seen]


def amounts(section: Section, measure: Measure, built: Report, line: str = "") -> dict[int, int]:
    """Subject → what it adds to the figure, all of it or of one line of the part's table."""
    named: str | Among | None = line or None
    if line and line == section.lines.other:
        named = Among((line, ""))  # what names nothing stands there too
    if measure.posted == WAITING:
        return _waiting(measure, built, named)
    kind: str | Among | None = Among(tuple(sorted(section.kinds))) if section.kinds else None
    topic = named
    if section.lines.dimension == "kind":
        kind, topic = named or kind, None
    found = queries.amounts(measure, built.unit_ids, built.from_, built.until, kind, topic, section.table)
    return _by_draft(found, measure.posted)


def of(measure: Measure, table: Mapping[str, Measure]) -> Behind:
    """What stands behind a figure; one made of others is made of their rows."""
    posted = measure.posted or table[measure.plus[0]].posted
    return next(found for prefix, found in BEHIND.items() if posted.startswith(prefix))


def _meetings(found: Collection[int], officer: Account, on: date) -> QuerySet:
    rows = Meeting.objects.filter(pk__in=found, unit__in=meetings.units_read(officer, on))
    return rows.order_by("-starts_at", "-pk")


def _meeting(row: Meeting) -> Seen:
    return row.day, row.title, row.label, reverse("meetings:meeting", args=[row.pk])


def _questions(found: Collection[int], officer: Account, on: date) -> QuerySet:
    rows = Question.objects.filter(pk__in=found, meeting__unit__in=meetings.units_read(officer, on))
    return rows.select_related("meeting").order_by("-asked_on", "-pk")


def _question(row: Question) -> Seen:
    url = f"{reverse('meetings:meeting', args=[row.meeting_id])}#q{row.place}"
    return row.asked_on, row.text, row.label, url


def _promises(found: Collection[int], officer: Account, on: date) -> QuerySet:
    rows = promises.of_units(meetings.units_read(officer, on)).filter(pk__in=found)
    return rows.order_by("-made_on", "-pk")


def _promise(row: Promise) -> Seen:
    return row.made_on, row.text, row.label, reverse("promises:promise", args=[row.pk])


def _requests(found: Collection[int], officer: Account, on: date) -> QuerySet:
    rows = Request.objects.filter(pk__in=found, unit__in=meetings.units_read(officer, on))
    return rows.order_by("-received_on", "-pk")


def _request(row: Request) -> Seen:
    return row.received_on, row.subject, row.label, reverse("dialogues:request", args=[row.pk])


def _petitions(found: Collection[int], officer: Account, on: date) -> QuerySet:
    rows = Petition.objects.filter(pk__in=found, unit__in=council.units_read(officer, on))
    return rows.order_by("-taken_on", "-pk")


def _petition(row: Petition) -> Seen:
    return row.taken_on, row.title, row.label, reverse("council:petition", args=[row.pk])


def _sessions(found: Collection[int], officer: Account, on: date) -> QuerySet:
    rows = Session.objects.filter(pk__in=found, term__unit__in=council.units_read(officer, on))
    return rows.order_by("-from_on", "-pk")


def _session(row: Session) -> Seen:
    words = _("Chất vấn tại kỳ họp thứ %(n)s") % {"n": row.number}
    return row.from_on, words, row.label, reverse("council:session", args=[row.pk])


def _exemplars(found: Collection[int], officer: Account, on: date) -> QuerySet:
    rows = Exemplar.objects.filter(emulation.visible_to(officer, on), pk__in=found)
    return rows.order_by("-registered_on", "-pk")


def _exemplar(row: Exemplar) -> Seen:
    words, (state, _badge) = f"{row.name} ({row.sort_label})", standing(row, dates.today())
    return row.registered_on, words, str(state), reverse("emulation:exemplar", args=[row.pk])


def _consultations(found: Collection[int], officer: Account, on: date) -> QuerySet:
    rows = Consultation.objects.filter(pk__in=found, unit__in=consultations.units_read(officer, on))
    return rows.order_by("-closes_on", "-pk")


def _consultation(row: Consultation) -> Seen:
    words, phase = row.title, str(row.phase(dates.today()).label)
    return row.closes_on, words, phase, reverse("consultations:consultation", args=[row.pk])


def _by_draft(found: dict[int, int], posted: str) -> dict[int, int]:
    """Draft → amount, where what was posted is of persons or of those who spoke; as it is elsewhere."""
    table = OF_DRAFTS.get(posted)
    if table is None:
        return found
    drafts = dict(table._default_manager.filter(pk__in=found).values_list("pk", "consultation"))
    added: Counter[int] = Counter()
    for subject, amount in found.items():
        added[drafts[subject]] += amount
    return dict(added)


def _waiting(measure: Measure, built: Report, topic: str | Among | None) -> dict[int, int]:
    """What stands without an answer: opinions came one by one with who spoke, answers go with the draft."""
    added: Counter[int] = Counter()
    for sign, posted in ((1, "opinions"), (-1, "answered"), (-1, "unanswered")):
        one = replace(measure, posted=f"consultations.{posted}")
        found = queries.amounts(one, built.unit_ids, built.from_, built.until, None, topic)
        for draft, amount in _by_draft(found, one.posted).items():
            added[draft] += sign * amount
    return {draft: amount for draft, amount in added.items() if amount}


WAITING = "consultations.waiting"
OF_DRAFTS: Mapping[str, type[Voice | Affected]] = {
    "consultations.opinions": Voice,
    "consultations.answering": Voice,
    "consultations.invited": Affected,
    "consultations.opened": Affected,
}
"""What is posted of persons: the table in which they stand, each with its draft."""
BEHIND: Mapping[str, Behind] = {
    "meetings.": Behind(_meetings, _meeting),
    "questions.": Behind(_questions, _question),
    "promises.": Behind(_promises, _promise),
    "dialogues.": Behind(_requests, _request),
    "council.questions_": Behind(_sessions, _session),
    "council.": Behind(_petitions, _petition),
    "emulation.": Behind(_exemplars, _exemplar),
    "consultations.": Behind(_consultations, _consultation),
}
"""By how the posted measure begins, the longer before the shorter."""
