"""Reads of the register: what an officer sees, one case with all its parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from danvan.cases.models import Attachment, Case, CaseQuerySet, Deadline, Party, Reply
from danvan.cases.workflow import OPEN_PHASES
from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.lib.codes import normalise
from danvan.lib.text import fold
from danvan.people import policies as people
from danvan.people.models import Account


def visible_to(officer: Account, *, on: date) -> CaseQuerySet:
    """Cases whose letters the officer may read: own unit and units below, by the posts of that day and their kinds."""
    standing = people.standing(officer, on)
    limits = standing.limits()
    if not limits:
        return Case.objects.within(standing.reads)
    mine = Q(unit_responsible__in=standing.reads - limits.keys()) | Q(
        unit_received__in=standing.reads - limits.keys()
    )
    for unit, some in limits.items():
        mine |= Q(kind__in=some) & (Q(unit_responsible=unit) | Q(unit_received=unit))
    return Case.objects.filter(mine)


def by_code(code: str) -> Case | None:
    """The case with this code, in whatever way it was typed; None for wrong and unknown ones alike."""
    stored = normalise(code)
    if stored is None:
        return None
    return (
        Case.objects.select_related("unit_responsible", "unit_received", "officer")
        .filter(code=stored)
        .first()
    )


def search(cases: CaseQuerySet, words: str) -> QuerySet[Case]:
    """Cases by code, by words of the letter or by the sender's name, with or without marks."""
    if stored := normalise(words):
        return cases.filter(code=stored)
    if not fold(words):
        return cases.none()
    by_name = Party.objects.called(words).values("case")
    by_words = Case.objects.containing(words).values("pk")
    return cases.filter(Q(pk__in=by_words) | Q(pk__in=by_name))


@dataclass(frozen=True)
class CaseFile:
    """One case with all that a page about it needs, in a fixed number of statements."""

    case: Case
    events: Sequence[Event]
    deadlines: Sequence[Deadline]
    parties: Sequence[Party]
    attachments: Sequence[Attachment]
    replies: Sequence[Reply]

    @property
    def clock(self) -> Deadline | None:
        """The clock that matters now: running or stopped, else the unconfirmed one, else the last met."""
        order = {"running": 3, "suspended": 3, "unconfirmed": 2, "met": 1, "cancelled": 0}
        ranked = sorted(self.deadlines, key=lambda d: (order[d.state], d.start_on, d.pk))
        return ranked[-1] if ranked else None

    @property
    def public_events(self) -> list[Event]:
        """What the citizen may read, oldest first."""
        return [event for event in self.events if event.public]


def case_file(case: Case) -> CaseFile:
    """The case and its parts: five statements."""
    return CaseFile(
        case=case,
        events=list(events_of("case", case.pk)),
        deadlines=list(case.deadlines.order_by("pk")),
        parties=list(case.parties.order_by("pk")),
        attachments=list(case.attachments.order_by("pk")),
        replies=list(case.replies.filter(withdrawn_on__isnull=True).select_related("by").order_by("pk")),
    )


@dataclass(frozen=True)
class ClockTurn:
    """One event in the history of one clock: its last day before and after (ISO; None while none is known)."""

    purpose: str
    rule: str
    start: str
    before: str | None
    after: str | None
    state: str
    event: Event

    @property
    def start_on(self) -> date:
        """The first day of the clock."""
        return date.fromisoformat(self.start)


def clock_turns(events: Sequence[Event]) -> list[ClockTurn]:
    """What happened to the clocks of a case, as its events told it then: each start, step, move of the day, end."""
    last: dict[tuple[str, str], Mapping[str, Any]] = {}
    turns = []
    for event in events:
        for purpose, now in event.data.get("clocks", {}).items():
            key = purpose, now["start"]
            before = last.get(key, {})
            if now != before or "clock" in event.data:
                day = before.get("due")
                turns.append(
                    ClockTurn(purpose, now["rule"], now["start"], day, now["due"], now["state"], event)
                )
            last[key] = now
    return turns


def load(case_id: int) -> Case | None:
    """A case with its units and officer."""
    return (
        Case.objects.select_related("unit_responsible", "unit_received", "officer").filter(pk=case_id).first()
    )


def open_by_unit(cases: CaseQuerySet, *, on: date) -> Sequence[Mapping[str, Any]]:
    """For each unit that answers: open, due within three days, overdue. No names, no letters."""
    running = Q(waiting_since__isnull=True)
    return list(
        cases.filter(phase__in=OPEN_PHASES)
        .values("unit_responsible")
        .annotate(
            open=Count("pk"),
            late=Count("pk", filter=running & Q(due_on__lt=on)),
            soon=Count("pk", filter=running & Q(due_on__gte=on, due_on__lte=on + timedelta(days=3))),
            waiting=Count("pk", filter=Q(waiting_since__isnull=False)),
        )
        .order_by("-late", "-open")
    )
