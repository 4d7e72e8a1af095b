"""Lists that are taken out: asked for, written, fetched, expired; to take one out is to look at all of it."""

import secrets
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.actors import SYSTEM, Outsider
from danvan.lib import dates
from danvan.people.models import Account
from danvan.worklists import policies, queries
from danvan.worklists.models import Export, FileForm, State

STREAM = "export"
# The part of the filter that may hold somebody's name: the row keeps it, the journal only that it was there.
WORDS = "q"


@transaction.atomic
def ask(
    *, query: str, form: FileForm, names: bool, total: int, by: Account, on: date, at_once: bool
) -> Export:
    """Take a list out, now or by the worker: who, with which filter, how many cases, whether with names."""
    export = Export.objects.create(
        by=by,
        on=on,
        query=query,
        form=form,
        names=names,
        total=total,
        written=total if at_once else 0,
        state=State.DONE if at_once else State.WAITING,
        salt=secrets.token_hex(16),
    )
    told = {name: values for name, values in QueryDict(query).lists() if name != WORDS}
    said = {"filter": told, "searched": WORDS in QueryDict(query), "count": total, "names": names}
    _note(export, "export_asked", by=by, on=on, **said)
    return export


@transaction.atomic
def wrote(export: Export, rows: int, *, on: date) -> None:
    """So many rows are written."""
    export.written, export.state = rows, State.RUNNING
    export.save(update_fields=["written", "state"])
    _note(export, "export_written", by=SYSTEM, on=on)


@transaction.atomic
def finish(export: Export, rows: int, path: str, *, on: date) -> None:
    """The file is whole; it can be fetched for some hours."""
    export.written, export.state, export.path = rows, State.DONE, path
    export.expires_at = dates.now() + timedelta(hours=settings.DANVAN_EXPORT_HOURS)
    export.save(update_fields=["written", "state", "path", "expires_at"])
    _note(export, "export_finished", by=SYSTEM, on=on)


@transaction.atomic
def fetch(export: Export, *, by: Account, on: date) -> Path:
    """The file, for whoever asked for it. Raises StepRefused for anybody else, and when its time is over."""
    policies.check_can_see(export, by)
    path = folder() / export.path
    over = export.expires_at is None or export.expires_at <= dates.now()
    if not export.path or over or not path.exists():
        raise StepRefused(_("Tệp này chưa xong hoặc đã hết hạn tải; xin xuất lại."))
    _note(export, "export_fetched", by=by, on=on)
    return path


def expire(now: datetime) -> int:
    """Remove the files whose time is over; how many."""
    gone = list(queries.to_expire(now))
    for export in gone:
        with transaction.atomic():
            export.state = State.EXPIRED
            export.save(update_fields=["state"])
            _note(export, "export_expired", by=SYSTEM, on=dates.day_of(now))
        (folder() / export.path).unlink(missing_ok=True)
    return len(gone)


def folder() -> Path:
    """Where files wait to be fetched."""
    return Path(settings.DANVAN_EXPORTS)


def _note(export: Export, verb: str, *, by: Account | Outsider, on: date, **told: object) -> None:
    data = {**told, "rows": prints.of([export], export.salt)}
    journal.record(stream=STREAM, subject=export.pk, verb=verb, by=by, on=on, data=data)
