"""The consultations behind a figure: what was posted for a person or an opinion is led back to its draft."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from danvan.consultations import policies
from danvan.consultations.models import Affected, Consultation, Voice
from danvan.figures.queries import BEGINNING, subjects
from danvan.people.models import Account
from danvan.reports.consulted import PREFIX, Counted
from danvan.reports.measures import How

OF_VOICES, OF_PERSONS = ("opinions", "answering"), ("invited", "opened")


def amounts(figure: Counted, units: Sequence[int], from_: date, until: date) -> dict[int, int]:
    """Consultation → what it adds to the figure."""
    first, last = {
        How.FLOW: (from_, until),
        How.BEFORE: (BEGINNING, from_ - timedelta(days=1)),
        How.END: (BEGINNING, until),
    }.get(figure.how, (from_, until))
    measure, kind = f"{PREFIX}{figure.posted}", figure.kind or None
    if figure.posted == "waiting":
        return _waiting(units, first, last)
    found = subjects(measure, from_=first, to=last, units=units, kind=kind)
    return _by_draft(found, figure.posted)


def _waiting(units: Sequence[int], first: date, last: date) -> dict[int, int]:
    """What stands without an answer: opinions came one by one with their voices, answers go with the draft."""
    came = _by_draft(subjects(f"{PREFIX}opinions", from_=first, to=last, units=units), "opinions")
    gone: Counter[int] = Counter()
    for name in ("answered", "unanswered"):
        gone.update(subjects(f"{PREFIX}{name}", from_=first, to=last, units=units))
    return {pk: n - gone[pk] for pk, n in came.items() if n != gone[pk]}


def _by_draft(found: Mapping[int, int], posted: str) -> dict[int, int]:
    table = Voice if posted in OF_VOICES else Affected if posted in OF_PERSONS else None
    if table is None:
        return dict(found)
    drafts = dict(table._default_manager.filter(pk__in=found).values_list("pk", "consultation"))
    added: Counter[int] = Counter()
    for subject, amount in found.items():
        added[drafts[subject]] += amount
    return dict(added)


def rows(found: Mapping[int, int], officer: Account, on: date) -> list[tuple[Consultation, str, int]]:
    """(consultation, its phase, amount) of those that the officer reads, what ends last first."""
    units = policies.units_read(officer, on)
    known = Consultation.objects.filter(pk__in=found, unit__in=units).select_related("unit")
    return [
        (row, str(row.phase(on).label), found[row.pk])
        for row in known.prefetch_related("unit__names").order_by("-closes_on", "-pk")
    ]
