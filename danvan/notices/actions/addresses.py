"""How somebody is told changes: at the desk, or by the citizen, whose new address for mail is proved before use."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases import actions as cases
from danvan.cases.actions import ledger as case_ledger
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Party
from danvan.cases.models.people import TellBy
from danvan.journal.actors import CITIZEN, Outsider
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.notices import queries
from danvan.notices.actions import ledger
from danvan.notices.actions.gathering import put_in_line, ready_made
from danvan.notices.message import CHANGED, PROVE, PROVE_WITHIN
from danvan.notices.models import AddressChange, Reason, Telling
from danvan.people.models import Account

MOST_A_DAY = 5


@transaction.atomic
def change_way(
    party: Party,
    *,
    tell_by: str,
    by: Account | Outsider,
    on: date,
    phone: str = "",
    email: str = "",
    address: str = "",
) -> None:
    """Tell this person in another way from now on; what was still open goes that way too, and an old address is warned.

    Raises StepRefused as cases.actions.tell_differently does.
    """
    before = _used_address(party)
    event = cases.tell_differently(
        party, tell_by=tell_by, by=by, on=on, phone=phone, email=email, address=address
    )
    for telling in queries.unfinished(party).select_related("party").select_for_update(of=("self",)):
        put_in_line(telling, TellBy(party.tell_by))
        telling.save()
        ledger.record(telling, verb="redirect", by=by, on=on)
    if before and _used_address(party) != before:
        _warn(party, event, before, by=by, on=on)


@transaction.atomic
def ask_address(party: Party, *, email: str, on: date) -> None:
    """A citizen wants mail to this address: a link goes there, and until it is followed nothing else changes.

    Raises StepRefused after five addresses in a day: strangers are not written to in somebody's name.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=party.case_id)
    asked = AddressChange.objects.filter(party__case=case, asked_at__gte=dates.now() - timedelta(days=1))
    if asked.count() >= MOST_A_DAY:
        raise StepRefused(
            _("Hôm nay đã gửi nhiều thư xác nhận. Xin thử lại vào ngày mai, hoặc chọn cách khác.")
        )
    change = AddressChange.objects.create(party=party, email=email)
    event = case_ledger.write(case, verb="tell_asked", by=CITIZEN, on=on, old=case.status)
    case.save(update_fields=["version", "last_hash"])
    ledger.record_address(change, verb="ask_address", by=CITIZEN, on=on)
    _store(ready_made(PROVE, case, event, party, TellBy.EMAIL, change), on=on)


@transaction.atomic
def prove_address(change: AddressChange, *, on: date) -> None:
    """The owner of the address followed the link: mail goes there from now on. Followed twice it changes nothing more.

    Raises StepRefused when the link is too old, or another one was asked for since.
    """
    locked = AddressChange.objects.select_for_update(of=("self",)).select_related("party").get(pk=change.pk)
    if locked.proved_at:
        return
    newest = locked.party.address_changes.order_by("-pk").values_list("pk", flat=True).first()
    if newest != locked.pk or dates.now() - locked.asked_at > PROVE_WITHIN:
        raise StepRefused(
            _("Liên kết này đã hết hạn. Xin vào trang tra cứu, gõ mã và chọn lại cách báo tin.")
        )
    for same in locked.party.address_changes.filter(email=locked.email, proved_at__isnull=True):
        same.proved_at = dates.now()
        same.save(update_fields=["proved_at"])
        ledger.record_address(same, verb="prove_address", by=CITIZEN, on=on)
    for telling in locked.party.tellings.filter(reason=Reason.UNPROVED):
        telling.party = locked.party
        put_in_line(telling, TellBy.EMAIL)
        telling.save()
        ledger.record(telling, verb="resend", by=CITIZEN, on=on)
    if _used_address(locked.party) != locked.email:
        change_way(locked.party, tell_by=TellBy.EMAIL, email=locked.email, by=CITIZEN, on=on)


def _used_address(party: Party) -> str:
    """The address to which mail about this person's case goes now; empty where none does, or its owner never agreed."""
    unproved = party.address_changes.filter(email=party.email, proved_at__isnull=True)
    return "" if party.tell_by != TellBy.EMAIL or unproved.exists() else party.email


def _warn(party: Party, event: Event, before: str, *, by: Account | Outsider, on: date) -> None:
    """The old address hears once that it is not used any more."""
    change = AddressChange.objects.create(
        party=party, email=_used_address(party), before=before, proved_at=dates.now()
    )
    ledger.record_address(change, verb="leave_address", by=by, on=on)
    case = Case.objects.get(pk=party.case_id)
    _store(ready_made(CHANGED, case, event, party, TellBy.EMAIL, change), on=on)


def _store(telling: Telling, *, on: date) -> None:
    telling.save(force_insert=True)
    ledger.record(telling, verb="notify", on=on)
