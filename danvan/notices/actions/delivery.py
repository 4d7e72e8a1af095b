"""What is in line is sent: on record first, then sent, then how it went.

A worker that dies in between leaves it `sending`; nothing leaves twice without somebody saying so.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from danvan.lib import dates
from danvan.lib.carriers import BACKOFF
from danvan.notices import gateways, queries
from danvan.notices.actions import ledger
from danvan.notices.gateways import NotTaken
from danvan.notices.message import address_of, text_of
from danvan.notices.models import Reason, State, Telling


def deliver() -> int:
    """Send what is in line, unless it is night; how many were taken. A carrier out of reach is left alone for now."""
    now = dates.now()
    _close(queries.lost(now), State.UNKNOWN, verb="lose")
    _close(queries.never_proved(now), State.FAILED, Reason.UNPROVED, verb="fail")
    taken, unreachable = 0, set()
    for number, channel in queries.in_line(now, quiet=settings.DANVAN_QUIET.covers(now)):
        if channel in unreachable:
            continue
        sent = send(number)
        taken += sent is not None and sent.state == State.DELIVERED
        if sent is not None and sent.reason == Reason.UNREACHABLE:
            unreachable.add(channel)
    return taken


def send(number: int) -> Telling | None:
    """Send one; None when somebody else has it or it is no longer in line.

    Whatever a carrier raises but NotTaken leaves it `sending`: it becomes `unknown`, because it may have arrived.
    """
    begun = _begin(number)
    if begun is None:
        return None
    telling, address, text = begun
    if not address:
        return _failed(number, Reason.NO_ADDRESS, final=True)
    try:
        reference = gateways.of(telling.channel).send(address, text)
    except NotTaken as why:
        return _failed(number, why.reason, final=why.final)
    return _end(number, State.DELIVERED, verb="deliver", reference=reference)


@transaction.atomic
def _begin(number: int) -> tuple[Telling, str, str] | None:
    """The telling with address and text, `sending` from now on."""
    rows = Telling.objects.select_for_update(of=("self",), skip_locked=True)
    rows = rows.select_related("case__unit_responsible", "party", "event", "change")
    telling = rows.filter(pk=number, state=State.WAITING).first()
    if telling is None:
        return None
    now = dates.now()
    telling.tries += 1
    telling.turn(State.SENDING, at=now)
    telling.next_at = now
    telling.save()
    ledger.record(telling, verb="send", on=dates.today())
    return telling, address_of(telling), text_of(telling, on=dates.today())


def _failed(number: int, reason: str, *, final: bool) -> Telling:
    """In line again after a while, or given up."""
    tries = Telling.objects.values_list("tries", flat=True).get(pk=number)
    if final or tries > len(BACKOFF):
        return _end(number, State.FAILED, reason, verb="fail")
    return _end(number, State.WAITING, reason, verb="fail", after=BACKOFF[tries - 1])


@transaction.atomic
def _end(
    number: int,
    state: State,
    reason: str = "",
    *,
    verb: str,
    after: timedelta | None = None,
    reference: str = "",
) -> Telling:
    telling = Telling.objects.select_for_update().get(pk=number)
    now = dates.now()
    telling.turn(state, at=now, reason=reason, more={"reference": reference} if reference else {})
    if after is not None:
        telling.next_at = now + after
    telling.save()
    ledger.record(telling, verb=verb, on=dates.today())
    return telling


def _close(rows: object, state: State, reason: str = "", *, verb: str) -> None:
    """Each of the rows goes to that state, each in a transaction of its own."""
    for number in list(rows.values_list("pk", flat=True)):  # type: ignore[attr-defined]
        _end(number, state, reason, verb=verb)
