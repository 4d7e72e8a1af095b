"""In whatever order steps go from hand to hand, more is asked for, the clock stands still, the office is late:

nothing is lost, the application has one clock, the moments of its steps fit their graph, and its appointment never
moves without an event that says so.
"""

from contextlib import suppress
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from danvan.cases.clocks import GOING
from danvan.cases.errors import StepRefused
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.onestop import actions
from danvan.onestop.actions import Wanted
from danvan.onestop.tests.make import MONDAY, fresh, lies, make_application, make_version, part, stage
from danvan.onestop.workflow import OPEN
from danvan.procedures.tests.make import way
from tests.lives import lived

pytestmark = pytest.mark.django_db
PLACES = 4
VERBS = (
    "take",
    "pass",
    "take",
    "pass",
    "take",
    "pass",
    "ask",
    "bring",
    "stop",
    "on",
    "charge",
    "wait",
    "pay",
)
ENDS = ("late", "refuse", "withdraw", "remind", "return_result")
TERMS = [
    (4, "working_hours"),
    (12, "working_hours"),
    (None, "same_day"),
    (3, "working_days"),
    (5, "calendar_days"),
]
GRAPHS = [[[]], [[], [1], [2], [3]], [[], [1], [1], [2, 3]], [[], [1], [1], [1, 2, 3]]]
acts = st.lists(
    st.tuples(st.sampled_from(VERBS + ENDS[:1] + ENDS), st.integers(1, PLACES), st.integers(0, 40)),
    min_size=8,
    max_size=26,
)


def graph(place, after):
    """Steps at the desk and elsewhere in turn."""
    homes = [None, place.land, place.tax, place.commune]
    return [part(number, *before, unit=homes[number - 1], hours=1) for number, before in enumerate(after, 1)]


def act(verb, row, number, place, on):
    """One thing that somebody does to it, if it can be done."""
    whose = (place.minh, place.dung, place.an, place.hoa)[number - 1]
    if verb in ("take", "pass"):
        step = row.stages.filter(place=number).first()
        if step:
            {"take": actions.take, "pass": actions.pass_on}[verb](stage(row, number), by=whose, on=on)
    elif verb == "ask":
        actions.ask_supplement(row, [Wanted("Chữ ký", "Chưa ký"), Wanted("Ảnh", "Mờ")], by=place.minh, on=on)
    elif verb == "pay":
        for fee in row.fees.filter(paid_at__isnull=True)[:1]:
            actions.pay(fee, amount=fee.amount, receipt="1", how="cash", by=place.minh, on=on)
    elif verb == "late":
        actions.apologise(row, reason="Bận.", new_at=dates.now() + timedelta(days=7), by=place.hoa, on=on)
    else:
        simple = {
            "bring": lambda: actions.supplement(row, by=place.minh, on=on),
            "stop": lambda: actions.stop(row, text="Chờ.", by=place.hoa, on=on),
            "on": lambda: actions.go_on(row, text="Tiếp.", by=place.hoa, on=on),
            "charge": lambda: actions.charge(row, amount=5_000, name="Phí", by=place.minh, on=on),
            "wait": lambda: actions.await_payment(row, by=place.minh, on=on),
            "refuse": lambda: actions.refuse(row, reason="Không đủ.", by=place.hoa, on=on),
            "withdraw": lambda: actions.withdraw(row, reason="Thôi.", by=place.minh, on=on),
            "remind": lambda: actions.remind(row, by=place.minh, on=on),
            "return_result": lambda: actions.return_result(row, how="person", to="Lan", by=place.minh, on=on),
        }
        simple[verb]()


def check(row, papers):
    """All that must hold, whatever was done."""
    row = fresh(row)
    going = row.case.deadlines.filter(state__in=GOING).count()
    assert (going, row.case.deadlines.count()) == (int(row.case.status in OPEN), 1)
    assert row.handed.count() == papers
    assert row.asked <= 1
    told = [event.data.get("appointment") for event in _events(row)]
    said = [datetime.fromisoformat(each) for each in told if each]
    assert not said or said[-1] == row.appointment_at
    for step in row.stages.all():
        before = row.stages.filter(place__in=step.after)
        assert (step.begun_at is not None) == all(each.done_at is not None for each in before)
        assert step.begun_at is None or all(each.done_at <= step.begun_at for each in before)
    assert lies() == []


def _events(row):
    return Event.objects.filter(stream="case", subject=row.pk).order_by("number")


@lived(15)
@given(term=st.sampled_from(TERMS), after=st.sampled_from(GRAPHS), done=acts)
def test_in_any_order_nothing_is_lost_and_no_appointment_moves_unsaid(place, term, after, done):
    with transaction.atomic():
        now = datetime.combine(MONDAY, time(8, 15), tzinfo=dates.VIETNAM).astimezone(UTC)
        with dates.pretending(now):
            version = make_version(place, ways=[way("counter", *term)], steps=graph(place, after))
            row = make_application(place, version)
            papers, stands = row.handed.count(), row.appointment_at
        for verb, number, minutes in done:
            now += timedelta(minutes=minutes * 17)
            with dates.pretending(now), suppress(StepRefused):
                act(verb, row, min(number, len(after)), place, dates.today())
            last = fresh(row).appointment_at
            if last != stands:
                event = _events(row).last()
                said = [
                    each.data["appointment"] for each in _events(row) if "appointment_before" in each.data
                ]
                assert datetime.fromisoformat(said[-1]) == last, event.verb
            stands = last
        with dates.pretending(now):
            check(row, papers)
        transaction.set_rollback(True)
