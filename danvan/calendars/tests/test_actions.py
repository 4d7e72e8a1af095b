"""The calendar is changed by notices; what is open follows, what is done does not."""

from datetime import date, timedelta

import pytest

from danvan.calendars import actions, proposals, queries, verify
from danvan.calendars.actions import NewDay
from danvan.calendars.errors import Refused
from danvan.calendars.models import Change, Moved, OfficeDay
from danvan.calendars.tests.make import (
    CHRISTMAS,
    DECEMBER,
    SECOND,
    before_the_notice,
    make_change,
    make_land,
    notice,
    notice_of_25_december,
)
from danvan.cases import verify as cases
from danvan.cases.actions import Step, correct, move
from danvan.cases.models import Case, Deadline
from danvan.figures import queries as figures
from danvan.figures import verify as facts
from danvan.journal import verify as journal
from danvan.journal.models import Event
from tests.make import at, make_case, walk

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 9)


@pytest.fixture
def land():
    return make_land()


def nothing_lies() -> bool:
    checks = (journal.events, cases.contents, cases.states, facts.facts, facts.totals, verify.days)
    lies = [f"{lie.row}: {lie.reason}" for check in checks for lie in check()]
    assert lies == []
    return True


def due_of(case) -> date:
    return Case.objects.get(pk=case.pk).due_on


def test_without_rows_every_unit_has_the_national_calendar_with_its_own_week(land):
    calendar = queries.calendar_of(land.commune)
    assert not calendar.is_working(SECOND)
    assert calendar.week == (0, 1, 2, 3, 4)


def test_the_calendar_costs_one_statement_and_is_built_once(land, django_assert_num_queries):
    make_change(land, (MONDAY, True))
    with django_assert_num_queries(1):
        first = queries.calendar_of(land.commune)
    assert queries.calendar_of(land.other) is first


def test_a_notice_of_25_december_moves_what_is_open_and_never_what_is_met(land):
    with at(date(2025, 12, 1)):
        early = before_the_notice(land)
    with at(DECEMBER):
        open_case, done = (make_case(land.commune, on=DECEMBER) for _ in range(2))
        walk(done, land.minh, DECEMBER, "screen", "accept", "assign", "answer")
    met = Deadline.objects.get(case=done, state="met")
    before = due_of(open_case)
    with at(CHRISTMAS):
        change = notice_of_25_december(land, early)
    case = Case.objects.get(pk=open_case.pk)
    assert before < case.due_on
    assert queries.calendar_of(land.commune).count_working(DECEMBER, case.due_on) == 11
    assert Deadline.objects.get(pk=met.pk).due_on == met.due_on
    assert [(row.subject, row.old_on, row.new_on) for row in change.moves.all()] == [
        (case.pk, before, case.due_on)
    ]
    event = Event.objects.get(stream="case", subject=case.pk, verb="calendar_moved", data__change=change.pk)
    assert event.actor == land.an
    assert event.public
    assert nothing_lies()


def test_a_page_that_was_open_and_a_step_of_the_day_before_still_hold_after_the_calendar_moved(land):
    with at(date(2025, 12, 1)):
        early = before_the_notice(land)
    with at(DECEMBER):
        case = make_case(land.commune, on=DECEMBER)
    seen = case.version
    with at(CHRISTMAS):
        notice_of_25_december(land, early)
        assert Case.objects.get(pk=case.pk).version > seen
        move(case, "screen", by=land.minh, on=CHRISTMAS - timedelta(1), seen=seen)
    assert Case.objects.get(pk=case.pk).status == "screened"


def test_the_day_on_which_it_falls_overdue_moves_with_it(land):
    with at(date(2025, 12, 1)):
        early = before_the_notice(land)
    with at(DECEMBER):
        case = walk(make_case(land.commune, on=DECEMBER), land.minh, DECEMBER, "screen", "accept")
    before = due_of(case)
    with at(CHRISTMAS):
        notice_of_25_december(land, early)
    after = due_of(case)
    assert after != before
    late = figures.flow(["letters.overdue"], from_=date(2025, 1, 1), to=after)
    assert late.get(("letters.overdue",), 0) == 0
    day_after = after.fromordinal(after.toordinal() + 1)
    assert figures.stock(["letters.overdue"], on=day_after)[("letters.overdue",)] == 1
    assert nothing_lies()


def test_a_step_taken_back_after_the_calendar_moved_leaves_no_figure_behind(land):
    with at(MONDAY):
        case = walk(make_case(land.commune, on=MONDAY), land.minh, MONDAY, "screen")
        plain = due_of(case)
        make_change(land, (date(2026, 3, 12), True), on=MONDAY)
        case.refresh_from_db()
        correct(case, by=land.minh, on=MONDAY, text="nhầm")
        for day in (plain, due_of(case), date(2026, 4, 30)):
            late = figures.flow(["letters.overdue"], from_=date(2026, 1, 1), to=day)
            assert late.get(("letters.overdue",), 0) == 0
    assert nothing_lies()


def test_another_units_closure_does_not_touch_ours(land):
    with at(MONDAY):
        ours, theirs = make_case(land.commune, on=MONDAY), make_case(land.other, on=MONDAY)
        days = due_of(ours)
        make_change(land, (date(2026, 3, 10), True), unit=land.other, by=land.dung, on=MONDAY)
        assert due_of(ours) == days
        assert due_of(theirs) > days
        assert queries.calendar_of(land.commune).is_working(date(2026, 3, 10))


def test_a_closure_of_the_province_is_inherited_and_the_commune_may_work_all_the_same(land):
    with at(MONDAY):
        storm = date(2026, 3, 11)
        make_change(land, (storm, True), unit=land.province, on=MONDAY)
        assert not queries.calendar_of(land.other).is_working(storm)
        make_change(land, (storm, False), unit=land.commune, by=land.hoa, on=MONDAY)
        assert queries.calendar_of(land.commune).is_working(storm)
        assert not queries.calendar_of(land.other).is_working(storm)


@pytest.mark.parametrize("turned", [False, True])
def test_two_changes_in_either_order_give_the_same_days(land, turned):
    with at(MONDAY):
        case = make_case(land.commune, on=MONDAY)
        plain = due_of(case)
        steps = [((date(2026, 3, 12), True), (date(2026, 3, 13), True)), ((date(2026, 3, 21), False),)]
        for days in reversed(steps) if turned else steps:
            make_change(land, *days, on=MONDAY)
    calendar = queries.calendar_of(land.commune)
    assert due_of(case) == calendar.add_working(MONDAY, 10)
    assert due_of(case) != plain
    assert nothing_lies()


def test_what_is_taken_back_leaves_everything_as_it_was(land):
    with at(MONDAY):
        case = make_case(land.commune, on=MONDAY)
        plain, recipe = due_of(case), Deadline.objects.get(case=case).recipe
        change = make_change(land, (date(2026, 3, 12), True), on=MONDAY)
        assert due_of(case) > plain
        back = actions.undo(change=change, notice=notice(), by=land.an, on=MONDAY)
        actions.recount(back, on=MONDAY)
    assert due_of(case) == plain
    assert Deadline.objects.get(case=case).recipe == recipe
    assert OfficeDay.objects.get().ended_by == back
    assert nothing_lies()


def test_a_stopped_clock_stays_stopped(land):
    with at(MONDAY):
        case = make_case(land.commune, on=MONDAY)
        move(case, "ask", by=land.minh, on=MONDAY, given=Step(text="Xin bổ sung."))
        make_change(land, (date(2026, 3, 12), True), on=MONDAY)
    clock = Deadline.objects.get(case=case)
    assert clock.state == "suspended"
    assert nothing_lies()


def test_a_second_run_changes_nothing_more(land):
    with at(MONDAY):
        make_case(land.commune, on=MONDAY)
        change = make_change(land, (date(2026, 3, 12), True), on=MONDAY)
        events = Event.objects.count()
        change.state, change.cursor = "running", 0
        change.save()
        actions.recount(change, on=MONDAY)
    assert (
        Event.objects.filter(stream="case").count() + Event.objects.exclude(stream="case").count()
        == events + 1
    )
    assert Moved.objects.count() == 1


def test_a_worker_that_died_goes_on_where_it_stopped(land, monkeypatch):
    from danvan.calendars.actions import following
    from danvan.calendars.tasks import resume

    with at(MONDAY):
        made = [make_case(land.commune, on=MONDAY) for _ in range(3)]
        plain = due_of(made[0])
        change = actions.add_days(
            unit=None, days=[NewDay(date(2026, 3, 12), True, "nghỉ")], notice=notice(), by=land.an, on=MONDAY
        )
        assert following._one_chunk(change.pk, on=MONDAY, size=2)
        change.refresh_from_db()
        assert (change.state, change.seen) == ("running", 2)
        assert sorted(due_of(case) > plain for case in made) == [False, True, True]
        assert resume(0) == 1
        change.refresh_from_db()
    assert (change.state, change.seen, change.moved) == ("done", 3, 3)
    assert nothing_lies()


def test_much_is_left_to_the_worker(land, monkeypatch):
    from danvan.calendars import tasks

    asked = []
    monkeypatch.setattr(tasks, "AT_ONCE", 0)
    monkeypatch.setattr(tasks.recount, "defer", lambda **given: asked.append(given))
    with at(MONDAY):
        make_case(land.commune, on=MONDAY)
        change = actions.add_days(
            unit=None, days=[NewDay(date(2026, 3, 12), True, "nghỉ")], notice=notice(), by=land.an, on=MONDAY
        )
        assert tasks.follow(change, on=MONDAY).state == "waiting"
        assert asked == [{"change": change.pk}]
        assert tasks.recount(change.pk) == 1


def test_a_proposed_year_changes_nothing_until_it_is_confirmed(land):
    with at(date(2026, 12, 21)):
        case = make_case(land.commune, on=date(2026, 12, 21))
        plain = due_of(case)
        assert Deadline.objects.get(case=case).recipe["provisional"]
        days = proposals.of_year(2027)
        assert not queries.calendar_of(land.commune).knows(plain)
        change = actions.confirm_year(
            year=2027, days=days, notice=notice(), by=land.an, on=date(2026, 12, 21)
        )
        actions.recount(change, on=date(2026, 12, 21))
    calendar = queries.calendar_of(land.commune)
    assert calendar.knows(date(2027, 12, 31))
    assert not calendar.is_working(date(2027, 2, 8))
    assert due_of(case) > plain
    assert "provisional" not in Deadline.objects.get(case=case).recipe
    assert nothing_lies()
    with at(date(2026, 12, 21)):
        actions.recount(
            actions.undo(change=change, notice=notice(), by=land.an, on=CHRISTMAS.replace(year=2026)),
            on=date(2026, 12, 25),
        )
    assert due_of(case) == plain
    assert Deadline.objects.get(case=case).recipe["provisional"]
    assert nothing_lies()


@pytest.mark.parametrize(
    "days, said",
    [
        ([], "Chưa ghi ngày nào"),
        ([NewDay(SECOND, True, "a"), NewDay(SECOND, False, "b")], "hai lần"),
        ([NewDay(SECOND, True, "  ")], "chưa có tên"),
    ],
)
def test_what_cannot_be_entered_is_refused_in_words(land, days, said):
    with pytest.raises(Refused, match=said):
        actions.add_days(unit=None, days=days, notice=notice(), by=land.an, on=CHRISTMAS)
    assert not Event.objects.filter(stream="calendar").exists()


def test_a_day_has_one_row_and_a_notice_its_number(land):
    make_change(land, (SECOND, False))
    with pytest.raises(Refused, match="đã có trong bảng"):
        make_change(land, (SECOND, True))
    with pytest.raises(Refused, match="số của thông báo"):
        actions.add_days(
            unit=None, days=[NewDay(MONDAY, True, "nghỉ")], notice=notice(" "), by=land.an, on=CHRISTMAS
        )


def test_years_are_confirmed_one_after_another(land):
    with pytest.raises(Refused, match="2027"):
        actions.confirm_year(year=2028, days=[], notice=notice(), by=land.an, on=CHRISTMAS)


def test_whatever_is_changed_behind_the_back_is_named(land):
    change = make_change(land, (MONDAY, True))
    OfficeDay.objects.update(name_vi="khác")
    assert [lie.row for lie in verify.days()] == [f"calendar change {change.pk}"]


@pytest.mark.parametrize(
    "behind",
    [
        lambda change: OfficeDay.objects.update(unit=change.by.posts.get().unit),
        lambda change: OfficeDay.objects.update(ended_by=change),
        lambda change: Change.objects.update(notice="khác"),
        lambda change: Change.objects.update(notice_on=MONDAY),
        lambda change: OfficeDay.objects.all().delete(),
    ],
)
def test_a_day_given_to_another_unit_ended_or_put_under_another_notice_is_named(land, behind):
    change = make_change(land, (MONDAY, True))
    assert list(verify.days()) == []
    behind(change)
    assert [lie.row for lie in verify.days()] == [f"calendar change {change.pk}"]


def test_a_line_taken_from_the_list_of_what_moved_or_changed_in_it_is_named(land):
    with at(CHRISTMAS):
        make_case(land.commune, on=CHRISTMAS)
        change = make_change(land, (date(2025, 12, 29), True))
    assert (change.moved, list(verify.days())) == (1, [])
    Moved.objects.update(new_on=date(2026, 2, 2))
    assert [lie.reason for lie in verify.days()] == ["a line of what moved with it is not what was recorded"]
    Moved.objects.all().delete()
    assert [lie.row for lie in verify.days()] == [f"calendar change {change.pk}"]
