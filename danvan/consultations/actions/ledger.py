"""The events of consultations: a chain for each consultation, each voice, each person affected, each telling."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Model

from danvan.consultations import policies
from danvan.consultations.models import Affected, Consultation, Telling, Voice
from danvan.consultations.workflow import LIFE, STREAM, phase_of
from danvan.figures import actions as figures
from danvan.figures.postings import Posting
from danvan.journal.actors import SYSTEM, Outsider
from danvan.journal.keeping import keep
from danvan.journal.models import Event
from danvan.people.lives import check_seen
from danvan.people.models import Account

VOICES, AFFECTED, TELLINGS = "consulted_voice", "consulted_person", "consulted_telling"
SALT = "consultations"  # an office's own words, and addresses that are masked already


def locked(row: Consultation, verb: str, *, by: Account, on: date, seen: int | None) -> Consultation:
    """The consultation, locked, on which this officer may take the step that moves it on.

    Raises MovedMeanwhile where somebody wrote to it since the page was shown; Refused where role or phase forbid it.
    """
    found = hold(row)
    check_seen(LIFE, found.pk, found.revision, seen)
    policies.check_can_step(by, found, verb, on)
    return found


def writable(row: Consultation, verb: str, *, by: Account, on: date, seen: int | None = None) -> Consultation:
    """The consultation, locked, to which this officer may write what moves nothing. Raises as `locked`."""
    found = hold(row)
    check_seen(LIFE, found.pk, found.revision, seen)
    policies.check_can(by, found, verb, on)
    return found


def hold(row: Consultation) -> Consultation:
    """The consultation, locked: one writer at a time."""
    return Consultation.objects.select_for_update(of=("self",)).select_related("unit").get(pk=row.pk)


def write(
    row: Consultation,
    verb: str,
    *,
    by: Account | Outsider,
    on: date,
    old: str = "",
    text: str = "",
    public: bool = False,
    rows: Iterable[Model] = (),
    data: dict[str, Any] | None = None,
    facts: Sequence[Posting] = (),
) -> Event:
    """Save the consultation, put the step on record with `rows`, which the caller wrote, and post its figures."""
    event = keep(
        row,
        verb,
        stream=STREAM,
        by=by,
        on=on,
        salt=SALT,
        old=old,
        new=phase_of(row, on).code.value,
        text=text,
        public=public,
        rows=rows,
        data=_with(data, facts),
    )
    figures.post(event)
    return event


def write_voice(
    voice: Voice,
    verb: str,
    *,
    by: Account | Outsider,
    on: date,
    text: str = "",
    rows: Iterable[Model] = (),
    gone: Iterable[str] = (),
    data: dict[str, Any] | None = None,
    facts: Sequence[Posting] = (),
) -> None:
    """Save whoever spoke, and put what was done to her words on record, in her own salt."""
    event = keep(
        voice,
        verb,
        stream=VOICES,
        by=by,
        on=on,
        salt=voice.salt,
        text=text,
        rows=rows,
        gone=gone,
        data=_with(data, facts),
    )
    if facts:
        figures.post(event)


def write_affected(
    person: Affected, verb: str, *, by: Account | Outsider, on: date, facts: Sequence[Posting] = ()
) -> None:
    """Save a person affected, and put what was done on record, in her own salt."""
    event = keep(person, verb, stream=AFFECTED, by=by, on=on, salt=person.salt, data=_with(None, facts))
    if facts:
        figures.post(event)


def write_telling(telling: Telling, verb: str, *, on: date, by: Account | Outsider = SYSTEM) -> None:
    """Save a telling, and put what happened to it on record."""
    told = {"consultation": telling.consultation_id}
    keep(telling, verb, stream=TELLINGS, by=by, on=on, salt=SALT, new=telling.state, data=told)


def posting(row: Consultation, measure: str, on: date, amount: int = 1, *, kind: str = "") -> Posting:
    """One figure of a consultation: `kind` is the way of an opinion or the outcome of an answer."""
    return Posting(f"consultations.{measure}", on, row.unit_id, amount, kind, row.topic)


def _with(data: dict[str, Any] | None, facts: Sequence[Posting]) -> dict[str, Any]:
    return {**(data or {}), **({"facts": [fact.as_list() for fact in facts]} if facts else {})}
