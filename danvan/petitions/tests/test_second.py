"""A second complaint: tied to the first, at the level of its day, within its term, decided after a dialogue."""

from datetime import date, timedelta

import pytest

from danvan.cases import concerns, verify
from danvan.cases.actions import About, Step, correct, move, note_concern
from danvan.cases.effect import State, effect
from danvan.cases.errors import StepRefused
from danvan.cases.models.concern import Whom
from danvan.cases.workflow import Channel
from danvan.journal.actors import CITIZEN, SYSTEM
from danvan.journal.queries import events_of
from danvan.people import actions as people
from danvan.people.reach import HEAD
from danvan.people.roles import Role
from danvan.petitions import competence, policies
from danvan.petitions.actions import Letter, receive
from danvan.reports.people_relations import build
from danvan.reports.recount import differences
from tests.make import LAN, MONDAY, at, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db

EVERYTHING = (Role.CLERK, Role.HANDLER, Role.LEADER)
DAY = timedelta(days=1)
FINAL_ON = MONDAY + 31 * DAY


@pytest.fixture
def province():
    return make_unit("TINH-THU", tier="province", name="tỉnh Thử")


@pytest.fixture
def district(province):
    return make_unit("HUYEN-THU", tier="district", parent=province, name="huyện Thử")


@pytest.fixture
def commune(district):
    return make_unit("KY-KHANG-TEST", parent=district)


@pytest.fixture
def hoa(commune):
    return make_officer(commune, *EVERYTHING, username="hoa")


@pytest.fixture
def minh(district):
    return make_officer(district, *EVERYTHING, username="minh")


@pytest.fixture
def first(commune, hoa):
    with at(MONDAY):
        return walk(make_case(commune, kind="complaint"), hoa, MONDAY, "screen", "accept", "answer")


def again(first, unit, on, *, learned_on=MONDAY, **given):
    letter = Letter("second_complaint", "Khiếu nại lần hai", "Chưa đồng ý.", "water", learned_on=learned_on)
    return receive(
        letter, unit=unit, channel=Channel.COUNTER, by=CITIZEN, on=on, persons=[LAN], first=first, **given
    )


def lies():
    return [*verify.contents(), *verify.states(), *verify.ties(), *differences()]


# --- who decides -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "of, day, at_, rule",
    [
        ("commune", date(2025, 6, 30), "district", "complaint.second_at_district"),
        ("commune", date(2025, 7, 1), "province", "complaint.second_at_province_of_communes"),
        ("district", date(2025, 6, 30), "province", "complaint.second_at_province"),
        ("district", date(2025, 7, 1), "province", "complaint.second_at_province"),
        ("office", date(2025, 6, 30), "district", "complaint.second_at_district"),
        ("office", date(2025, 7, 1), None, None),
        ("department", date(2026, 1, 5), "province", "complaint.second_at_province"),
        ("province", date(2026, 1, 5), None, "complaint.second_at_ministry"),
    ],
)
def test_who_decides_the_second_time_goes_by_the_level_and_the_day(
    of, day, at_, rule, province, district, commune
):
    units = {
        "province": province,
        "district": district,
        "commune": commune,
        "office": make_unit("PHONG-THU", tier="agency", parent=district),
        "department": make_unit("SO-THU", tier="agency", parent=province),
    }
    seat = competence.second(units[of], day)
    assert seat.unit == units.get(at_)
    assert (seat.rule and seat.rule.id) == rule


def test_the_decision_of_a_district_that_has_ended_goes_to_its_province(province, district):
    ended = date(2025, 7, 1)
    people.abolish_unit(unit=district, on=ended, by=SYSTEM)
    district.refresh_from_db()
    assert competence.second(district, ended).unit == province


# --- two cases, tied -------------------------------------------------------------------------------------
def test_it_is_a_case_of_its_own_and_both_timelines_say_so(first, district):
    on = MONDAY + 10 * DAY
    with at(on):
        second = again(first, district, on)
    assert (second.kind, second.unit_responsible, second.due_on) == (
        "second_complaint",
        district,
        date(2018, 3, 5),
    )
    (tie,) = second.earlier_links.all()
    assert (tie.earlier, tie.why) == (first, "appeal")
    told = events_of("case", first.pk).get(verb="appealed")
    assert (told.public, told.data["other"]) == (True, second.pk)
    assert lies() == []


@pytest.mark.parametrize("step", [None, "screen"])
def test_there_is_none_before_the_first_decision_or_the_end_of_its_term(commune, hoa, district, step):
    with at(MONDAY):
        case = walk(make_case(commune, kind="complaint"), hoa, MONDAY, *([step] if step else []))
        with pytest.raises(StepRefused, match="chưa hết thời hạn"):
            again(case, district, MONDAY)


def test_when_the_first_term_ends_without_a_decision_it_runs_from_that_day(commune, hoa, district):
    with at(MONDAY):
        case = walk(make_case(commune, kind="complaint"), hoa, MONDAY, "screen", "accept")
    last = case.due_on
    assert policies.why_no_second(case, on=last)
    with at(last + DAY):
        second = again(case, district, last + DAY, learned_on=None)
    assert second.deadlines.get(purpose="time_bar").start_on == last


def test_there_is_only_one_at_a_time_and_none_after_a_second_decision(first, district, minh):
    with at(MONDAY):
        second = again(first, district, MONDAY)
        with pytest.raises(StepRefused, match="đã có khiếu nại lần hai"):
            again(first, district, MONDAY)
        walk(second, minh, MONDAY, "withdraw")
        walk(again(first, district, MONDAY), minh, MONDAY, "screen", "accept", "dialogue", "answer")
        with pytest.raises(StepRefused, match="đã có khiếu nại lần hai"):
            again(first, district, MONDAY)


# --- its term --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("area, days", [("normal", 30), ("remote", 45)])
def test_it_comes_in_time_until_the_last_day_and_a_late_one_goes_on_only_with_its_hindrance(
    commune, hoa, district, minh, area, days
):
    people.set_area(unit=commune, area=area, by=SYSTEM, on=date(2010, 1, 2))
    with at(MONDAY):
        first = walk(make_case(commune, kind="complaint"), hoa, MONDAY, "screen", "accept", "answer")
    last = MONDAY + days * DAY
    for late in (False, True):
        on = last + DAY if late else last
        with at(on):
            second = again(first, district, on)
            bar = second.deadlines.get(purpose="time_bar")
            assert (bar.due_on, bar.met_on, bar.area) == (last, on, area)
            assert bar.derivation.due_on == last
            if late:
                with pytest.raises(StepRefused, match="trở ngại khách quan"):
                    move(second, "screen", by=minh, on=on)
                move(second, "screen", by=minh, on=on, given=Step(text="Bị bệnh, có giấy ra viện."))
            else:
                move(second, "screen", by=minh, on=on)
                walk(second, minh, on, "withdraw")
    assert lies() == []


@pytest.mark.parametrize("area, term", [("normal", 45), ("remote", 60)])
def test_its_settlement_goes_by_the_area_of_the_unit_that_decided_first(
    commune, first, district, minh, area, term
):
    people.set_area(unit=commune, area=area, by=SYSTEM, on=date(2010, 1, 2))
    with at(MONDAY):
        second = walk(again(first, district, MONDAY), minh, MONDAY, "screen", "accept")
        assert second.deadlines.get(purpose="settlement").derivation.recipe.amount == term


# --- the decision ----------------------------------------------------------------------------------------
def test_it_is_never_decided_without_a_dialogue_and_the_decision_is_sent_and_published(first, district, minh):
    with at(MONDAY):
        second = walk(again(first, district, MONDAY), minh, MONDAY, "screen", "accept")
        with pytest.raises(StepRefused, match="Phải ghi “Ghi kết quả đối thoại” trước"):
            walk(second, minh, MONDAY, "answer")
        walk(second, minh, MONDAY, "dialogue")
        correct(second, by=minh, on=MONDAY, text="Ghi nhầm hồ sơ.")
        with pytest.raises(StepRefused, match="Phải ghi"):
            walk(second, minh, MONDAY, "answer")
        walk(second, minh, MONDAY, "dialogue", "answer")
    days = dict(second.deadlines.filter(state="running").values_list("purpose", "due_on"))
    assert days == {"sending": date(2018, 2, 21), "publication": date(2018, 2, 27)}


# --- final, or not yet -----------------------------------------------------------------------------------
def state(case, on):
    case.refresh_from_db()
    for name in ("appeals", "decided_on", "taken", "owed_duties"):
        case.__dict__.pop(name, None)
    found = effect(case, on=on)
    return found and found.state


def test_a_first_decision_is_final_after_thirty_days_without_a_second_complaint(first):
    assert state(first, FINAL_ON - DAY) == State.AHEAD
    assert state(first, FINAL_ON) == State.FINAL
    assert effect(first, on=FINAL_ON).derivation.due_on == FINAL_ON - DAY


def test_the_first_is_not_final_until_the_second_ends(first, district, minh):
    with at(MONDAY):
        second = again(first, district, MONDAY)
        assert state(first, FINAL_ON) == State.APPEALED
    with at(FINAL_ON + 5 * DAY):
        walk(second, minh, FINAL_ON + 5 * DAY, "withdraw")
    assert state(first, FINAL_ON + 4 * DAY) == State.AHEAD
    assert effect(first, on=FINAL_ON).ended_on == FINAL_ON + 5 * DAY
    assert state(first, FINAL_ON + 5 * DAY) == State.FINAL


def test_one_that_came_too_late_changes_nothing_until_its_hindrance_is_recognised(first, district, minh):
    late = FINAL_ON + 3 * DAY
    with at(late):
        second = again(first, district, late)
        assert state(first, late) == State.FINAL
        move(second, "screen", by=minh, on=late, given=Step(text="Nằm viện, có giấy ra viện."))
    assert state(first, late) == State.APPEALED


def test_the_second_decision_replaces_the_first_and_becomes_final_by_itself(first, district, minh):
    with at(MONDAY):
        second = walk(again(first, district, MONDAY), minh, MONDAY, "screen", "accept", "dialogue", "answer")
    assert state(first, FINAL_ON) == State.REPLACED
    assert state(second, FINAL_ON - DAY) == State.AHEAD
    assert state(second, FINAL_ON) == State.FINAL


def test_a_file_is_not_closed_while_a_second_complaint_is_open(first, hoa, district):
    with at(MONDAY):
        again(first, district, MONDAY)
        with pytest.raises(StepRefused, match="Đang có khiếu nại lần hai"):
            walk(first, hoa, MONDAY, "no_execution", "close")


def test_an_answer_to_a_recommendation_is_never_final(commune, hoa):
    with at(MONDAY):
        case = walk(make_case(commune), hoa, MONDAY, "screen", "accept", "answer")
    assert effect(case, on=FINAL_ON) is None


# --- figures ---------------------------------------------------------------------------------------------
def test_second_complaints_are_letters_of_their_own_kind_and_every_sum_holds(first, district, minh, province):
    with at(MONDAY):
        walk(again(first, district, MONDAY), minh, MONDAY, "screen", "accept", "dialogue", "answer")
        report = build(province, MONDAY, MONDAY)
        settled = {line.key: line.figures["resolved"] for line in report.by_kind}
    assert {kind for kind, number in settled.items() if number} == {"complaint", "second_complaint"}
    assert report.figures["received"] == 2
    assert lies() == []


def test_whoever_answers_wrongly_takes_it_back_and_the_first_stands_as_before(first, district, minh):
    with at(MONDAY):
        second = walk(again(first, district, MONDAY), minh, MONDAY, "screen", "accept", "dialogue", "answer")
        correct(second, by=minh, on=MONDAY, text="Nhầm số quyết định.")
    assert state(first, FINAL_ON) == State.APPEALED
    assert lies() == []


# --- whom it is about ------------------------------------------------------------------------------------
def test_a_head_settles_the_first_complaint_about_the_own_decision_and_never_the_second(commune, hoa):
    told = [{"whom": Whom.HEAD, "officer": None, "unit": commune.pk, "name": None, "route": ""}]
    seats = {commune.pk: frozenset({HEAD, Role.LEADER})}
    meant = {
        kind: concerns.is_meant(hoa.pk, seats, told, kind=kind, unit=commune.pk)
        for kind in ("complaint", "second_complaint")
    }
    assert meant == {"complaint": False, "second_complaint": True}


def test_a_second_complaint_is_kept_from_whomever_the_first_was_about(first, district, hoa, minh):
    with at(MONDAY + DAY):
        note_concern(first, About(Whom.OFFICER, first.unit_responsible, hoa), by=hoa, on=MONDAY + DAY)
        second = again(first, district, MONDAY + DAY)
        people.give_post(officer=hoa, unit=district, role=Role.LEADER, by=SYSTEM, on=MONDAY + DAY)
        assert concerns.meant_by(second) == concerns.meant_by(first) != frozenset()
        assert concerns.shut_out(hoa, second, on=MONDAY + DAY)
        assert not concerns.shut_out(minh, second, on=MONDAY + DAY)
    assert lies() == []
