"""What people wrote is sorted by what it is about, and forgotten after its time."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from danvan.journal import prints
from danvan.journal.actions import record
from danvan.journal.actors import SYSTEM, Outsider
from danvan.people.errors import Refused
from danvan.people.models import Account
from danvan.ratings import policies
from danvan.ratings.actions.counting import STREAM
from danvan.ratings.models import Batch, Remark
from danvan.ratings.workflow import THEMES


@transaction.atomic
def code_remark(remark: Remark, theme: str, *, by: Account, on: date) -> Remark:
    """Say what somebody's words are about (phân loại). Raises Refused without a right or for no theme of the list."""
    batch = Batch.objects.select_for_update().get(pk=remark.batch_id)
    policies.check_can_read_words(by, batch.unit_id, on)
    row = Remark.objects.get(pk=remark.pk)
    if theme not in THEMES:
        raise Refused(_("Xin chọn một loại."), field="theme")
    row.theme = theme
    _write(row, "rating_code", by=by, on=on, text=theme)
    return row


def forget_words(*, on: date) -> int:
    """Forget what people wrote so long ago that it answers nothing any more; how many."""
    before = on - timedelta(days=int(settings.DANVAN_RATING["words_days"]))
    rows = Remark.objects.filter(forgotten_on__isnull=True, batch__counted_on__lt=before).order_by("pk")
    return sum(_forget(row, on=on) for row in list(rows))


@transaction.atomic
def _forget(remark: Remark, *, on: date) -> bool:
    Batch.objects.select_for_update().get(pk=remark.batch_id)
    row = Remark.objects.get(pk=remark.pk)
    row.text, row.forgotten_on = "", on
    _write(row, "rating_forget", by=SYSTEM, on=on)
    return True


def _write(row: Remark, verb: str, *, by: Account | Outsider, on: date, text: str = "") -> None:
    row.save()
    data = {"rows": prints.of([Remark.objects.get(pk=row.pk)], row.salt)}
    record(stream=STREAM, subject=row.batch_id, verb=verb, by=by, on=on, text=text, data=data)
