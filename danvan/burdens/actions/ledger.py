"""The events of the review: a chain for each report, each proposal, each telling, with fingerprints of their rows."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model

from danvan.burdens import policies
from danvan.burdens.models import Proposal, Report, Telling
from danvan.burdens.workflow import LIFE
from danvan.journal.actors import SYSTEM, Outsider
from danvan.journal.keeping import keep
from danvan.people.lives import check_seen
from danvan.people.models import Account

PROPOSALS, REPORTS, TELLINGS = LIFE.stream, "burden", "burden_telling"
SALT = "burdens"  # an office's own words, and addresses that are masked already


def locked(proposal: Proposal, verb: str, *, by: Account, on: date, seen: int | None) -> Proposal:
    """The proposal, locked, on which this officer may take the step now.

    Raises MovedMeanwhile, saying who did what, where it has moved since the page was shown; Refused where the role or
    the table does not allow the step.
    """
    row = hold(proposal)
    check_seen(LIFE, row.pk, row.revision, seen)
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
    keep(
        proposal,
        verb,
        stream=PROPOSALS,
        by=by,
        on=on,
        salt=SALT,
        old=old,
        new=proposal.status,
        text=text,
        rows=rows,
        gone=gone,
        data=data,
    )


def write_report(
    report: Report, verb: str, *, by: Account | Outsider, on: date, text: str = "", data: Any = None
) -> None:
    """Save a report, and put what was done on record, with its fingerprint in its own salt."""
    keep(report, verb, stream=REPORTS, by=by, on=on, salt=report.salt, text=text, data=data)


def write_telling(telling: Telling, verb: str, *, on: date, by: Account | Outsider = SYSTEM) -> None:
    """Save a telling, and put what happened to it on record."""
    told = {"report": telling.report_id}
    keep(telling, verb, stream=TELLINGS, by=by, on=on, salt=SALT, new=telling.state, data=told)
