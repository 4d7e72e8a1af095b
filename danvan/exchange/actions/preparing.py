"""New versions of what has changed since it was last sent."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.exchange import form, policies, queries
from danvan.exchange.actions import ledger
from danvan.exchange.models import Item
from danvan.journal.actors import SYSTEM, Outsider
from danvan.people.models import Account, Unit
from danvan.reports.measures import Figures

CHUNK = 500
Made = tuple[Item, form.Data]


def prepare(*, by: Account | Outsider = SYSTEM, on: date) -> int:
    """Make a version of each case and month that differs from its last one (chuẩn bị gửi); how many were made.

    What the form misses is refused here, with the reason, and does not go out. One transaction for each chunk.
    """
    personal, after, made = queries.decision() is not None, 0, 0
    while rows := queries.changed(personal=personal, after=after, most=CHUNK):
        made += _versions((_case(case, personal, on) for case in rows), by=by, on=on)
        after = rows[-1].pk
    return made + _versions((_table(*row, on) for row in queries.tables(on)), by=by, on=on)


def _case(case: Case, personal: bool, on: date) -> Made:
    data = form.of_case(case, personal=personal, on=on)
    item = Item(
        thing=Item.Thing.CASE,
        subject=case.pk,
        basis=case.version,
        unit_id=case.unit_responsible_id,
        personal=personal,
    )
    return item, data


def _table(unit: Unit, month: date, figures: Figures, on: date) -> Made:
    period = f"{month:%Y-%m}"
    data = form.of_table(unit, period, figures, on=on)
    return Item(thing=Item.Thing.TABLE, subject=unit.pk, period=period, unit_id=unit.pk), data


@transaction.atomic
def _versions(wanted: Iterable[Made], *, by: Account | Outsider, on: date) -> int:
    """Save those that differ from the last version; of the others, note that they were looked at."""
    ledger.hold()
    rows = list(wanted)
    known = queries.last_items(rows[0][0].thing, {item.subject for item, _data in rows}) if rows else {}
    fresh, gone, same = [], [], []
    for item, data in rows:
        last = known.get((item.subject, item.period))
        item.name, item.hash, item.on = data["id"], form.mark(data), on
        if last is not None and last.hash == item.hash:
            if (last.basis, last.personal) != (item.basis, item.personal):
                last.basis, last.personal = item.basis, item.personal
                same.append(last)
            continue
        if last is not None:
            last.replaced = True
            gone.append(last)
        _begin(item, last, data, on)
        fresh.append(item)
    Item.objects.bulk_update([*gone, *same], ["replaced", "basis", "personal"])
    Item.objects.bulk_create(fresh)
    ledger.record([*gone, *same], verb="exchange_compare", by=by, on=on)
    ledger.record(fresh, verb="exchange_prepare", by=by, on=on)
    return len(fresh)


def _begin(item: Item, last: Item | None, data: form.Data, on: date) -> None:
    """The number of the version; refused at once where the form misses something."""
    item.version = last.version + 1 if last else 1
    if missing := form.faults(item.thing, data):
        item.state, item.reason, item.answered_on = Item.State.REFUSED, "; ".join(missing)[:300], on


@transaction.atomic
def again(item: Item, *, by: Account, on: date) -> Item:
    """Send what was refused once more (sửa xong, gửi lại): a new version, as the case or month is now.

    Raises StepRefused for whoever does not work on it, for one that is not refused, or where the form still misses
    something.
    """
    ledger.hold()
    found = queries.refused(by, tables=policies.can_run(by, on=on), on=on).filter(pk=item.pk).first()
    if found is None:
        raise StepRefused(_("Dòng này không còn bị từ chối, hoặc không thuộc phần việc của ông/bà."))
    fresh, data = _now(found, on)
    if missing := form.faults(found.thing, data):
        raise StepRefused(_("Vẫn chưa gửi được: %(why)s.") % {"why": "; ".join(missing)})
    found.replaced = True
    found.save(update_fields=["replaced"])
    fresh.name, fresh.hash, fresh.on = data["id"], form.mark(data), on
    fresh.version = found.version + 1
    fresh.save(force_insert=True)
    ledger.record([found], verb="exchange_compare", by=by, on=on)
    ledger.record([fresh], verb="exchange_again", by=by, on=on)
    return fresh


def _now(item: Item, on: date) -> Made:
    """A version of the thing as it is now. Raises StepRefused for what is no longer exchanged."""
    made = current(item, on)
    if made is None:
        raise StepRefused(_("Hồ sơ hoặc số liệu này không còn trong diện gửi."))
    return made


def current(item: Item, on: date) -> Made | None:
    """What would be sent of it now; None for what is no longer exchanged."""
    if item.thing == Item.Thing.CASE:
        case = queries.whole(queries.cases().filter(pk=item.subject)).first()
        return _case(case, queries.decision() is not None, on) if case else None
    for row in queries.tables(on):
        if (row[0].pk, f"{row[1]:%Y-%m}") == (item.subject, item.period):
            return _table(*row, on)
    return None
