"""What is written into the register of reception: turns with their people and matters."""

import secrets
from collections.abc import Iterator, Sequence
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
from danvan.reception import policies, terms
from danvan.reception.models import (
    Behalf,
    Letter,
    Matter,
    MatterKind,
    Notice,
    NoticeState,
    Outcome,
    Purpose,
    Signed,
    Sitting,
    Turn,
    Visitor,
)

STREAM = "turn"
POSTING = ("register", "add_matter", "bring_in")
"""Verbs whose events carry figures of a turn."""


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
    kind: str = MatterKind.RECOMMENDATION
    request: str = ""
    referred_to: str = ""
    paper: str = ""


@dataclass(frozen=True)
class Brought:
    """How they came, before it is a row: for whom, with which paper, and whether with a letter."""

    behalf: str = Behalf.SELF
    behalf_of: str = ""
    mandate_note: str = ""
    letter: str = Letter.NONE
    online: bool = False
    recording: str = ""


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
    brought: Brought = Brought()
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
    brought: Brought = Brought(),
    submission: UUID | None = None,
) -> Turn:
    """Enter a turn with its people and matters; the same submission twice gives the one turn.

    `on` is the day on which they were received (Viet Nam). Raises StepRefused for a day ahead, an officer of
    another unit, a turn without anybody or without a matter, or representatives that do not fit the group.
    """
    if submission and (earlier := Turn.objects.filter(submission=submission).first()):
        return earlier
    how = (received_by, sitting, mandate, note, brought, submission)
    entry = Entry(unit, on, callers, matters, persons, by, *how)
    try:
        [turn] = register_turns([entry])
    except IntegrityError:  # the same form, sent twice at the same moment
        if submission and (earlier := Turn.objects.filter(submission=submission).first()):
            return earlier
        raise
    return turn


def register_turns(entries: Sequence[Entry]) -> list[Turn]:
    """Enter many turns at once, all or none, as from a day's pages of a paper book; five statements in all, and
    one more for the notices that are owed.

    Raises StepRefused as register_turn does, for the first entry at fault.
    """
    for entry in entries:
        _check(entry)
    with transaction.atomic():
        turns = Turn.objects.bulk_create(turn_of(entry) for entry in entries)
        both = list(zip(turns, entries, strict=True))
        visitors = Visitor.objects.bulk_create(
            Visitor(turn=turn, folded=fold(caller.full_name), **vars(caller))
            for turn, entry in both
            for caller in entry.callers
        )
        matters = Matter.objects.bulk_create(
            matter_of(turn, told) for turn, entry in both for told in entry.matters
        )
        owed = [notice for turn in turns for notice in _owed(turn)]
        owed += [notice for matter in matters for notice in owed_of(matter)]
        _enter(turns, [*visitors, *matters, *Notice.objects.bulk_create(owed)], matters)
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
    chain = Event.objects.filter(stream=STREAM, subject=locked.pk, verb__in=POSTING)
    facts = [posting.undone().as_list() for event in chain for posting in in_event(event)]
    owed = list(locked.notices.filter(state__in=[NoticeState.OWED, NoticeState.UNCONFIRMED]))
    for notice in owed:
        notice.state = NoticeState.CANCELLED
        notice.save(update_fields=["state"])
    data = {"facts": facts, "rows": prints.of([locked, *owed], locked.salt)}
    event = journal.record(
        stream=STREAM, subject=locked.pk, verb="cancel", by=by, on=on, text=text, data=data
    )
    figures.post(event)
    turn.cancelled_on = on
    return event


@transaction.atomic
def add_matter(turn: Turn, told: Told, *, by: Account, on: date) -> Matter:
    """Add a matter that turned out to be in what was brought (tách thêm việc), as from a letter of several matters.

    It counts on the day of the turn. Raises StepRefused for an officer who does not receive citizens there, or a
    turn that was struck out.
    """
    locked = Turn.objects.select_for_update(of=("self",)).select_related("unit").get(pk=turn.pk)
    policies.check_can_register(by, locked.unit, on=on)
    if locked.cancelled_on:
        raise StepRefused(_("Lượt tiếp này đã được gạch."))
    matter = matter_of(locked, told)
    matter.save()
    rows = [matter, *Notice.objects.bulk_create(owed_of(matter))]
    facts = [posting.as_list() for posting in _of_matters(locked, [matter])]
    data = {"rows": prints.of(rows, locked.salt), "facts": facts}
    figures.post(journal.record(stream=STREAM, subject=locked.pk, verb="add_matter", by=by, on=on, data=data))
    return matter


@transaction.atomic
def note_signed(turn: Turn, *, signed: str, by: Account, on: date) -> Event:
    """Write down that the record was read back and how it was signed (đọc lại, ký hoặc điểm chỉ; LTCD art. 25).

    Raises StepRefused for an officer who does not receive citizens there, or a turn that was struck out or signed.
    """
    locked = Turn.objects.select_for_update(of=("self",)).select_related("unit").get(pk=turn.pk)
    policies.check_can_register(by, locked.unit, on=on)
    if locked.cancelled_on or locked.signed:
        raise StepRefused(_("Lượt tiếp này đã gạch hoặc biên bản đã ký."))
    locked.signed, locked.signed_on = Signed(signed), on
    locked.save(update_fields=["signed", "signed_on"])
    data = {"signed": signed, "rows": prints.of([locked], locked.salt)}
    return journal.record(stream=STREAM, subject=locked.pk, verb="sign_record", by=by, on=on, data=data)


@transaction.atomic
def note_printed(turn: Turn, *, by: Account, on: date) -> Event:
    """A paper with the whole names of a turn is shown for printing; always on record.

    Raises StepRefused for an officer who does not receive citizens there.
    """
    locked = Turn.objects.select_for_update(of=("self",)).select_related("unit").get(pk=turn.pk)
    if not policies.can_register(by, locked.unit, on=on):
        raise StepRefused(_("Chỉ cán bộ tiếp công dân của đơn vị được in giấy này."))
    return journal.record(stream=STREAM, subject=locked.pk, verb="print_record", by=by, on=on)


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


def matter_of(turn: Turn, told: Told) -> Matter:
    """A matter of a turn as a row, not yet stored."""
    return Matter(
        turn=turn,
        folded=fold(told.summary),
        **{**vars(told), "first_time": told.first_time and told.earlier is None},
    )


def _owed(turn: Turn) -> list[Notice]:
    """The notice of conclusion that a reception by the head asks for."""
    if turn.sitting == Sitting.REGULAR:
        return []
    notice = terms.owe(Purpose.CONCLUSION, turn.unit, on=turn.on)
    if notice:
        notice.turn = turn
    return [notice] if notice else []


def owed_of(matter: Matter) -> list[Notice]:
    """The answer that a matter noted for later asks for."""
    if matter.outcome != Outcome.PENDING:
        return []
    notice = terms.owe(Purpose.RESULT, matter.turn.unit, on=matter.turn.on)
    if notice:
        notice.turn, notice.matter = matter.turn, matter
    return [notice] if notice else []


def _check(entry: Entry) -> None:
    """Raise StepRefused when the turn may not be entered so."""
    policies.check_can_register(entry.by, entry.unit, on=entry.on)
    if not entry.callers:
        raise StepRefused(_("Cần ghi tên ít nhất một người được tiếp."))
    if not entry.matters:
        raise StepRefused(_("Cần ghi ít nhất một nội dung."))
    if entry.brought.behalf != Behalf.SELF and not entry.brought.behalf_of:
        raise StepRefused(_("Cần ghi đến thay cho ai."))
    represent = sum(caller.represents for caller in entry.callers)
    policies.check_group(entry.persons, len(entry.callers), represent, on=entry.on)


def turn_of(entry: Entry) -> Turn:
    """A turn as a row, not yet stored."""
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
        **vars(entry.brought),
        salt=secrets.token_hex(16),
    )


def _enter(turns: list[Turn], parts: Sequence[Visitor | Matter | Notice], matters: list[Matter]) -> None:
    """The first event of each turn, with its figures."""
    rows_of: dict[int | None, list[Visitor | Matter | Notice]] = {turn.pk: [] for turn in turns}
    told: dict[int, list[Matter]] = {turn.pk: [] for turn in turns}
    for part in parts:
        rows_of[part.turn_id].append(part)
    for matter in matters:
        told[matter.turn_id].append(matter)
    rows = [
        journal.First(
            subject=turn.pk,
            by=turn.entered_by,
            on=turn.on,
            data={
                "rows": prints.of([turn, *rows_of[turn.pk]], turn.salt),
                "facts": [posting.as_list() for posting in postings_of(turn, told[turn.pk])],
            },
        )
        for turn in turns
    ]
    figures.post(*journal.record_first(stream=STREAM, verb="register", rows=rows))


def postings_of(turn: Turn, matters: list[Matter]) -> list[Posting]:
    """Turns, persons, groups and matters, each counted apart."""
    counted = [("turns", 1), ("persons", turn.persons)]
    if turn.is_group:
        counted += [("groups", 1), ("group_persons", turn.persons)]
    if turn.letter != Letter.NONE:
        counted += [(name, 1) for name in _of_letter(matters[0])]
    posted = [
        Posting(f"reception.{name}", turn.on, turn.unit_id, amount, kind=str(turn.sitting))
        for name, amount in counted
    ]
    return posted + _of_matters(turn, matters)


def _of_letter(matter: Matter) -> list[str]:
    """The figures of the letter that was handed in: it is of the kind of its first matter, and goes where that goes."""
    return ["letters", f"letters_{matter.kind}", *(["letters_guided"] if matter.is_shown_elsewhere else [])]


def _of_matters(turn: Turn, matters: list[Matter]) -> list[Posting]:
    """The figures of some matters of a turn."""
    return [
        Posting(f"reception.{name}", turn.on, turn.unit_id, 1, kind=str(turn.sitting), topic=matter.topic)
        for matter in matters
        for name in _of_matter(turn, matter)
    ]


def _of_matter(turn: Turn, matter: Matter) -> Iterator[str]:
    """What a matter is counted as: of its kind, brought again, by a group, settled before or at once, elsewhere."""
    yield "matters"
    yield f"matters_{matter.kind}"
    if not matter.first_time:
        yield "matters_again"
    if turn.is_group:
        yield "group_matters"
        if not matter.first_time:
            yield "group_matters_again"
    if matter.settled_before:
        yield "matters_settled"
    elif matter.outcome == Outcome.ANSWERED:
        yield "matters_answered"
    if matter.is_shown_elsewhere:
        yield "matters_guided"
