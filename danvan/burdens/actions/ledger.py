"""The events of the review: a chain for each report, each proposal, each telling, with fingerprints of their rows."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from danvan.burdens import policies
from danvan.burdens.models import Proposal, Report, Telling
from danvan.burdens.workflow import done_of
from danvan.journal import prints
from danvan.journal.actions import record
from danvan.journal.actors import SYSTEM, Outsider
from danvan.journal.queries import events_of
from danvan.people.models import Account
from danvan.procedures.errors import MovedMeanwhile

PROPOSALS, REPORTS, TELLINGS = "proposal", "burden", "burden_telling"
SALT = "burdens"  # an office's own words, and addresses that are masked already


def locked(proposal: Proposal, verb: str, *, by: Account, on: date, seen: int | None) -> Proposal:
    """The proposal, locked, on which this officer may take the step now.

    Raises MovedMeanwhile, saying who did what, where it has moved since the page was shown; Refused where the role or
    the table does not allow the step.
    """
    row = hold(proposal)
    if seen is not None and seen != row.revision:
        raise MovedMeanwhile(_moved(row))
    policies.check_can(by, row, verb, on)
    return row


def hold(proposal: Proposal) -> Proposal:
    """The proposal, locked: one writer at a time, so that its events follow one another."""
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("procedure__unit", "version")
    return rows.get(pk=proposal.pk)


def write(
    proposal: Proposal,
    verb: str,
    *,
    by: Account,
    on: date,
    old: str = "",
    text: str = "",
    rows: Iterable[Model] = (),
    gone: Iterable[str] = (),
    data: dict[str, Any] | None = None,
) -> None:
    """Save the proposal, put the step on record; `rows`: what else was written, `gone`: names of rows taken away."""
    proposal.revision += 1
    proposal.save()
    marks: dict[str, str | None] = dict.fromkeys(gone)
    marks |= prints.of([type(row)._default_manager.get(pk=row.pk) for row in [proposal, *rows]], SALT)
    record(
        stream=PROPOSALS,
        subject=proposal.pk,
        verb=verb,
        by=by,
        on=on,
        old=old,
        new=proposal.status,
        text=text,
        data={**(data or {}), "rows": marks},
    )


def write_report(
    report: Report, verb: str, *, by: Account | Outsider, on: date, text: str = "", data: Any = None
) -> None:
    """Save a report, and put what was done on record, with its fingerprint in its own salt."""
    report.save()
    kept = Report.objects.get(pk=report.pk)
    told = {**(data or {}), "rows": prints.of([kept], kept.salt)}
    record(stream=REPORTS, subject=report.pk, verb=verb, by=by, on=on, text=text, data=told)


def write_telling(telling: Telling, verb: str, *, on: date, by: Account | Outsider = SYSTEM) -> None:
    """Save a telling, and put what happened to it on record."""
    telling.save()
    kept = Telling.objects.get(pk=telling.pk)
    data = {"report": telling.report_id, "rows": prints.of([kept], SALT)}
    record(stream=TELLINGS, subject=telling.pk, verb=verb, by=by, on=on, new=telling.state, data=data)


def _moved(row: Proposal) -> str:
    last = events_of(PROPOSALS, row.pk).last()
    who = last.actor.full_name if last and last.actor else _("người khác")
    done = done_of(last.verb) if last else _("ghi")
    return _(
        "%(who)s vừa làm bước “%(what)s” với phương án này. Chưa ghi gì của ông/bà; chữ đã nhập còn ở đây, "
        "xin xem lại rồi lưu."
    ) % {"who": who, "what": done}
