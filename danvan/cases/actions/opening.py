"""A case is opened; two cases are linked."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from danvan.cases import clocks, kinds, postings
from danvan.cases.actions import files as storage
from danvan.cases.actions import ledger
from danvan.cases.errors import StepRefused
from danvan.cases.models import Attachment, Case, Concern, Deadline, Link, Party
from danvan.cases.models.people import PartyRole, TellBy
from danvan.cases.workflow import Channel
from danvan.journal.actors import Outsider
from danvan.lib import dates
from danvan.lib.codes import new_code
from danvan.lib.rows import insert, take_key, together
from danvan.lib.text import fold
from danvan.people.models import Account, Unit


@dataclass(frozen=True)
class Person:
    """What somebody gave of themselves, before it is a row."""

    full_name: str
    phone: str = ""
    email: str = ""
    citizen_id: str = ""
    address: str = ""
    tell_by: str = TellBy.CODE
    role: str = PartyRole.SENDER


@dataclass(frozen=True)
class Since:
    """Since which day a case about another's decision could come, and the area of that decision's unit."""

    day: date | None
    area: str


@transaction.atomic(savepoint=False)
def open_case(
    *,
    kind: str,
    unit: Unit,
    channel: Channel,
    subject: str,
    body: str,
    topic: str,
    by: Account | Outsider,
    on: date,
    persons: Sequence[Person] = (),
    people: int = 1,
    files: Sequence[tuple[str, bytes, str]] = (),
    submission: UUID | None = None,
    own: Callable[[Case], Sequence[Model]] | None = None,
    answering: Unit | None = None,
    until: date | None = None,
    about: Sequence[Concern] = (),
    since: Since | None = None,
    promise: clocks.Promise | None = None,
    posted: str = "",
) -> Case:
    """Enter what somebody brought: code, clock, people, first event and facts, all or nothing.

    `on` is the day it was received (Viet Nam), not after today. `submission` is the form's own number: the
    same one twice raises IntegrityError, so look it up first. `files` have gone through `files.check`.
    `own` stores the row of the kind's own table, and its ties. `answering` is the unit that answers for it where
    another gave it out, `until` the last day that was given for that. `about`: whom it is about, rows without case and
    day. `since`: from when the term ran within which it had to come. `promise`: the last day that a procedure promises.
    `posted`: the one of the opening's `posts_one` that rises. Raises StepRefused for a day in the future.
    """
    if on > dates.today():
        raise StepRefused(_("Ngày nhận không thể ở tương lai."))
    opening = kinds.get(kind).opening
    case = unsaved(
        kind=kind,
        unit_received=unit,
        unit_responsible=answering or unit,
        channel=channel,
        topic=topic,
        subject=subject,
        body=body,
        people=people,
        received_on=on,
        submission=submission,
    )
    deadlines = _terms(case, since, until, promise, on)
    ledger.show_clock(case, deadlines)
    moved = postings.of_step(case, opening, None, on=on, posted=posted)
    counts = {Party: len(persons), Attachment: len(files), Deadline: len(deadlines), Concern: len(about)}
    with together({Case: 1, **counts, **ledger.keys(moved)}):
        rows = _store(case, deadlines, persons, files, own)
        if about:
            rows += _about(case, about, on)
        data = {"files": {str(row.pk): row.sha256 for row in rows if isinstance(row, Attachment)}}
        ledger.write(
            case,
            verb=opening.verb,
            by=by,
            on=on,
            public=True,
            data=data,
            moved=moved,
            clocks=deadlines,
            rows=rows,
        )
        insert(case)
    return case


def _terms(
    case: Case, since: Since | None, until: date | None, promise: clocks.Promise | None, on: date
) -> list[Deadline]:
    """The clocks of a new case: of its opening, within which it had to come, what it was given or promised."""
    opening = case.workflow.opening
    if since:
        case.area = since.area
    made = [clocks.start(case, clock, on=on) for clock in opening.started if clock.runs_for(case.channel)]
    if since and since.day and opening.bars:
        made.append(clocks.kept(case, opening.bars, since=since.day, on=on))
    made += [clocks.promised(case, promise, on=on)] if promise else []
    return [*made, clocks.given(case, until, on=on)] if until else made


def _store(
    case: Case,
    deadlines: Sequence[Deadline],
    persons: Sequence[Person],
    files: Sequence[tuple[str, bytes, str]],
    own: Callable[[Case], Sequence[Model]] | None,
) -> list[Model]:
    """The rows that hang on a new case; returns its people, its files, the rows of its kind.

    The case has its key already and is itself stored last, with its place in the chain: the database looks at
    what hangs on what when all is written.
    """
    case.pk = take_key(Case)
    for deadline in deadlines:
        deadline.case = case
    insert(*deadlines)
    parties = insert(*(party_of(case, person) for person in persons))
    attached = storage.attach(case, files, from_citizen=True) if files else []
    return [*parties, *attached, *(own(case) if own else ())]


def _about(case: Case, about: Sequence[Concern], on: date) -> Sequence[Concern]:
    """Whom the new case is about: kept from them from its first moment."""
    for row in about:
        row.case, row.on = case, on
    return insert(*about)


@transaction.atomic
def link(later: Case, earlier: Case, *, why: str, by: Account, on: date) -> None:
    """Tie a case to an earlier one (the same matter again); both timelines say so."""
    if later.pk == earlier.pk:
        raise StepRefused(_("Không thể nối hồ sơ với chính nó."))
    both = {
        case.pk: case
        for case in Case.objects.select_for_update().filter(pk__in=[later.pk, earlier.pk]).order_by("pk")
    }
    tie, _made = Link.objects.get_or_create(later=later, earlier=earlier, defaults={"why": why})
    for case, other in ((both[later.pk], earlier), (both[earlier.pk], later)):
        data = {"other": other.pk, "why": why}
        ledger.write(case, verb="link", by=by, on=on, old=case.status, data=data, rows=[tie])
        case.save(update_fields=["version", "last_hash"])
    later.version, later.last_hash = both[later.pk].version, both[later.pk].last_hash


def unsaved(**given: Any) -> Case:
    """A case where its kind begins, with a code, a salt and its words folded for search."""
    definition = kinds.get(given["kind"])
    start = definition.status(definition.opening.target)
    return Case(
        code=new_code(),
        status=start.code,
        phase=start.phase,
        folded=fold(f"{given['subject']} {given['body']}"),
        salt=secrets.token_hex(16),
        received_at=dates.now(),
        **given,
    )


def party_of(case: Case, person: Person) -> Party:
    """A person of a case as a row, not yet stored."""
    party = Party(case=case, salt=secrets.token_hex(16), **vars(person))
    party.fold_name()
    return party
