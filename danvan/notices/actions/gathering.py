"""The journal is read: each public event becomes at most one telling for each person who is to be told of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from danvan.cases.models import Case, Party
from danvan.cases.models.people import TellBy
from danvan.cases.workflow import Channel
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.actions import First
from danvan.journal.actors import SYSTEM
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.notices import gateways, masks, plan, queries
from danvan.notices.actions import ledger
from danvan.notices.message import PROVE, STEP, address_of, version_of
from danvan.notices.models import BY_MACHINE, AddressChange, Reading, Reason, State, Telling
from danvan.people.models import Account

# An event is seen when its transaction ends, up to so long after the moment that it bears.
OVERLAP = timedelta(minutes=10)
CHUNK = 500


def gather() -> int:
    """Read the journal on from where it was read last; how many tellings came of it.

    Run twice at once or after a crash it makes nothing twice. The first time it looks back no further than ten
    minutes: what was public before the office had notices is not told now.
    """
    until, after, made = dates.now(), 0, 0
    while True:
        with transaction.atomic():
            reading = Reading.objects.select_for_update().filter(pk=1).first() or begin(until)
            events = list(queries.outbox(reading.until - OVERLAP, after)[:CHUNK])
            if not events:
                reading.until = max(reading.until, until)
                reading.save(update_fields=["until"])
                return made
            made += _plan(events)
            after = events[-1].pk


def begin(moment: datetime) -> Reading:
    """Let the reading start at that moment, and nothing before be told."""
    return Reading.objects.update_or_create(pk=1, defaults={"until": moment})[0]


def _plan(events: Sequence[Event]) -> int:
    subjects = {event.subject for event in events}
    cases = Case.objects.in_bulk(subjects)
    people = queries.people_of(subjects)
    tellings = [
        made
        for event in events
        if event.subject in cases
        for party in plan.persons(people.get(event.subject, ()))
        for made in _tellings(cases[event.subject], event, party)
    ]
    _ask_for_proof([one.change for one in tellings if one.change])
    Telling.objects.bulk_create(tellings)
    _record(tellings)
    return len(tellings)


def _tellings(case: Case, event: Event, party: Party) -> list[Telling]:
    """What comes of one event for one person; an address that was typed at the portal is proved first."""
    way = plan.way(case, event, party)
    if way is None:
        return []
    told = [ready_made(STEP, case, event, party, way)]
    if way == TellBy.EMAIL and event.number == 1 and case.channel == Channel.PORTAL:
        change = AddressChange(party=party, email=party.email, asked_at=dates.now())
        told.insert(0, ready_made(PROVE, case, event, party, way, change))
    return told


def ready_made(
    template: str, case: Case, event: Event, party: Party, way: TellBy, change: AddressChange | None = None
) -> Telling:
    """A telling, not stored: in line for a machine, or due for staff."""
    made = Telling(case=case, event=event, party=party, template=template, change=change, made_at=dates.now())
    put_in_line(made, way)
    return made


def put_in_line(telling: Telling, way: TellBy, *, by: Account | None = None) -> None:
    """Let it go by this way from now on; `by` whoever put it there."""
    now, more = dates.now(), {"by": by.pk} if by else {}
    telling.channel, telling.tries = way.value, 0
    telling.version = version_of(telling.template, way)
    telling.to = masks.email(address_of(telling)) if telling.change else masks.of(telling.party)
    if way not in BY_MACHINE:
        telling.turn(State.DROPPED if way == TellBy.CODE else State.DUE, at=now, more=more)
    elif not gateways.ready(way):
        telling.turn(State.FAILED, at=now, reason=Reason.NO_GATEWAY, more=more)
    else:
        telling.turn(State.WAITING, at=now, more=more)
        telling.next_at = now


def _ask_for_proof(changes: Sequence[AddressChange]) -> None:
    for change in AddressChange.objects.bulk_create(changes):
        ledger.record_address(change, verb="ask_address", by=SYSTEM, on=dates.today())


def _record(tellings: Sequence[Telling]) -> None:
    """The first event of each, in one statement."""
    kept: Mapping[int, dict[str, str]] = {one.pk: prints.of([one], ledger.SALT) for one in tellings}
    today = dates.today()
    rows = [First(one.pk, SYSTEM, today, {"rows": kept[one.pk], "case": one.case_id}) for one in tellings]
    journal.record_first(stream=ledger.STREAM, verb="notify", rows=rows)
