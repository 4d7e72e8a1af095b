"""What came over the portal is looked at by the desk; a result is laid ready as a file; what is held is used again."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases import policies as cases
from danvan.cases.actions import files as storage
from danvan.cases.errors import StepRefused
from danvan.cases.workflow import DESK
from danvan.journal.actors import CITIZEN
from danvan.journal.models import Event
from danvan.onestop.actions import ledger
from danvan.onestop.models import Application
from danvan.onestop.workflow import READY, RETURNED
from danvan.people.models import Account


@transaction.atomic
def admit(application: Application, *, by: Account, on: date, seen: int | None = None) -> Event:
    """The desk has looked at what came over the portal and finds it whole (hồ sơ trực tuyến đã kiểm tra).

    Its clock has run since it came. Raises StepRefused where nothing waits to be looked at, or for other units.
    """
    row = ledger.locked(application, on=on, seen=seen)
    if DESK.isdisjoint(cases.roles(by, row.case, on=on)):
        raise StepRefused(_("Hồ sơ trực tuyến do bộ phận một cửa nơi nhận kiểm tra."))
    if row.online_at is None or not row.case.is_open:
        raise StepRefused(_("Không còn gì nộp qua mạng chờ kiểm tra."))
    return ledger.note(row, "application_admit", by=by, on=on, public=True)


@transaction.atomic
def give_files(
    application: Application,
    files: Sequence[tuple[str, bytes, str]],
    *,
    by: Account,
    on: date,
    seen: int | None = None,
) -> Event:
    """Lay the result ready as files (kết quả bản điện tử), for whoever has the code to take away.

    `files` have gone through `cases.actions.files.check`. Raises StepRefused before there is a result, or without one.
    """
    row = ledger.locked(application, on=on, seen=seen)
    if DESK.isdisjoint(cases.roles(by, row.case, on=on)):
        raise StepRefused(_("Kết quả do bộ phận một cửa đã tiếp nhận hồ sơ trả."))
    if row.case.status not in (READY, RETURNED):
        raise StepRefused(_("Hồ sơ chưa có kết quả nên chưa có gì để trả bản điện tử."))
    if not files:
        raise StepRefused(_("Xin chọn tệp kết quả."), field="papers")
    kept = storage.attach(row.case, files, from_citizen=False, public=True)
    data = {"files": {str(one.pk): one.sha256 for one in kept}}
    return ledger.note(row, "result_file", by=by, on=on, rows=kept, data=data, public=True)


@transaction.atomic
def use_again(application: Application, *, on: date) -> Event:
    """Whoever proved that it is hers lets a new application be filled in from it: on record in the old one."""
    row = ledger.locked(application, on=on)
    return ledger.note(row, "data_reuse", by=CITIZEN, on=on, public=True)
