"""The page that a receipt opens: where it stands, what the office wrote, who looked, what protects.

Never the denouncer's own words: whoever has the phone in hand could read them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from danvan.cases import grounds, turned
from danvan.cases.models import Case, Deadline, Reply
from danvan.cases.models.parts import DeadlineState
from danvan.cases.queries import CaseFile, case_file
from danvan.denunciations import statuses, words
from danvan.denunciations.models import Denunciation, Protection
from danvan.denunciations.terms import FIRST, SETTLEMENT
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.notices import wording
from danvan.people import queries as people
from danvan.web.parts import Step

PROMISES = (FIRST.purpose, SETTLEMENT.purpose)


@dataclass(frozen=True)
class Said:
    """One message: the office's words, or only that the denouncer wrote."""

    on: date
    text: str


@dataclass(frozen=True)
class Denounced:
    """All that the page says; templates decide nothing about it."""

    found: Denunciation
    badge: tuple[str, str]
    term: str
    steps: Sequence[Step]
    said: Sequence[Said]
    looks: Sequence[tuple[date, str, str]]
    protections: Sequence[tuple[str, str]]
    replies: Sequence[Reply]
    can_withdraw: bool
    can_continue: bool


def denounced(found: Denunciation, today: date) -> Denounced:
    """The page of a denunciation; a fixed number of statements."""
    case = found.case
    file = case_file(case)
    return Denounced(
        found=found,
        badge=(str(case.state.plain), "work" if case.is_open else "done"),
        term=_term(file, today),
        steps=_steps(file),
        said=[Said(one.on, one.text if one.from_office else "") for one in found.messages.order_by("pk")],
        looks=_looks(found, today),
        protections=[
            (str(one.get_measure_display()), _stands(one)) for one in found.protections.order_by("pk")
        ],
        replies=file.replies,
        can_withdraw=case.is_open and found.wishes_off_on is None,
        can_continue=case.status in (statuses.ANSWERED, statuses.CLOSED) or _is_late(file, today),
    )


def _steps(file: CaseFile) -> list[Step]:
    """The public events that the denouncer is told, the newest first."""
    undone = {event.data["corrects"] for event in file.events if "corrects" in event.data}
    moved = turned.told(file.events)
    lines = [
        _told(file.case, event, moved.get(event.number, ""), stands=event.number not in undone)
        for event in reversed(file.public_events)
    ]
    return [line for line in lines if line.title]


def _told(case: Case, event: Event, moved: str, *, stands: bool) -> Step:
    own = event.verb in words.WORDS
    step = None if own else wording.step_of(case, event)
    text = "" if own or (step and "reply" in step.needs) else event.text
    ground = grounds.told(event.data.get("ground", ""), case.received_on, event.on)
    return Step(
        title=words.told(event.verb) if own else wording.title(case, event),
        on=event.on,
        beside=str(event.on.year),
        who="" if stands else _("đã đính chính, không còn hiệu lực"),
        text="\n".join(part for part in (moved, ground, text) if part),
    )


def _term(file: CaseFile, today: date) -> str:
    """What is promised by which day; nothing where no day is known or nothing is owed."""
    running = [each for each in file.deadlines if each.purpose in PROMISES and _runs(each)]
    if not (file.case.is_open and running):
        return ""
    last = running[-1]
    said = _("Ông/bà được biết có thụ lý hay không, chậm nhất %(day)s.")
    if last.purpose == SETTLEMENT.purpose:
        said = _("Có kết luận chậm nhất %(day)s.")
    day = _day(last)
    return said % {"day": dates.short(day)} + (" " + _("Ngày ấy đã qua.") if day < today else "")


def _is_late(file: CaseFile, today: date) -> bool:
    """Whether the day of the conclusion has passed without one (Law 25/2018, art. 38)."""
    settling = [each for each in file.deadlines if each.purpose == SETTLEMENT.purpose and _runs(each)]
    return file.case.is_open and any(_day(each) < today for each in settling)


def _runs(clock: Deadline) -> bool:
    return clock.state == DeadlineState.RUNNING and clock.due_on is not None


def _day(clock: Deadline) -> date:
    return clock.due_on or date.max


def _looks(found: Denunciation, today: date) -> list[tuple[date, str, str]]:
    """(day, role, reason) of each look that was taken; never a name."""
    rows = list(found.looks.filter(taken_on__isnull=False).order_by("pk"))
    if not rows:
        return []
    keys = {
        one.custodian.officer_id: one.custodian.unit_id for one in found.envelopes.select_related("custodian")
    }
    names = people.names_on(set(keys.values()), today)
    who = _("Người giữ khóa")
    return [
        (row.taken_on, f"{who}, {names[keys[row.by_id]]}" if row.by_id in keys else who, row.reason)
        for row in rows
        if row.taken_on
    ]


def _stands(one: Protection) -> str:
    """Where a measure stands, in a sentence."""
    if one.decided_on is None:
        return _("Đã yêu cầu %(day)s, chờ quyết định.") % {"day": dates.short(one.asked_on)}
    told = {"day": dates.short(one.decided_on), "decision": one.decision}
    if not one.is_granted:
        return _("Không áp dụng: văn bản %(decision)s, %(day)s.") % told
    if one.ended_on:
        told = {"day": dates.short(one.ended_on), "why": one.why_ended}
        return _("Đã chấm dứt %(day)s. %(why)s") % told
    until = " " + _("Đến hết %(day)s.") % {"day": dates.short(one.until)} if one.until else ""
    return _("Đang áp dụng: văn bản %(decision)s, %(day)s.") % told + until
