"""What reports write: figures of the time before they were counted."""

from collections import Counter
from datetime import date

from django.db import transaction
from django.db.models import Sum

from danvan.cases.actions import executing, ledger
from danvan.cases.models import Case
from danvan.cases.postings import DAYS, URGED
from danvan.figures.models import Fact
from danvan.figures.postings import Posting
from danvan.journal.actors import SYSTEM
from danvan.reports import recount

YOUNGER = frozenset({DAYS, URGED, "letters.discontinued", "letters.referred", *executing.MEASURES})
"""Measures that steps did not post from the first day on."""
_PLACE = ("day", "unit_id", "measure", "kind", "topic")


def fill(*, on: date) -> int:
    """Post what steps would have posted had the younger measures been counted when they were taken; how many cases.

    Each case says so in an event of its own, whose facts fall on the days of the steps. Twice changes nothing more.
    """
    return sum(_fill(case, around, on) for case, around in recount.letters())


@transaction.atomic
def _fill(case: Case, around: recount.Around, on: date) -> bool:
    if not _missing(case, around):
        return False
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    missing = _missing(locked, recount.beside([locked.pk]))  # somebody may have gone on with it meanwhile
    if missing:
        ledger.write(locked, verb="figures_filled", by=SYSTEM, on=on, old=locked.status, moved=missing)
        locked.save(update_fields=["version", "last_hash"])
    return bool(missing)


def _missing(case: Case, around: recount.Around) -> list[Posting]:
    """What the case's steps should have posted of the younger measures, less what was posted of them."""
    told: Counter[Posting] = Counter()
    for day, unit, measure, kind, topic, amount in recount.of_case(case, around):
        if measure in YOUNGER:
            told[Posting(measure, day, unit, 1, kind, topic)] += amount
    kept = Fact.objects.filter(subject_id=case.pk, measure__in=YOUNGER)
    for day, unit, measure, kind, topic, n in kept.values_list(*_PLACE).annotate(n=Sum("amount")):
        told[Posting(measure, day, unit, 1, kind, topic)] -= n
    return [Posting(p.measure, p.day, p.unit_id, n, p.kind, p.topic) for p, n in told.items() if n]
