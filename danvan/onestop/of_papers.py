"""What papers say of an application, beside what they say of every case (danvan.papers.of_cases)."""

from collections.abc import Mapping
from datetime import date, datetime

from danvan.cases.models import Case
from danvan.journal.queries import events_of
from danvan.onestop.models import Application
from danvan.papers.of_cases import people_of
from danvan.web import words


def known(case: Case, on: date) -> Mapping[str, str]:
    """Fields that papers about an application begin with; addressed is whoever asks, not whoever only brought it."""
    row = Application.objects.select_related("version").get(pk=case.pk)
    applicant = list(case.parties.order_by("pk")[:1])
    return {
        **people_of(applicant, 1),
        "receipt": row.receipt,
        "procedure": row.version.name,
        "filed_at": said(row.filed_at),
        "helper": _asker(case),
        **_appointments(row),
    }


def said(at: datetime) -> str:
    """A moment in a sentence: 17 giờ 00 ngày 12/03/2026."""
    return f"{words.local(at):%H} giờ {words.local(at):%M} ngày {words.short(at)}"


def _asker(case: Case) -> str:
    """Who asked for more."""
    asked = events_of("case", case.pk).filter(verb="ask_supplement").order_by("-number").first()
    return asked.actor.full_name if asked and asked.actor else ""


def _appointments(row: Application) -> dict[str, str]:
    """The appointment that stood, and once the office apologised the one that it named instead."""
    told = events_of("case", row.pk).filter(verb="apologise").order_by("-number").first()
    if told is None:
        return {"appointed": said(row.appointment_at)}
    before = datetime.fromisoformat(told.data["appointment_before"])
    return {"appointed": said(before), "new_appointment": said(row.appointment_at)}
