"""Letters of an old register become cases: many at once, each where its register says that it stands.

A case that was brought in has one event, which tells by which import, from which row, and by which steps it came to
where it stands. Each step moves the figures as it would have, on its own day. Nobody is told, and no clock runs on what
has ended.
"""

import copy
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from danvan.cases import clocks, kinds, postings
from danvan.cases.actions.ledger import STREAM
from danvan.cases.actions.notes import LOOK
from danvan.cases.actions.opening import Person, party_of, unsaved
from danvan.cases.models import Case, Deadline, Party, Reply
from danvan.cases.models.parts import DeadlineState
from danvan.cases.workflow import Clock, Phase, Transition, Whose
from danvan.figures import actions as figures
from danvan.figures.postings import Posting, in_event
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import TAKEN_OUT
from danvan.lib import bulk
from danvan.people.models import Account, Unit

VERB = "bring_in"
LOOKS = ("reveal", LOOK)  # events after which a case is still as it was brought in


@dataclass(frozen=True)
class Old:
    """A letter as its register tells of it: what it is, who sent it, the steps that it took with their days.

    `until` is the last day for it that the register names, `answer` the words of its answer, `text` what else stands
    there; `row` is its place in the file.
    """

    row: int
    kind: str
    channel: str
    topic: str
    subject: str
    body: str
    received_on: date
    steps: Sequence[tuple[str, date]] = ()
    people: int = 1
    persons: Sequence[Person] = ()
    until: date | None = None
    elsewhere: str = ""
    answer: str = ""
    outcome: str = ""
    decision: str = ""
    text: str = ""


@dataclass
class _Built:
    """A case with all that hangs on it, not yet stored."""

    case: Case
    old: Old
    clocks: list[Deadline] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    moved: Counter[tuple[str, date, int, str, str]] = field(default_factory=Counter)
    own: Model | None = None

    @property
    def rows(self) -> list[Model]:
        own = [self.own] if self.own else []
        return [self.case, *self.clocks, *self.parties, *self.replies, *own]


Own = Callable[[Case, Old], Model]
Clocks = dict[tuple[str, str, str, date], Deadline]


@transaction.atomic
def bring_in(olds: Sequence[Old], *, unit: Unit, number: int, by: Account, on: date, own: Own) -> list[Case]:
    """Store the letters of an import with that number, a dozen statements for all of them.

    `own` makes the row of the kind's own table. Raises KeyError for a step that a letter cannot take from where it is.
    """
    known: Clocks = {}
    built = [_build(old, unit, by, known) for old in olds]
    bulk.number([one.case for one in built])
    for one in built:
        one.own = own(one.case, one.old)
        parts: list[Any] = [*one.clocks, *one.parties, *one.replies]
        for part in parts:
            part.case_id = one.case.pk
    for name in ("clocks", "parties", "replies"):
        bulk.number([part for one in built for part in getattr(one, name)])
    events = journal.record_many(
        [_entry(one, number) for one in built], stream=STREAM, verb=VERB, by=by, on=on
    )
    figures.post(*events)
    for one, event in zip(built, events, strict=True):
        one.case.version, one.case.last_hash = event.number, event.hash
    bulk.insert([one.case for one in built])
    bulk.insert([one.own for one in built if one.own])
    for name in ("clocks", "parties", "replies"):
        bulk.insert([part for one in built for part in getattr(one, name)])
    return [one.case for one in built]


@transaction.atomic
def take_out(cases: Iterable[int], *, number: int, by: Account, on: date) -> int:
    """Take the cases of an import out again: figures fall on the days on which they rose, rows go; how many went.

    Call it only for cases that `built_on` does not name. Their events stay, the last one tells that they are gone.
    """
    ids = list(cases)
    found = Case.objects.filter(pk__in=bulk.among(ids)).select_for_update(of=("self",))
    places = {pk: (version, seal) for pk, version, seal in found.values_list("pk", "version", "last_hash")}
    brought = Event.objects.filter(stream=STREAM, subject__in=bulk.among(places), verb=VERB)
    entries = [
        journal.Entry(event.subject, places[event.subject], old=event.new, data=_undone(event, number))
        for event in brought.only("subject", "new", "data")
    ]
    figures.post(*journal.record_many(entries, stream=STREAM, verb=TAKEN_OUT, by=by, on=on))
    own = {kind.own for kind in kinds.entered().values()}
    tables: list[Any] = [Case._meta.get_field(name).related_model for name in own]
    for table in (Reply, Deadline, Party, *tables):
        bulk.delete(table._default_manager.filter(case__in=bulk.among(places)))
    bulk.delete(Case.objects.filter(pk__in=bulk.among(places)))
    return len(places)


def built_on(cases: Iterable[int]) -> QuerySet[Event]:
    """What was done to cases after they were brought in, but for looks at a name."""
    later = Event.objects.filter(stream=STREAM, subject__in=bulk.among(cases))
    return later.exclude(verb__in=(VERB, *LOOKS)).order_by("pk")


def _undone(event: Event, number: int) -> dict[str, Any]:
    facts = [posting.undone().as_list() for posting in in_event(event)]
    return {"import": number, "facts": facts, "rows": dict.fromkeys(event.data["rows"])}


def _build(old: Old, unit: Unit, by: Account, known: Clocks) -> _Built:
    """The case after all its steps, with its clock, its people and its answer."""
    case = unsaved(
        kind=old.kind,
        unit_received=unit,
        unit_responsible=unit,
        channel=old.channel,
        topic=old.topic,
        subject=old.subject,
        body=old.body,
        people=old.people,
        received_on=old.received_on,
    )
    one = _Built(case, old)
    _walk(one, known)
    one.parties = [party_of(case, person) for person in old.persons]
    if case.phase == Phase.ANSWERED or (case.phase == Phase.CLOSED and old.answer):
        one.replies = [_reply(one, by)]
    return one


def _walk(one: _Built, known: Clocks) -> None:
    """Let the case take its steps, and add up what each moves."""
    case, old = one.case, one.old
    kind, day, clock = kinds.get(old.kind), old.received_on, _clock(one, known)
    _move(one, kind.opening, None, day)
    for verb, day in old.steps:
        step = kind.step(verb, case.status)
        if step is None:
            raise KeyError(f"{old.kind} takes no step {verb!r} from {case.status!r}")
        before = postings.Standing.of(case)
        case.status = step.target
        if clock and clock.purpose in (*step.meets, *step.stops):
            # One that nobody confirmed had no day to be met by.
            met = clock.purpose in step.meets and clock.due_on
            clock.state = DeadlineState.MET.value if met else DeadlineState.CANCELLED.value
            clock.met_on, case.due_on = day if met else None, None
        _move(one, step, before, day)
    case.phase = case.state.phase.value
    case.elsewhere = old.elsewhere if case.state.whose == Whose.OTHER or case.phase == Phase.CLOSED else ""
    case.closed_on = day if case.phase == Phase.CLOSED else None


def _move(one: _Built, step: Transition, before: postings.Standing | None, day: date) -> None:
    for posting in postings.of_step(one.case, step, before, on=day, outcome=one.old.outcome):
        place = posting.measure, posting.day, posting.unit_id, posting.kind, posting.topic
        one.moved[place] += posting.amount


def _clock(one: _Built, known: Clocks) -> Deadline | None:
    """The clock that counts for the case: by the register's own last day, else by law where it still runs."""
    case, old = one.case, one.old
    kind, verbs = kinds.get(old.kind), [verb for verb, _day in old.steps]
    clock, begun = kind.opening.starts, old.received_on
    for verb, day in old.steps:
        step = next((each for each in kind.transitions if each.verb == verb), None)
        if step and step.starts and not step.answers:
            clock, begun = step.starts, day
    if clock is None:
        return None
    if old.until:
        made = clocks.given(case, old.until, on=old.received_on)
        made.purpose = clock.purpose
    elif _ends(kind.code, verbs):
        return None
    else:
        made = _started(case, clock, begun, known)
    one.clocks, case.due_on = [made], made.due_on
    return made


def _ends(kind: str, verbs: Sequence[str]) -> bool:
    """Whether steps lead to an answer or an end, or elsewhere: no clock of law runs then."""
    if not verbs:
        return False
    taken = [step for step in kinds.get(kind).transitions if step.verb in verbs]
    last = [step for step in taken if step.verb == verbs[-1] and not step.starts]
    return any(step.answers for step in taken) or any(step.meets or step.stops for step in last)


def _started(case: Case, clock: Clock, on: date, known: Clocks) -> Deadline:
    """A clock begun on that day; worked out once for all letters that have the same."""
    key = (case.kind, clock.purpose, clock.rule_for(case.channel), on)
    if key not in known:
        known[key] = clocks.start(case, clock, on=on)
    return copy.copy(known[key])


def _reply(one: _Built, by: Account) -> Reply:
    """The answer, with the words of the register."""
    on = next((day for verb, day in reversed(one.old.steps) if verb == "answer"), one.old.received_on)
    words = one.old.answer
    return Reply(text=words, outcome=one.old.outcome, decision=one.old.decision, by=by, on=on, event_number=1)


def _entry(one: _Built, number: int) -> journal.Entry:
    case, old = one.case, one.old
    facts = [
        Posting(measure, day, unit, n, kind, topic).as_list()
        for (measure, day, unit, kind, topic), n in one.moved.items()
        if n
    ]
    data: dict[str, Any] = {
        "import": number,
        "row": old.row,
        "steps": [[verb, day.isoformat()] for verb, day in old.steps],
        "outcome": old.outcome,
        "rows": prints.of(one.rows, case.salt),
        "facts": facts,
    }
    if one.clocks:
        data["clocks"] = {clock.purpose: clock.summary() for clock in one.clocks}
    return journal.Entry(case.pk, (0, ""), new=case.status, text=old.text, data=data)
