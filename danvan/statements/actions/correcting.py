"""An issued report is put right by another one (đính chính); the first stays as it was, and says by which."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.lib import dates
from danvan.lib.text import clean
from danvan.people.models import Account, Unit
from danvan.statements import queries
from danvan.statements.actions import ledger
from danvan.statements.actions.drafting import AlreadyThere, begin
from danvan.statements.models import Statement


@transaction.atomic
def correct(statement: Statement, *, text: str, by: Account, on: date, seen: int | None = None) -> Statement:
    """Begin the report that corrects an issued one, with the reason: same form and period, remark taken along.

    Raises StepRefused without a reason, or where it was corrected already: then the correction is the one to correct;
    AlreadyThere where a correction is in hand; and as `ledger.locked`.
    """
    row = ledger.locked(statement, "report_correct", by=by, on=on, seen=seen)
    if not (said := clean(text)):
        raise StepRefused(_("Cần ghi lý do đính chính."), field="text")
    if later := queries.correction_of(row):
        raise StepRefused(
            _("Báo cáo này đã đính chính bằng số %(symbol)s; đính chính tiếp từ bản ấy.")
            % {"symbol": later.symbol}
        )
    Unit.objects.select_for_update().get(pk=row.unit_id)
    if found := queries.in_hand(row.unit, row.shape, row.first, row.last):
        told = {"who": found.made_by.full_name, "day": dates.short(found.made_on)}
        raise AlreadyThere(
            _("%(who)s đang lập báo cáo đính chính từ ngày %(day)s; đã mở bản ấy.") % told, found
        )
    made = begin(
        Statement(
            unit=row.unit,
            shape=row.shape,
            first=row.first,
            last=row.last,
            options=row.options,
            remark=row.remark,
            corrects=row,
            why=said,
        ),
        by=by,
        on=on,
        text=said,
    )
    ledger.write(row, verb="report_correct", by=by, on=on, old=row.state, text=said, data={"by": made.pk})
    return made
