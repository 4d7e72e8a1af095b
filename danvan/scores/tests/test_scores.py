"""Scores: measured from dossiers, with points only by a scale that somebody found in an act."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from danvan.figures import queries as figures
from danvan.onestop import actions as onestop
from danvan.onestop.actions import Wanted
from danvan.onestop.tests.make import MONDAY, do, fresh, make_application, make_version
from danvan.onestop.workflow import DONE_EARLY, DONE_LATE, DONE_ON_TIME
from danvan.people.errors import Refused
from danvan.people.models import Unit
from danvan.people.roles import Role
from danvan.procedures.tests.make import way
from danvan.ratings import actions as ratings
from danvan.ratings.tests.make import GOOD, hand_over, rated
from danvan.scores import actions, card, sets, verify
from danvan.scores.card import scored
from danvan.scores.measures import Span
from danvan.scores.sets import SHARE, STEPS
from tests.make import at, make_officer

pytestmark = pytest.mark.django_db
SPAN = Span(date(2026, 3, 1), date(2026, 3, 31))
DECREE, DECISION = sets.every()["decree-61-2018"], sets.every()["decision-766-2022"]
LATER = MONDAY + timedelta(days=7)


def logged_in(officer):
    client = Client()
    client.force_login(officer, backend="danvan.people.backends.Officers")
    return client


def shares(unit, chosen=DECREE):
    """Indicator → (good, whole) of a unit of March."""
    built = card.build(Unit.objects.get(pk=unit.pk), SPAN, chosen)
    return {line.indicator.key: (line.good, line.whole) for line in built.whole.lines}


def test_each_share_is_counted_from_dossiers_and_agrees_with_the_figures(place):
    with at(MONDAY):
        version = make_version(place, ways=[way("counter", fee=8_000), way("online", fee=8_000)])
        early = hand_paid(place, version, "online")
        slow, cash = make_application(place, version), make_application(place, version)
        onestop.pay(cash.fees.get(), amount=8_000, receipt="2", how="cash", by=place.minh, on=MONDAY)
        onestop.ask_supplement(fresh(cash), [Wanted("Bản sao", "mờ")], by=place.minh, on=MONDAY)
        onestop.refuse(fresh(cash), reason="Không thuộc thẩm quyền.", by=place.hoa, on=MONDAY)
    with at(LATER):
        do(slow, 1, place.minh)
    found = shares(place.commune)
    assert early.ready_at is not None
    assert found == {
        "on_time": (1, 2),
        "supplemented_once": (3, 3),
        "apologised": (0, 1),
        "online": (0, 3),
        "paid_online": (1, 2),
        "digital": (1, 1),
        "satisfied": (0, 0),
        "answered": (0, 0),
        "ninth": (None, None),
    }
    posted = figures.flow([DONE_EARLY, DONE_ON_TIME, DONE_LATE], from_=SPAN.first, to=SPAN.last)
    assert found["on_time"][1] == sum(posted.values())
    assert shares(place.commune) == found  # the same question, the same answer


def hand_paid(place, version, how):
    """One paid in this way, done, and handed over as a file."""
    row = make_application(place, version)
    onestop.pay(row.fees.get(), amount=8_000, receipt="1", how=how, by=place.minh, on=MONDAY)
    do(row, 1, place.minh)
    onestop.return_result(fresh(row), how="electronic", to="Lan", by=place.minh, on=MONDAY)
    return fresh(row)


def test_satisfaction_comes_from_ratings_that_were_counted(place):
    with at(MONDAY):
        rated(place, make_version(place), 4)
        rated(place, make_version(place), 1, {**GOOD, "satisfaction": "2"})
    with at(LATER):
        ratings.count_due(on=LATER)
    assert shares(place.commune, DECISION)["satisfied"] == (4, 5)


def test_without_a_scale_of_an_act_nothing_has_points_and_nobody_a_class(monday, place):
    hand_over(place)
    built = card.build(place.commune, SPAN, DECREE)
    assert {line.points for line in built.whole.lines} == {None}
    assert (built.whole.points, built.whole.band) == (None, "")
    assert {DECREE.confidence, DECISION.confidence} == {"memory"}
    page = logged_in(place.hoa).get(reverse("scores:card"), {"set": DECREE.key}).content.decode()
    assert "Chưa xác nhận" in page
    assert "100,0% (1/1)" in page


def test_a_scale_is_put_on_record_with_its_act_and_holds_for_units_below_from_its_day(
    monday, place, district
):
    head = make_officer(district, Role.LEADER, full_name="Lãnh đạo huyện")
    given = {"values": {"on_time": [80, 95], "satisfied": [70, 90]}, "act": "Phụ lục 1 QĐ 1/QĐ-UBND"}
    given |= {"by": head, "on": MONDAY}
    with pytest.raises(Refused):
        actions.set_scale(district, DECREE, **{**given, "by": place.minh}, from_on=SPAN.first)
    for wrong in (
        {"values": {}},
        {"act": " "},
        {"values": {"on_time": [95, 80]}},
        {"values": {"on_time": [5]}},
    ):
        with pytest.raises(Refused):
            actions.set_scale(district, DECREE, **{**given, **wrong}, from_on=SPAN.first)
    with pytest.raises(Refused, match="100 điểm"):
        actions.set_scale(
            district, DECISION, **{**given, "values": {"progress": [60], "online": [50]}}, from_on=SPAN.first
        )
    actions.set_scale(district, DECREE, **given, from_on=SPAN.first)
    actions.set_scale(
        district, DECREE, **{**given, "values": {"on_time": [99, 100]}}, from_on=date(2026, 4, 1)
    )
    hand_over(place)
    built = card.build(place.commune, SPAN, DECREE)
    points = {line.indicator.key: line.points for line in built.whole.lines}
    assert (points["on_time"], points["satisfied"], points["online"]) == (2, None, None)
    assert (built.whole.points, built.whole.band) == (2, "")  # a class only when nothing is missing
    assert list(verify.scales()) == []


@given(
    some.integers(0, 500), some.integers(1, 500), some.lists(some.integers(0, 100), min_size=2, max_size=2)
)
def test_more_good_is_never_fewer_points_and_never_more_than_there_are(good, whole, numbers):
    good, (low, high) = min(good, whole), sorted(numbers)
    for manner, given_numbers, most in ((STEPS, [low, high], 2), (SHARE, [high], high)):
        points = scored(good, whole, manner, given_numbers)
        assert 0 <= points <= most
        assert points >= scored(max(good - 1, 0), whole, manner, given_numbers)
        assert points == points.quantize(Decimal("0.01"))


def test_the_set_offered_is_the_one_in_force_and_every_set_says_what_is_not_known():
    assert sets.usual(date(2020, 1, 1)).key == DECREE.key
    assert sets.usual(date(2026, 3, 1)).key == DECISION.key
    for row in sets.every().values():
        assert row.note.vi
        assert all(each.measure or each.note for each in row.indicators)


def test_a_line_opens_its_dossiers_those_in_it_and_those_not(place):
    with at(MONDAY):
        version = make_version(place)
        good, slow = hand_over(place, version), make_application(place, version)
    with at(LATER):
        do(slow, 1, place.minh)
        client = logged_in(place.hoa)
        asked = {"unit": place.commune.key, "first": "01/03/2026", "last": "31/03/2026"}
        page = client.get(reverse("scores:card"), asked).content.decode()
        assert reverse("scores:behind", args=["on_time"]) in page
        behind = reverse("scores:behind", args=["on_time"])
        assert good.receipt in client.get(behind, asked).content.decode()
        rest = client.get(behind, {**asked, "part": "rest"}).content.decode()
        assert slow.receipt in rest
        assert good.receipt not in rest
        assert client.get(reverse("scores:behind", args=["satisfied"]), asked).status_code == 404
        told = client.get(reverse("scores:card_json"), asked).json()
        assert told["whole"]["indicators"][1] == {
            "indicator": "progress",
            "good": 1,
            "whole": 2,
            "points": None,
        }
        assert client.get(reverse("scores:card_xlsx"), asked).status_code == 200
        board = make_officer(Unit.objects.get(tier="district"), Role.BOARD, full_name="Ban Dân vận")
        assert logged_in(board).get(reverse("scores:card"), asked).status_code == 200
        assert logged_in(board).get(behind, asked).status_code == 403


def test_the_card_costs_the_same_however_many_dossiers(monday, place):
    version, costs = make_version(place), []
    for _round in range(2):
        for _each in range(3):
            hand_over(place, version)
        client = logged_in(place.hoa)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("scores:card"))
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 17


def test_a_scale_is_typed_at_the_desk_and_what_is_wrong_is_said_at_its_number(monday, place):
    client, address = logged_in(place.hoa), reverse("scores:scales", args=[DECISION.key])
    typed = {"unit": place.commune.key, "act": "Phụ lục I", "from_on": "01/03/2026", "progress_0": "20"}
    wrong = client.post(address, {**typed, "online_0": "90"})
    assert wrong.status_code == 422
    assert "Phụ lục I" in wrong.content.decode()
    assert client.post(address, typed).status_code == 302
    assert "Tiến độ giải quyết: 20" in client.get(address).content.decode()
    hand_over(place)
    page = client.get(reverse("scores:card"), {"set": DECISION.key, "first": "01/03/2026"}).content.decode()
    assert "Thang điểm theo Phụ lục I" in page
