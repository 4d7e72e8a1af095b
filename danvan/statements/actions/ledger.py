"""How a step on a report is taken: its row locked, nobody quicker, the step allowed; then written and put on record."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from danvan.cases.errors import MovedMeanwhile
from danvan.journal import prints
from danvan.journal.actions import record
from danvan.journal.models import Event
from danvan.journal.queries import events_of
from danvan.people.models import Account
from danvan.statements import policies
from danvan.statements.models import Statement
from danvan.statements.workflow import LIFE

STREAM, SALT = "statement", "statement"  # figures and an office's own words: nothing of it is secret


def locked(statement: Statement, verb: str, *, by: Account, on: date, seen: int | None) -> Statement:
    """The row, locked, on which this officer may take the step now.

    Raises MovedMeanwhile, saying who did what, when it has moved since the page was shown; StepRefused where the
    table, the role or the day do not allow the step.
    """
    row = Statement.objects.select_for_update(of=("self",)).select_related("unit").get(pk=statement.pk)
    _check_not_moved(row, seen)
    policies.check_can(by, row, verb, on=on)
    return row


def write(
    row: Statement,
    verb: str,
    *,
    by: Account,
    on: date,
    old: str = "",
    text: str = "",
    data: dict[str, Any] | None = None,
) -> Event:
    """Save the row as it is now, and put the step on record with its fingerprint."""
    row.version += 1
    row.save()
    told = {**(data or {}), "rows": prints.of([Statement.objects.get(pk=row.pk)], SALT)}
    return record(
        stream=STREAM, subject=row.pk, verb=verb, by=by, on=on, old=old, new=row.state, text=text, data=told
    )


def _check_not_moved(row: Statement, seen: int | None) -> None:
    if seen is None or seen == row.version:
        return
    last = events_of(STREAM, row.pk).filter(number__gt=seen).last()
    who = last.actor.full_name if last and last.actor else _("người khác")
    done = next((step.done for step in LIFE.transitions if last and step.verb == last.verb), row.label)
    raise MovedMeanwhile(
        _("%(who)s vừa làm bước “%(what)s” với báo cáo này. Chưa ghi gì thêm; xin xem lại rồi làm tiếp.")
        % {"who": who, "what": done}
    )
