"""The events of a procedure, one chain for all its versions; each keeps a fingerprint of every row that it wrote."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Model

from danvan.journal.keeping import keep
from danvan.journal.models import Event
from danvan.people.lives import check_seen
from danvan.people.models import Account
from danvan.procedures import policies
from danvan.procedures.models import Procedure, Version
from danvan.procedures.workflow import LIFE

CATALOGUE_LOCK = 710_311
STREAM, SALT = LIFE.stream, "procedure"  # what everybody may read: nothing of it is secret


def locked(version: Version, verb: str, *, by: Account, on: date, seen: int | None) -> Version:
    """The version as it is now, its procedure locked, on which this officer may take the step.

    Raises MovedMeanwhile, saying who did what, where it has moved since the page was shown; Refused where the role or
    the table does not allow the step.
    """
    hold(version.procedure_id)
    row = Version.objects.select_related("procedure__unit").get(pk=version.pk)
    check_seen(LIFE, row.procedure_id, row.revision, seen)
    policies.check_can(by, row, verb, on)
    return row


def one_at_a_time() -> None:
    """Until the end of the transaction nobody else gives a procedure its code, so that none is given twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CATALOGUE_LOCK])


def hold(procedure: int) -> Procedure:
    """The procedure, locked: one writer at a time, so that its events follow one another."""
    return Procedure.objects.select_for_update(of=("self",)).select_related("unit").get(pk=procedure)


def write(
    version: Version,
    verb: str,
    *,
    by: Account,
    on: date,
    old: str = "",
    text: str = "",
    rows: Iterable[Model] = (),
    gone: Iterable[str] = (),
    data: dict[str, Any] | None = None,
) -> Event:
    """Save the version, and put the step on record; `rows`: what else was written, `gone`: names of rows taken away."""
    return keep(
        version,
        verb,
        stream=STREAM,
        subject=version.procedure,
        by=by,
        on=on,
        salt=SALT,
        old=old,
        new=version.status,
        public=verb in SHOWN,
        text=text,
        rows=rows,
        gone=gone,
        data={"version": version.number, **(data or {})},
    )


SHOWN = {"procedure_publish", "procedure_suspend", "procedure_resume", "procedure_abolish"}
"""The steps of which anybody may read."""
