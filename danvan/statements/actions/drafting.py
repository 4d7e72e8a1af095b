"""A report is drafted, given a remark, sent to be signed with its content fixed, or given up."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.lib import dates
from danvan.lib.canonical import canonical
from danvan.lib.text import clean
from danvan.papers.actions.keeping import keep
from danvan.people.models import Account, Unit
from danvan.reports.people_relations import check_period
from danvan.statements import cells, policies, queries, shapes
from danvan.statements.actions import ledger
from danvan.statements.models import Statement
from danvan.statements.shapes import Shape
from danvan.statements.workflow import State


class AlreadyThere(StepRefused):
    """A report of that form and period is in hand or issued; `statement` is that one."""

    def __init__(self, sentence: str, statement: Statement) -> None:
        super().__init__(sentence)
        self.statement = statement


@transaction.atomic
def draft(
    unit: Unit,
    shape: Shape,
    first: date,
    last: date,
    *,
    options: Mapping[str, Any] | None = None,
    by: Account,
    on: date,
) -> Statement:
    """Begin a report of the unit over these days, both counted (lập báo cáo); its content stays live until it is sent.

    Raises StepRefused for whoever does not work in the unit, PeriodRefused for days that are no period, AlreadyThere
    where one of the same form and days is in hand, or issued: that one is corrected, not made again.
    """
    policies.check_can_draft(by, unit, on=on)
    check_period(first, last, dates.today())
    Unit.objects.select_for_update().get(pk=unit.pk)
    if found := queries.in_hand(unit, shape.name, first, last):
        said = _("%(who)s đang lập báo cáo này từ ngày %(day)s; đã mở bản ấy.")
        told = {"who": found.made_by.full_name, "day": dates.short(found.made_on)}
        raise AlreadyThere(said % told, found)
    if found := queries.issued(unit, shape.name, first, last):
        said = _(
            "Kỳ này đã ban hành báo cáo số %(symbol)s. Số liệu có đổi thì lập báo cáo đính chính từ bản ấy."
        )
        raise AlreadyThere(said % {"symbol": found.symbol}, found)
    row = Statement(unit=unit, shape=shape.name, first=first, last=last, options=dict(options or {}))
    return begin(row, by=by, on=on)


def begin(row: Statement, *, by: Account, on: date, text: str = "") -> Statement:
    """Save a new row and its first event; the caller holds the unit."""
    row.made_by, row.made_on = by, on
    row.save()
    ledger.write(row, verb="report_draft", by=by, on=on, text=text)
    return row


@transaction.atomic
def revise(statement: Statement, *, remark: str, by: Account, on: date, seen: int | None = None) -> None:
    """Write the remark of a draft anew. Raises as `ledger.locked`."""
    row = ledger.locked(statement, "report_revise", by=by, on=on, seen=seen)
    row.remark = clean(remark)
    ledger.write(row, verb="report_revise", by=by, on=on, old=row.state)
    statement.refresh_from_db()


@transaction.atomic
def send(
    statement: Statement, *, by: Account, on: date, remark: str | None = None, seen: int | None = None
) -> None:
    """Send it to the head (trình ký): the content is taken from the register now and kept; what is signed is this.

    `remark`, where given, is written first. Raises ReportRefused when a sum does not hold, with the rows that break it;
    PeriodRefused; and as `ledger.locked`.
    """
    row = ledger.locked(statement, "report_send", by=by, on=on, seen=seen)
    row.remark = row.remark if remark is None else clean(remark)
    row.snapshot = keep(canonical(content_of(row)))
    row.state, row.sent_by, row.sent_on, row.reason = State.SENT.value, by, on, ""
    ledger.write(
        row, verb="report_send", by=by, on=on, old=State.DRAFT.value, data={"snapshot": row.snapshot}
    )
    statement.refresh_from_db()


@transaction.atomic
def drop(statement: Statement, *, text: str, by: Account, on: date, seen: int | None = None) -> None:
    """Give a draft up, with the reason (bỏ dự thảo); the row stays. Raises StepRefused without one, and as `locked`."""
    row = ledger.locked(statement, "report_drop", by=by, on=on, seen=seen)
    if not (said := clean(text)):
        raise StepRefused(_("Cần ghi lý do bỏ dự thảo."), field="text")
    row.state, row.reason = State.DROPPED.value, said
    ledger.write(row, verb="report_drop", by=by, on=on, old=State.DRAFT.value, text=said)
    statement.refresh_from_db()


def content_of(row: Statement) -> dict[str, Any]:
    """The content of a draft as the register gives it now: its remark, and what it corrects, cell by cell."""
    made = shapes.build(shapes.get(row.shape), row.unit, row.first, row.last, row.options)
    before, corrected = row.corrects, None
    if before and before.issued_on:
        changed = [asdict(each) for each in cells.changes(queries.kept(before), made)]
        corrected = {
            "symbol": before.symbol,
            "day": dates.short(before.issued_on),
            "why": row.why,
            "changes": changed,
        }
    return {**made, "remark": row.remark, "corrects": corrected}
