"""A rise is more than chance makes of the same unit's own past, is recorded once, and is answered with a note."""

import math
import random
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.cases.errors import StepRefused
from danvan.dashboards import actions, queries, verify
from danvan.dashboards.models import Surge
from danvan.dashboards.surges import bound, spread
from danvan.figures.models import Fact
from danvan.journal.queries import events_of
from tests.make import at, make_case

from .conftest import NOW

RULE = {"chance": 0.0005, "least": 5}


def poisson(dice, rate):
    count, product = 0, dice.random()
    while product > math.exp(-rate):
        count, product = count + 1, product * dice.random()
    return count


def test_a_quiet_past_asks_for_little_and_a_busy_one_for_much():
    assert bound([0] * 12, **RULE) == 5
    assert bound([1] * 12, **RULE) == 7
    assert 20 <= bound([10] * 12, **RULE) <= 25
    assert 1100 <= bound([1000] * 12, **RULE) <= 1125, "a province's busiest topic"
    assert bound([0, 20] * 6, **RULE) > bound([10] * 12, **RULE), "an uneven past widens the bound"
    assert spread([0] * 12) == spread([3] * 12) == 1


@pytest.mark.parametrize("rate", [0.3, 1, 3, 10])
def test_alarms_without_cause_stay_as_rare_as_was_asked_for(rate):
    dice, tries = random.Random(29), 3000
    false = sum(
        (count := poisson(dice, rate)) >= 5
        and count >= bound([poisson(dice, rate) for _ in range(12)], **RULE)
        for _ in range(tries)
    )
    assert false <= 6, "at one in 2,000 as many as seven are less likely than one in a thousand"


def test_letters_that_come_in_pairs_do_not_sound_it_much_more_often():
    dice, tries = random.Random(30), 3000
    pairs = [[2 * poisson(dice, 1.5) for _ in range(13)] for _ in range(tries)]
    assert sum(now >= bound(past, **RULE) for now, *past in pairs) <= tries // 100


def test_four_times_as_much_is_seen():
    dice = random.Random(31)
    seen = sum(poisson(dice, 20) >= bound([poisson(dice, 5) for _ in range(12)], **RULE) for _ in range(500))
    assert seen > 300


def facts(unit, day, amount, *, topic="water", kind="recommendation"):
    """Letters of a day, as figures know them."""
    Fact.objects.create(
        day=day,
        unit_id=unit.pk,
        measure="letters.received",
        kind=kind,
        topic=topic,
        amount=amount,
        event_id=1,
        subject_id=1,
    )


def a_rise(unit, amount=9, **more):
    """A year in which one came every eight weeks, and so many last week."""
    for week in range(1, 52, 8):
        facts(unit, NOW - timedelta(weeks=week + 4), 1, **more)
    facts(unit, NOW - timedelta(7), amount, **more)


def test_a_rise_is_recorded_once_with_what_it_was_compared_with(lac, son, hoa):
    a_rise(lac)
    a_rise(son, amount=2)
    (found,) = actions.watch(on=NOW)
    assert (found.unit, found.topic, found.count, len(found.past)) == (lac, "water", 9, 12)
    assert found.bound <= 9
    assert (found.from_on, found.to_on) == (NOW - timedelta(28), NOW - timedelta(1))
    assert [event.verb for event in events_of("surge", found.pk)] == ["surge"]
    assert actions.watch(on=NOW) == actions.watch(on=NOW + timedelta(1)) == []
    actions.close(found, "Mưa lớn.", by=hoa, on=NOW)
    assert actions.watch(on=NOW + timedelta(2)) == [], "the same days were looked into"
    assert [*verify.surges()] == []


def test_sealed_kinds_and_a_register_that_is_young_sound_nothing(lac, son):
    a_rise(lac, kind="denunciation")
    facts(son, NOW - timedelta(100), 1)
    facts(son, NOW - timedelta(7), 30)
    assert queries.rising(NOW) == []


def test_it_is_answered_by_whoever_leads_there_with_a_note(as_, lac, hoa, board, dung):
    a_rise(lac)
    (found,) = actions.watch(on=NOW)
    address = f"/desk/dashboards/surges/{found.pk}/"
    assert as_(dung).get(address).status_code == 404
    assert "9 trong 28 ngày" in as_(board).get(address).content.decode()
    assert as_(board).post(address, {"verb": "close", "note": "Xong"}).status_code == 403
    refused = as_(hoa).post(address, {"verb": "acknowledge", "note": " "})
    assert refused.status_code == 422
    assert "Xin điền “Đã tìm hiểu gì”" in refused.content.decode()
    as_(hoa).post(address, {"verb": "acknowledge", "note": "Đang xuống xã."})
    found.refresh_from_db()
    assert (found.state, found.acknowledged_by) == (Surge.State.ACKNOWLEDGED, hoa)
    with pytest.raises(StepRefused, match="Đã có người"):
        actions.acknowledge(found, "Lần nữa", by=hoa, on=NOW)
    as_(hoa).post(address, {"verb": "close", "note": "Vỡ cống, đã vá."})
    assert events_of("surge", found.pk).last().verb == "close_surge"
    assert [*verify.surges()] == []
    Surge.objects.update(count=99)
    assert [lie.row for lie in verify.surges()] == [f"surge {found.pk}"]


def test_it_stands_on_the_pages_of_the_chair_and_the_board(as_, lac, hoa, board):
    with at(NOW - timedelta(30)):
        make_case(lac, on=NOW - timedelta(30))
    a_rise(lac)
    actions.watch(on=NOW)
    of_years_ago = "/desk/dashboards/?first=01/01/2016&last=31/12/2016"
    for page in ("/desk/head/watch/", of_years_ago, "/desk/dashboards/surges/"):
        for officer in (hoa, board):
            assert "Thủy lợi, nước sinh hoạt</b>, xã Kỳ Lạc" in as_(officer).get(page).content.decode(), page


def test_the_list_costs_as_much_for_many_as_for_few(as_, lac, son, hoa):
    client = as_(hoa)

    def statements():
        client.get("/desk/dashboards/surges/")
        with CaptureQueriesContext(connection) as caught:
            client.get("/desk/dashboards/surges/")
        return len(caught)

    a_rise(lac)
    actions.watch(on=NOW)
    few = statements()
    for topic in ("land", "roads", "order", "policy"):
        a_rise(son, topic=topic)
    assert len(actions.watch(on=NOW)) == 4
    assert statements() == few
