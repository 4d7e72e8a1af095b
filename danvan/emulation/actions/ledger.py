"""The events of emulation: one door for what is written, with fingerprints of the rows and the facts of figures."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Model

from danvan.emulation import policies
from danvan.emulation.models import CriteriaSet, Exemplar, Movement, Nomination, Sitting
from danvan.emulation.workflow import CRITERIA, LIFE, MOVEMENT_STREAM, NOMINATION, SITTING_STREAM
from danvan.figures import actions as figures
from danvan.figures.postings import Posting
from danvan.journal.actors import Outsider
from danvan.journal.keeping import keep, keep_many
from danvan.journal.models import Event
from danvan.people import lives
from danvan.people.errors import Refused
from danvan.people.models import Account

SALT = "emulation"  # an office's own words: criteria, movements, sittings
By = Account | Outsider


def hold(exemplar: Exemplar | int) -> Exemplar:
    """The exemplar, locked: one writer at a time, so that its events follow one another."""
    return held([exemplar])[0]


def held(exemplars: Sequence[Exemplar | int]) -> list[Exemplar]:
    """Several, locked, in the order of their numbers."""
    numbers = [each if isinstance(each, int) else each.pk for each in exemplars]
    rows = Exemplar.objects.select_for_update(of=("self",)).select_related("movement", "criteria")
    return list(rows.filter(pk__in=numbers).order_by("pk"))


def locked(exemplar: Exemplar, verb: str, *, by: Account, on: date, seen: int | None = None) -> Exemplar:
    """The exemplar, locked, on which this officer may take the step now.

    Raises MovedMeanwhile, saying who did what; Refused where the role, the team or the table does not allow it.
    """
    row = hold(exemplar)
    lives.check_seen(LIFE, row.pk, row.revision, seen)
    policies.check_can(by, row, verb, on)
    return row


def write(
    exemplar: Exemplar,
    verb: str,
    *,
    by: By,
    on: date,
    old: str = "",
    text: str = "",
    public: bool = False,
    rows: Iterable[Model] = (),
    gone: Iterable[str] = (),
    facts: Sequence[Posting] = (),
    data: dict[str, Any] | None = None,
) -> Event:
    """Save the exemplar, put the step on record, post its facts."""
    told = {**(data or {}), **({"facts": [each.as_list() for each in facts]} if facts else {})}
    event = keep(
        exemplar,
        verb,
        stream=LIFE.stream,
        by=by,
        on=on,
        salt=exemplar.salt,
        old=old,
        new=exemplar.status,
        text=text,
        public=public,
        rows=rows,
        gone=gone,
        data=told,
    )
    figures.post(event)
    return event


def write_many(
    exemplars: Sequence[Exemplar],
    verb: str,
    *,
    by: By,
    on: date,
    old: str,
    fields: Sequence[str] = ("status",),
    rows: Mapping[int, Sequence[Model]] | None = None,
    facts: dict[int, Sequence[Posting]] | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """The same of many that take one step together: an event each, in few statements."""
    told = {
        row.pk: {
            **(data or {}),
            **({"facts": [each.as_list() for each in facts[row.pk]]} if facts and facts.get(row.pk) else {}),
        }
        for row in exemplars
    }
    events = keep_many(
        exemplars,
        verb,
        stream=LIFE.stream,
        by=by,
        on=on,
        salt=lambda row: row.salt,
        old=old,
        new=exemplars[0].status if exemplars else "",
        fields=fields,
        rows=rows or {},
        data=told,
    )
    figures.post(*events)


def of_criteria(criteria: CriteriaSet, verb: str, *, by: By, on: date, old: str = "", **told: Any) -> None:
    """Save a set of criteria, and put the step on record."""
    given: dict[str, Any] = {"stream": CRITERIA.stream, "by": by, "on": on, "salt": SALT}
    keep(criteria, verb, old=old, new=criteria.status, **given, **told)


def of_movement(movement: Movement, verb: str, *, by: By, on: date, text: str = "") -> None:
    """Save a movement, and put the step on record."""
    keep(movement, verb, stream=MOVEMENT_STREAM, by=by, on=on, salt=SALT, text=text)


def of_sitting(
    sitting: Sitting, verb: str, *, by: By, on: date, text: str = "", public: bool = False, data: Any = None
) -> Any:
    """Save a meeting of the council, and put it on record; its ballots stand with their exemplars."""
    given: dict[str, Any] = {"stream": SITTING_STREAM, "by": by, "on": on, "salt": SALT}
    return keep(sitting, verb, text=text, public=public, data=data, **given)


def of_nomination(row: Nomination, verb: str, *, by: By, on: date, old: str = "", text: str = "") -> None:
    """Save a nomination, and put the step on record."""
    given: dict[str, Any] = {"stream": NOMINATION.stream, "by": by, "on": on, "salt": row.salt}
    keep(row, verb, old=old, new=row.status, text=text, **given)


def needed(text: str, sentence: str, field: str) -> str:
    """The text, which must be there. Raises Refused with the sentence at the field."""
    if not text:
        raise Refused(sentence, field=field)
    return text
