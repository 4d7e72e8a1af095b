"""At a counter: the next is called, served, held, sent to another counter, done with; what was a mistake is undone."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.counters import policies, queries
from danvan.counters.actions import ledger
from danvan.counters.models import Counter, Errand, Service, Ticket
from danvan.counters.workflow import DONE, INVITED, SERVING, UNDO_MINUTES, Ended, ErrandState
from danvan.journal.actors import Outsider
from danvan.lib import dates
from danvan.people.errors import Refused
from danvan.people.models import Account


@transaction.atomic
def call_next(counter: Counter, *, by: Account, on: date) -> Ticket:
    """Call the next number to the counter (gọi số tiếp): whoever goes first, then by number.

    Two who call at the same moment never call the same: the row of the number is locked, and whoever finds it locked
    takes the one behind it. Raises Refused where somebody is at the counter already, and where nobody waits.
    """
    desk = ledger.locked_counter(counter, by=by, on=on)
    row = queries.next_for(desk, on=on).select_for_update(skip_locked=True).first()
    if row is None:
        raise Refused(_("Không còn ai chờ quầy %(n)s.") % {"n": desk.number})
    _call(row, desk, by=by, on=on)
    return row


@transaction.atomic
def call(ticket: Ticket, counter: Counter, *, by: Account, on: date) -> Ticket:
    """Call this number and no other, from the line or from those held. Raises Refused where somebody was quicker."""
    desk = ledger.locked_counter(counter, by=by, on=on)
    row = ledger.locked(ticket, by=by, on=on)
    if row.hall_id != desk.hall_id:
        raise Refused(_("Số này của nơi tiếp nhận khác."))
    _call(row, desk, by=by, on=on)
    return row


def _call(row: Ticket, desk: Counter, *, by: Account, on: date) -> None:
    ledger.step(row, "invite", by=by, on=on, errand=ledger.current(row), counter=desk)


@transaction.atomic
def recall(ticket: Ticket, *, by: Account, on: date) -> Ticket:
    """Call it once more: the screen says it again."""
    row = ledger.locked(ticket, by=by, on=on)
    ledger.step(row, "recall", by=by, on=on, errand=ledger.current(row), counter=row.counter)
    return row


@transaction.atomic
def serve(ticket: Ticket, *, by: Account, on: date) -> Ticket:
    """Whoever was called is at the counter: from now on the time of service runs."""
    row = ledger.locked(ticket, by=by, on=on)
    ledger.step(row, "serve", by=by, on=on, errand=ledger.current(row), counter=row.counter)
    return row


@transaction.atomic
def finish(ticket: Ticket, *, by: Account, on: date) -> Ticket:
    """What somebody came for is done. With another errand she goes on: here, or to the counter for it, unqueued."""
    row = ledger.locked(ticket, by=by, on=on)
    open_ones = queries.open_errands(row)
    if row.state != SERVING:
        ledger.step(row, "finish", by=by, on=on, errand=ledger.current(row))
    done, rest, desk = open_ones[0], open_ones[1:], row.counter
    done.state = ErrandState.DONE
    done.save(update_fields=["state"])
    row.kept_for = None
    if not rest:
        ledger.step(row, "finish", by=by, on=on, errand=done, rows=[done])
        return row
    row.waits_for = rest[0].service.letter
    here = desk is not None and row.waits_for in desk.letters
    verb = "go_on_here" if here else "go_on_there"
    ledger.step(row, verb, by=by, on=on, errand=rest[0], counter=desk if here else None, rows=[done])
    return row


@transaction.atomic
def hold(ticket: Ticket, *, by: Account, on: date) -> Ticket:
    """Set it aside (giữ lại): she fills something in, or fetches a paper; number and place stay hers."""
    row = ledger.locked(ticket, by=by, on=on)
    ledger.step(row, "set_aside", by=by, on=on, errand=ledger.current(row))
    return row


@transaction.atomic
def absent(ticket: Ticket, *, by: Account, on: date) -> Ticket:
    """Nobody came (không có mặt): the number is held, once; the second time it leaves the line."""
    row = ledger.locked(ticket, by=by, on=on)
    if row.state == INVITED:
        row.periods.filter(until_at__isnull=True).update(missed=True)
    again, errand = row.missed > 0, ledger.current(row)
    row.missed += 1
    if not again:
        ledger.step(row, "absent", by=by, on=on, errand=errand)
        return row
    dropped = end(row, Ended.ABSENT)
    ledger.step(row, "absent_again", by=by, on=on, errand=errand, rows=dropped)
    return row


@transaction.atomic
def come_back(ticket: Ticket, *, by: Account | Outsider, on: date) -> Ticket:
    """Whoever was held, or was not there when called, is there: back in the line at her own place."""
    if isinstance(by, Outsider):
        row = ledger.hold(ticket.pk)
        policies.check_open(row.hall, on=on)
        if row.on != on or not row.missed:
            raise Refused(_("Số này đang được quầy giữ. Xin đợi quầy gọi."))
    else:
        row = ledger.locked(ticket, by=by, on=on)
    ledger.step(row, "come_back", by=by, on=on, errand=ledger.current(row))
    return row


@transaction.atomic
def transfer(
    ticket: Ticket,
    service: Service,
    *,
    by: Account,
    on: date,
    counter: Counter | None = None,
) -> Ticket:
    """Send it to another service, or to one counter of it, without queueing anew: it keeps its number and place."""
    row = ledger.locked(ticket, by=by, on=on)
    if service.hall_id != row.hall_id or not service.holds_on(on):
        raise Refused(_("Nơi này không làm việc đã chọn. Xin chọn lại."))
    desks = [each for each in queries.counters_of(row.hall, on=on) if service.letter in each.letters]
    if counter is not None and counter not in desks:
        raise Refused(_("Quầy %(n)s không làm việc này.") % {"n": counter.number})
    if not desks:
        raise Refused(_("Hôm nay chưa có quầy nào làm việc “%(name)s”.") % {"name": service.name})
    errand = ledger.current(row)
    errand.service = service
    errand.save(update_fields=["service"])
    row.waits_for, row.kept_for = service.letter, counter
    ledger.step(row, "transfer", by=by, on=on, errand=errand, rows=[errand])
    return row


@transaction.atomic
def uncall(ticket: Ticket, *, by: Account, on: date) -> Ticket:
    """It was called by mistake: back in the line, as if nothing had been said."""
    row = ledger.locked(ticket, by=by, on=on)
    ledger.step(row, "uncall", by=by, on=on, errand=ledger.current(row))
    return row


@transaction.atomic
def leave(ticket: Ticket, *, by: Account, on: date) -> Ticket:
    """She went away without being served."""
    row = ledger.locked(ticket, by=by, on=on)
    errand = ledger.current(row)
    dropped = end(row, Ended.GONE) if row.in_queue else []
    ledger.step(row, "leave", by=by, on=on, errand=errand, rows=dropped)
    return row


@transaction.atomic
def put_back(ticket: Ticket, *, by: Account, on: date) -> Ticket:
    """It was written off by mistake: back in the line at its own place, for what was dropped or done last.

    Raises Refused when that is too long ago: then a new number is taken.
    """
    row = ledger.locked(ticket, by=by, on=on)
    if row.ended_at and dates.now() - row.ended_at > timedelta(minutes=UNDO_MINUTES):
        raise Refused(
            _("Số %(number)s đã kết thúc quá %(n)s phút nên không đưa lại được; xin lấy số mới.")
            % {"number": row.shown, "n": UNDO_MINUTES}
        )
    again = list(row.errands.filter(state=ErrandState.DROPPED).select_related("service").order_by("place"))
    if not again and row.state == DONE:
        again = [ledger.last(row)]
    for errand in again:
        errand.state = ErrandState.OPEN
        errand.save(update_fields=["state"])
    row.ended_why, row.missed, row.kept_for = "", 0, None
    errand = again[0] if again else ledger.last(row)
    row.waits_for = errand.service.letter
    ledger.step(row, "put_back", by=by, on=on, errand=errand, rows=again)
    return row


@transaction.atomic
def add_errand(ticket: Ticket, service: Service, *, by: Account, on: date) -> Errand:
    """Something more is to be done on the same visit: after what she came for, without a new number."""
    row = ledger.locked(ticket, by=by, on=on)
    if not row.in_queue or service.hall_id != row.hall_id or not service.holds_on(on):
        raise Refused(_("Không thêm được việc này vào số %(number)s.") % {"number": row.shown})
    last = row.errands.order_by("-place").values_list("place", flat=True)[0]
    errand = Errand.objects.create(ticket=row, place=last + 1, service=service)
    ledger.write(row, "add_errand", by=by, on=on, old=row.state, rows=[errand])
    return errand


@transaction.atomic
def drop_errand(errand: Errand, *, by: Account, on: date) -> Errand:
    """One of the later errands is not wanted any more; the present one is finished instead."""
    row = ledger.locked(errand.ticket, by=by, on=on)
    found = next((each for each in queries.open_errands(row)[1:] if each.pk == errand.pk), None)
    if found is None:
        raise Refused(_("Việc này đang làm hoặc đã xong nên không bớt được."))
    found.state = ErrandState.DROPPED
    found.save(update_fields=["state"])
    ledger.write(row, "drop_errand", by=by, on=on, old=row.state, rows=[found])
    return found


def end(row: Ticket, why: Ended) -> list[Errand]:
    """Drop what is still open, and say why; the errands that were written."""
    row.ended_why = why
    dropped = queries.open_errands(row)
    for errand in dropped:
        errand.state = ErrandState.DROPPED
        errand.save(update_fields=["state"])
    return dropped
