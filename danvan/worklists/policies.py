"""Who may share, change and take back what officers keep and do with lists."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.people import policies as people
from danvan.people.models import Account
from danvan.people.roles import Role
from danvan.worklists.models import Batch, Export, Outcome, SavedView, Verb


def check_can_keep(view: SavedView, by: Account) -> None:
    """Raise StepRefused when the view is another officer's, or was removed."""
    if view.owner_id != by.pk:
        raise StepRefused(_("Cách xem này của người khác; ông/bà có thể lưu lại thành của mình."))
    if view.removed_on:
        raise StepRefused(_("Cách xem này đã bỏ."))


def check_can_share(by: Account, unit_id: int, *, on: date) -> None:
    """Raise StepRefused unless the officer leads the unit."""
    if not people.has_role(by, [Role.LEADER], unit_id, on):
        raise StepRefused(_("Chỉ lãnh đạo đơn vị chia sẻ cách xem cho cả đơn vị."), field="unit")


def why_not_undo(batch: Batch, by: Account) -> str | None:
    """Why the officer cannot take the batch back; None when she can."""
    if batch.by_id != by.pk:
        return _("Chỉ người đã làm được lấy lại.")
    if batch.verb == Verb.UNDO or Batch.objects.filter(undoes=batch).exists():
        return _("Việc này đã lấy lại một lần.")
    if batch.items.filter(outcome=Outcome.WAITING).exists():
        return _("Việc này chưa làm xong, xin chờ.")
    return None if batch.items.filter(outcome=Outcome.DONE).exists() else _("Không có gì để lấy lại.")


def check_can_see(row: Batch | Export, officer: Account) -> None:
    """Raise StepRefused unless it is the officer's own."""
    if row.by_id != officer.pk:
        raise StepRefused(_("Việc này của người khác."))
