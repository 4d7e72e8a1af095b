"""Those who reported a burden are told: in line for a machine, or due for somebody who calls.

A worker that dies while it sends leaves a telling `sending`; nothing leaves twice without somebody saying so.
"""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from danvan.burdens import message, policies, queries
from danvan.burdens.actions import ledger
from danvan.burdens.models import Proposal, Telling
from danvan.burdens.models.telling import Moment
from danvan.cases.models.people import TellBy
from danvan.lib import dates
from danvan.notices import gateways, masks
from danvan.notices.actions.delivery import BACKOFF
from danvan.notices.gateways import NotTaken
from danvan.notices.models import Reason, State
from danvan.people.errors import Refused
from danvan.people.models import Account


def tell(proposal: Proposal, moment: Moment, *, on: date) -> int:
    """Put a telling in line for everybody whose report the proposal answers and who wants to hear; how many."""
    made = 0
    for report in proposal.reports.exclude(tell_by=TellBy.CODE).order_by("pk"):
        telling = Telling(
            report=report,
            proposal=proposal,
            moment=moment,
            channel=report.tell_by,
            to=masks.phone(report.phone),
            made_at=dates.now(),
        )
        _put_in_line(telling)
        ledger.write_telling(telling, "notify", on=on)
        made += 1
    return made


def _put_in_line(telling: Telling) -> None:
    now = dates.now()
    telling.tries = 0
    if telling.channel != TellBy.SMS:
        telling.turn(State.DUE, at=now)
    elif not gateways.ready(telling.channel):
        telling.turn(State.FAILED, at=now, reason=Reason.NO_GATEWAY)
    else:
        telling.turn(State.WAITING, at=now, next_at=now)


@transaction.atomic
def mark_told(telling: Telling, *, by: Account, on: date) -> Telling:
    """Put on record that the officer told this person. Raises Refused without a right, or where nothing is open."""
    row = _held(telling)
    policies.check_can_review(by, row.report.procedure.unit_id, on)
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
    policies.check_can_review(by, row.report.procedure.unit_id, on)
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
    try:
        gateways.of(begun.channel).send(begun.report.phone, message.text_of(begun, on=dates.today()))
    except NotTaken as why:
        if why.final or begun.tries > len(BACKOFF):
            return _end(number, State.FAILED, why.reason, verb="fail")
        return _end(number, State.WAITING, why.reason, verb="fail")
    return _end(number, State.DELIVERED, verb="deliver")


@transaction.atomic
def _begin(number: int) -> Telling | None:
    rows = Telling.objects.select_for_update(of=("self",), skip_locked=True)
    row = (
        rows.select_related("report", "proposal__procedure__unit")
        .filter(pk=number, state=State.WAITING)
        .first()
    )
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
    rows = Telling.objects.select_for_update(of=("self",)).select_related("report__procedure", "proposal")
    return rows.get(pk=telling.pk)
