"""A rise is recorded once when it arises, then looked into and closed by an officer, each with a note."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.dashboards import policies, queries
from danvan.dashboards.models import Surge
from danvan.journal import prints
from danvan.journal.actions import record
from danvan.journal.actors import SYSTEM, Outsider
from danvan.lib.text import clean
from danvan.people.models import Account

STREAM, SALT = "surge", "surge"  # figures only: nothing of a rise is secret


@transaction.atomic
def watch(*, on: date, by: Account | Outsider = SYSTEM) -> list[Surge]:
    """Record each rise of the evening before (ghi nhận tăng bất thường) that nothing on record covers.

    One that is not closed covers its unit and topic; one that is closed covers the days that it was about.
    """
    rule, found = settings.DANVAN_SURGES, queries.rising(on)
    from_on = on - timedelta(rule["days"])
    known = Surge.objects.select_for_update().filter(unit__in={row["unit_id"] for row in found})
    covered = {
        (row.unit_id, row.topic) for row in known if row.state != Surge.State.CLOSED or row.to_on >= from_on
    }
    made = []
    for row in found:
        if (row["unit_id"], row["topic"]) not in covered:
            days = {"from_on": from_on, "to_on": on - timedelta(1)}
            made.append(Surge.objects.create(**row, **days, chance=rule["chance"]))
            _tell(made[-1], "surge", by=by, on=on)
    return made


@transaction.atomic
def acknowledge(surge: Surge, note: str, *, by: Account, on: date) -> Surge:
    """Say that somebody looks into it, with a note (tiếp nhận). Raises StepRefused for anybody else, without a note."""
    locked = _locked(surge, by, on)
    if locked.state != Surge.State.OPEN:
        raise StepRefused(_("Đã có người tìm hiểu việc này."))
    locked.state, locked.acknowledged_by, locked.acknowledged_on = Surge.State.ACKNOWLEDGED, by, on
    locked.acknowledged_note = _written(note)
    locked.save()
    _tell(locked, "acknowledge_surge", by=by, on=on)
    return locked


@transaction.atomic
def close(surge: Surge, note: str, *, by: Account, on: date) -> Surge:
    """Say what it came from and end it (kết thúc). Raises StepRefused for anybody else, without a note, once closed."""
    locked = _locked(surge, by, on)
    locked.state, locked.closed_by, locked.closed_on = Surge.State.CLOSED, by, on
    locked.closed_note = _written(note)
    locked.save()
    _tell(locked, "close_surge", by=by, on=on)
    return locked


def _locked(surge: Surge, by: Account, on: date) -> Surge:
    policies.check_can_answer(by, surge, on=on)
    locked = Surge.objects.select_for_update().get(pk=surge.pk)
    if locked.state == Surge.State.CLOSED:
        raise StepRefused(_("Cảnh báo này đã kết thúc."))
    return locked


def _written(note: str) -> str:
    said = clean(note)
    if not said:
        raise StepRefused(_("Cần ghi đã tìm hiểu gì."), field="note")
    return said


def _tell(surge: Surge, verb: str, *, by: Account | Outsider, on: date) -> None:
    data = {"unit": surge.unit_id, "topic": surge.topic, "rows": prints.of([surge], SALT)}
    record(stream=STREAM, subject=surge.pk, verb=verb, by=by, on=on, data=data)
