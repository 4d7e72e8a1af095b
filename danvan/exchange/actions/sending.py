"""What waits is handed to the carrier: on record first, then sent, then how it went."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from danvan.exchange import carriers, form, policies, queries
from danvan.exchange.actions import ledger
from danvan.exchange.actions.answering import answer
from danvan.exchange.actions.preparing import prepare
from danvan.exchange.carriers import NotTaken, Unclear
from danvan.exchange.fields import FORMAT
from danvan.exchange.models import Item, Package
from danvan.journal.actors import SYSTEM, Outsider
from danvan.lib import dates
from danvan.lib.canonical import digest
from danvan.people import queries as people
from danvan.people.models import Account

MOST = 500  # items of one package


@dataclass
class Told:
    """How a run went: versions made, items sent, answers read; why it stopped, if it did."""

    prepared: int = 0
    sent: int = 0
    answered: int = 0
    stopped: str = ""


def send(*, by: Account | Outsider = SYSTEM, on: date) -> Told:
    """Make versions of what changed, send all that waits, read the answers (gửi liên thông).

    What a run that broke off left between is sent again, as the same version. Raises StepRefused for an officer who
    does not run the exchange, and while another run is under way.
    """
    if not isinstance(by, Outsider):
        policies.check_can_run(by, on=on)
    with ledger.alone():
        return _run(by, on)


def _run(by: Account | Outsider, on: date) -> Told:
    _again_in_line(on)
    told = Told(prepared=prepare(by=by, on=on))
    carrier = carriers.current()
    while begun := _begin(by, on):
        package, content = begun
        try:
            answers = carrier.send(content)
        except NotTaken as why:
            _end(package, Item.State.WAITING, "exchange_fail", by=by, on=on)
            told.stopped = str(why)
            break
        except Unclear as why:  # the next run sends these versions again
            told.stopped = str(why)
            break
        told.sent += _end(package, Item.State.SENT, "exchange_send", by=by, on=on)
        told.answered += sum(answer(each, by=by, on=on) for each in answers)
    told.answered += sum(answer(each, by=by, on=on) for each in carrier.answers())
    return told


@transaction.atomic
def _again_in_line(on: date) -> None:
    ledger.hold()
    lost = list(Item.objects.select_for_update().filter(state=Item.State.SENDING))
    _turn(lost, Item.State.WAITING)
    ledger.record(lost, verb="exchange_lose", by=SYSTEM, on=on)


@transaction.atomic
def _begin(by: Account | Outsider, on: date) -> tuple[Package, dict[str, Any]] | None:
    """The next package with its content, its items `sending` from now on; None when nothing waits."""
    ledger.hold()
    going, found = _going(by, on)
    if not going:
        return None
    content = _package(going, found, on)
    package = Package.objects.create(
        reference=content["reference"],
        carrier=settings.DANVAN_EXCHANGE_CARRIER,
        hash=digest(content),
        items_count=len(going),
        personal=any(item.personal for item in going),
        at=dates.now(),
        by=None if isinstance(by, Outsider) else by,
    )
    ledger.record_one(package, stream=ledger.PACKAGES, verb="exchange_package", by=by, on=on)
    _turn(going, Item.State.SENDING, package)
    ledger.record(going, verb="exchange_pack", by=by, on=on)
    return package, content


def _going(by: Account | Outsider, on: date) -> tuple[list[Item], dict[int, form.Data]]:
    """The items of the next package with their contents; versions that no longer hold are replaced on the way."""
    waiting = Item.objects.select_for_update().filter(queries.LAST, state=Item.State.WAITING).order_by("pk")
    while rows := list(waiting[:MOST]):
        found = _contents(rows, on)
        stale = [item for item in rows if item.pk not in found]
        for item in stale:
            item.replaced = True
        Item.objects.bulk_update(stale, ["replaced"])
        ledger.record(stale, verb="exchange_compare", by=by, on=on)
        if going := [item for item in rows if item.pk in found]:
            return going, found
    return [], {}


def _contents(rows: Sequence[Item], on: date) -> dict[int, form.Data]:
    """Item → its content, of those that are still as they were when the version was made."""
    personal = queries.decision() is not None
    cases = queries.whole(
        queries.cases().filter(pk__in=[r.subject for r in rows if r.thing == Item.Thing.CASE])
    )
    now = {("case", case.pk, ""): form.of_case(case, personal=personal, on=on) for case in cases}
    if any(item.thing == Item.Thing.TABLE for item in rows):
        for unit, month, figures in queries.tables(on):
            period = f"{month:%Y-%m}"
            now["table", unit.pk, period] = form.of_table(unit, period, figures, on=on)
    found = {}
    for item in rows:
        data = now.get((item.thing, item.subject, item.period))
        if data is not None and form.mark(data) == item.hash:
            found[item.pk] = {**data, "version": item.version}
    return found


def _package(rows: Sequence[Item], contents: dict[int, form.Data], on: date) -> dict[str, Any]:
    office = people.highest_office(on)
    return {
        "format": FORMAT,
        "reference": f"{on:%Y%m%d}-{secrets.token_hex(6)}",
        "sent_at": dates.now().astimezone(dates.VIETNAM).isoformat(timespec="seconds"),
        "office": office.key if office else "",
        "cases": [contents[item.pk] for item in rows if item.thing == Item.Thing.CASE],
        "tables": [contents[item.pk] for item in rows if item.thing == Item.Thing.TABLE],
    }


@transaction.atomic
def _end(package: Package, state: Item.State, verb: str, *, by: Account | Outsider, on: date) -> int:
    ledger.hold()
    rows = list(Item.objects.select_for_update().filter(package=package, state=Item.State.SENDING))
    _turn(rows, state, package if state == Item.State.SENT else None)
    ledger.record(rows, verb=verb, by=by, on=on)
    return len(rows)


def _turn(rows: Sequence[Item], state: Item.State, package: Package | None = None) -> None:
    for item in rows:
        item.state, item.package = state, package
    Item.objects.bulk_update(rows, ["state", "package"])
