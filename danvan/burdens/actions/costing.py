"""What it costs people is entered, before and after, with its source."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.burdens import policies
from danvan.burdens.actions import ledger
from danvan.burdens.models import Line, Proposal, Sheet
from danvan.burdens.workflow import Phase
from danvan.journal import prints
from danvan.lib.text import clean
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.models import Account

MOST_LINES = 40


@dataclass(frozen=True)
class Row:
    """One line as it is entered; danvan.burdens.models.Line says what each number is."""

    name: str
    hundredths: int
    income: int
    times: int
    subjects: int
    fees: int = 0
    other: int = 0


@transaction.atomic
def enter_cost(
    proposal: Proposal,
    phase: Phase,
    rows: Sequence[Row],
    *,
    source: str,
    by: Account,
    on: date,
    seen: int | None = None,
) -> Sheet:
    """Write the cost of one phase, whole; what was entered for it before is replaced.

    Raises Refused without a right, a line or a source, and once the proposal was submitted; MovedMeanwhile.
    """
    found = ledger.hold(proposal)
    if seen is not None and seen != found.revision:
        raise MovedMeanwhile(
            _("Có người vừa ghi vào phương án này. Số đã nhập còn ở đây; xin xem lại rồi lưu.")
        )
    policies.check_can_cost(by, found, on)
    named = [row for row in rows if clean(row.name)]
    if not named:
        raise Refused(_("Xin ghi ít nhất một bước, có tên và số."))
    if len(named) > MOST_LINES:
        raise Refused(_("Một bảng ghi nhiều nhất %(n)s bước.") % {"n": MOST_LINES})
    if not (said := clean(source)):
        raise Refused(_("Xin ghi số liệu lấy từ đâu."), field="source")
    gone = _take_away(found, phase)
    sheet = Sheet.objects.create(proposal=found, phase=phase.value, source=said, by=by, on=on)
    lines = Line.objects.bulk_create(
        Line(sheet=sheet, place=place, **{**asdict(row), "name": clean(row.name)})
        for place, row in enumerate(named, 1)
    )
    told = {"phase": phase.value, "total": sheet.total}
    ledger.write(
        found, "proposal_cost", by=by, on=on, old=found.status, rows=[sheet, *lines], gone=gone, data=told
    )
    return sheet


def _take_away(proposal: Proposal, phase: Phase) -> list[str]:
    """Delete what was entered for the phase before; the names of the rows."""
    gone: list[str] = []
    for sheet in Sheet.objects.filter(proposal=proposal, phase=phase.value):
        lines = sheet.lines.all()
        gone += [prints.name_of(row) for row in [sheet, *lines]]
        lines.delete()
        sheet.delete()
    return gone
