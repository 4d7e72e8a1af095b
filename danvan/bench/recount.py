"""How long it takes until every open case has its new last day after a change of the office calendar.

The register is filled in bulk, past the actions: rows, first events with their fingerprints, and facts, all hashed as
the actions hash them, spread over the communes of the province, the days before and, for three cases in ten, with a
pause of their own. Then one day off is announced that lies in the term of every case, and the clock runs until the
last event is written. The chains are verified afterwards.
"""

import random
import secrets
import time
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import connection

from danvan import law
from danvan.bench.figures import Figure
from danvan.bench.register import officer
from danvan.calendars import actions, queries
from danvan.calendars.actions import NewDay, Notice
from danvan.cases import verify
from danvan.cases.actions.ledger import STREAM
from danvan.cases.models import Case, Deadline
from danvan.figures import actions as figures
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal import verify as chains
from danvan.journal.actions import Entry
from danvan.journal.actors import CITIZEN, SYSTEM
from danvan.lib import bulk, dates
from danvan.lib.codes import new_code
from danvan.people import actions as people
from danvan.people.models import Unit
from danvan.people.roles import Role

OPEN = 100_000
PORTION = 5_000
RULE = "recommendation.reply"
BODY = "Gia đình tôi đề nghị xem xét việc nạo vét cống kênh và sửa đường thôn trước mùa mưa. " * 4


def measure() -> list[Figure]:
    """Seconds for 100,000 open cases, with their events, figures and list; and what a preview costs."""
    day, ahead = _days()
    fill(OPEN, on=day)
    by, today = officer(), dates.today()
    people.give_post(
        officer=by, unit=Unit.objects.by_key("HA-TINH"), role=Role.ADMINISTRATOR, by=SYSTEM, on=today
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    began = time.perf_counter()
    change = actions.add_days(
        unit=None,
        days=[NewDay(ahead, True, "nghỉ hoán đổi")],
        notice=Notice("1/VPCP-KGVX", today),
        by=by,
        on=today,
    )
    change = actions.recount(change, on=today)
    seconds = time.perf_counter() - began
    lies = sum(1 for check in (chains.events, verify.contents, verify.states) for _lie in check())
    return [
        Figure("open cases counted again after a change of the calendar", change.seen, "", least=OPEN),
        Figure("of them moved, each with an event", change.moved, ""),
        Figure("seconds for all of it", seconds, "s", most=20),
        Figure("rows that do not say what was recorded, afterwards", lies, "", most=0),
    ]


def _days() -> tuple[date, date]:
    """The last working day before today, up to which all cases came in, and one that lies in the term of each."""
    today = dates.today()
    calendar = queries.read().national()
    return calendar.add_working(today, -1), calendar.add_working(today, 1)


def fill(count: int, *, on: date) -> None:
    """So many open cases, received on one of the five working days up to `on`, spread over all units of a commune."""
    draw = random.Random(12)
    units = list(Unit.objects.on(on).filter(tier="commune").order_by("pk"))
    table = queries.read()
    for start in range(0, count, PORTION):
        made = []
        for n in range(start, min(start + PORTION, count)):
            unit = units[n % len(units)]
            calendar = table.of(unit)
            made.append(_case(n, unit, calendar.add_working(on, -(n % 5)), calendar, draw))
        _store(made)


def _case(
    n: int, unit: Unit, received: date, calendar: law.OfficeCalendar, draw: random.Random
) -> tuple[Case, Deadline]:
    spans = [(received, received + timedelta(draw.randrange(2)))] if draw.random() < 0.3 else []
    due = law.due_by_term(10, "working", received, suspensions=spans, calendar=calendar)
    case = Case(
        kind="recommendation",
        code=new_code(),
        status="working",
        phase="working",
        unit_received=unit,
        unit_responsible=unit,
        channel="counter",
        topic="water",
        subject=f"Đề nghị nạo vét cống số {n}",
        body=BODY,
        folded=f"de nghi nao vet cong so {n}",
        salt=secrets.token_hex(16),
        received_on=received,
        received_at=dates.now(),
        due_on=due.due_on,
    )
    clock = Deadline(
        case=case,
        purpose="reply",
        rule=RULE,
        area=unit.area,
        start_on=received,
        due_on=due.due_on,
        state="running",
        steps=_steps(spans),
        recipe=due.derivation.as_dict(),
    )
    return case, clock


def _steps(spans: Sequence[tuple[date, date]]) -> list[dict[str, str]]:
    """The citizen was asked the day before each span, and has answered on its last day."""
    days = [(kind, day) for a, b in spans for kind, day in (("wait_citizen", a), ("citizen_answered", b))]
    return [{"kind": kind, "on": day.isoformat(), "reason": kind} for kind, day in days]


def _store(made: Sequence[tuple[Case, Deadline]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval('cases_case_id_seq'), nextval('cases_deadline_id_seq') FROM generate_series(1, %s)",
            [len(made)],
        )
        for (case, clock), (pk, clock_pk) in zip(made, cursor.fetchall(), strict=True):
            case.pk = clock.case_id = pk
            clock.pk = clock_pk
    events = journal.record_many(
        [_entry(case, clock) for case, clock in made],
        stream=STREAM,
        verb="receive",
        by=CITIZEN,
        on=dates.today(),
    )
    figures.post(*events)
    for (case, _clock), event in zip(made, events, strict=True):
        case.version, case.last_hash = event.number, event.hash
    bulk.insert([case for case, _clock in made])
    bulk.insert([clock for _case, clock in made])


def _entry(case: Case, clock: Deadline) -> Entry:
    fall = (clock.due_on + timedelta(1)).isoformat() if clock.due_on else ""
    place = [case.unit_responsible_id, case.kind, case.topic, 1]
    data = {
        "clocks": {clock.purpose: clock.summary()},
        "rows": prints.of([case, clock], case.salt),
        "facts": [["letters.open", case.received_on.isoformat(), *place], ["letters.overdue", fall, *place]],
    }
    return Entry(case.pk, (0, ""), new=case.status, public=True, data=data)
