"""Reads of the register: what an officer sees, one case with all its parts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, Func, Min, Model, Q, QuerySet

from danvan.cases import concerns, kinds, sealed
from danvan.cases.models import Attachment, Award, Case, CaseQuerySet, Concern, Deadline, Party, Reply
from danvan.cases.models.case import of_units
from danvan.cases.models.concern import Route
from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.lib.codes import normalise
from danvan.lib.sentences import Kept
from danvan.lib.text import fold
from danvan.people import policies as people
from danvan.people.models import Account
from danvan.people.queries import name_of_day
from danvan.people.reach import Standing
from danvan.people.roles import Role

Row = TypeVar("Row", bound=Model)


def visible_to(officer: Account, *, on: date) -> CaseQuerySet:
    """Cases whose letters the officer may read: own unit and units below, by the posts of that day and their kinds.

    Those that are about her, or about what she is part of, are not among them (danvan.cases.concerns), nor those that
    are sealed from her (danvan.cases.sealed).
    """
    standing = people.standing(officer, on)
    return _visible.under((officer.pk, standing), lambda: _visible_to(officer, standing, on)).all()


_visible: Kept[CaseQuerySet] = Kept()


def _visible_to(officer: Account, standing: Standing, on: date) -> CaseQuerySet:
    limits = standing.limits()
    hidden = concerns.hidden_from(officer, on=on)
    if not limits:
        return (
            Case.objects.within(standing.reads).filter(sealed.open_to(officer, on=on)).exclude(pk__in=hidden)
        )
    mine = of_units(standing.reads - limits.keys())
    for unit, some in limits.items():
        mine |= Q(kind__in=some) & of_units([unit])
    return Case.objects.filter(mine, sealed.open_to(officer, on=on)).exclude(pk__in=hidden)


def unknown_to(officer: Account, *, on: date) -> QuerySet[Any, Any]:
    """The numbers of the cases that do not exist for this officer, to be left out of another statement.

    Those that are about her, and those that are sealed from her: for lists of what hangs on cases, in which a line
    would tell that there is one.
    """
    return concerns.hidden_from(officer, on=on).union(sealed.kept_from(officer, on=on), all=True)


def by_code(code: str) -> Case | None:
    """The case with this code, in whatever way it was typed; None for wrong and unknown ones alike."""
    stored = normalise(code)
    if stored is None:
        return None
    return (
        Case.objects.select_related("unit_responsible", "unit_received", "officer")
        .filter(code=stored)
        .exclude(kind__in=kinds.sealed())
        .first()
    )


def ways(cases: CaseQuerySet, words: str, *, on: date) -> list[CaseQuerySet]:
    """By whole code, or by words of the letter and by the sender's name, with or without marks: each way apart.

    What was closed so long ago that it is masked is found by its code alone: whoever could find it by a name would
    know whose it is without the reason that opening it asks for.
    """
    if stored := normalise(words):
        return [cases.filter(code=stored)]
    if not fold(words):
        return []
    shown = cases.unmasked(on)
    called = ArraySubquery(Party.objects.called(words).order_by().values("case"))
    return [shown.containing(words), shown.filter(Among("pk", called))]


class Among(Func):
    """Whether a key is one of an array that is worked out once: with IN the planner asks anew for each case."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


@dataclass(frozen=True)
class CaseFile:
    """One case with all that a page about it needs, in a fixed number of statements."""

    case: Case
    events: Sequence[Event]
    deadlines: Sequence[Deadline]
    parties: Sequence[Party]
    attachments: Sequence[Attachment]
    replies: Sequence[Reply]
    awards: Sequence[Award] = ()

    @property
    def clock(self) -> Deadline | None:
        """The clock that matters now: running or stopped, else the unconfirmed one, else the last met."""
        order = {"running": 3, "suspended": 3, "unconfirmed": 2, "met": 1, "cancelled": 0}
        own = [each for each in self.deadlines if not each.is_beside]
        ranked = sorted(own, key=lambda d: (order[d.state], d.start_on, d.pk))
        return ranked[-1] if ranked else None

    @property
    def public_events(self) -> list[Event]:
        """What the citizen may read, oldest first."""
        return [event for event in self.events if event.public]


def case_file(case: Case) -> CaseFile:
    """The case and its parts: five statements, less those of which it came with its rows (danvan.lib.joined)."""
    return CaseFile(
        case=case,
        events=list(events_of("case", case.pk)),
        deadlines=_by_key(case.deadlines.all()),
        parties=_by_key(case.parties.all()),
        attachments=_by_key(case.attachments.all()),
        replies=list(case.replies.filter(withdrawn_on__isnull=True).select_related("by").order_by("pk")),
    )


def _by_key(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: int(row.pk))


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
    """For each unit that answers: open letters, due within three days, overdue. No names, no letters' words.

    A part or a verification is no letter and counts in none; a unit that has only such stands with zeros.
    """
    letter = Q(kind__in=[*kinds.letters()])
    running = letter & Q(waiting_since__isnull=True)
    return list(
        cases.open()
        .values("unit_responsible")
        .annotate(
            open=Count("pk", filter=letter),
            late=Count("pk", filter=running & Q(due_on__lt=on)),
            soon=Count("pk", filter=running & Q(due_on__gte=on, due_on__lte=on + timedelta(days=3))),
            waiting=Count("pk", filter=letter & Q(waiting_since__isnull=False)),
        )
        .order_by("-late", "-open")
    )


def unsettled(administrator: Account, *, on: date) -> Sequence[Mapping[str, Any]]:
    """For each unit that she administers: how many open cases nobody in the register may settle, since which day.

    It is hers to give somebody the post that settles them. She reads no letters and learns nothing of any: not even
    that one is there when she is named in it, or when it is sealed.
    """
    units = people.standing(administrator, on).units_with(Role.ADMINISTRATOR)
    named = Concern.objects.filter(officer=administrator, lifted_on__isnull=True).values("case")
    rows = Case.objects.open().filter(unit_responsible__in=units, pk__in=concerns.unsettled())
    rows = rows.exclude(kind__in=kinds.sealed()).exclude(pk__in=named)
    told = rows.annotate(unit_name=name_of_day(on, "unit_responsible_id"))
    since = Min("concerns__on", filter=Q(concerns__route=Route.NOBODY, concerns__lifted_on__isnull=True))
    counted = (
        told.order_by()
        .values("unit_responsible", "unit_name")
        .annotate(cases=Count("pk", distinct=True), since=since)
    )
    return list(counted.order_by("since", "unit_responsible"))
