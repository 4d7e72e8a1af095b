"""The events of a council: a chain for each petition, session, resolution, oversight, meeting and term."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from danvan.council.models import Oversight, Petition, Resolution, Session, Term
from danvan.council.workflow import OVERSIGHT, PETITION, RESOLUTION, SESSION
from danvan.figures import actions as figures
from danvan.figures.postings import Posting
from danvan.journal.actors import Outsider
from danvan.journal.keeping import keep
from danvan.journal.models import Event
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.lives import Life, check_can, check_seen
from danvan.people.models import Account

TERMS, MEETINGS = "council_term", "council_meeting"
SALT = "council"  # what a council publishes; no voter is named in it
Row = TypeVar("Row", Session, Resolution, Oversight)
LIVES: dict[type[Model], Life] = {
    Petition: PETITION,
    Session: SESSION,
    Resolution: RESOLUTION,
    Oversight: OVERSIGHT,
}


def write(
    head: Any,
    verb: str,
    *,
    by: Account | Outsider,
    on: date,
    old: str = "",
    text: str = "",
    rows: Iterable[Model] = (),
    gone: Iterable[str] = (),
    data: dict[str, Any] | None = None,
    posted: Iterable[Posting] = (),
    stream: str = "",
) -> Event:
    """Save the row, put the step on record with fingerprints of all that was written, and post its figures."""
    facts = [posting.as_list() for posting in posted]
    told = {**(data or {}), **({"facts": facts} if facts else {})}
    event = keep(
        head,
        verb,
        stream=stream or LIVES[type(head)].stream,
        by=by,
        on=on,
        salt=SALT,
        old=old,
        new=getattr(head, "status", ""),
        text=text,
        rows=rows,
        gone=gone,
        data=told,
    )
    if facts:
        figures.post(event)
    return event


def hold_term(term: Term) -> Term:
    """The term, locked: what belongs to it is written by one at a time."""
    return Term.objects.select_for_update(of=("self",)).select_related("unit").get(pk=term.pk)


def held(row: Row, verb: str, *, by: Account, on: date, seen: int | None = None) -> Row:
    """The session, resolution or oversight, locked, on which this officer may take the step now.

    Raises MovedMeanwhile where it moved since the page was shown, Refused where role or table do not allow the step.
    """
    locked = lock(row)
    life = LIVES[type(row)]
    check_seen(life, locked.pk, locked.revision, seen)
    check_can(life, locked.status, verb, by, locked.term.unit_id, on)
    return locked


def lock(row: Row) -> Row:
    """The same, locked and no more."""
    table: Any = type(row)._default_manager.select_for_update(of=("self",)).select_related("term__unit")
    found: Row = table.get(pk=row.pk)
    return found


def asked(value: str, sentence: str, field: str) -> str:
    """The text made clean; Refused with the sentence where there is none."""
    if not (said := clean(value)):
        raise Refused(sentence, field=field)
    return said


def not_ahead(day: date, on: date, field: str) -> None:
    """Raises Refused for a day that lies ahead."""
    if day > on:
        raise Refused(_("Ngày này chưa đến."), field=field)
