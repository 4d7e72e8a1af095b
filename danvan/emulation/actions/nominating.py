"""A citizen tells of a good person; she is asked; it is taken into a movement, or set aside."""

import secrets
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan.emulation import policies
from danvan.emulation.actions import ledger
from danvan.emulation.actions.ledger import needed
from danvan.emulation.actions.registering import Registration, consent, register
from danvan.emulation.models import Exemplar, Movement, Nomination
from danvan.emulation.words import Field, Whose
from danvan.emulation.workflow import NOMINATION, WORKERS, Asked
from danvan.journal.actors import CITIZEN
from danvan.lib import codes
from danvan.lib.text import clean
from danvan.people import lives
from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit

LONGEST = 5_000


@dataclass(frozen=True)
class Told:
    """Of whom somebody tells, and what she did; and, where they like, who tells."""

    person: str
    story: str
    place: str = ""
    person_phone: str = ""
    teller: str = ""
    teller_phone: str = ""


@transaction.atomic
def nominate(
    unit: Unit, told: Told, *, by: Account | None, on: date, submission: UUID | None = None
) -> Nomination:
    """Tell of a good person or deed (giới thiệu); the same submission twice gives the one. Raises Refused."""
    if submission and (earlier := Nomination.objects.filter(submission=submission).first()):
        return earlier
    if by is not None and not people.has_role(by, WORKERS, unit, on):
        raise Refused(_("Chỉ cán bộ của đơn vị ghi được."), field="unit")
    row = Nomination(unit=unit, status=Asked.RECEIVED.value, code=codes.new_code(), received_on=on)
    row.salt, row.submission = secrets.token_hex(16), submission
    row.person = needed(clean(told.person), _("Xin ghi tên người được giới thiệu."), "person")
    row.story = needed(clean(told.story), _("Xin kể người ấy đã làm gì."), "story")
    if len(row.story) > LONGEST:
        raise Refused(_("Lời kể dài quá %(n)s ký tự.") % {"n": LONGEST}, field="story")
    row.place, row.person_phone = clean(told.place), told.person_phone
    row.teller, row.teller_phone = clean(told.teller), told.teller_phone
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # the same form at the same moment: the first one stands
        return Nomination.objects.get(submission=submission)
    ledger.of_nomination(row, "nomination_receive", by=by or CITIZEN, on=on)
    return row


@transaction.atomic
def answer(
    nomination: Nomination, *, agrees: bool, how: str, by: Account, on: date, seen: int | None = None
) -> Nomination:
    """Put on record what the person told of said when she was asked (hỏi ý kiến): she agrees, or would rather not."""
    row = _locked(nomination, "nomination_agree" if agrees else "nomination_decline", by, on, seen)
    old = row.status
    row.consent_how = needed(clean(how), _("Xin ghi hỏi bằng cách nào, ai trả lời."), "how")
    row.consent_on = on
    row.status = Asked.AGREED.value if agrees else Asked.DECLINED.value
    row.ended_on = None if agrees else on
    verb = "nomination_agree" if agrees else "nomination_decline"
    ledger.of_nomination(row, verb, by=by, on=on, old=old)
    return row


@transaction.atomic
def take(
    nomination: Nomination,
    movement: Movement,
    *,
    name: str,
    field: str = Field.SOCIETY.value,
    by: Account,
    on: date,
    seen: int | None = None,
) -> Exemplar:
    """Take it into a movement (đưa vào đăng ký): it is registered, with the consent that she gave. Raises Refused."""
    row = _locked(nomination, "nomination_take", by, on, seen)
    told = Registration(
        name=name,
        field=field,
        whose=Whose.PERSON.value,
        summary=row.story,
        place=row.place,
        full_name=row.person,
        phone=row.person_phone,
    )
    made = register(movement, told, unit=row.unit, by=by, on=on)
    consent(made, agrees=True, how=row.consent_how, by=by, on=on)
    old, row.status = row.status, Asked.TAKEN.value
    row.exemplar, row.ended_on = made, on
    ledger.of_nomination(row, "nomination_take", by=by, on=on, old=old)
    return made


@transaction.atomic
def set_aside(
    nomination: Nomination, *, text: str, by: Account, on: date, seen: int | None = None
) -> Nomination:
    """Set it aside (để riêng), with the reason, which whoever told reads by the code. Raises Refused."""
    row = _locked(nomination, "nomination_set_aside", by, on, seen)
    row.reason = needed(clean(text), _("Xin ghi lý do; người giới thiệu đọc được."), "text")
    old, row.status, row.ended_on = row.status, Asked.SET_ASIDE.value, on
    ledger.of_nomination(row, "nomination_set_aside", by=by, on=on, old=old, text=row.reason)
    return row


@transaction.atomic
def look_at(nomination: Nomination, *, by: Account, on: date) -> Nomination:
    """Look at the names and numbers in it: that somebody looked is on record. Raises Refused."""
    row = Nomination.objects.select_for_update().get(pk=nomination.pk)
    if row.unit_id not in policies.units_worked(by, on):
        raise Refused(_("Chỉ cán bộ của đơn vị xem được tên và số điện thoại."))
    ledger.of_nomination(row, "nomination_look", by=by, on=on, old=row.status)
    return row


def _locked(nomination: Nomination, verb: str, by: Account, on: date, seen: int | None) -> Nomination:
    row = Nomination.objects.select_for_update(of=("self",)).select_related("unit").get(pk=nomination.pk)
    lives.check_seen(NOMINATION, row.pk, row.revision, seen)
    if row.destroyed_on:
        raise Refused(_("Nội dung này đã hủy."))
    lives.check_can(NOMINATION, row.status, verb, by, row.unit_id, on)
    return row
