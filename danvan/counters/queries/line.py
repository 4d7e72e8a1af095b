"""The line of a moment: who comes next, how many stand before somebody, how long it will take."""

from collections import Counter as Tally
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from danvan.counters.models import Counter, Errand, Hall, Stretch, Ticket
from danvan.counters.workflow import LEAST, SERVING, WAITING, ErrandState
from danvan.lib import dates
from danvan.queues.queries import Queue, in_order, middle, spent
from danvan.queues.workflow import IN_QUEUE

AWAKE = timedelta(hours=1)
"""A counter at which nothing was called for so long calls nobody now, as far as an estimate goes."""


def line(hall: Hall, *, on: date, now: datetime) -> Queue:
    """Who waits, is called, served or held in the hall; one statement."""
    rows = Stretch.objects.filter(
        ticket__hall=hall, ticket__on=on, ticket__state__in=IN_QUEUE, until_at__isnull=True
    ).select_related("ticket__kept_for", "errand__service", "by", "counter")
    return in_order(((period.ticket, period) for period in rows), now)


def next_for(counter: Counter, *, on: date) -> QuerySet[Ticket]:
    """Who may be called to a counter, the next first: whoever goes first, then by number."""
    rows = Ticket.objects.filter(hall=counter.hall_id, on=on, state=WAITING)
    mine = Q(kept_for=counter) | Q(kept_for__isnull=True, waits_for__in=counter.letters)
    return rows.filter(mine).order_by("-first", "number")


def open_errands(ticket: Ticket) -> list[Errand]:
    """What is still to be done, in its order."""
    return list(ticket.errands.filter(state=ErrandState.OPEN).select_related("service").order_by("place"))


def ticket_by(token: str) -> Ticket | None:
    """The number that this address follows."""
    return Ticket.objects.select_related("hall__unit", "counter", "kept_for").filter(token=token).first()


def following(hall: Hall, *, on: date, most: int) -> list[Ticket]:
    """Whoever is called next, as the line stands."""
    rows = Ticket.objects.filter(hall=hall, on=on, state=WAITING).order_by("-first", "number")
    return list(rows[:most])


def waiting_by_letter(hall: Hall, *, on: date) -> Tally[str]:
    """How many wait for each service; one statement."""
    rows = Ticket.objects.filter(hall=hall, on=on, state=WAITING)
    return Tally(rows.values_list("waits_for", flat=True))


@dataclass(frozen=True)
class Expected:
    """How many are called before somebody, and in how many minutes it is her turn: from `known` services of today.

    `minutes` is None where too few were served today, or no counter calls: then nobody knows.
    """

    before: int
    minutes: int | None = None
    known: int = 0
    counters: int = 0


def expected(ticket: Ticket, *, now: datetime) -> Expected:
    """What whoever holds a number may expect: from the line, and from how long things took today; four statements."""
    on = dates.day_of(now)
    desks = [
        each
        for each in Counter.objects.on(on).filter(hall=ticket.hall_id)
        if each.pk == ticket.kept_for_id or (not ticket.kept_for_id and ticket.waits_for in each.letters)
    ]
    letters = {letter for each in desks for letter in each.letters}
    ahead = Ticket.objects.filter(hall=ticket.hall_id, on=ticket.on, state=WAITING, waits_for__in=letters)
    mine = Q(first=True) if not ticket.first else Q(pk__in=())
    before = ahead.filter(mine | Q(first=ticket.first, number__lt=ticket.number)).count()
    awake = set(
        Stretch.objects.filter(counter__in=desks, from_at__gte=now - AWAKE).values_list("counter", flat=True)
    )
    took = _took(ticket, letters, now)
    typical = middle(took)
    if len(took) < LEAST or typical is None or not awake:
        return Expected(before, known=len(took), counters=len(awake))
    minutes = -(-max(typical, 1) * (before + 1) // len(awake))
    return Expected(before, minutes, known=len(took), counters=len(awake))


def _took(ticket: Ticket, letters: set[str], now: datetime) -> list[float]:
    """Seconds that each errand of these services took today, whatever interrupted it."""
    rows = Stretch.objects.filter(
        ticket__hall=ticket.hall_id,
        ticket__on=ticket.on,
        ticket__late=False,
        state=SERVING,
        until_at__isnull=False,
        errand__service__letter__in=letters,
        errand__state=ErrandState.DONE,
    )
    return list(spent(rows, now, "errand_id")[1].values())


def came_from(case: int) -> dict[str, Any] | None:
    """The number in a hall from which an application came; one statement."""
    rows = Errand.objects.filter(case=case).annotate(
        number=F("ticket__number"),
        letter=F("ticket__letter"),
        hall=F("ticket__hall__name"),
        key=F("ticket__hall__key"),
    )
    found = rows.values("number", "letter", "hall", "key").first()
    if found is None:
        return None
    shown = f"{found['letter']}{found['number']:03d}"
    return {"shown": shown, "hall": found["hall"], "url": reverse("counters:desk", args=[found["key"]])}


def ended(hall: Hall, *, on: date, since: datetime) -> QuerySet[Ticket]:
    """Numbers that ended a short while ago, the last first: what was written off by mistake is put back."""
    rows = Ticket.objects.filter(hall=hall, on=on, ended_at__gte=since).exclude(state__in=IN_QUEUE)
    return rows.order_by("-ended_at")
