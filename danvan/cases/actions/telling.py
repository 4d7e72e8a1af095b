"""How a person of a case is told, and where: chosen when it came in, changed later by the person or at the desk."""

from datetime import date

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from danvan.cases import policies
from danvan.cases.actions import ledger
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Party
from danvan.cases.models.people import TellBy
from danvan.journal.actors import Outsider
from danvan.journal.models import Event
from danvan.people.models import Account


@transaction.atomic
def tell_differently(
    party: Party,
    *,
    tell_by: str,
    by: Account | Outsider,
    on: date,
    phone: str = "",
    email: str = "",
    address: str = "",
) -> Event:
    """Change the way a person is told (đổi cách báo tin); a contact that is given replaces the one on record.

    The given party is brought up to date. Raises StepRefused for an officer who does not work on the case, and for a
    way that needs a contact which is neither given nor known.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=party.case_id)
    if not isinstance(by, Outsider):
        policies.check_can_tell(by, case, on=on)
    locked = Party.objects.select_for_update().get(pk=party.pk)
    before = TellBy(locked.tell_by)
    locked.tell_by = TellBy(tell_by).value
    for name, given in (("phone", phone), ("email", email), ("address", address)):
        setattr(locked, name, given or getattr(locked, name))
    if locked.tell_by not in (TellBy.CODE, TellBy.VISIT) and not locked.contact:
        raise StepRefused(_("Cách này cần một số điện thoại hoặc địa chỉ."))
    locked.save(update_fields=["tell_by", "phone", "email", "address"])
    with translation.override("vi"):
        text = f"{before.label} → {TellBy(tell_by).label}"
    data = {"party": locked.pk}
    event = ledger.write(
        case, verb="tell_by", by=by, on=on, old=case.status, text=text, data=data, rows=[locked]
    )
    case.save(update_fields=["version", "last_hash"])
    for field in ("tell_by", "phone", "email", "address"):
        setattr(party, field, getattr(locked, field))
    return event
