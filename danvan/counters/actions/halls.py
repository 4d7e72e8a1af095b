"""A hall is set up: where it is, what is done in it, at which counters, from which day on."""

import re
import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from danvan.counters import policies
from danvan.counters.actions import ledger
from danvan.counters.models import Counter, Hall, Service
from danvan.counters.workflow import QUICK
from danvan.journal.keeping import keep
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit

STREAM = "hall"
Row = TypeVar("Row", bound=Model)


@transaction.atomic
def open_hall(
    *, unit: Unit, key: str, name: str, by: Account, on: date, place: str = "", from_on: date
) -> Hall:
    """Open a hall (nơi tiếp nhận) from a day on; its key stands in the address of its screen and stays."""
    policies.check_can_set_up(by, unit, on=on)
    _check_ahead(from_on, on)
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{2,39}", key):
        raise Refused(_("Tên trong địa chỉ gồm chữ thường không dấu, chữ số, gạch nối; từ 3 đến 40 ký tự."))
    if Hall.objects.filter(key=key).exists():
        raise Refused(_("Địa chỉ này đã có nơi khác dùng."))
    hall = Hall(unit=unit, key=key, name=clean(name)[:120], place=clean(place)[:250], from_on=from_on)
    hall.door, hall.salt = secrets.token_urlsafe(16), secrets.token_hex(16)
    keep(hall, "open_hall", stream=STREAM, by=by, on=on, salt=hall.salt)
    return hall


@transaction.atomic
def set_hall(hall: Hall, *, name: str, place: str, by: Account, on: date) -> Hall:
    """Name it otherwise, or say where it is now."""
    row = _locked(hall, by, on)
    row.name, row.place = clean(name)[:120], clean(place)[:250]
    keep(row, "set_hall", stream=STREAM, by=by, on=on, salt=row.salt)
    return row


@transaction.atomic
def close_hall(hall: Hall, *, until_on: date, by: Account, on: date) -> Hall:
    """It takes nobody in from that day on."""
    row = _locked(hall, by, on)
    _end(row, until_on, on)
    keep(row, "close_hall", stream=STREAM, by=by, on=on, salt=row.salt)
    return row


@transaction.atomic
def renew_door(hall: Hall, *, by: Account, on: date) -> Hall:
    """The address that gives numbers got about: a new one, and the old one gives none any more."""
    row = _locked(hall, by, on)
    row.door = secrets.token_urlsafe(16)
    keep(row, "renew_door", stream=STREAM, by=by, on=on, salt=row.salt)
    return row


@transaction.atomic
def confirm_priority(hall: Hall, *, act: str, by: Account, on: date) -> Hall:
    """Name the office's own rule on who goes first; without one, nobody is offered to. An empty one takes it back."""
    row = _locked(hall, by, on)
    row.priority_act = clean(act)[:120]
    keep(row, "confirm_priority", stream=STREAM, by=by, on=on, salt=row.salt)
    return row


@transaction.atomic
def open_service(
    hall: Hall,
    *,
    letter: str,
    name: str,
    purpose: str,
    fields: Sequence[str] = (),
    from_on: date,
    by: Account,
    on: date,
) -> Service:
    """Something is done in the hall under a letter, from a day on."""
    row = _locked(hall, by, on)
    _check_ahead(from_on, on)
    service = Service(hall=row, from_on=from_on)
    _describe(service, letter, name, purpose, fields)
    return _kept(
        row,
        service,
        "open_service",
        by,
        on,
        _("Chữ %(sign)s đã có việc khác dùng.") % {"sign": service.letter},
    )


@transaction.atomic
def set_service(
    service: Service,
    *,
    letter: str,
    name: str,
    purpose: str,
    fields: Sequence[str] = (),
    by: Account,
    on: date,
) -> Service:
    """What is done under a letter is told otherwise; the letter itself stays, since numbers bear it."""
    row = _locked(service.hall, by, on)
    found = Service.objects.get(pk=service.pk)
    _describe(found, found.letter, name, purpose, fields)
    return _kept(row, found, "set_service", by, on)


@transaction.atomic
def close_service(service: Service, *, until_on: date, by: Account, on: date) -> Service:
    """It is done here no more from that day on."""
    row = _locked(service.hall, by, on)
    found = Service.objects.get(pk=service.pk)
    _end(found, until_on, on)
    return _kept(row, found, "close_service", by, on)


@transaction.atomic
def open_counter(
    hall: Hall, *, number: int, letters: Sequence[str], name: str = "", from_on: date, by: Account, on: date
) -> Counter:
    """A counter (quầy) calls numbers of these letters, from a day on."""
    row = _locked(hall, by, on)
    _check_ahead(from_on, on)
    counter = Counter(hall=row, number=number, name=clean(name)[:120], from_on=from_on)
    counter.letters = _letters(row, letters)
    return _kept(row, counter, "open_counter", by, on, _("Đã có quầy số %(n)s.") % {"n": number})


@transaction.atomic
def set_counter(counter: Counter, *, letters: Sequence[str], name: str, by: Account, on: date) -> Counter:
    """From now on the counter calls these letters."""
    row = _locked(counter.hall, by, on)
    found = Counter.objects.get(pk=counter.pk)
    found.name, found.letters = clean(name)[:120], _letters(row, letters)
    return _kept(row, found, "set_counter", by, on)


@transaction.atomic
def close_counter(counter: Counter, *, until_on: date, by: Account, on: date) -> Counter:
    """It calls nobody from that day on."""
    row = _locked(counter.hall, by, on)
    found = Counter.objects.get(pk=counter.pk)
    _end(found, until_on, on)
    return _kept(row, found, "close_counter", by, on)


def _locked(hall: Hall, by: Account, on: date) -> Hall:
    row = ledger.locked_hall(hall)
    policies.check_can_set_up(by, row.unit, on=on)
    return row


def _kept(hall: Hall, row: Row, verb: str, by: Account, on: date, taken: str = "") -> Row:
    """Store a row of the hall with its event. Raises Refused where its letter or number is taken."""
    try:
        with transaction.atomic():
            keep(row, verb, stream=STREAM, subject=hall, by=by, on=on, salt=hall.salt)
    except IntegrityError as why:
        if not taken:
            raise
        raise Refused(taken) from why
    return row


def _describe(service: Service, letter: str, name: str, purpose: str, fields: Sequence[str]) -> None:
    if not re.fullmatch(r"[A-Z]", letter):
        raise Refused(_("Chữ của việc là một chữ cái hoa từ A đến Z."))
    service.letter, service.name, service.purpose = letter, clean(name)[:120], purpose
    service.fields = [] if purpose in QUICK else sorted(set(fields))


def _letters(hall: Hall, letters: Sequence[str]) -> list[str]:
    known = set(hall.services.filter(until_on__isnull=True).values_list("letter", flat=True))
    if not letters or not set(letters) <= known:
        raise Refused(_("Quầy phải làm ít nhất một việc đã có ở nơi này."))
    return sorted(set(letters))


def _check_ahead(from_on: date, on: date) -> None:
    if from_on < on:
        raise Refused(_("Chỉ đặt từ hôm nay trở đi."))


def _end(row: Hall | Service | Counter, until_on: date, on: date) -> None:
    if until_on <= max(row.from_on, on - timedelta(1)):
        raise Refused(_("Ngày đóng phải sau ngày mở và không ở quá khứ."))
    row.until_on = until_on
