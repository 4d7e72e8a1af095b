"""What the receiver said of each item: accepted, or refused with the reason."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.exchange import policies
from danvan.exchange.actions import ledger
from danvan.exchange.carriers import Answer
from danvan.exchange.models import Item, Package
from danvan.journal.actors import SYSTEM, Outsider
from danvan.lib.text import clean
from danvan.people.models import Account


@transaction.atomic
def answer(told: Answer, *, by: Account | Outsider = SYSTEM, on: date) -> bool:
    """Record one answer; False for one that is about nothing that was sent, or that was answered before."""
    ledger.hold()
    rows = Item.objects.select_for_update().filter(name=told.id, version=told.version, state=Item.State.SENT)
    item = rows.first()
    if item is None:
        return False
    reason = "" if told.accepted else clean(told.reason)[:300] or _("không nêu lý do")
    item.state = Item.State.ACCEPTED if told.accepted else Item.State.REFUSED
    item.reason, item.answered_on = reason, on
    item.save(update_fields=["state", "reason", "answered_on"])
    ledger.record([item], verb="exchange_accept" if told.accepted else "exchange_refuse", by=by, on=on)
    return True


@transaction.atomic
def answer_by_hand(package: Package, refused: Mapping[str, str], *, by: Account, on: date) -> int:
    """Record what was told of a package on paper or on a screen: these were refused, each with its reason, the rest
    accepted. How many were answered.

    Raises StepRefused for whoever does not run the exchange, for a name that is not in the package, or where nothing in
    it awaits an answer.
    """
    policies.check_can_run(by, on=on)
    waiting = dict(package.items.filter(state=Item.State.SENT).values_list("name", "version"))
    if not waiting:
        raise StepRefused(_("Không còn dòng nào của gói này chờ trả lời."))
    if unknown := next((name for name in refused if name not in waiting), None):
        raise StepRefused(
            _("“%(name)s” không có trong gói, hoặc đã trả lời rồi.") % {"name": unknown}, field="refused"
        )
    return sum(
        answer(Answer(name, version, name not in refused, refused.get(name, "")), by=by, on=on)
        for name, version in waiting.items()
    )
