"""Those who reported a burden are told: in line for a machine, or due for somebody who calls.

A worker that dies while it sends leaves a telling `sending`; nothing leaves twice without somebody saying so.
"""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from danvan.burdens import message, policies
from danvan.burdens.actions import ledger
from danvan.burdens.models import Proposal, Telling
from danvan.burdens.models.telling import Moment
from danvan.cases.models.people import TellBy
from danvan.journal.actions import record
from danvan.lib import dates
from danvan.lib.lines import Line
from danvan.notices import masks
from danvan.notices.models import State
from danvan.people.errors import Refused
from danvan.people.models import Account


def tell(proposal: Proposal, moment: Moment, *, on: date) -> int:
    """Put a telling in line for everybody whose report the proposal answers and who wants to hear; how many."""
    made = 0
    for report in proposal.reports.exclude(tell_by=TellBy.CODE).order_by("pk"):
        telling = Telling(
            report=report,
            proposal=proposal,
            moment=moment,
            channel=report.tell_by,
            to=masks.phone(report.phone),
            made_at=dates.now(),
        )
        LINE.enter(telling)
        ledger.write_telling(telling, "notify", on=on)
        made += 1
    return made


@transaction.atomic
def mark_told(telling: Telling, *, by: Account, on: date) -> Telling:
    """Put on record that the officer told this person. Raises Refused without a right, or where nothing is open."""
    row = LINE.held(telling)
    policies.check_can_review(by, row.report.procedure.unit_id, on)
    if not row.needs_staff:
        raise Refused(_("Không còn gì phải báo cho người này: có thể người khác vừa báo xong."))
    row.by = by
    row.turn(State.TOLD, at=dates.now())
    ledger.write_telling(row, "told", by=by, on=on)
    return row


@transaction.atomic
def look_told(telling: Telling, *, by: Account, on: date) -> Telling:
    """Name and number of somebody who is to be told, on record that this officer looked. Raises Refused."""
    row = LINE.held(telling)
    policies.check_can_review(by, row.report.procedure.unit_id, on)
    record(stream=ledger.TELLINGS, subject=row.pk, verb="look", by=by, on=on, new=row.state)
    return row


@transaction.atomic
def resend(telling: Telling, *, by: Account, on: date) -> Telling:
    """Put it in line once more. Raises Refused without a right, or for what no machine sends, or sends now."""
    row = LINE.held(telling)
    policies.check_can_review(by, row.report.procedure.unit_id, on)
    if not LINE.can_resend(row):
        raise Refused(_("Tin này đang chờ gửi hoặc không gửi bằng máy được."))
    LINE.enter(row)
    ledger.write_telling(row, "resend", by=by, on=on)
    return row


def deliver() -> int:
    """Send what is in line, unless it is night; how many were taken."""
    return LINE.deliver()


def _all() -> QuerySet[Telling]:
    return Telling.objects.select_related("report__procedure", "proposal__procedure__unit")


def _record(telling: Telling, verb: str) -> None:
    ledger.write_telling(telling, verb, on=dates.today())


LINE: Line[Telling] = Line(
    rows=_all,
    channel=lambda telling: telling.channel,
    address=lambda telling: telling.report.phone,
    text=lambda telling: message.text_of(telling, on=dates.today()),
    record=_record,
)
