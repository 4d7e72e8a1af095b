"""Those who are affected or who spoke are told: in line for a machine, or due for somebody who calls or goes there.

A worker that dies while it sends leaves a telling `sending`; nothing leaves twice without somebody saying so.
"""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from danvan.cases.models.people import TellBy
from danvan.consultations import message, policies
from danvan.consultations.actions import ledger
from danvan.consultations.models import Affected, Consultation, Opinion, Telling, Voice
from danvan.consultations.models.people import Moment
from danvan.lib import carriers, dates
from danvan.lib.carriers import State
from danvan.lib.lines import Line
from danvan.people.errors import Refused
from danvan.people.models import Account


def tell_person(row: Consultation, person: Affected, moment: Moment, *, on: date) -> Telling:
    """Put a telling in line for somebody affected, by her own way."""
    made = Telling(consultation=row, affected=person, moment=moment, channel=person.tell_by)
    return _begin_line(made, person.phone, on)


def tell_affected(row: Consultation, moment: Moment, *, on: date) -> int:
    """Tell everybody affected who was invited and did not speak: who spoke is told as whoever spoke; how many."""
    silent = row.affected.filter(invited_on__isnull=False, voice__isnull=True).order_by("pk")
    if moment == Moment.LONGER:
        silent = row.affected.filter(invited_on__isnull=False).order_by("pk")
    return len([tell_person(row, person, moment, on=on) for person in silent])


def tell_voices(row: Consultation, moment: Moment, *, on: date) -> int:
    """Tell everybody who spoke and wants to hear; how many."""
    heard = row.voices.exclude(tell_by=TellBy.CODE).order_by("pk")
    return len([_begin_line(_to(row, voice, moment), voice.phone, on) for voice in heard])


def tell_author(opinion: Opinion, voice: Voice, *, on: date) -> None:
    """Tell whoever spoke that the words of an opinion are not public."""
    if voice.tell_by != TellBy.CODE:
        made = _to(opinion.consultation, voice, Moment.VEILED)
        made.about = opinion.pk
        _begin_line(made, voice.phone, on)


def _to(row: Consultation, voice: Voice, moment: Moment) -> Telling:
    return Telling(consultation=row, voice=voice, moment=moment, channel=voice.tell_by)


def _begin_line(telling: Telling, phone: str, on: date) -> Telling:
    telling.to, telling.made_at = carriers.masked(phone), dates.now()
    LINE.enter(telling)
    ledger.write_telling(telling, "notify", on=on)
    return telling


@transaction.atomic
def mark_told(telling: Telling, *, by: Account, on: date) -> Telling:
    """Put on record that the officer told this person. Raises Refused without a right, or where nothing is open."""
    row = LINE.held(telling)
    policies.check_can_tell(by, row.consultation, on)
    if not row.needs_staff:
        raise Refused(_("Không còn gì phải báo cho người này: có thể người khác vừa báo xong."))
    row.by = by
    row.turn(State.TOLD, at=dates.now())
    ledger.write_telling(row, "told", by=by, on=on)
    return row


@transaction.atomic
def resend(telling: Telling, *, by: Account, on: date) -> Telling:
    """Put it in line once more. Raises Refused without a right, or for what no machine sends, or sends now."""
    row = LINE.held(telling)
    policies.check_can_tell(by, row.consultation, on)
    if not LINE.can_resend(row):
        raise Refused(_("Tin này đang chờ gửi hoặc không gửi bằng máy được."))
    LINE.enter(row)
    ledger.write_telling(row, "resend", by=by, on=on)
    return row


def deliver() -> int:
    """Send what is in line, unless it is night; how many were taken."""
    return LINE.deliver()


def _all() -> QuerySet[Telling]:
    return Telling.objects.select_related("consultation__unit", "affected", "voice")


def _address(telling: Telling) -> str:
    who = telling.affected or telling.voice
    return who.phone if who else ""


def _record(telling: Telling, verb: str) -> None:
    ledger.write_telling(telling, verb, on=dates.today())


LINE: Line[Telling] = Line(
    rows=_all,
    channel=lambda telling: telling.channel,
    address=_address,
    text=lambda telling: message.text_of(telling, on=dates.today()),
    record=_record,
)
