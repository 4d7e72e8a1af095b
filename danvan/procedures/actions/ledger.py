"""The events of a procedure, one chain for all its versions; each keeps a fingerprint of every row that it wrote."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _

from danvan.journal import prints
from danvan.journal.actions import record
from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.people.models import Account
from danvan.procedures import policies
from danvan.procedures.errors import MovedMeanwhile
from danvan.procedures.models import Procedure, Version
from danvan.procedures.workflow import LIFE

CATALOGUE_LOCK = 710_311
STREAM, SALT = "procedure", "procedure"  # what everybody may read: nothing of it is secret


def locked(version: Version, verb: str, *, by: Account, on: date, seen: int | None) -> Version:
    """The version as it is now, its procedure locked, on which this officer may take the step.

    Raises MovedMeanwhile, saying who did what, where it has moved since the page was shown; Refused where the role or
    the table does not allow the step.
    """
    hold(version.procedure_id)
    row = Version.objects.select_related("procedure__unit").get(pk=version.pk)
    if seen is not None and seen != row.revision:
        raise MovedMeanwhile(_moved(row))
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
    version.revision += 1
    version.save()
    procedure = Procedure.objects.get(pk=version.procedure_id)
    version = Version.objects.get(pk=version.pk)
    marks: dict[str, str | None] = dict.fromkeys(gone)
    marks |= prints.of([procedure, version, *rows], SALT)
    return record(
        stream=STREAM,
        subject=procedure.pk,
        verb=verb,
        by=by,
        on=on,
        old=old,
        new=version.status,
        public=verb in SHOWN,
        text=text,
        data={"version": version.number, **(data or {}), "rows": marks},
    )


SHOWN = {"procedure_publish", "procedure_suspend", "procedure_resume", "procedure_abolish"}
"""The steps of which anybody may read."""


def _moved(row: Version) -> str:
    last = events_of(STREAM, row.procedure_id).last()
    who = last.actor.full_name if last and last.actor else _("người khác")
    moves = (LIFE.opening, *LIFE.transitions)
    done = next((str(move.done) for move in moves if last and move.verb == last.verb), _("ghi"))
    return _(
        "%(who)s vừa làm bước “%(what)s” với bản này. Chưa ghi gì của ông/bà; chữ đã nhập còn ở đây, "
        "xin xem lại rồi lưu."
    ) % {"who": who, "what": done}
