"""The clock stands still: for what the citizen is to bring, for a payment, by decision; and runs again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from danvan.cases.actions import files as storage
from danvan.cases.errors import StepRefused
from danvan.cases.models import Attachment
from danvan.journal.actors import Outsider
from danvan.journal.models import Event
from danvan.lib.text import clean
from danvan.onestop import clock, policies
from danvan.onestop.actions import ledger
from danvan.onestop.models import Application, Fee, Halt, Lack, Scan, Stage
from danvan.onestop.workflow import AWAITING_PAYMENT, HALTED, STOPPED, SUPPLEMENTING
from danvan.people.models import Account
from danvan.procedures.models import Document

FileOf = tuple[int, str, bytes, str]
"""A file for a line of what was asked for: the line's number, name, content, media type."""


@dataclass(frozen=True)
class Wanted:
    """What is lacking and why; `place`: of a paper in the procedure's list, where it is one."""

    what: str
    reason: str
    place: int = 0


@transaction.atomic
def ask_supplement(
    application: Application,
    wanted: Sequence[Wanted],
    *,
    by: Account,
    on: date,
    until: date | None = None,
    seen: int | None = None,
) -> Event:
    """Ask for all that is lacking, once and in writing (Phiếu yêu cầu bổ sung); the clock stands still until it comes.

    `until`: the last day on which the office takes it over the portal; None for no such day. Raises StepRefused without
    a list, for a line without its reason, for a day that is past, and where as many requests were made as the law
    allows.
    """
    row = ledger.locked(application, on=on, seen=seen)
    ledger.check_step(row, "ask_supplement", by=by, on=on)
    policies.check_can_ask(row, on=on)
    if until is not None and until <= on:
        raise StepRefused(_("Ngày cuối nhận bổ sung phải sau hôm nay."), field="until")
    row.supplement_by = until
    listed = {each.place: each for each in row.version.documents.all()}
    lacks = [_lack(row, each, listed) for each in wanted]
    if not lacks:
        raise StepRefused(
            _("Cần ghi đủ một lần mọi nội dung phải bổ sung, mỗi nội dung có lý do."), field="wanted"
        )
    Lack.objects.bulk_create(lacks)
    row.asked += 1
    text = "\n".join(f"{number}. {each.what}: {each.reason}" for number, each in enumerate(lacks, 1))
    return _halt(row, "ask_supplement", SUPPLEMENTING, by=by, on=on, text=text, rows=lacks)


@transaction.atomic
def supplement(
    application: Application,
    *,
    by: Account | Outsider,
    on: date,
    came: Collection[int] | None = None,
    text: str = "",
    files: Sequence[FileOf] = (),
    seen: int | None = None,
) -> Event:
    """What was asked for has come in (nhận hồ sơ bổ sung): the clock runs again.

    `came`: the lines that came, by number; None for all. What did not come stays on the list; more cannot be asked
    for. `files`: (line, name, content, type) of each that came over the portal, where the citizen answers herself:
    until the last day that was named. Raises StepRefused where nothing of the list came, or later than that day.
    """
    row = ledger.locked(application, on=on, seen=seen)
    ledger.check_step(row, "supplement", by=by, on=on)
    if isinstance(by, Outsider):
        policies.check_in_time(row, on=on)
        row.online_at = clock.moment()
    open_lines = row.lacks.filter(came_at__isnull=True).order_by("pk")
    lines = [line for line in open_lines if came is None or line.pk in came]
    if not lines:
        raise StepRefused(_("Cần chọn nội dung đã được bổ sung."), field="came")
    now = clock.moment()
    for line in lines:
        line.came_at = now
        line.save(update_fields=["came_at"])
    kept = _scans(row, lines, files)
    attached = {"files": {str(each.pk): each.sha256 for each in kept if isinstance(each, Attachment)}}
    return _resume(
        row, "supplement", by=by, on=on, text=clean(text), rows=[*lines, *kept], more=attached if kept else {}
    )


def _scans(row: Application, lines: Sequence[Lack], files: Sequence[FileOf]) -> list[Model]:
    """Keep the files of the lines; those of a paper in the procedure's list count as that paper."""
    of_line = {line.pk: line.document for line in lines}
    given = [file for file in files if file[0] in of_line]
    kept = storage.attach(row.case, [file[1:] for file in given], from_citizen=True) if given else []
    papers = [
        Scan(application=row, document=paper, attachment=one)
        for file, one in zip(given, kept, strict=True)
        if (paper := of_line[file[0]])
    ]
    return [*kept, *Scan.objects.bulk_create(papers)]


@transaction.atomic
def stop(application: Application, *, text: str, by: Account, on: date, seen: int | None = None) -> Event:
    """Stop by decision (dừng xử lý), with the reason. Raises StepRefused without one."""
    row = ledger.locked(application, on=on, seen=seen)
    ledger.check_step(row, "stop", by=by, on=on)
    return _halt(row, "stop", STOPPED, by=by, on=on, text=clean(text))


@transaction.atomic
def go_on(application: Application, *, text: str, by: Account, on: date, seen: int | None = None) -> Event:
    """Go on after a stop (xử lý tiếp), with the reason."""
    row = ledger.locked(application, on=on, seen=seen)
    ledger.check_step(row, "go_on", by=by, on=on)
    return _resume(row, "go_on", by=by, on=on, text=clean(text))


@transaction.atomic
def await_payment(application: Application, *, by: Account, on: date, seen: int | None = None) -> Event:
    """Wait for the fees that are due (chờ nghĩa vụ tài chính). Raises StepRefused where none is."""
    row = ledger.locked(application, on=on, seen=seen)
    ledger.check_step(row, "await_payment", by=by, on=on)
    if not any(fee.is_due for fee in row.fees.all()):
        raise StepRefused(_("Hồ sơ không còn khoản phí, lệ phí nào chưa nộp nên không chờ nộp."))
    return _halt(row, "await_payment", AWAITING_PAYMENT, by=by, on=on)


def all_paid(application: Application, fee: Fee, *, by: Account | Outsider, on: date) -> Event:
    """The last fee that was due is settled while the clock waited for it; the application is locked already."""
    return _resume(application, "payment_came", by=by, on=on, rows=[fee])


def end(application: Application) -> list[Model]:
    """End the halt that is open, since nothing waits any more; the rows that were written."""
    return [_ended(halt) for halt in application.halts.filter(until_at__isnull=True)]


def _lack(application: Application, wanted: Wanted, listed: dict[int, Document]) -> Lack:
    if wanted.place and wanted.place not in listed:
        raise StepRefused(
            _("Giấy tờ số %(n)s không có trong thành phần hồ sơ của thủ tục.") % {"n": wanted.place},
            field="wanted",
        )
    what, reason = clean(wanted.what)[:300], clean(wanted.reason)
    if not (what and reason):
        raise StepRefused(_("Mỗi nội dung phải bổ sung cần ghi rõ là gì và vì sao."), field="wanted")
    return Lack(
        application=application,
        document=listed.get(wanted.place),
        what=what,
        reason=reason,
        asked_at=clock.moment(),
    )


def _halt(
    application: Application,
    verb: str,
    status: str,
    *,
    by: Account,
    on: date,
    text: str = "",
    rows: Sequence[Model] = (),
) -> Event:
    halt = Halt.objects.create(application=application, cause=HALTED[status], from_at=clock.moment())
    return ledger.step(application, verb, by=by, on=on, text=text, rows=[halt, *rows])


def _resume(
    application: Application,
    verb: str,
    *,
    by: Account | Outsider,
    on: date,
    text: str = "",
    rows: Sequence[Model] = (),
    more: Mapping[str, Any] | None = None,
) -> Event:
    """End the halt, count the whole term and what lies in hand anew: what stood still is nobody's time."""
    halts = end(application)
    before = application.appointment_at
    counted = ledger.recount(application)
    stages: list[Stage] = []
    for stage in application.stages.select_related("unit").filter(
        begun_at__isnull=False, done_at__isnull=True
    ):
        ledger.plan(stage, application, start=stage.begun_at or clock.moment())
        stage.save(update_fields=["planned_at"])
        stages.append(stage)
    data = {"appointment_before": before.isoformat(), **(more or {})}
    return ledger.step(
        application, verb, by=by, on=on, text=text, rows=[*halts, *stages, *rows], data=data, promise=counted
    )


def _ended(halt: Halt) -> Halt:
    halt.until_at = clock.moment()
    halt.save(update_fields=["until_at"])
    return halt
