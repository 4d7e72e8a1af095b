"""Why a draft may not be marked issued yet."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danvan.consultations import queries
from danvan.consultations.models import Consultation
from danvan.lib.dates import short

NAMED = 10


@dataclass(frozen=True)
class Obstacle:
    """Why it cannot be issued yet: a sentence, and the page where something can be done about it."""

    text: str
    url: str


def against_issuing(row: Consultation, on: date, *, waiting: bool = True) -> list[Obstacle]:
    """Everything that stands against marking it issued on that day, each with where to go; empty when nothing does.

    A lawful exemption sets all of it aside, but never silently: its act and reason are public. `waiting` False: the
    caller knows that nobody affected is without an answer.
    """
    found = []
    page = reverse("consultations:consultation", args=[row.pk])
    if row.closes_on is None:
        found.append(Obstacle(_("Dự thảo chưa được thông báo lấy ý kiến."), f"{page}#buoc"))
    elif row.closes_on >= on:
        told = {"day": short(row.closes_on)}
        found.append(Obstacle(_("Thời gian lấy ý kiến còn đến hết %(day)s.") % told, f"{page}#thoi-gian"))
    if row.binding and row.least_on and min(on, row.closes_on or on) < row.least_on:
        told = {"day": short(row.least_on)}
        found.append(
            Obstacle(
                _("Chưa đủ thời gian tối thiểu theo luật: sớm nhất là hết %(day)s.") % told,
                f"{page}#thoi-gian",
            )
        )
    inbox = reverse("consultations:opinions", args=[row.pk])
    voices = queries.unanswered_affected(row) if waiting else []
    for voice in voices[:NAMED]:
        said = _("Người chịu tác động trực tiếp (phiếu số %(n)s) chưa được trả lời ý kiến.") % {"n": voice.pk}
        found.append(Obstacle(said, f"{inbox}?show=affected#y-{voice.pk}"))
    if len(voices) > NAMED:
        n = len(voices) - NAMED
        said = ngettext("Và %(n)s người chịu tác động khác.", "Và %(n)s người chịu tác động khác.", n) % {
            "n": n
        }
        found.append(Obstacle(said, f"{inbox}?show=affected"))
    if row.explained_on is None:
        table = reverse("consultations:table", args=[row.pk])
        found.append(Obstacle(_("Bảng tiếp thu, giải trình chưa công khai."), table))
    return found
