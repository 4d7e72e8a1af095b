"""The box is opened: answers of weeks that are over are counted in groups, and go out of it."""

import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from danvan.figures.actions import post
from danvan.figures.postings import Posting
from danvan.journal import prints
from danvan.journal.actions import record
from danvan.journal.actors import SYSTEM
from danvan.journal.keeping import as_stored
from danvan.people.models import Unit
from danvan.procedures.models import Procedure
from danvan.ratings import rules
from danvan.ratings.mixing import Group, split
from danvan.ratings.models import Batch, Remark, Slip
from danvan.ratings.sums import of_batch
from danvan.ratings.workflow import FACTS

STREAM = "rating_batch"
SALT = "ratings"  # numbers of many together
_LOT = secrets.SystemRandom()


def count_due(*, on: date) -> int:
    """Count what can be counted in every box; how many answers were."""
    units = Unit.objects.filter(pk__in=Slip.objects.values("unit"))
    return sum(batch.count for unit in units.order_by("pk") for batch in count(unit, on=on))


@transaction.atomic
def count(unit: Unit, *, on: date) -> list[Batch]:
    """Count the box of a unit: each answer comes into the narrowest group that is large enough, or waits on.

    Answers of the week that runs wait in any case. Of a counted answer nothing is left but what it added to sums.
    """
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    over = Slip.objects.filter(unit=unit, week__lte=on - rules.WEEK).order_by("pk")
    groups, _waiting = split(over, rules.least())
    return [_counted(unit, group, on=on) for group in groups]


def _counted(unit: Unit, group: Group, *, on: date) -> Batch:
    batch = Batch.objects.create(
        unit=unit,
        procedure_id=group.procedure_id,
        officer_id=group.officer_id,
        week=group.week,
        source=group.source,
        count=len(group.answers),
        tallies=tallied(group.answers),
        counted_on=on,
    )
    remarks = _remarks(batch, group.answers)
    marks = {**marks_of([batch]), **{k: v for row in remarks for k, v in prints.of([row], row.salt).items()}}
    told: dict[str, Any] = {"rows": marks, "facts": [each.as_list() for each in postings(batch)]}
    post(record(stream=STREAM, subject=batch.pk, verb="rating_count", by=SYSTEM, on=on, data=told))
    Slip.objects.filter(pk__in=[slip.pk for slip in group.answers]).delete()
    return batch


def marks_of(rows: Sequence[Batch]) -> dict[str, str]:
    """The fingerprints of batches, as stored."""
    return prints.of(as_stored(rows), SALT)


def tallied(answers: Sequence[Slip]) -> dict[str, dict[str, int]]:
    """Fact → answer → how many gave it."""
    return {name: dict(sorted(Counter(slip.facts[name] for slip in answers).items())) for name in FACTS}


def _remarks(batch: Batch, answers: Sequence[Slip]) -> list[Remark]:
    """The words of a group, in an order and under keys that are drawn by lot."""
    said = [slip.words for slip in answers if slip.words]
    _LOT.shuffle(said)
    made = [Remark(batch=batch, text=text, salt=secrets.token_hex(16)) for text in said]
    return Remark.objects.bulk_create(made)


def postings(batch: Batch) -> list[Posting]:
    """What a batch adds to figures, on the last day of its week; by the way of answering, and its procedure."""
    code = Procedure.objects.get(pk=batch.procedure_id).code if batch.procedure_id else ""
    day = batch.week + rules.WEEK - date.resolution
    return [
        Posting(measure, day, batch.unit_id, amount, kind=batch.source, topic=code[:40])
        for measure, amount in of_batch(batch).items()
        if amount
    ]
