"""The figures of consultations counted again from the drafts, persons and opinions themselves, without the facts."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef

from danvan.consultations.models import Affected, Consultation, Group, Opinion
from danvan.consultations.workflow import Outcome

NAMES = (
    *("held", "invited", "opened", "answering", "opinions", "answered", "unanswered", "waiting"),
    *("issued", "changed", "withdrawn"),
)
FLOWS = tuple(f"consultations.{name}" for name in NAMES)
Cells = Counter[tuple[date, int, str, str, str]]
Row = tuple[date, Any, str, str, int]
Drafts = dict[int, Any]
"""By their numbers, each with whether it was changed by opinions."""


def count(counted: Cells) -> None:
    """Add what every draft says of itself, month by month."""
    taken = Group.objects.filter(consultation=OuterRef("pk"), outcome__in=[Outcome.ACCEPTED, Outcome.PARTLY])
    drafts: Drafts = {row.pk: row for row in Consultation.objects.annotate(was_changed=Exists(taken))}
    for on, row, name, kind, amount in (*_lives(drafts), *_persons(drafts), *_opinions(drafts)):
        counted[on.replace(day=1), row.unit_id, f"consultations.{name}", kind, row.topic] += amount


def _lives(drafts: Drafts) -> Iterator[Row]:
    for row in drafts.values():
        if row.opens_on:
            yield row.opens_on, row, "held", "", 1
        if row.withdrawn_on and row.is_public:
            yield row.withdrawn_on, row, "withdrawn", "", 1
        if row.issued_on:
            yield row.issued_on, row, "issued", "", 1
            if row.was_changed:
                yield row.issued_on, row, "changed", "", 1


def _persons(drafts: Drafts) -> Iterator[Row]:
    first = Min("voice__opinions__entered_on")
    rows = Affected.objects.annotate(first=first).values_list(
        "consultation", "invited_on", "opened_on", "first"
    )
    for pk, *days in rows:
        for on, name in zip(days, ("invited", "opened", "answering"), strict=True):
            if on:
                yield on, drafts[pk], name, "", 1


def _opinions(drafts: Drafts) -> Iterator[Row]:
    """What came, and what left the heap of those without an answer: by the table, or by a withdrawal before it."""
    for pk, on, way, n in Opinion.objects.values_list("consultation", "entered_on", "way").annotate(
        n=Count("pk")
    ):
        yield on, drafts[pk], "opinions", way, n
        yield on, drafts[pk], "waiting", "", n
    for pk, outcome, n in Opinion.objects.values_list("consultation", "group__outcome").annotate(
        n=Count("pk")
    ):
        row = drafts[pk]
        if row.explained_on:
            yield row.explained_on, row, "answered", outcome, n
            yield row.explained_on, row, "waiting", "", -n
        elif row.withdrawn_on:
            yield row.withdrawn_on, row, "unanswered", "", n
            yield row.withdrawn_on, row, "waiting", "", -n
