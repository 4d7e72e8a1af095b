"""A unit asks those below it for a report, receives it, sends it back, or enters one on a unit's behalf."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.journal import prints
from danvan.journal.actions import record
from danvan.lib.text import clean
from danvan.people import queries as people
from danvan.people.models import Account, Unit
from danvan.statements import columns, policies, queries, shapes
from danvan.statements.models import Request, Submission
from danvan.statements.shapes import Shape
from danvan.statements.workflow import Owed

STREAM, SALT = "report_request", "report_request"  # figures and an office's own words
SOURCE_MOST = 200


@transaction.atomic
def ask(
    unit: Unit,
    shape: Shape,
    first: date,
    last: date,
    *,
    due_on: date,
    units: Sequence[Unit],
    note: str = "",
    by: Account,
    on: date,
) -> Request:
    """Ask units below for a report of these days by a day (yêu cầu báo cáo); what each owes is a row from now on.

    Raises StepRefused for whoever does not work in the unit, a unit that does not stand below it, no unit at all, a day
    that is over, or days that were asked for already.
    """
    policies.check_can_draft(by, unit, on=on)
    below = set(people.units_under(unit, on).exclude(pk=unit.pk).values_list("pk", flat=True))
    if not units or not {each.pk for each in units} <= below:
        raise StepRefused(_("Chọn ít nhất một đơn vị trực thuộc."), field="units")
    if last < first:
        raise StepRefused(_("Ngày cuối kỳ ở trước ngày đầu kỳ."), field="last")
    if due_on < on:
        raise StepRefused(_("Hạn nộp không thể ở trước hôm nay."), field="due_on")
    asked = {"unit": unit, "shape": shape.name, "first": first, "last": last, "due_on": due_on}
    try:
        with transaction.atomic():
            row = Request.objects.create(**asked, note=clean(note), by=by, on=on)
    except IntegrityError as why:
        raise StepRefused(_("Đơn vị đã yêu cầu báo cáo này cho kỳ này rồi.")) from why
    owed = [Submission.objects.create(request=row, unit=each) for each in units]
    _record(row, "ask_report", [row, *owed], by=by, on=on, text=row.note)
    return row


@transaction.atomic
def hand_in(submission: Submission, *, by: Account, on: date) -> None:
    """Hand in the unit's issued report of that form and period (nộp báo cáo); the one that counts now.

    Raises StepRefused for whoever does not work in the unit, or before the report is issued.
    """
    row = _locked(submission)
    policies.check_can_draft(by, row.unit, on=on)
    asked = row.request
    found = queries.issued(row.unit, asked.shape, asked.first, asked.last)
    if found is None:
        raise StepRefused(_("Chưa nộp được: đơn vị chưa ban hành báo cáo này. Lập và ban hành rồi nộp."))
    if row.state == Owed.IN and row.statement_id == found.pk:
        raise StepRefused(_("Báo cáo số %(symbol)s đã nộp rồi.") % {"symbol": found.symbol})
    row.statement, row.cells = found, columns.total_of(queries.kept(found))
    row.by_hand, row.why, row.source = False, "", ""
    _in(row, "hand_in_report", by=by, on=on, text=found.symbol)


@transaction.atomic
def enter(
    submission: Submission, *, cells: Mapping[str, int], why: str, source: str, by: Account, on: date
) -> None:
    """Enter the figures of a unit on its behalf (nhập thay), with why and from which paper; the sums must hold.

    Raises StepRefused for whoever does not work in the unit that asks, without why or source, for a unit that handed
    its own report in, or with the sum that does not hold.
    """
    row = _locked(submission)
    asked, shape = row.request, shapes.get(row.request.shape)
    policies.check_can_draft(by, asked.unit, on=on)
    if row.state == Owed.IN and not row.by_hand:
        raise StepRefused(_("Đơn vị đã tự nộp báo cáo của mình; không nhập thay."))
    said, paper = clean(why), clean(source)[:SOURCE_MOST]
    if not said:
        raise StepRefused(_("Cần ghi vì sao nhập thay."), field="why")
    if not paper:
        raise StepRefused(_("Cần ghi số liệu đọc từ văn bản nào."), field="source")
    given = columns.filled(shape, cells)
    check_sums(shape, given)
    row.statement, row.cells, row.by_hand, row.why, row.source = None, given, True, said, paper
    _in(row, "enter_report", by=by, on=on, text=f"{said} {paper}")


def check_sums(shape: Shape, cells: Mapping[str, int]) -> None:
    """Raise StepRefused, with both sides in numbers, for the first sum of the form that does not hold; none below 0."""
    for head in columns.heads(shape):
        if cells[head.key] < 0:
            raise StepRefused(_("“%(column)s” ra số âm; xin xem lại các ô.") % {"column": head.label})
    for check in columns.proofs(shape, cells):
        if not check.holds:
            left, right = (
                " + ".join(f"{term.amount} ({term.label})" for term in side)
                for side in (check.left, check.right)
            )
            raise StepRefused(
                _("Số liệu không khớp, chưa ghi: %(left)s khác %(right)s.") % {"left": left, "right": right}
            )


@transaction.atomic
def give_back(submission: Submission, *, text: str, by: Account, on: date) -> None:
    """Send what came in back, with the reason (trả lại): the unit owes it again.

    Raises StepRefused for whoever does not work in the unit that asks, without a reason, or where nothing came in.
    """
    row = _locked(submission)
    policies.check_can_draft(by, row.request.unit, on=on)
    if row.state != Owed.IN:
        raise StepRefused(_("Chưa có gì để trả lại."))
    if not (said := clean(text)):
        raise StepRefused(_("Cần ghi lý do trả lại để cán bộ biết sửa gì."), field="text")
    row.state, row.reason = Owed.BACK.value, said
    row.save()
    _record(row.request, "give_back_report", [row], by=by, on=on, text=said)


@transaction.atomic
def withdraw(request: Request, *, text: str, by: Account, on: date) -> None:
    """Withdraw a request with the reason (rút yêu cầu): nobody owes it any more; what came in stays readable.

    Raises StepRefused for whoever does not work in the unit that asks, without a reason, or twice.
    """
    row = Request.objects.select_for_update().get(pk=request.pk)
    policies.check_can_draft(by, row.unit_id, on=on)
    _check_stands(row)
    if not (said := clean(text)):
        raise StepRefused(_("Cần ghi lý do rút yêu cầu."), field="text")
    row.withdrawn_by, row.withdrawn_on, row.reason = by, on, said
    row.save()
    _record(row, "withdraw_request", [row], by=by, on=on, text=said)


def _check_stands(row: Request) -> None:
    if row.withdrawn_on:
        raise StepRefused(_("Yêu cầu này đã rút."))


def _in(row: Submission, verb: str, *, by: Account, on: date, text: str) -> None:
    row.state, row.by, row.on, row.reason = Owed.IN.value, by, on, ""
    row.save()
    _record(row.request, verb, [row], by=by, on=on, text=text)


def _locked(submission: Submission) -> Submission:
    """The row with its request, which is locked: one writer of its chain at a time.

    Raises StepRefused once it is withdrawn.
    """
    asked = (
        Request.objects.select_for_update(of=("self",)).select_related("unit").get(pk=submission.request_id)
    )
    _check_stands(asked)
    row = Submission.objects.select_related("unit").get(pk=submission.pk)
    row.request = asked
    return row


def _record(row: Request, verb: str, rows: Sequence[Model], *, by: Account, on: date, text: str) -> None:
    data = {"rows": prints.of(rows, SALT)}
    record(stream=STREAM, subject=row.pk, verb=verb, by=by, on=on, text=text, data=data)
