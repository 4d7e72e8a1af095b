"""An application is taken in from the number that is being served: both are written together, or neither."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.counters.actions import ledger
from danvan.counters.models import Errand
from danvan.counters.workflow import SERVING, ErrandState
from danvan.onestop import actions as onestop
from danvan.onestop.models import Application
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit


@transaction.atomic
def take_in(
    errand: Errand,
    filing: onestop.Filing,
    *,
    unit: Unit,
    by: Account,
    on: date,
    submission: UUID | None = None,
) -> Application:
    """Take the application in, and keep from which number it came. The errand stays open: `finish` ends it.

    A second application from the same errand stands in an errand of its own. Raises Refused where the number is not
    being served, and what danvan.onestop.actions.receive raises.
    """
    row = ledger.locked(errand.ticket, by=by, on=on)
    if row.state != SERVING:
        raise Refused(_("Số %(number)s không còn được phục vụ ở quầy.") % {"number": row.shown})
    made = onestop.receive(filing, unit=unit, by=by, on=on, submission=submission)
    if Errand.objects.filter(case=made.case_id).exists():
        return made
    found = Errand.objects.get(pk=errand.pk)
    if found.case_id is not None:
        last = row.errands.order_by("-place").values_list("place", flat=True)[0]
        found = Errand(ticket=row, place=last + 1, service=found.service, state=ErrandState.DONE)
    found.case = made.case
    found.save()
    ledger.write(row, "enter", by=by, on=on, old=row.state, rows=[found], data={"case": made.case_id})
    return made
