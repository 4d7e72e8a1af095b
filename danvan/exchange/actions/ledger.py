"""One way to put a step of the exchange on record."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.exchange.models import Decision, Item, Package
from danvan.journal import prints
from danvan.journal.actions import Entry, record_many
from danvan.journal.actions import record as record_event
from danvan.journal.actors import Outsider
from danvan.journal.models import Event
from danvan.people.models import Account

STREAM, SALT = "exchange", "exchange"  # numbers and hashes of salted content: nothing of it is secret
PACKAGES, DECISIONS = "exchange_package", "exchange_decision"
LOCK, RUN_LOCK = 710_029, 710_030


def hold() -> None:
    """One writer at a time: whoever comes second waits until the transaction of the first is over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@contextmanager
def alone() -> Iterator[None]:
    """One run at a time, over all its transactions. Raises StepRefused while there is another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [RUN_LOCK])
        if not cursor.fetchone()[0]:
            raise StepRefused(_("Đang có một lần gửi khác; xin đợi lần ấy xong."))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [RUN_LOCK])


def record(items: Sequence[Item], *, verb: str, by: Account | Outsider, on: date) -> None:
    """Each item as it stands now, in a chain of its own, by few statements."""
    if not items:
        return
    numbers = Event.objects.filter(stream=STREAM, subject__in=[item.pk for item in items])
    last = {
        subject: (number, hash_)
        for subject, number, hash_ in numbers.order_by("number").values_list("subject", "number", "hash")
    }
    entries = [
        Entry(
            item.pk,
            last.get(item.pk, (0, "")),
            new=item.state,
            data={"of": [item.thing, item.subject, item.period], "rows": prints.of([item], SALT)},
        )
        for item in items
    ]
    record_many(entries, stream=STREAM, verb=verb, by=by, on=on)


def record_one(row: Package | Decision, *, stream: str, verb: str, by: Account | Outsider, on: date) -> None:
    """A package, or a decision."""
    data = {"rows": prints.of([row], SALT)}
    record_event(stream=stream, subject=row.pk, verb=verb, by=by, on=on, data=data)
