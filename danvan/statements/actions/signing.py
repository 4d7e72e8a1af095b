"""The head signs a report or sends it back with the reason; then it gets its number and its files."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.lib import dates
from danvan.lib.text import clean
from danvan.papers import heads
from danvan.papers.actions.keeping import keep, next_number
from danvan.papers.workflow import SERIES, PaperKind
from danvan.people.models import Account
from danvan.reports.whole import Signed
from danvan.statements import queries, shapes
from danvan.statements.actions import ledger
from danvan.statements.models import Statement
from danvan.statements.workflow import State

KIND = PaperKind(
    code="statement", vi="Báo cáo", en="Report", series=SERIES["report"], stream=ledger.STREAM, edition=""
)
"""A report among papers: its series of numbers, and that the body signs, not the head in person."""


@transaction.atomic
def send_back(statement: Statement, *, text: str, by: Account, on: date, seen: int | None = None) -> None:
    """Send it back to be mended, with the reason (trả lại): it is a draft again, and a signature falls.

    Raises StepRefused without a reason, for whoever does not lead the unit, and as `ledger.locked`.
    """
    row = ledger.locked(statement, "report_send_back", by=by, on=on, seen=seen)
    if not (said := clean(text)):
        raise StepRefused(_("Cần ghi lý do trả lại để cán bộ biết sửa gì."), field="text")
    old, row.state, row.reason = row.state, State.DRAFT.value, said
    row.snapshot, row.signer, row.signed_on = "", None, None
    ledger.write(row, verb="report_send_back", by=by, on=on, old=old, text=said)
    statement.refresh_from_db()


@transaction.atomic
def sign(statement: Statement, *, by: Account, on: date, seen: int | None = None) -> None:
    """Sign what was sent (ký): the content whose hash stands on the page. Raises as `ledger.locked`."""
    row = ledger.locked(statement, "report_sign", by=by, on=on, seen=seen)
    row.state, row.signer, row.signed_on = State.SIGNED.value, by, on
    ledger.write(row, verb="report_sign", by=by, on=on, old=State.SENT.value, data={"snapshot": row.snapshot})
    statement.refresh_from_db()


@transaction.atomic
def issue(statement: Statement, *, by: Account, on: date, seen: int | None = None) -> Statement:
    """Give it the next number of the unit's book and make its files from what was signed (cấp số, ban hành).

    Hashes of content and files, number and moment go on record. Raises StepRefused for a day before the last number's
    or the signature's, and as `ledger.locked`; then no number is used up.
    """
    row = ledger.locked(statement, "report_issue", by=by, on=on, seen=seen)
    row.issuer = heads.issuing_unit(row.unit, on)
    row.number = next_number(row.issuer, KIND.series.code, on)
    office = heads.office(row.issuer, KIND.series, on)
    _check_day(row, office.last_day, on)
    row.series, row.year, row.symbol = (
        KIND.series.code,
        on.year,
        office.head.symbol(KIND.series, row.number),
    )
    row.state, row.issued_by, row.issued_on, row.issued_at = State.ISSUED.value, by, on, dates.now()
    for ending, made in shapes.files(queries.kept(row), signature(row, office.head, on)).items():
        setattr(row, ending, keep(made))
    told = {"symbol": row.symbol, "snapshot": row.snapshot, "files": row.files}
    ledger.write(row, verb="report_issue", by=by, on=on, old=State.SIGNED.value, text=row.symbol, data=told)
    statement.refresh_from_db()
    return statement


def signature(row: Statement, head: heads.Head, on: date) -> Signed:
    """Number, place and day, authority and name, as they stand on the files."""
    assert row.signer is not None
    posts = {one.officer.pk: one for one in heads.signers_of(row.unit, row.signed_on or on)}
    one = posts.get(row.signer.pk) or heads.Signer(row.signer, "")
    lines = head.authority(KIND, one.manner.value, one.title).split("\n")
    return Signed(row.symbol, f"{head.place}, {dates.on_paper(on)}", tuple(lines), row.signer.full_name)


def _check_day(row: Statement, last: date | None, on: date) -> None:
    if row.signed_on and on < row.signed_on:
        raise StepRefused(_("Ngày ban hành không thể trước ngày ký."), field="on")
    if last and on < last:
        raise StepRefused(
            _("Sổ đã có số của ngày %(day)s nên không cấp số cho ngày trước đó.")
            % {"day": dates.short(last)},
            field="on",
        )
