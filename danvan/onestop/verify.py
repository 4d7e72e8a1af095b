"""Applications checked against themselves: their rows against the journal is the work of danvan.cases.verify."""

from collections.abc import Iterator

from danvan.journal.verify import Lie
from danvan.lib import dates
from danvan.onestop.models import Application, Fee, Order, PaidBy, Stage
from danvan.onestop.workflow import CODE, HALTED, READY, RETURNED, TERM

CHUNK = 500


def applications() -> Iterator[Lie]:
    """Each application whose status, clock, steps and moments do not fit one another."""
    rows = Application.objects.select_related("case").prefetch_related("stages", "halts", "case__deadlines")
    for row in rows.order_by("pk").iterator(chunk_size=CHUNK):
        if row.case.destroyed_on is None:
            for reason in (*_clock(row), *_course(list(row.stages.all()), row)):
                yield Lie(f"application {row.pk}", reason)


def _clock(row: Application) -> Iterator[str]:
    """What is wrong with its one clock."""
    if row.case.kind != CODE:
        yield "its case is of another kind"
    clocks = [each for each in row.case.deadlines.all() if each.purpose == TERM]
    if len(clocks) != 1:
        yield f"it has {len(clocks)} clocks"
    elif clocks[0].due_on != dates.day_of(row.due_at):
        yield "its clock ends on another day than its term"
    still = [halt.cause for halt in row.halts.all() if halt.until_at is None]
    if still != ([HALTED[row.case.status]] if row.case.status in HALTED else []):
        yield "what it stands still for is not its status"


def _course(stages: list[Stage], row: Application) -> Iterator[str]:
    """What is wrong with the moments of its steps."""
    done = {stage.place: stage.done_at for stage in stages if stage.done_at}
    for stage in stages:
        before = [done.get(place) for place in stage.after]
        if stage.begun_at and not all(at and at <= stage.begun_at for at in before):
            yield f"step {stage.place} began before those that it comes after were done"
        if stage.begun_at is None and all(before):
            yield f"step {stage.place} has not begun though it could"
    if (row.ready_at is not None) != (len(done) == len(stages)):
        yield "its steps are done and there is no result, or the other way round"
    if (row.ready_at is not None) != (row.case.status in (READY, RETURNED)):
        yield "its status does not say whether there is a result"


def orders() -> Iterator[Lie]:
    """Each order to pay online that does not fit its fee: paid and not paid, another sum, another reference."""
    for order in Order.objects.select_related("fee").order_by("pk").iterator(chunk_size=CHUNK):
        fee = order.fee
        if fee.application_id != order.application_id or fee.amount != order.amount:
            yield Lie(f"order {order.pk}", "it is not for the fee that it names")
        elif order.state == Order.State.PAID and (fee.how, fee.receipt) != (PaidBy.ONLINE, order.reference):
            yield Lie(f"order {order.pk}", "it was paid, and its fee does not say so")
    online = Fee.objects.filter(how=PaidBy.ONLINE, taken_by__isnull=True)
    for fee in online.exclude(orders__state=Order.State.PAID).order_by("pk"):
        yield Lie(f"fee {fee.pk}", "it was paid online, and no order tells of it")
