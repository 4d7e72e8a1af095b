"""Reads of the ledger: what the journal has not been read for, what is in line, what waits for staff."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery

from danvan.cases.models import Case, Party
from danvan.cases.models.people import TellBy
from danvan.cases.queries import visible_to
from danvan.cases.workflow import DESK
from danvan.journal.models import Event
from danvan.lib.constants import Numbers
from danvan.lib.sentences import Given
from danvan.notices.message import PROVE, PROVE_WITHIN, STEP
from danvan.notices.models import ATTENTION, AddressChange, State, Telling
from danvan.people import policies as people
from danvan.people import queries as units
from danvan.people.models import Account

STUCK_AFTER = timedelta(days=1)
LOST_AFTER = timedelta(minutes=10)


# --- for the worker --------------------------------------------------------------------------------------
def outbox(since: datetime, after: int) -> QuerySet[Event]:
    """Public events of cases since that moment, numbered after `after`, of which nobody was to be told yet."""
    told = Telling.objects.filter(event=OuterRef("pk"), template=STEP)
    rows = Event.objects.filter(stream="case", public=True, at__gte=since, pk__gt=after)
    return rows.filter(~Exists(told)).order_by("pk")


def people_of(cases: Iterable[int]) -> Mapping[int, Sequence[Party]]:
    """The people of some cases, in the order in which they were entered."""
    found: dict[int, list[Party]] = defaultdict(list)
    for party in Party.objects.filter(case__in=cases).order_by("pk"):
        found[party.case_id].append(party)
    return found


def unproved() -> QuerySet[AddressChange]:
    """For a telling in an outer query: that its person's address was typed by the citizen and is not proved yet."""
    return AddressChange.objects.filter(
        party=OuterRef("party"), email=OuterRef("party__email"), proved_at__isnull=True
    )


def held() -> Q:
    """For a telling in an outer query: that it waits until the address is proved."""
    return Q(Exists(unproved()), template=STEP, channel=TellBy.EMAIL)


def in_line(now: datetime, *, quiet: bool) -> list[tuple[int, str]]:
    """(number, channel) of what is to be sent now, the oldest first; in quiet hours only what was just asked for."""
    rows = Telling.objects.filter(state=State.WAITING, next_at__lte=now).exclude(held())
    if quiet:
        rows = rows.filter(template=PROVE)
    return list(rows.order_by("next_at", "pk").values_list("pk", "channel"))


def lost(now: datetime) -> QuerySet[Telling]:
    """Those that began to be sent and of which nothing was heard since."""
    return Telling.objects.filter(state=State.SENDING, next_at__lte=now - LOST_AFTER)


def never_proved(now: datetime) -> QuerySet[Telling]:
    """Those that wait for a proof which did not come in time."""
    late = unproved().filter(asked_at__lte=now - PROVE_WITHIN)
    waiting = Telling.objects.filter(state=State.WAITING, template=STEP, channel=TellBy.EMAIL)
    return waiting.filter(Exists(late))


class Number(Subquery):
    """How many rows there are, within another statement."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


# --- for staff -------------------------------------------------------------------------------------------
def worklist(officer: Account, now: datetime | Given, *, on: date) -> QuerySet[Telling]:
    """What the officer has to see to: to be told by somebody, not delivered, unknown, or stuck in line for a day."""
    stuck = Q(state__in=[State.WAITING, State.SENDING], next_at__lt=now - STUCK_AFTER) & ~held()
    mine = people.standing(officer, on).units_with(*DESK)
    cases = visible_to(officer, on=on).filter(unit_responsible__in=Numbers(mine))
    return Telling.objects.filter(Q(state__in=ATTENTION) | stuck, case__in=cases.values("pk"))


def listed(rows: QuerySet[Telling], *, on: date) -> QuerySet[Telling]:
    """Tellings with what a line shows: case, person, event, and the unit's name of that day."""
    named = units.name_of_day(on, "case__unit_responsible_id")
    return rows.select_related("case", "party", "event", "by").annotate(unit_name=named)


def ledger_of(case: Case) -> list[Telling]:
    """Everything the people of a case were told or are to be told, the newest first: one statement."""
    rows = list(case.tellings.select_related("party", "event", "by").order_by("-made_at", "-pk"))
    for telling in rows:
        telling.case = case
    return rows


def ledger_of_person(party: Party) -> list[Telling]:
    """The same of one person; the case and the person come with it."""
    rows = list(party.tellings.select_related("event", "by", "change").order_by("-made_at", "-pk"))
    for telling in rows:
        telling.case, telling.party = party.case, party
    return rows


def unfinished(party: Party) -> QuerySet[Telling]:
    """Steps of which this person is still to be told, by a machine or by staff; nothing that is being sent just now."""
    return party.tellings.filter(template=STEP, state__in=[*ATTENTION, State.WAITING])


def load_person(pk: int) -> Party | None:
    """A person with the case and its unit."""
    return Party.objects.select_related("case__unit_responsible", "case__petition").filter(pk=pk).first()
