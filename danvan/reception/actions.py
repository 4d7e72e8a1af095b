"""What is written into the register of reception."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.figures import actions as figures
from danvan.figures.postings import Posting, in_event
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.lib.text import fold
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.reception import policies
from danvan.reception.models import Matter, Outcome, Sitting, Turn, Visitor

STREAM = "turn"


@dataclass(frozen=True)
class Caller:
    """A person who came, before it is a row."""

    full_name: str
    phone: str = ""
    citizen_id: str = ""
    address: str = ""
    represents: bool = False


@dataclass(frozen=True)
class Told:
    """A matter that was brought, before it is a row."""

    topic: str
    summary: str
    outcome: str
    advice: str = ""
    settled_before: str = ""
    earlier: Matter | None = None
    first_time: bool = True


@dataclass(frozen=True)
class Entry:
    """A turn as it stands in a book, before it is a row; the words are those of register_turn."""

    unit: Unit
    on: date
    callers: Sequence[Caller]
    matters: Sequence[Told]
    persons: int
    by: Account
    received_by: Account | None = None
    sitting: str = Sitting.REGULAR
    mandate: bool = False
    note: str = ""
    submission: UUID | None = None


def register_turn(
    *,
    unit: Unit,
    on: date,
    callers: Sequence[Caller],
    matters: Sequence[Told],
    persons: int,
    by: Account,
    received_by: Account | None = None,
    sitting: str = Sitting.REGULAR,
    mandate: bool = False,
    note: str = "",
    submission: UUID | None = None,
) -> Turn:
    """Enter a turn with its people and matters; the same submission twice gives the one turn.

    `on` is the day on which they were received (Viet Nam). Raises StepRefused for a day ahead, an officer of
    another unit, a turn without anybody or without a matter, or representatives that do not fit the group.
    """
    if submission and (earlier := Turn.objects.filter(submission=submission).first()):
        return earlier
    entry = Entry(
        unit=unit,
        on=on,
        callers=callers,
        matters=matters,
        persons=persons,
        by=by,
        received_by=received_by,
        sitting=sitting,
        mandate=mandate,
        note=note,
        submission=submission,
    )
    try:
        [turn] = register_turns([entry])
    except IntegrityError:  # the same form, sent twice at the same moment
        if submission and (earlier := Turn.objects.filter(submission=submission).first()):
            return earlier
        raise
    return turn


def register_turns(entries: Sequence[Entry]) -> list[Turn]:
    """Enter many turns at once, all or none, as from a day's pages of a paper book; five statements in all.

    Raises StepRefused as register_turn does, for the first entry at fault.
    """
    for entry in entries:
        _check(entry)
    with transaction.atomic():
        turns = Turn.objects.bulk_create(_turn(entry) for entry in entries)
        both = list(zip(turns, entries, strict=True))
        visitors = Visitor.objects.bulk_create(
            Visitor(turn=turn, folded=fold(caller.full_name), **vars(caller))
            for turn, entry in both
            for caller in entry.callers
        )
        matters = Matter.objects.bulk_create(
            _matter(turn, told) for turn, entry in both for told in entry.matters
        )
        _enter(turns, visitors, matters)
    return turns


@transaction.atomic
def cancel_turn(turn: Turn, *, by: Account, on: date, text: str) -> Event:
    """Strike out a turn that was entered by mistake (gạch sổ): it stays readable and counts no more.

    Raises StepRefused unless whoever entered it, or a leader of the unit, asks and says why; or when a petition
    was opened from it.
    """
    locked = Turn.objects.select_for_update().get(pk=turn.pk)
    if locked.cancelled_on:
        raise StepRefused(_("Lượt tiếp này đã được gạch."))
    if not (locked.entered_by_id == by.pk or people.has_role(by, [Role.LEADER], locked.unit_id, on)):
        raise StepRefused(_("Chỉ người đã ghi hoặc lãnh đạo đơn vị được gạch lượt tiếp này."))
    if not text:
        raise StepRefused(_("Cần ghi lý do."))
    if locked.matters.filter(petition__isnull=False).exists():
        raise StepRefused(_("Đã mở đơn từ lượt tiếp này nên không gạch được; hãy đính chính đơn."))
    locked.cancelled_on = on
    locked.save(update_fields=["cancelled_on"])
    first = Event.objects.get(stream=STREAM, subject=locked.pk, number=1)
    facts = [posting.undone().as_list() for posting in in_event(first)]
    data = {"facts": facts, "rows": prints.of([locked], locked.salt)}
    event = journal.record(
        stream=STREAM, subject=locked.pk, verb="cancel", by=by, on=on, text=text, data=data
    )
    figures.post(event)
    turn.cancelled_on = on
    return event


@transaction.atomic
def note_petition(matter: Matter, case: Case, *, by: Account, on: date) -> Event:
    """Write down that a petition was opened from a matter."""
    turn = Turn.objects.select_for_update().get(pk=matter.turn_id)
    matter.petition = case
    matter.save(update_fields=["petition"])
    data = {"matter": matter.pk, "case": case.pk, "rows": prints.of([matter], turn.salt)}
    return journal.record(
        stream=STREAM, subject=matter.turn_id, verb="open_petition", by=by, on=on, data=data
    )


@transaction.atomic
def reveal(visitor: Visitor, *, by: Account, on: date) -> Event:
    """Look at a visitor's data behind the mask; always on record. Raises StepRefused for another unit's officer."""
    turn = Turn.objects.select_for_update().get(pk=visitor.turn_id)
    if turn.unit_id not in people.standing(by, on).reads:
        raise StepRefused(_("Lượt tiếp này thuộc đơn vị khác."))
    return journal.record(
        stream=STREAM, subject=visitor.turn_id, verb="reveal", by=by, on=on, data={"visitor": visitor.pk}
    )


def _matter(turn: Turn, told: Told) -> Matter:
    return Matter(
        turn=turn,
        folded=fold(told.summary),
        **{**vars(told), "first_time": told.first_time and told.earlier is None},
    )


def _check(entry: Entry) -> None:
    """Raise StepRefused when the turn may not be entered so."""
    policies.check_can_register(entry.by, entry.unit, on=entry.on)
    if not entry.callers:
        raise StepRefused(_("Cần ghi tên ít nhất một người được tiếp."))
    if not entry.matters:
        raise StepRefused(_("Cần ghi ít nhất một nội dung."))
    represent = sum(caller.represents for caller in entry.callers)
    policies.check_group(entry.persons, len(entry.callers), represent, on=entry.on)


def _turn(entry: Entry) -> Turn:
    return Turn(
        unit=entry.unit,
        on=entry.on,
        sitting=entry.sitting,
        received_by=entry.received_by or entry.by,
        entered_by=entry.by,
        persons=entry.persons,
        mandate=entry.mandate,
        note=entry.note,
        entered_at=dates.now(),
        submission=entry.submission,
        salt=secrets.token_hex(16),
    )


def _enter(turns: list[Turn], visitors: list[Visitor], matters: list[Matter]) -> None:
    """The first event of each turn, with its figures."""
    came: dict[int, list[Visitor]] = {turn.pk: [] for turn in turns}
    told: dict[int, list[Matter]] = {turn.pk: [] for turn in turns}
    for visitor in visitors:
        came[visitor.turn_id].append(visitor)
    for matter in matters:
        told[matter.turn_id].append(matter)
    rows = [
        journal.First(
            subject=turn.pk,
            by=turn.entered_by,
            on=turn.on,
            data={
                "rows": prints.of([turn, *came[turn.pk], *told[turn.pk]], turn.salt),
                "facts": [posting.as_list() for posting in _postings(turn, told[turn.pk])],
            },
        )
        for turn in turns
    ]
    figures.post(*journal.record_first(stream=STREAM, verb="register", rows=rows))


def _postings(turn: Turn, matters: list[Matter]) -> list[Posting]:
    """Turns, persons, groups and matters, each counted apart."""
    counted = [("turns", 1, ""), ("persons", turn.persons, "")]
    if turn.is_group:
        counted += [("groups", 1, ""), ("group_persons", turn.persons, "")]
    counted += [("matters", 1, matter.topic) for matter in matters]
    counted += [("matters_again", 1, matter.topic) for matter in matters if not matter.first_time]
    return [
        Posting(f"reception.{name}", turn.on, turn.unit_id, amount, kind=str(turn.sitting), topic=topic)
        for name, amount, topic in counted
    ]


__all__ = [
    "Caller",
    "Entry",
    "Outcome",
    "Told",
    "cancel_turn",
    "note_petition",
    "register_turn",
    "register_turns",
    "reveal",
]
