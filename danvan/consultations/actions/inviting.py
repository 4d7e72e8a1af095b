"""Whom a draft concerns: groups are named and told; persons affected are named, invited, and come with their code."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.models.people import TellBy
from danvan.consultations import policies
from danvan.consultations.actions import ledger
from danvan.consultations.actions.telling import tell_person
from danvan.consultations.models import Affected, Audience, Consultation, Opinion, Telling, Voice
from danvan.consultations.models.people import Moment
from danvan.consultations.workflow import phase_of
from danvan.journal.actors import CITIZEN
from danvan.lib import codes
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account

MOST_AT_ONCE = 500
TOLD_BY = (TellBy.SMS, TellBy.PHONE, TellBy.POST, TellBy.VISIT)
"""How somebody affected is invited."""


@dataclass(frozen=True)
class Person:
    """Somebody whom the draft affects directly, as she is entered."""

    full_name: str
    why: str
    address: str = ""
    phone: str = ""
    tell_by: str = TellBy.VISIT.value


@transaction.atomic
def name_group(row: Consultation, *, name: str, people: int | None = None, by: Account, on: date) -> Audience:
    """Name a group of people whom it concerns, and how many they are. Raises Refused without a name, or a right."""
    found = ledger.writable(row, "concern", by=by, on=on)
    if not (said := clean(name)):
        raise Refused(_("Xin ghi nhóm đối tượng."), field="name")
    made = Audience.objects.create(consultation=found, name=said, people=people)
    ledger.write(found, "name_group", by=by, on=on, old=phase_of(found, on).code.value, rows=[made])
    return made


@transaction.atomic
def tell_group(
    audience: Audience, *, how: str, reached: int | None = None, told_on: date, by: Account, on: date
) -> Audience:
    """Put on record how a group was told, when, and how many were reached. Raises Refused without how, or ahead."""
    found = ledger.writable(audience.consultation, "concern", by=by, on=on)
    row = Audience.objects.select_for_update().get(pk=audience.pk)
    if not (said := clean(how)):
        raise Refused(_("Xin ghi phổ biến bằng cách nào."), field="how")
    if told_on > on:
        raise Refused(_("Ngày phổ biến không thể ở tương lai."), field="told_on")
    if reached is not None and row.people is not None and reached > row.people:
        raise Refused(_("Số người biết không thể nhiều hơn số người của nhóm."), field="reached")
    row.told_how, row.reached, row.told_on = said, reached, told_on
    row.save()
    ledger.write(found, "tell_group", by=by, on=on, old=phase_of(found, on).code.value, rows=[row])
    return row


@transaction.atomic
def name_persons(row: Consultation, persons: Sequence[Person], *, by: Account, on: date) -> list[Affected]:
    """Name persons directly affected; each gets a code of her own. Once it is announced they are invited at once.

    Raises Refused for one without a name or a reason, or whose way of being told lacks a number.
    """
    found = ledger.writable(row, "concern", by=by, on=on)
    if not 1 <= len(persons) <= MOST_AT_ONCE:
        raise Refused(_("Mỗi lần ghi từ 1 đến %(n)s người.") % {"n": MOST_AT_ONCE}, field="persons")
    made = [_named(found, at, person, by, on) for at, person in enumerate(persons, 1)]
    for each in made:
        ledger.write_affected(each, "name_person", by=by, on=on)
    ledger.write(
        found, "name_person", by=by, on=on, old=phase_of(found, on).code.value, data={"n": len(made)}
    )
    if found.is_public:
        invite_all(found, by=by, on=on)
    return made


def _named(row: Consultation, at: int, person: Person, by: Account, on: date) -> Affected:
    name, why = clean(person.full_name), clean(person.why)
    if not name or not why:
        raise Refused(_("Dòng %(n)s: cần họ tên và lý do chịu tác động.") % {"n": at}, field="persons")
    if person.tell_by not in {each.value for each in TOLD_BY}:
        raise Refused(_("Dòng %(n)s: chưa rõ mời bằng cách nào.") % {"n": at}, field="persons")
    if person.tell_by in (TellBy.SMS, TellBy.PHONE) and not person.phone:
        raise Refused(_("Dòng %(n)s: cần số điện thoại để mời.") % {"n": at}, field="persons")
    return Affected(
        consultation=row,
        full_name=name,
        address=clean(person.address),
        phone=person.phone,
        tell_by=person.tell_by,
        why=why,
        code=codes.new_code(),
        salt=secrets.token_hex(16),
        by=by,
        made_on=on,
    )


def invite_all(row: Consultation, *, by: Account, on: date) -> int:
    """Invite everybody affected who was not invited yet, each by her own way; how many."""
    waiting = list(row.affected.select_for_update().filter(invited_on__isnull=True).order_by("pk"))
    for person in waiting:
        person.invited_on = on
        facts = [ledger.posting(row, "invited", on)]
        ledger.write_affected(person, "invite", by=by, on=on, facts=facts)
        tell_person(row, person, Moment.INVITED, on=on)
    return len(waiting)


@transaction.atomic
def come(person: Affected, *, on: date) -> Affected:
    """Somebody affected opens the draft by her code: the first time is on record."""
    row = Affected.objects.select_for_update().get(pk=person.pk)
    if row.opened_on is None:
        row.opened_on = on
        facts = [ledger.posting(person.consultation, "opened", on)]
        ledger.write_affected(row, "open", by=CITIZEN, on=on, facts=facts)
    return row


@transaction.atomic
def look_voice(opinion: Opinion, *, by: Account, on: date) -> None:
    """The name of whoever gave an opinion, on record that this officer looked. Raises Refused."""
    policies.check_sees_persons(by, opinion.consultation, on)
    voice = Voice.objects.select_for_update(of=("self",)).get(pk=opinion.voice_id)
    ledger.write_voice(voice, "look", by=by, on=on)


@transaction.atomic
def look_telling(telling: Telling, *, by: Account, on: date) -> None:
    """Who is to be told something, her number and her code, on record that this officer looked. Raises Refused."""
    policies.check_can_tell(by, telling.consultation, on)
    policies.check_sees_persons(by, telling.consultation, on)
    if telling.affected_id is not None:
        person = Affected.objects.select_for_update().get(pk=telling.affected_id)
        ledger.write_affected(person, "look", by=by, on=on)
    elif telling.voice_id is not None:
        voice = Voice.objects.select_for_update(of=("self",)).get(pk=telling.voice_id)
        ledger.write_voice(voice, "look", by=by, on=on)


@transaction.atomic
def look(row: Consultation, *, by: Account, on: date) -> list[Affected]:
    """The names behind the list of persons affected, on record that this officer looked. Raises Refused."""
    found = ledger.hold(row)
    policies.check_sees_persons(by, found, on)
    ledger.write(found, "look", by=by, on=on, old=phase_of(found, on).code.value)
    return list(found.affected.order_by("pk"))
