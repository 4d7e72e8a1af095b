"""A province sets a term of its own where the law lets it, by a decision; everything below it counts by it."""

from datetime import date

import pytest
from django.urls import reverse

from danvan import law
from danvan.people import actions, queries, verify
from danvan.people.actions import Decision
from danvan.people.errors import Refused
from danvan.people.models import RuleOverride
from danvan.people.roles import Role
from tests.make import make_officer, make_unit

pytestmark = pytest.mark.django_db
RULE, DAY, FIRST = "voter.reply", date(2026, 3, 2), date(2026, 4, 1)
DECISION = Decision("98/2025/QĐ-UBND", date(2026, 2, 27))


@pytest.fixture
def province():
    return make_unit("TINH", tier="province")


@pytest.fixture
def commune(province):
    return make_unit("XA", parent=province)


@pytest.fixture
def an(province):
    return make_officer(province, Role.ADMINISTRATOR, username="an")


def put(unit, by, **more):
    said = {"amount": 20, "term_unit": "working", "from_on": FIRST, "decision": DECISION}
    return actions.set_term(unit=unit, rule=RULE, by=by, on=DAY, **{**said, **more})


def lies():
    return [f"{lie.row}: {lie.reason}" for lie in verify.overrides()]


def test_everything_below_the_province_counts_by_its_term_from_that_day_until_it_is_withdrawn(
    province, commune, an
):
    put(province, an)
    assert queries.override_of(RULE, commune, date(2026, 3, 31)) is None
    found = queries.override_of(RULE, commune, FIRST)
    assert found == law.Override(20, "working", "98/2025/QĐ-UBND")
    assert law.due(RULE, start=FIRST, override=found).derivation.recipe.set_by == "98/2025/QĐ-UBND"
    back = Decision("12/2026/QĐ-UBND", date(2026, 5, 4))
    actions.withdraw_term(
        unit=province, rule=RULE, from_on=date(2026, 6, 1), decision=back, by=an, on=date(2026, 5, 5)
    )
    assert queries.override_of(RULE, commune, date(2026, 5, 31)) == found
    assert queries.override_of(RULE, commune, date(2026, 6, 1)) is None
    assert queries.override_of(RULE, make_unit("KHAC"), FIRST) is None
    assert lies() == []


def test_a_term_ends_with_its_last_day_and_a_later_one_takes_its_place(province, commune, an):
    put(province, an, last_on=date(2026, 4, 30))
    put(province, an, amount=15, from_on=date(2026, 4, 20))
    found = [queries.override_of(RULE, commune, date(2026, 4, day)) for day in (19, 20)]
    assert [each.amount for each in found] == [20, 15]
    put(province, an, amount=10, from_on=date(2026, 7, 1), last_on=date(2026, 7, 31))
    assert queries.override_of(RULE, commune, date(2026, 8, 1)) is None


def test_only_a_province_and_only_where_the_law_lets_it(province, commune, an):
    minh = make_officer(commune, Role.ADMINISTRATOR, username="minh")
    with pytest.raises(Refused):
        put(commune, an)
    with pytest.raises(Refused):
        put(province, minh)
    with pytest.raises(Refused):
        put(province, an, decision=Decision(" ", DAY))
    with pytest.raises(Refused):
        put(province, an, last_on=date(2026, 3, 31))
    with pytest.raises(Refused):
        actions.set_term(
            unit=province,
            rule="voter.reply_assembly",
            amount=20,
            term_unit="working",
            from_on=FIRST,
            decision=DECISION,
            by=an,
            on=DAY,
        )
    with pytest.raises(Refused):
        actions.withdraw_term(unit=province, rule=RULE, from_on=FIRST, decision=DECISION, by=an, on=DAY)
    assert not RuleOverride.objects.exists()


def test_a_rule_that_nobody_may_set_costs_no_statement(commune, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert queries.override_of("recommendation.reply", commune, FIRST) is None
        assert queries.override_of("no.such", commune, FIRST) is None
    with django_assert_num_queries(1):
        assert queries.override_of(RULE, commune, FIRST) is None


def test_a_term_changed_behind_the_back_is_named(province, an):
    put(province, an)
    RuleOverride.objects.update(amount=40)
    assert any("it is not what was recorded" in lie for lie in lies())
    RuleOverride.objects.all().delete()
    assert any("it is gone" in lie for lie in lies())


def test_the_page_says_what_the_law_says_beside_what_the_province_sets(client, province, an, time_machine):
    time_machine.move_to("2026-04-02T09:00+07:00", tick=False)
    client.force_login(an)
    page = client.get(reverse("people:rules")).content.decode()
    assert "30 ngày" in page
    assert "không đặt thời hạn riêng" in page
    url = reverse("people:set_term", args=[RULE])
    said = {"unit": "TINH", "amount": "20", "term_unit": "working", "decision": "98/2025/QĐ-UBND"}
    assert client.post(url, said).status_code == 200
    days = {"decided_on": "27/02/2026", "from_on": "01/04/2026"}
    assert client.post(url, {**said, **days}).status_code == 302
    page = client.get(reverse("people:rules")).content.decode()
    assert "20 ngày làm việc" in page
    assert "98/2025/QĐ-UBND" in page
    back = {"unit": "TINH", "decision": "12/2026/QĐ-UBND", **days, "from_on": "02/04/2026"}
    away = reverse("people:withdraw_term", args=[RULE])
    assert client.post(away, back).status_code == 302
    assert queries.override_of(RULE, province, date(2026, 4, 2)) is None
    assert client.get(away).status_code == 404
    assert client.get(reverse("people:set_term", args=["recommendation.reply"])).status_code == 404


def test_a_commune_sees_the_term_and_sets_none(client, province, commune, an, time_machine):
    time_machine.move_to("2026-04-02T09:00+07:00", tick=False)
    put(province, an)
    client.force_login(make_officer(commune, Role.ADMINISTRATOR, username="minh"))
    page = client.get(reverse("people:rules")).content.decode()
    assert "20 ngày làm việc" in page
    assert "Đặt thời hạn" not in page
    assert client.get(reverse("people:set_term", args=[RULE])).status_code == 403
