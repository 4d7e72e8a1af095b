"""A number is taken: at the page in the hall, or by an officer at a counter."""

import secrets
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan.counters import policies, priority, queries
from danvan.counters.actions import ledger
from danvan.counters.models import Errand, Hall, Service, Ticket
from danvan.counters.workflow import WAITING
from danvan.journal.actors import Outsider
from danvan.lib import dates
from danvan.lib.rows import insert
from danvan.people.errors import Refused
from danvan.people.models import Account
from danvan.queues import actions as queues
from danvan.queues.models import next_number

MOST = 5


def take_number(
    hall: Hall,
    letters: Sequence[str],
    *,
    by: Account | Outsider,
    on: date,
    ground: str = "",
    submission: UUID | None = None,
) -> Ticket:
    """Give the next number of the day (lấy số), one for all that somebody came for, in the order of `letters`.

    Numbers follow one another without a gap, whoever takes them at the same moment. The same submission twice is one
    number: whoever presses a button twice has not come twice. Raises Refused for a closed hall, for a service that no
    counter does that day, and for a ground to go first that is not offered.
    """
    try:
        return _take_number(hall, letters, by, on, ground, submission)
    except IntegrityError:
        if submission and (earlier := Ticket.objects.filter(submission=submission).first()):
            return earlier
        raise


@transaction.atomic
def _take_number(
    hall: Hall,
    letters: Sequence[str],
    by: Account | Outsider,
    on: date,
    ground: str,
    submission: UUID | None,
) -> Ticket:
    row = ledger.locked_hall(hall)
    if submission and (earlier := Ticket.objects.filter(submission=submission).first()):
        return earlier
    if not isinstance(by, Outsider):
        policies.check_can_serve(by, row, on=on)
    policies.check_open(row, on=on)
    services = _services(row, letters, on)
    _check_ground(row, ground, by)
    now = dates.now()
    ticket = Ticket(
        hall=row,
        on=on,
        number=next_number(Ticket.objects.filter(hall=row, on=on)),
        letter=services[0].letter,
        waits_for=services[0].letter,
        token=secrets.token_urlsafe(16),
        first=bool(ground),
        ground=ground,
        state=WAITING,
        taken_at=now,
        submission=submission,
        salt=secrets.token_hex(16),
    )
    ticket.save()
    errands = [
        Errand(ticket=ticket, place=place, service=service) for place, service in enumerate(services, 1)
    ]
    insert(*errands)
    period = queues.begin(ticket, ticket.periods, by=by, now=now, beside={"errand": errands[0]})
    ledger.write(ticket, "take_number", by=by, on=on, rows=[*errands, period])
    return ticket


def _services(hall: Hall, letters: Sequence[str], on: date) -> list[Service]:
    """What was asked for, each once; a counter must be there for it."""
    if on != dates.today():
        raise Refused(_("Số thứ tự chỉ lấy trong ngày."))
    offered = {service.letter: service for service in queries.services_of(hall, on=on)}
    done = {letter for counter in queries.counters_of(hall, on=on) for letter in counter.letters}
    asked = list(dict.fromkeys(letters))
    if not asked or len(asked) > MOST:
        raise Refused(_("Xin chọn từ một đến %(n)s việc.") % {"n": MOST})
    for letter in asked:
        if letter not in offered:
            raise Refused(_("Nơi này không làm việc đã chọn. Xin chọn lại."))
        if letter not in done:
            told = {"name": offered[letter].name}
            raise Refused(_("Hôm nay chưa có quầy nào làm việc “%(name)s”. Xin hỏi cán bộ.") % told)
    return [offered[letter] for letter in asked]


def _check_ground(hall: Hall, ground: str, by: Account | Outsider) -> None:
    known = {group.code for group in priority.offered(hall)}
    if not isinstance(by, Outsider):
        known.add(priority.CLERK)
    if ground and ground not in known:
        raise Refused(_("Cơ quan chưa quy định ưu tiên cho trường hợp này. Xin báo cán bộ quầy."))
