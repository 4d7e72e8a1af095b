"""Who may do what has a witness: a changed account, post or confirmation is named."""

from datetime import date

import pytest

from danvan.journal.actors import SYSTEM
from danvan.people import actions, verify
from danvan.people.errors import Refused
from danvan.people.models import Account, Post, RuleConfirmation
from danvan.people.roles import Role
from tests.make import make_officer, make_unit

pytestmark = pytest.mark.django_db
DAY = date(2018, 2, 12)


@pytest.fixture
def minh():
    return make_officer(make_unit("KY-XUAN"), Role.CLERK, Role.HANDLER, username="minh")


def lies():
    return [f"{lie.row}: {lie.reason}" for lie in (*verify.accounts(), *verify.confirmations())]


def test_an_office_at_work_has_no_lie(minh):
    actions.set_password(account=minh, password="x-9284-abcdef", by=minh, on=DAY)
    actions.end_post(post=minh.posts.first(), by=SYSTEM, on=DAY)
    today = actions.give_post(officer=minh, unit=make_unit("KY-BAC"), role=Role.LEADER, by=SYSTEM, on=DAY)
    actions.end_post(post=today, by=SYSTEM, on=DAY)
    actions.close_account(account=minh, by=SYSTEM, on=DAY)
    assert lies() == []


@pytest.mark.parametrize(
    "table, change",
    [
        (Post, {"role": "administrator"}),
        (Post, {"until_on": date(2030, 1, 1)}),
        (Post, {"kinds": ["complaint"]}),
        (Account, {"password": "x"}),
        (Account, {"full_name": "Ai đó"}),
        (Account, {"is_active": False}),
    ],
)
def test_a_change_behind_the_back_is_named(minh, table, change):
    table.objects.filter(pk=table.objects.order_by("pk").first().pk).update(**change)
    assert any("it is not what was recorded" in lie for lie in lies())


def test_a_post_that_nobody_gave_and_one_that_vanished_are_named(minh):
    Post.objects.first().delete()
    Post.objects.create(officer=minh, unit=make_unit("KY-BAC"), role="administrator", from_on=DAY)
    found = lies()
    assert any("it is gone" in lie for lie in found)
    assert any("no event tells of it" in lie for lie in found)


def test_a_confirmation_taken_away_is_named(minh):
    actions.confirm_rule(
        unit=make_unit("KY-XUAN"),
        rule="letter.processing",
        version="2021-11-15",
        decision="1/QĐ",
        by=minh,
        on=DAY,
    )
    assert lies() == []
    RuleConfirmation.objects.all().delete()
    assert any("it is gone" in lie for lie in lies())


def test_a_post_cannot_end_before_it_began(minh):
    with pytest.raises(Refused, match="trước ngày bắt đầu"):
        actions.end_post(post=minh.posts.first(), by=SYSTEM, on=date(2000, 1, 1))
