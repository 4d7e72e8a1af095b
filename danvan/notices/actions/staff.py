"""What staff do about tellings: say it themselves, or have it sent once more."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases import policies
from danvan.cases.errors import StepRefused
from danvan.cases.models import Party
from danvan.cases.models.people import TellBy
from danvan.lib import dates
from danvan.notices import queries
from danvan.notices.actions import ledger
from danvan.notices.actions.gathering import put_in_line
from danvan.notices.message import CHANGED, PROVE
from danvan.notices.models import ATTENTION, BY_MACHINE, Reason, State, Telling
from danvan.people.models import Account

BY_STAFF = (TellBy.PHONE, TellBy.POST, TellBy.VISIT)


@transaction.atomic
def mark_told(party: Party, *, how: str, by: Account, on: date) -> int:
    """Put on record that the officer told this person everything that was open; how many things.

    Raises StepRefused when it is not this officer's work, or nothing is open any more.
    """
    policies.check_can_tell(by, party.case, on=on)
    rows = list(queries.unfinished(party).filter(state__in=ATTENTION).select_for_update(of=("self",)))
    if not rows:
        raise StepRefused(_("Không còn gì phải báo cho người này: có thể người khác vừa báo xong."))
    for telling in rows:
        telling.channel, telling.by, telling.to = TellBy(how).value, by, ""
        telling.turn(State.TOLD, at=dates.now(), more={"by": by.pk})
        telling.save()
        ledger.record(telling, verb="told", by=by, on=on)
    return len(rows)


@transaction.atomic
def resend(telling: Telling, *, by: Account, on: date) -> None:
    """Put it in line once more, to the address of now. Raises StepRefused for what no machine sends, or sends now."""
    policies.check_can_tell(by, telling.case, on=on)
    locked = (
        Telling.objects.select_for_update(of=("self",))
        .select_related("party", "change__party")
        .get(pk=telling.pk)
    )
    if not can_resend(locked):
        raise StepRefused(_("Tin này đang chờ gửi hoặc không gửi bằng máy được."))
    if locked.template == PROVE and locked.change:  # the link is good for as long again
        locked.change.asked_at = dates.now()
        locked.change.save(update_fields=["asked_at"])
        ledger.record_address(locked.change, verb="ask_address", by=by, on=on)
    put_in_line(locked, TellBy(locked.channel), by=by)
    locked.save()
    ledger.record(locked, verb="resend", by=by, on=on)


def can_resend(telling: Telling) -> bool:
    """Whether it went, or did not go, by a machine, and would be of use again: not to an address that nobody proved."""
    over = telling.state in (State.FAILED, State.UNKNOWN, State.DELIVERED)
    if not over or telling.channel not in BY_MACHINE:
        return False
    if telling.change:
        return telling.template == CHANGED or telling.change.proved_at is None
    return telling.party.tell_by == telling.channel and telling.reason != Reason.UNPROVED
