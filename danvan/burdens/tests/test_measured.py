"""What a simplified procedure saved is counted from files under its old and its new version, from some number on."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danvan.burdens import actions, measured, verify
from danvan.burdens.tests.make import decision, make_proposal, make_report, make_submitted, next_version
from danvan.cases.actions import Person
from danvan.journal import verify as journal
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.onestop import actions as onestop
from danvan.onestop.actions import Filing, Paper, Wanted
from danvan.onestop.models import Application
from danvan.people.roles import Role
from danvan.procedures.models import Version
from danvan.procedures.tests.make import DAY
from danvan.procedures.workflow import Channel
from danvan.retention import verify as retention
from danvan.retention.actions import approve, carry_out, propose, set_term
from tests.make import at, make_officer

pytestmark = pytest.mark.django_db
NEW = DAY + timedelta(days=14)
LAN = Person("Nguyễn Thị Lan", phone="0912000417")


def clock(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=dates.VIETNAM)


@pytest.fixture
def kim(unit):
    return make_officer(unit, Role.CLERK, full_name="Hồ Thị Kim")


@pytest.fixture
def proposal(version, hoa, unit, kim):
    """Decided on DAY, in force two weeks later."""
    made = make_submitted(make_proposal(version, hoa), [unit], hoa)
    actions.decide(made, decision(), by=hoa, on=DAY)
    newer = next_version(version, hoa, NEW)
    with at(NEW):
        return actions.enforce(made, version=newer, by=hoa, on=NEW)


def filed(version: Version, unit, kim, *, days: int, asked: bool = False) -> Application:
    """Filed now, asked for more or not, done after so many days, fetched by Lan."""
    began = dates.today()
    papers = [Paper(row.place, row.originals, row.copies) for row in version.documents.all()]
    filing = Filing(version.procedure, Channel.COUNTER, LAN, papers=papers)
    made = onestop.receive(filing, unit=unit, by=kim, on=began)
    with dates.pretending(clock(began, 15)):
        if asked:
            onestop.ask_supplement(made, [Wanted("Bản sao", "Mờ")], by=kim, on=began)
            onestop.supplement(made, by=kim, on=began)
    with at(began + timedelta(days=days)):
        on = dates.today()
        stage = made.stages.get()
        onestop.take(stage, by=kim, on=on)
        onestop.pass_on(stage, by=kim, on=on)
        onestop.return_result(made, how="person", to="Nguyễn Thị Lan", by=kim, on=on)
    return made


def both(proposal, unit, kim, n: int) -> None:
    for number in range(n):
        filed(proposal.version, unit, kim, days=3, asked=number == 0)
    with at(NEW):
        for _ in range(n):
            filed(proposal.new_version, unit, kim, days=1)


def test_files_before_and_after_are_counted_by_what_was_really_handed_in(proposal, unit, kim):
    both(proposal, unit, kim, measured.LEAST)
    found = measured.of(proposal)
    assert found.enough
    assert (found.before.filed, found.before.days, found.before.papers, found.before.asked) == (5, 3, 2, 1)
    assert (found.after.filed, found.after.days, found.after.papers, found.after.asked) == (5, 1, 1, 0)
    assert (found.before.trips, found.after.trips) == (2.2, 2)


def test_nothing_is_measured_of_a_proposal_that_is_not_in_force(version, hoa, unit):
    made = make_submitted(make_proposal(version, hoa), [unit], hoa)
    actions.decide(made, decision(), by=hoa, on=DAY)
    assert measured.of(made) is None


@pytest.mark.parametrize("n", [measured.LEAST - 1, measured.LEAST])
def test_the_desk_and_the_portal_tell_figures_only_from_the_smallest_number_on(proposal, unit, hoa, kim, n):
    both(proposal, unit, kim, n)
    desk = Client()
    desk.force_login(hoa, backend="danvan.people.backends.Officers")
    with at(NEW + timedelta(days=7)):
        for client, url in (
            (desk, f"/desk/burdens/proposals/{proposal.pk}/"),
            (Client(), f"/thu-tuc/don-gian/{proposal.pk}/"),
        ):
            with CaptureQueriesContext(connection) as seen:
                page = client.get(url).content.decode()
            assert ("−1,0" in page) == (n >= measured.LEAST)  # one paper less
            assert ("Chưa đủ hồ sơ" in page) == (n < measured.LEAST)
            assert sum("onestop_application" in each["sql"] for each in seen) == 1


def test_who_reported_and_in_which_words_is_destroyed_by_the_offices_own_term_and_by_two_persons(
    version, hoa, unit, minh
):
    row = make_report(version)
    actions.set_aside(row, text="Đã tra được trong dữ liệu", by=hoa, on=DAY)
    waiting = make_report(version)
    set_term(unit, "burden", years=1, decision="9/QĐ-UBND", decided_on=DAY, from_on=DAY, by=hoa, on=DAY)
    later = DAY + timedelta(days=400)
    with at(later):
        made = propose(unit, "burden", [row.pk], by=minh, on=later)
        approve(made, record="3/BB", by=hoa, on=later)
        assert carry_out(made, by=hoa, on=later) == 1
    row.refresh_from_db()
    waiting.refresh_from_db()
    assert (row.full_name, row.phone, row.text, row.destroyed_on) == ("", "", "", later)
    assert row.about
    assert waiting.text
    kept = [str(event.data) + event.text for event in Event.objects.filter(stream="burden", subject=row.pk)]
    assert not any("Sổ hộ khẩu" in text or "dữ liệu" in text for text in kept)
    assert not lies()


def lies():
    checks = (verify.reports(), retention.records(), retention.destructions(), journal.events())
    return [lie for check in checks for lie in check]
