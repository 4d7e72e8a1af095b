"""Which cases sound an alarm on which day, and for whom; nothing here needs a worker."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan import law
from danvan.alarms import queries
from danvan.calendars import queries as calendars
from danvan.cases.actions import Step, move
from danvan.cases.models import Case
from danvan.cases.queries import visible_to
from danvan.people.actions import confirm_rule
from danvan.people.models import Unit
from danvan.people.policies import standing
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

THURSDAY = date(2026, 10, 1)


def kinds_of(case, on):
    """The kinds of alarm that a case sounds on a day."""
    with at(on):
        rows = queries.alarmed(Case.objects.filter(pk=case.pk), Unit.objects.values_list("pk", "week"), on=on)
        return [kind for kind, some in queries.kinds(on).items() if rows.filter(some).exists()]


def looked_at(officer, on):
    """What an officer's page of alarms holds on a day."""
    with at(on):
        found = visible_to(officer, on=on).filter(queries.concerning(officer, on=on))
        return set(queries.alarmed(found, queries.weeks_of(standing(officer, on).sees), on=on))


def before(unit, day, working):
    """So many working days before a day."""
    return calendars.calendar_of(unit).add_working(day, -working)


def test_a_term_is_near_three_working_days_before_by_the_calendar_of_the_unit(commune):
    case = make_case(commune)
    assert case.due_on == date(2018, 3, 5)  # ten working days, over the New Year's holiday
    assert kinds_of(case, before(commune, case.due_on, 4)) == []
    assert kinds_of(case, before(commune, case.due_on, 3)) == ["soon"]
    assert before(commune, case.due_on, 3) == date(2018, 2, 28)  # five calendar days: a weekend lies between
    assert kinds_of(case, case.due_on) == ["today"]
    assert kinds_of(case, case.due_on + timedelta(1)) == ["late"]


def test_how_near_is_near_is_the_offices_to_say(commune, settings):
    case = make_case(commune)
    settings.DANVAN_ALARM_SOON = 5
    assert kinds_of(case, before(commune, case.due_on, 5)) == ["soon"]
    settings.DANVAN_ALARM_SOON = 0
    assert kinds_of(case, before(commune, case.due_on, 1)) == []


def test_a_case_that_waits_or_is_answered_is_never_late(commune, minh):
    waiting, answered = make_case(commune), make_case(commune)
    move(waiting, "ask", by=minh, on=MONDAY, given=Step(text="Xin bổ sung bản đồ."))
    walk(answered, minh, MONDAY, "screen", "accept", "answer")
    long_after = MONDAY + timedelta(days=100)
    assert kinds_of(waiting, long_after) == kinds_of(answered, long_after) == []


def test_a_clock_that_stands_still_on_a_case_that_does_not_wait_is_never_late(commune):
    case = make_case(commune)
    case.deadlines.update(state="suspended")
    assert kinds_of(case, case.due_on + timedelta(30)) == []


def test_the_earliest_of_several_running_clocks_counts(commune):
    case = make_case(commune)
    first = case.deadlines.get()
    first.pk, first.due_on = None, first.due_on - timedelta(7)
    first.save(force_insert=True)
    assert kinds_of(case, case.due_on - timedelta(1)) == ["late"]


# --- the threshold of discipline: 45 days after the receipt, Decree 154/2026, article 41.3.b -----------------
@pytest.fixture
def letter(commune):
    """A letter received on Thursday, 1 October 2026, that nobody looks at."""
    with at(THURSDAY):
        return make_case(commune, on=THURSDAY)


def confirm(unit, by, on=THURSDAY):
    (rule,) = law.versions(queries.DISCIPLINE)
    with at(on):
        confirm_rule(unit=unit, rule=rule.id, version=rule.version, decision="154/2026/NĐ-CP", by=by, on=on)


def test_the_rule_of_the_threshold_is_one_that_days_can_be_added_by():
    for rule in law.versions(queries.DISCIPLINE):
        assert (rule.unit, rule.moves, rule.kind) == ("calendar", False, "alarm")
        assert law.due(rule.id, start=THURSDAY, confirmed=True).due_on == THURSDAY + timedelta(
            queries.threshold_days(rule)
        )


def test_the_threshold_sounds_nothing_before_the_office_has_confirmed_it(commune, letter, son, province):
    after = THURSDAY + timedelta(46)
    assert "discipline" not in kinds_of(letter, after)
    assert not queries.can_alarm_discipline([commune.pk], on=after)
    confirm(province, son)
    assert "discipline" in kinds_of(letter, after)
    assert queries.can_alarm_discipline([commune.pk], on=after)


def test_the_threshold_is_forty_five_days_from_the_receipt_and_only_while_nobody_handled_it(
    commune, letter, son, minh, province
):
    confirm(province, son)
    threshold = THURSDAY + timedelta(45)
    assert threshold == date(2026, 11, 15)  # a Sunday: it does not move
    assert "discipline" not in kinds_of(letter, date(2026, 11, 10))
    assert "discipline" in kinds_of(letter, date(2026, 11, 11))
    with at(THURSDAY):
        walk(letter, minh, THURSDAY, "screen")
    assert "discipline" in kinds_of(letter, threshold)  # found fit, and still nobody's
    with at(THURSDAY):
        walk(letter, minh, THURSDAY, "accept")
    assert "discipline" not in kinds_of(letter, threshold + timedelta(30))


def test_a_letter_received_before_the_decree_has_no_threshold(commune, son, province):
    june = date(2026, 6, 30)
    with at(june):
        old = make_case(commune, on=june)
    confirm(province, son, on=date(2026, 7, 1))
    assert "discipline" not in kinds_of(old, date(2026, 12, 1))
    with at(date(2026, 7, 1)):
        new = make_case(commune, on=date(2026, 7, 1))
    assert "discipline" in kinds_of(new, date(2026, 8, 17))


# --- for whom ------------------------------------------------------------------------------------------------
def test_each_looks_at_her_own_line_and_no_other(commune, minh, hoa, binh, son, dung, province):
    nobodys = make_case(commune)
    his = walk(make_case(commune), minh, MONDAY, "screen", "accept", "assign")
    other = make_officer(commune, Role.HANDLER)
    hers = walk(make_case(commune), minh, MONDAY, "screen", "accept")
    move(hers, "assign", by=minh, on=MONDAY, given=Step(officer=other))
    elsewhere = make_case(Unit.objects.get(posts__officer=dung))
    late = nobodys.due_on + timedelta(1)
    assert looked_at(minh, late) == {nobodys, his}
    assert looked_at(other, late) == {nobodys, hers}
    assert looked_at(hoa, late) == looked_at(binh, late) == looked_at(son, late) == {nobodys, his, hers}
    assert looked_at(dung, late) == {elsewhere}
    clerk = make_officer(province, Role.CLERK)
    assert looked_at(clerk, late) == set()  # reads the communes' letters, answers for none


def test_the_counts_are_those_of_the_list_in_one_statement_whatever_their_number(commune, hoa):
    def caught(on):
        with at(on), CaptureQueriesContext(connection) as seen:
            found = visible_to(hoa, on=on).filter(queries.concerning(hoa, on=on))
            rows = queries.alarmed(found, queries.weeks_of(standing(hoa, on).sees), on=on)
            answer = queries.counts(rows, on=on)
            queries.told(list(rows))
        hoa.__dict__.pop("_standings", None)
        return answer, len(seen)

    case = make_case(commune)
    few = caught(case.due_on)
    assert few[0] == {"all": 1, "late": 0, "today": 1, "soon": 0, "discipline": 0}
    for _ in range(20):
        make_case(commune)
    many = caught(case.due_on)
    assert many[0]["today"] == 21
    assert many[1] == few[1] <= 6


def test_a_unit_with_a_week_of_its_own_is_near_by_its_own_calendar(commune, district):
    saturdays = make_unit(parent=district, name="phường Thử")
    Unit.objects.filter(pk=saturdays.pk).update(week=0b0111111)
    near = queries.near_days(
        queries.weeks_of([commune.pk, saturdays.pk]).order_by("pk"), date(2018, 3, 1)
    )  # a Thursday
    assert near == {date(2018, 3, 6): [commune.pk], date(2018, 3, 5): [saturdays.pk]}
