"""What the public may know of receptions: place, hours, the head's days, what was put off and why."""

from datetime import date, time, timedelta

import pytest

from danvan.people.roles import Role
from danvan.reception import actions
from danvan.reception.actions import Plan
from tests.make import MONDAY, at, make_officer, make_unit

URL = "/lich-tiep-dan/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with at(MONDAY):
        yield MONDAY


@pytest.fixture
def commune():
    return make_unit("KY-KHANG-THU", name="xã Kỳ Khang")


@pytest.fixture
def hoa(commune):
    return make_officer(commune, Role.LEADER, full_name="Lê Thị Hoa")


def session(unit, head, on):
    plan = Plan(on=on, starts_at=time(8), ends_at=time(11), head=head, place="Trụ sở xã")
    return actions.plan_session(plan, unit=unit, by=head, on=MONDAY)


def page(client, unit):
    return client.get(f"{URL}?don-vi={unit.key}").content.decode()


def test_units_that_receive_are_listed(client, commune, hoa):
    listed = client.get(URL).content.decode()
    assert "xã Kỳ Khang" in listed
    assert client.get(f"{URL}?don-vi=KHONG-CO").content.decode().count("<h1>") == 1


def test_only_what_is_published_is_shown(client, commune, hoa):
    planned = session(commune, hoa, date(2018, 3, 9))
    assert "Lê Thị Hoa" not in page(client, commune)
    actions.publish_session(planned, by=hoa, on=MONDAY)
    shown = page(client, commune)
    assert "Lê Thị Hoa" in shown
    assert "7:30" in shown, "the hours of every day"


def test_what_was_put_off_says_why_and_to_when(client, commune, hoa):
    planned = session(commune, hoa, date(2018, 3, 9))
    actions.publish_session(planned, by=hoa, on=MONDAY)
    later = Plan(
        on=date(2018, 3, 9) + timedelta(7), starts_at=time(8), ends_at=time(11), head=hoa, place="Trụ sở xã"
    )
    actions.postpone_session(planned, to=later, reason="Họp bất thường", by=hoa, on=MONDAY)
    shown = page(client, commune)
    assert "Họp bất thường" in shown
    assert "16/03/2018" in shown
