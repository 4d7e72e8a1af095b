"""Figures for whoever answers for several units: counts only, no names, no letters."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Case as Choice
from django.db.models import CharField, Count, Exists, F, Min, OuterRef, Q, Sum, Value, When

from danvan.cases import concerns, sealed
from danvan.cases import queries as cases
from danvan.cases.kinds import letters as letter_kinds
from danvan.cases.models import Case, CaseQuerySet, Link, Urging
from danvan.cases.ties import GIVEN_OUT, VERIFICATION
from danvan.cases.workflow import OPEN_PHASES
from danvan.desk import tabs
from danvan.dossiers.models import Dossier
from danvan.lib.constants import Numbers
from danvan.notices.queries import Number
from danvan.people.models import Account, Unit
from danvan.people.policies import standing
from danvan.reception.models import GROUP_FROM, Matter, Sitting, Turn


def in_view(officer: Account, *, on: date) -> CaseQuerySet:
    """Cases that may be counted for the officer: those of her units and kinds, none that is about her."""
    seeing = standing(officer, on).seeing
    whole = Numbers(unit for unit, kinds in seeing.items() if kinds is None)
    mine = Q(unit_responsible__in=whole) | Q(unit_received__in=whole)
    for unit, kinds in seeing.items():
        if kinds is not None:
            mine |= Q(kind__in=kinds) & (Q(unit_responsible=unit) | Q(unit_received=unit))
    hidden = concerns.hidden_from(officer, on=on)
    return Case.objects.filter(mine, sealed.open_to(officer, on=on)).exclude(pk__in=hidden)


def by_unit(found: CaseQuerySet, units: Collection[int], *, on: date) -> list[dict[str, Any]]:
    """Open, overdue, due soon and waiting for each unit that has open cases, the latest first: two statements.

    With its name of that day and its working week.
    """
    rows = cases.open_by_unit(found.filter(unit_responsible__in=Numbers(units)), on=on)
    ids = [row["unit_responsible"] for row in rows]
    known = {unit.pk: unit for unit in Unit.objects.filter(pk__in=ids).named(on)}
    return [
        {**row, "unit": pk, "name": known[pk].shown_name, "week": known[pk].week}
        for pk, row in zip(ids, rows, strict=True)
    ]


def late_by(found: CaseQuerySet, units: Collection[int], *, on: date) -> list[dict[str, Any]]:
    """Letters past their last day: whose they are and what is on record of why, unit by unit and officer by officer.

    `reason`: the first of REASONS that holds; one that stands still is told too, though it is not late. One statement.
    """
    given = Link.objects.filter(
        earlier=OuterRef("pk"), why__in=[*GIVEN_OUT.values()], later__phase__in=[*OPEN_PHASES]
    )
    urged = Urging.objects.filter(case=OuterRef("pk"), withdrawn_on__isnull=True)
    reasons = {
        "suspended": Q(waiting_since__isnull=False),
        "elsewhere": tabs.gone(),
        "given_out": Exists(given),
        "promised": Exists(urged.filter(answered_on__isnull=False)),
        "urged": Exists(urged),
        "unassigned": Q(officer__isnull=True),
    }
    letters = found.open().filter(
        unit_responsible__in=Numbers(units), kind__in=[*letter_kinds()], due_on__lt=on
    )
    why = Choice(
        *(When(some, then=Value(name)) for name, some in reasons.items()),
        default=Value("none"),
        output_field=CharField(),
    )
    counted = letters.annotate(reason=why).values("unit_responsible", "officer__full_name", "reason")
    rows: Any = counted.annotate(n=Count("pk"), since=Min("due_on")).order_by("since", "unit_responsible")
    return list(rows)


def hot_topics(
    found: CaseQuerySet, units: Collection[int], *, today: date, span: timedelta
) -> list[dict[str, Any]]:
    """What letters and turns were about in the last days, and in as many before, the risen first: two statements."""
    since, before = today - span, today - 2 * span
    received = found.filter(unit_received__in=Numbers(units), received_on__gt=before, received_on__lte=today)
    letters = received.filter(kind__in=letter_kinds())  # a part is about its letter's topic once more
    told = Matter.objects.filter(
        turn__unit__in=Numbers(units),
        turn__on__gt=before,
        turn__on__lte=today,
        turn__cancelled_on__isnull=True,
        petition__isnull=True,
    )
    figures: dict[str, list[int]] = {}
    for rows, day in ((letters, "received_on"), (told, "turn__on")):
        counted = rows.values("topic").annotate(
            now=Count("pk", filter=Q(**{f"{day}__gt": since})),
            before=Count("pk", filter=Q(**{f"{day}__lte": since})),
        )
        for row in counted:
            sums = figures.setdefault(row["topic"], [0, 0])
            sums[0] += row["now"]
            sums[1] += row["before"]
    ranked = sorted(figures.items(), key=lambda item: (item[1][1] - item[1][0], -item[1][0], item[0]))
    return [{"topic": topic, "now": now, "before": earlier} for topic, (now, earlier) in ranked]


def watched(found: CaseQuerySet, units: Collection[int], *, on: date) -> dict[str, Any]:
    """Figures for another statement: verifications out, urgings unanswered, matters in the register and due."""
    verified = Case.objects.open().filter(kind=VERIFICATION, pk__in=found.values("pk"))
    urged = Urging.objects.filter(case__in=found.open().values("pk"), withdrawn_on__isnull=True)
    stands = Dossier.objects.filter(unit__in=Numbers(units), off_on__isnull=True)
    figures = {
        "verifications": verified,
        "verifications_late": verified.overdue(on),
        "urgings": urged.filter(answered_on__isnull=True),
        "dossiers": stands,
        "dossiers_due": stands.filter(review_on__lte=on),
    }
    # The same for every row, and there also when there is none.
    return {name: Number(rows.order_by().values("pk")) + Count("pk") * 0 for name, rows in figures.items()}


def reception(units: Collection[int], *, today: date, month: date, also: Mapping[str, Any]) -> dict[str, int]:
    """Turns of today and of the month so far, with persons, groups, days on which the head received, `also` others."""
    turns = Turn.objects.filter(
        unit__in=Numbers(units), on__gte=month, on__lte=today, cancelled_on__isnull=True
    )
    heads = Q(sitting=Sitting.HEAD)
    return turns.aggregate(
        today=Count("pk", filter=Q(on=today)),
        today_persons=Sum("persons", filter=Q(on=today), default=0),
        month=Count("pk"),
        month_persons=Sum("persons", default=0),
        groups=Count("pk", filter=Q(persons__gte=GROUP_FROM)),
        head_turns=Count("pk", filter=heads),
        head_days=Count(F("on"), filter=heads, distinct=True),
        **also,
    )
