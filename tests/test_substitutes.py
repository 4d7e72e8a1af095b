"""Whoever settles a case in place of those whom it is about is found by rule: one rule, in SQL and for one case."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from danvan.alarms import actions as alarms
from danvan.cases import concerns, queries
from danvan.cases import verify as register
from danvan.cases.actions import About, Step, lift_concern, move, note_concern, route_all
from danvan.cases.models import Case, Concern
from danvan.cases.models.concern import Route, Whom
from danvan.cases.workflow import Channel
from danvan.journal import verify as journal
from danvan.journal.actors import CITIZEN, SYSTEM
from danvan.people import actions as people
from danvan.people.models import Unit
from danvan.people.roles import Role
from danvan.petitions.actions import Letter, receive
from danvan.reports import recount
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk


@pytest.fixture
def today(db: None) -> Iterator[Any]:
    with at(MONDAY):
        yield MONDAY


@pytest.fixture
def district(today: Any) -> Unit:
    return make_unit(tier="district", name="huyện Thử")


@pytest.fixture
def commune(district: Unit) -> Unit:
    return make_unit(parent=district)


@pytest.fixture
def hoa(commune: Unit) -> Any:
    return make_officer(commune, Role.LEADER, full_name="Lê Thị Hoa")


@pytest.fixture
def minh(commune: Unit, hoa: Any) -> Any:
    return make_officer(commune, Role.CLERK, Role.HANDLER)


@pytest.fixture
def binh(district: Unit) -> Any:
    return make_officer(district, Role.LEADER, full_name="Võ Bình")


def deputy(commune: Unit) -> Any:
    officer = make_officer(commune, full_name="Hồ Phó")
    people.give_post(officer=officer, unit=commune, role=Role.LEADER, deputy=True, by=SYSTEM, on=MONDAY)
    return officer


def lies() -> list:
    return [*register.contents(), *register.states(), *journal.events(), *recount.differences()]


def test_a_letter_about_the_head_goes_to_the_unit_above_by_itself_and_every_hand_below_loses_it(
    commune, district, hoa, minh, binh
):
    case = walk(make_case(commune), minh, MONDAY, "screen", "accept", "assign")
    note_concern(case, About(Whom.HEAD, commune), by=minh, on=MONDAY)
    assert case.unit_responsible == district
    assert (case.status, case.officer) == ("received", None)
    assert case in queries.visible_to(binh, on=MONDAY)
    for officer in (hoa, minh):
        assert case not in queries.visible_to(officer, on=MONDAY)
    assert Concern.objects.get().route == Route.ABOVE
    assert lies() == []


def test_with_a_deputy_it_stays_and_the_deputy_settles_it(commune, hoa, minh, binh):
    second = deputy(commune)
    case = make_case(commune)
    note_concern(case, About(Whom.OFFICER, commune, hoa), by=minh, on=MONDAY)
    assert Concern.objects.get().whom == Whom.HEAD
    assert case.unit_responsible == commune
    seen = {officer for officer in (hoa, minh, second) if case in queries.visible_to(officer, on=MONDAY)}
    assert seen == {minh, second}


def test_a_complaint_about_the_heads_own_decision_stays_with_the_head_by_law(commune, hoa, minh, binh):
    case = make_case(commune, kind="complaint")
    note_concern(case, About(Whom.HEAD, commune), by=minh, on=MONDAY)
    assert (case.unit_responsible, Concern.objects.get().route) == (commune, Route.LAWFUL)
    assert case in queries.visible_to(hoa, on=MONDAY)
    note_concern(case, About(Whom.OFFICER, commune, minh), by=hoa, on=MONDAY)
    assert case not in queries.visible_to(minh, on=MONDAY)


def test_what_a_citizen_says_at_the_portal_holds_at_once_and_is_followed_by_the_worker(
    commune, hoa, minh, binh
):
    letter = Letter(kind="recommendation", subject="Thái độ", body="…", topic="conduct", about=Whom.HEAD)
    case = receive(letter, unit=commune, channel=Channel.PORTAL, by=CITIZEN, on=MONDAY)
    assert case not in queries.visible_to(hoa, on=MONDAY)
    assert route_all(on=MONDAY) == 1
    assert route_all(on=MONDAY) == 0
    case.refresh_from_db()
    assert case in queries.visible_to(binh, on=MONDAY)
    assert case not in queries.visible_to(minh, on=MONDAY)
    assert lies() == []


def test_at_the_top_of_the_line_it_says_that_nobody_is_there_and_inspectors_see_it(district, binh):
    inspector = make_officer(district, Role.INSPECTOR)
    clerk = make_officer(district, Role.CLERK)
    case = make_case(district)
    note_concern(case, About(Whom.UNIT, district), by=clerk, on=MONDAY)
    assert (case.unit_responsible, Concern.objects.get().route) == (district, Route.NOBODY)
    seen = {one for one in (binh, inspector, clerk) if case in queries.visible_to(one, on=MONDAY)}
    assert seen == {inspector}


def test_where_nobody_is_left_the_administrators_are_told_where_and_not_what(district, binh, mailoutbox):
    clerk, inspector = make_officer(district, Role.CLERK), make_officer(district, Role.INSPECTOR)
    an, meant = make_officer(district, Role.ADMINISTRATOR), make_officer(district, Role.ADMINISTRATOR)
    for officer in (an, meant):
        officer.email = f"{officer.username}@example.vn"
        officer.save()
    case = make_case(district)
    note_concern(case, About(Whom.UNIT, district), by=clerk, on=MONDAY)
    Concern.objects.create(case=case, whom=Whom.OFFICER, officer=meant, unit=district, on=MONDAY)
    assert [row["cases"] for row in queries.unsettled(an, on=MONDAY)] == [1]
    assert queries.unsettled(meant, on=MONDAY) == []
    alarms.send_all(on=MONDAY)
    (letter,) = mailoutbox
    assert letter.to == [an.email]
    assert "1 đơn chưa có ai trong sổ giải quyết được" in letter.body
    shown = {officer: page_of(officer) for officer in (an, meant, inspector)}
    assert "1 đơn, từ ngày" in shown[an]
    assert "1 đơn" not in shown[meant]
    assert case.subject in shown[inspector]
    for page in (shown[an], shown[meant], letter.body):
        assert case.subject not in page
        assert case.code[:4] not in page


def page_of(officer: Any) -> str:
    """The page of what nobody holds, as this officer reads it."""
    client = Client()
    client.force_login(officer, backend="danvan.people.backends.Officers")
    return client.get(reverse("desk:unheld")).content.decode()


def test_it_is_never_given_to_them_nor_sent_back_to_their_unit_nor_told_to_them(commune, hoa, minh, binh):
    other = make_officer(commune, Role.HANDLER, full_name="Trần Nam")
    case = walk(make_case(commune), minh, MONDAY, "screen", "accept")
    note_concern(case, About(Whom.OFFICER, commune, minh), by=hoa, on=MONDAY)
    with pytest.raises(Exception, match="liên quan"):
        move(case, "assign", by=hoa, on=MONDAY, given=Step(officer=minh))
    move(case, "assign", by=hoa, on=MONDAY, given=Step(officer=other))
    late = case.due_on.replace(year=2019)
    with at(late):
        alarms.escalate_all(on=late)
    assert not case.escalations.filter(to=minh).exists()
    above = make_case(commune)
    note_concern(above, About(Whom.HEAD, commune), by=other, on=MONDAY)
    with pytest.raises(Exception, match="liên quan"):
        move(above, "transfer", by=binh, on=MONDAY, given=Step(text="…", unit=commune))


@pytest.mark.parametrize("kind", ["complaint", "recommendation"])
@pytest.mark.parametrize("whom", list(Whom))
@pytest.mark.parametrize("gone", [False, True])
def test_the_rule_in_sql_and_the_rule_for_one_case_always_agree(
    commune, district, hoa, minh, binh, kind, whom, gone
):
    second, inspector = deputy(commune), make_officer(commune, Role.INSPECTOR)
    case = make_case(commune, kind=kind)
    officer = minh if whom == Whom.OFFICER else None
    Concern.objects.create(case=case, whom=whom, unit=commune, officer=officer, on=MONDAY)
    if gone:
        Case.objects.filter(pk=case.pk).update(unit_responsible=district)
        case.refresh_from_db()
    concerns.forget(case)
    for one in (hoa, minh, second, inspector, binh):
        hidden = concerns.hidden_from(one, on=MONDAY).filter(case=case).exists()
        assert hidden == concerns.shut_out(one, case, on=MONDAY), one.full_name


def test_a_leader_who_is_not_meant_takes_it_back_with_the_reason_and_nobody_else(commune, hoa, minh, binh):
    other = make_officer(commune, Role.HANDLER, full_name="Trần Nam")
    case = make_case(commune)
    row = note_concern(case, About(Whom.OFFICER, commune, minh), by=hoa, on=MONDAY)
    for officer in (minh, other):
        with pytest.raises(Exception, match="lãnh đạo"):
            lift_concern(case, row.pk, by=officer, on=MONDAY, text="Không phải")
    lift_concern(case, row.pk, by=hoa, on=MONDAY, text="Trùng tên")
    assert case in queries.visible_to(minh, on=MONDAY)
    assert lies() == []
