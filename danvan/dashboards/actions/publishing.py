"""An office decides which of its figures anybody may read, and takes that back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.dashboards import policies, queries
from danvan.dashboards.choices import FIGURES
from danvan.dashboards.models import Publication
from danvan.journal import prints
from danvan.journal.actions import record
from danvan.lib.text import clean
from danvan.people.models import Account, Unit

STREAM, SALT = "publication", "publication"  # what is public keeps no secret
REPLACED = "Thay bằng lần công bố mới."


@transaction.atomic
def publish(
    unit: Unit,
    *,
    figures: Sequence[str],
    units: Sequence[str] = (),
    by_topic: bool = False,
    since: date,
    by: Account,
    on: date,
) -> Publication:
    """Publish figures of the unit (công bố số liệu): which, of which units, since which month. Replaces what stood.

    `units`: keys of the units shown one by one; without any, the whole alone. Raises StepRefused for whoever does not
    lead the unit, without a figure, for a month that has not begun, or by topics where one above or below tells them.
    """
    policies.check_can_publish(by, unit, on=on)
    chosen = [slug for slug in FIGURES if slug in figures]
    if not chosen:
        raise StepRefused(_("Chọn ít nhất một chỉ số."), field="figures")
    if since > on:
        raise StepRefused(_("Tháng bắt đầu công bố chưa đến."), field="since")
    Unit.objects.select_for_update().get(pk=unit.pk)
    if by_topic:
        _check_no_other_tells_topics(unit, since, on)
    for before in Publication.objects.filter(unit=unit, withdrawn_on__isnull=True):
        _end(before, REPLACED, by=by, on=on)
    row = Publication.objects.create(
        unit=unit,
        figures=chosen,
        units=sorted(units),
        by_topic=by_topic,
        since=since.replace(day=1),
        by=by,
        on=on,
    )
    _tell(row, "publish_figures", by=by, on=on)
    return row


def _check_no_other_tells_topics(unit: Unit, since: date, on: date) -> None:
    """What an office hides is the figure of the one above less those of the others below: one of them tells topics."""
    other: Any = queries.tells_topics(unit, since, on=on).first()
    if other:
        said = _(
            "%(unit)s đã công bố theo nội dung trong thời gian này: trừ hai bên cho nhau sẽ ra số đã giấu."
        )
        raise StepRefused(said % {"unit": other.unit_name}, field="by_topic")


@transaction.atomic
def withdraw(row: Publication, *, reason: str, by: Account, on: date) -> None:
    """Take it back (thôi công bố), with the reason. Raises StepRefused as `publish`, without a reason, or once over."""
    policies.check_can_publish(by, row.unit_id, on=on)
    locked = Publication.objects.select_for_update().get(pk=row.pk)
    if locked.withdrawn_on:
        raise StepRefused(_("Lần công bố này đã thôi."))
    if not (said := clean(reason)):
        raise StepRefused(_("Cần ghi lý do thôi công bố."), field="reason")
    _end(locked, said, by=by, on=on)


def _end(row: Publication, reason: str, *, by: Account, on: date) -> None:
    row.withdrawn_by, row.withdrawn_on, row.reason = by, on, reason
    row.save()
    _tell(row, "withdraw_figures", by=by, on=on)


def _tell(row: Publication, verb: str, *, by: Account, on: date) -> None:
    data = {"unit": row.unit_id, "figures": row.figures, "units": row.units, "since": row.since.isoformat()}
    record(
        stream=STREAM,
        subject=row.pk,
        verb=verb,
        by=by,
        on=on,
        public=True,
        text=row.reason,
        data={**data, "rows": prints.of([row], SALT)},
    )
