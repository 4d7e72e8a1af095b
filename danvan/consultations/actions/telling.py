"""Those who are affected or who spoke are told: in line for a machine, or due for somebody who calls or goes there.

A worker that dies while it sends leaves a telling `sending`; nothing leaves twice without somebody saying so.
"""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.models.people import TellBy
from danvan.consultations import message, policies, queries
from danvan.consultations.actions import ledger
from danvan.consultations.models import Affected, Consultation, Opinion, Telling, Voice
from danvan.consultations.models.people import Moment
from danvan.lib import carriers, dates
from danvan.lib.carriers import BACKOFF, NotTaken, Reason, State
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
    _put_in_line(telling)
    ledger.write_telling(telling, "notify", on=on)
    return telling


def _put_in_line(telling: Telling) -> None:
    now = dates.now()
    telling.tries = 0
    if telling.channel != TellBy.SMS:
        telling.turn(State.DUE, at=now)
    elif not carriers.ready(telling.channel):
        telling.turn(State.FAILED, at=now, reason=Reason.NO_GATEWAY)
    else:
        telling.turn(State.WAITING, at=now, next_at=now)


@transaction.atomic
def mark_told(telling: Telling, *, by: Account, on: date) -> Telling:
    """Put on record that the officer told this person. Raises Refused without a right, or where nothing is open."""
    row = _held(telling)
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
    row = _held(telling)
    policies.check_can_tell(by, row.consultation, on)
    if row.channel != TellBy.SMS or row.state not in (State.FAILED, State.UNKNOWN):
        raise Refused(_("Tin này đang chờ gửi hoặc không gửi bằng máy được."))
    _put_in_line(row)
    ledger.write_telling(row, "resend", by=by, on=on)
    return row


def deliver() -> int:
    """Send what is in line, unless it is night; how many were taken. A carrier out of reach is left alone for now."""
    now, taken = dates.now(), 0
    for number in queries.lost(now):
        _end(number, State.UNKNOWN, verb="lose")
    if settings.DANVAN_QUIET.covers(now):
        return 0
    for number in queries.in_line(now):
        sent = send(number)
        taken += sent is not None and sent.state == State.DELIVERED
        if sent is not None and sent.reason == Reason.UNREACHABLE:
            break
    return taken


def send(number: int) -> Telling | None:
    """Send one; None when somebody else has it. What a carrier raises but NotTaken leaves it `sending`."""
    begun = _begin(number)
    if begun is None:
        return None
    who = begun.affected or begun.voice
    if who is None or not who.phone:
        return _end(number, State.FAILED, Reason.NO_ADDRESS, verb="fail")
    try:
        carriers.of(begun.channel).send(who.phone, message.text_of(begun, on=dates.today()))
    except NotTaken as why:
        if why.final or begun.tries > len(BACKOFF):
            return _end(number, State.FAILED, why.reason, verb="fail")
        return _end(number, State.WAITING, why.reason, verb="fail")
    return _end(number, State.DELIVERED, verb="deliver")


@transaction.atomic
def _begin(number: int) -> Telling | None:
    rows = Telling.objects.select_for_update(of=("self",), skip_locked=True)
    rows = rows.select_related("consultation__unit", "affected", "voice")
    row = rows.filter(pk=number, state=State.WAITING).first()
    if row is None:
        return None
    row.tries += 1
    row.turn(State.SENDING, at=dates.now(), next_at=dates.now())
    ledger.write_telling(row, "send", on=dates.today())
    return row


@transaction.atomic
def _end(number: int, state: State, reason: str = "", *, verb: str) -> Telling:
    row = Telling.objects.select_for_update().get(pk=number)
    now = dates.now()
    after = now + BACKOFF[row.tries - 1] if state == State.WAITING else None
    row.turn(state, at=now, reason=reason, next_at=after)
    ledger.write_telling(row, verb, on=dates.today())
    return row


def _held(telling: Telling) -> Telling:
    rows = Telling.objects.select_for_update(of=("self",)).select_related("consultation__unit")
    return rows.get(pk=telling.pk)
