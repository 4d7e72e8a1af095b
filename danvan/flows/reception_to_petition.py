"""From the reception desk to the register of letters: what somebody came to say becomes a petition."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases import actions as cases
from danvan.cases.actions import Person
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.models.people import PartyRole, TellBy
from danvan.cases.workflow import Channel
from danvan.lib import dates
from danvan.people.models import Account
from danvan.petitions import actions as petitions
from danvan.petitions import finality
from danvan.petitions.actions import Letter
from danvan.petitions.second import CODE as SECOND
from danvan.reception import actions as reception
from danvan.reception.actions import Told
from danvan.reception.models import GROUP_FROM, Matter, Turn, Visit, Visitor


@transaction.atomic
def open_petition(matter: Matter, letter: Letter, *, by: Account, on: date) -> Case:
    """Open a petition from a matter of a turn (mở đơn từ lượt tiếp), with those who came as its senders.

    Both registers are written or neither: the case is received by the way of reception on that day (Viet Nam),
    and the turn says which case came of it. A second complaint is tied to the first, where the matter names it.
    Raises StepRefused for a matter from which one was opened already, a turn that was struck out, or a day in the
    future.
    """
    locked = Matter.objects.select_for_update(of=("self",)).select_related("turn__unit").get(pk=matter.pk)
    if locked.petition_id:
        raise StepRefused(_("Đã mở đơn từ nội dung này."))
    if locked.turn.cancelled_on:
        raise StepRefused(_("Lượt tiếp này đã được gạch nên không mở đơn được."))
    senders = _senders(list(locked.turn.visitors.order_by("pk")), of=locked.turn.persons)
    first = _first(locked, letter, senders, on=on)
    case = petitions.receive(
        letter,
        unit=locked.turn.unit,
        channel=Channel.RECEPTION,
        by=by,
        on=on,
        persons=senders,
        first=first,
    )
    if first:  # whoever the first complaint is about does not get the second either
        cases.route_one(case, on=on)
    reception.note_petition(matter, case, by=by, on=on)
    return case


def _first(matter: Matter, letter: Letter, senders: Sequence[Person], *, on: date) -> Case | None:
    """The case whose decision a second complaint is about: that of the earlier matter, or the one it names."""
    if letter.kind != SECOND:
        return None
    names = [sender.full_name for sender in senders]
    earlier = matter.earlier.petition if matter.earlier else None
    return finality.first_of(letter.against, names, earlier, on=on)


def _senders(visitors: Sequence[Visitor], *, of: int) -> list[Person]:
    """Those who came, as persons of the case; of a group those who represent it. Whoever left a number is called."""
    chosen = [visitor for visitor in visitors if visitor.represents] if of >= GROUP_FROM else visitors
    return [
        Person(
            full_name=visitor.full_name,
            phone=visitor.phone,
            citizen_id=visitor.citizen_id,
            address=visitor.address,
            tell_by=TellBy.PHONE if visitor.phone else TellBy.CODE,
            role=PartyRole.REPRESENTATIVE if visitor.represents else PartyRole.SENDER,
        )
        for visitor in chosen or visitors
    ]


@transaction.atomic
def register(
    letters: Sequence[Letter | None], *, by: Account, on: date, visit: Visit | None = None, **turn: Any
) -> Turn:
    """Enter a turn, and open a petition from each of its matters that has a letter beside it, all or nothing.

    `letters` stand in the order of the matters; `visit`, the number in the queue, ends with the turn; the other words
    are those of danvan.reception.actions.register_turn. The same submission twice opens nothing twice. Raises
    StepRefused as both registers and the queue do.
    """
    entered = reception.register_turn(by=by, on=on, **turn)
    if visit:
        reception.enter_visit(visit, entered, by=by, on=dates.today())
    for matter, letter in zip(entered.matters.order_by("pk"), letters, strict=False):
        if letter and not matter.petition_id:
            open_petition(matter, letter, by=by, on=on)
    return entered


@transaction.atomic
def add_matter(turn: Turn, told: Told, letter: Letter | None, *, by: Account, on: date) -> Matter:
    """Add a matter to a turn, and open a petition from it where it has a letter: a mixed letter is separated so.

    Both registers are written or neither. Raises StepRefused as both do.
    """
    matter = reception.add_matter(turn, told, by=by, on=on)
    if letter:
        open_petition(matter, letter, by=by, on=on)
    return matter
