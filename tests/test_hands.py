"""Nothing lies with who is away or gone: stand-ins of a day, hand-over when somebody leaves."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from danvan.alarms import queries as alarms
from danvan.cases import policies, queries
from danvan.cases import verify as register
from danvan.cases.actions import About, Step, correct, move, note_concern, release_all
from danvan.cases.models import Case
from danvan.cases.models.concern import Whom
from danvan.journal.actors import SYSTEM
from danvan.journal.models import Event
from danvan.people import actions as people
from danvan.people import verify as accounts
from danvan.people.errors import Refused
from danvan.people.models import Absence, Account, Post, Unit
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

FRIDAY = MONDAY + timedelta(days=4)
NEXT = MONDAY + timedelta(days=7)


@pytest.fixture
def today(db: None) -> Iterator[date]:
    with at(MONDAY):
        yield MONDAY


@pytest.fixture
def commune(today: date) -> Unit:
    return make_unit(name="xã Thử")


@pytest.fixture
def hoa(commune: Unit) -> Account:
    return make_officer(commune, Role.LEADER, full_name="Lê Thị Hoa")


@pytest.fixture
def minh(commune: Unit) -> Account:
    return make_officer(commune, Role.CLERK, Role.HANDLER)


@pytest.fixture
def nam(commune: Unit) -> Account:
    """A clerk: alone she may not take a handler's steps."""
    return make_officer(commune, Role.CLERK, full_name="Trần Nam")


@pytest.fixture
def case(commune: Unit, minh: Account) -> Case:
    return walk(make_case(commune), minh, MONDAY, "screen", "accept", "assign")


def away(officer: Account, stand_in: Account, unit: Unit, by: Any = None) -> Absence:
    return people.record_absence(
        officer=officer,
        stand_in=stand_in,
        unit=unit,
        from_on=MONDAY,
        last_on=FRIDAY,
        by=by or officer,
        on=MONDAY,
    )


def as_(officer: Account) -> Client:
    client = Client()
    client.force_login(officer, backend="danvan.people.backends.Officers")
    return client


def test_on_these_days_the_stand_in_may_what_the_absent_one_may_and_the_event_says_for_whom(
    commune, minh, nam, case
):
    with pytest.raises(Exception, match="dành cho"):
        move(case, "answer", by=nam, on=MONDAY, given=Step(text="Đã vét.", outcome="granted"))
    away(minh, nam, commune)
    event = move(case, "answer", by=nam, on=MONDAY, given=Step(text="Đã vét.", outcome="granted"))
    assert event.data["in_place_of"] == {"officer": minh.pk, "name": minh.full_name}
    page = as_(nam).get(reverse("desk:case", args=[case.pk])).content.decode()
    assert f"Trần Nam, thay {minh.full_name}" in page
    assert [*accounts.accounts(), *register.contents()] == []


def test_she_has_the_absent_ones_list_and_alarms_and_both_end_by_themselves(commune, minh, nam, case):
    away(minh, nam, commune)
    answer = as_(nam).get(reverse("desk:inbox"), {"tab": "stand_in"})
    page = answer.content.decode()
    assert case.subject in page
    assert "Thay người vắng" in page
    assert {str(tab.label): tab.count for tab in answer.context["tabs"]}["Thay người vắng"] == 1
    assert case in queries.visible_to(nam, on=MONDAY).filter(alarms.addressed(nam, on=MONDAY))
    with at(NEXT):
        assert case not in queries.visible_to(nam, on=NEXT).filter(alarms.addressed(nam, on=NEXT))
        assert Role.HANDLER not in policies.roles(nam, case, on=NEXT)
        assert "Thay người vắng" not in as_(nam).get(reverse("desk:inbox")).content.decode()


def test_coming_back_early_ends_it_that_day(commune, minh, nam, case):
    absence = away(minh, nam, commune)
    people.end_absence(absence=absence, by=minh, on=MONDAY)
    assert Role.HANDLER not in policies.roles(nam, case, on=MONDAY)
    assert list(accounts.accounts()) == []


def test_what_is_about_the_stand_in_is_kept_from_her_all_the_same(commune, hoa, minh, nam, case):
    away(minh, nam, commune)
    note_concern(case, About(Whom.OFFICER, commune, nam), by=hoa, on=MONDAY)
    assert case not in queries.visible_to(nam, on=MONDAY)
    assert policies.roles(nam, case, on=MONDAY) == frozenset()


def test_a_leader_is_stood_in_for_by_a_leader_and_nobody_by_somebody_from_elsewhere(commune, hoa, minh, nam):
    stranger = make_officer(make_unit(name="xã Khác"), Role.HANDLER)
    for officer, other in ((hoa, minh), (minh, stranger), (minh, minh)):
        with pytest.raises(Refused):
            away(officer, other, commune)
    with pytest.raises(Refused):
        away(minh, nam, commune, by=stranger)
    away(minh, nam, commune, by=hoa)
    with pytest.raises(Refused, match="trùng"):
        away(minh, nam, commune)


def test_the_page_records_an_absence_and_says_at_the_field_what_is_wrong(commune, minh, nam):
    data = {"officer": f"{minh.pk}:{commune.pk}", "stand_in": nam.pk, "from_on": "12/02/2018", "last_on": "1"}
    browser = as_(minh)
    assert browser.post(reverse("people:absences"), data).status_code == 422
    assert browser.post(reverse("people:absences"), {**data, "last_on": "16/02/2018"}).status_code == 302
    assert "Trần Nam" in browser.get(reverse("people:absences")).content.decode()
    browser.post(reverse("people:end_absence", args=[Absence.objects.get().pk]))
    assert not Absence.objects.exists()


# --- hand-over -------------------------------------------------------------------------------------------------
def in_wrong_hands(on: date) -> list[Case]:
    """Open cases with a closed account, or with an officer without a post that works in the unit."""
    held = Case.objects.open().filter(officer__isnull=False).select_related("officer")
    return [case for case in held if not policies.may_hold(case.officer, case, on=on)]


def test_when_an_account_is_closed_its_cases_go_to_a_colleague_or_to_nobody_each_with_its_event(
    commune, hoa, minh, nam, case
):
    other = make_officer(commune, Role.HANDLER, full_name="Võ Bình")
    second = walk(make_case(commune, subject="Đèn đường hỏng"), minh, MONDAY, "screen", "accept", "assign")
    note_concern(second, About(Whom.OFFICER, commune, other), by=hoa, on=MONDAY)
    people.close_account(account=minh, by=SYSTEM, on=MONDAY, text="Chuyển công tác", to=other)
    case.refresh_from_db()
    second.refresh_from_db()
    assert (case.officer, second.officer) == (other, None)  # never to whom it is about
    assert Event.objects.filter(stream="case", verb="hand_over").count() == 2
    assert in_wrong_hands(MONDAY) == []
    page = as_(hoa).get(reverse("desk:unheld")).content.decode()
    assert second.subject in page
    assert case.subject not in page
    assert list(register.contents()) == []


def test_when_a_post_ends_ahead_the_worker_of_that_day_takes_what_it_held(commune, hoa, minh, case):
    for post in Post.objects.filter(officer=minh):
        people.end_post(post=post, by=SYSTEM, on=NEXT)
    assert in_wrong_hands(MONDAY) == []
    with at(NEXT):
        assert [found.pk for found in in_wrong_hands(NEXT)] == [case.pk]
        assert release_all(on=NEXT) == 1
        assert in_wrong_hands(NEXT) == []


def test_to_take_back_an_earlier_step_does_not_give_the_case_back_to_who_is_gone(commune, hoa, minh, case):
    move(case, "ask", by=hoa, on=MONDAY, given=Step(text="Bản đồ?"))
    people.close_account(account=minh, by=SYSTEM, on=MONDAY)
    case.refresh_from_db()
    correct(case, by=hoa, on=MONDAY, text="Nhầm")
    assert case.officer is None


def test_the_leader_gives_a_case_to_another_with_the_reason_and_the_page_tells_through_whose_hands_it_went(
    commune, hoa, minh, case
):
    other = make_officer(commune, Role.HANDLER, full_name="Võ Bình")
    move(case, "reassign", by=hoa, on=MONDAY, given=Step(officer=other, text="Minh đi học"))
    page = as_(hoa).get(reverse("desk:case", args=[case.pk])).content.decode()
    assert case.officer == other
    assert "Đã qua tay ai" in page
    assert "Minh đi học" in page
