"""The register is printed or taken out as a file: with all names, and therefore on record."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.journal import actions as journal
from danvan.journal.models import Event
from danvan.people.models import Account, Unit
from danvan.reception import policies
from danvan.reception.actions.sessions import ROOMS, lock_room


@transaction.atomic
def print_book(unit: Unit, *, since: date, until: date, form: str, by: Account, on: date) -> Event:
    """Write down that the register of these days was taken out with its names (in sổ).

    Raises StepRefused for an officer who does not receive citizens in the unit.
    """
    if not policies.can_register(by, unit, on=on):
        raise StepRefused(_("Chỉ cán bộ tiếp công dân của đơn vị được in sổ có tên."))
    lock_room(unit)
    data = {"since": since, "until": until, "form": form}
    told = {name: str(value) for name, value in data.items()}
    return journal.record(stream=ROOMS, subject=unit.pk, verb="print_book", by=by, on=on, data=told)
