"""The office calendar against the announced years, and the calendars that an office makes of it."""

import csv
from datetime import date, timedelta

import pytest

from danvan.law import InvalidCalendar, OfficeCalendar, RuleFileError, Words, count_working, national
from danvan.law.national_days import FOLDER, calendar_from
from danvan.law.tests import shared


def days(first, last):
    while first <= last:
        yield first
        first += timedelta(1)


def test_every_day_of_2017_to_2026_is_as_announced():
    with shared.file("holidays", "vn_office_calendar_2017_2026.csv").open(encoding="utf-8-sig") as lines:
        announced = {
            date.fromisoformat(row["date"]): row["day_is"] == "working" for row in csv.DictReader(lines)
        }
    calendar = national()
    assert (calendar.known_from, calendar.known_until) == (date(2017, 1, 1), date(2026, 12, 31))
    for day in days(calendar.known_from, calendar.known_until):
        assert calendar.is_working(day) == announced.get(day, day.weekday() < 5), day


def test_tet_of_2018_is_named():
    why = national().why_off(date(2018, 2, 14))
    assert (why.name.vi, why.word.vi, why.kind, why.sure) == ("Tết Nguyên đán", "Tết", "holiday", True)
    assert national().why_off(date(2018, 3, 3)).kind == "weekend"
    assert national().why_off(date(2018, 3, 5)) is None


def test_a_swapped_day_that_was_never_seen_in_a_document_says_so():
    assert not national().why_off(date(2026, 11, 24)).sure
    assert not national().worked[date(2019, 1, 5)].sure
    assert national().worked[date(2019, 5, 4)].sure


def test_counting_agrees_with_walking_day_by_day_inside_and_outside_the_announced_years():
    calendar = national()
    for start in (
        date(2015, 1, 31),
        date(2016, 12, 30),
        date(2018, 2, 12),
        date(2026, 12, 20),
        date(2031, 6, 1),
    ):
        walked = [
            day for day in days(start + timedelta(1), start + timedelta(60)) if calendar.is_working(day)
        ]
        back = [day for day in days(start - timedelta(60), start - timedelta(1)) if calendar.is_working(day)]
        for number in (1, 2, 7, 20, 30):
            assert calendar.add_working(start, number) == walked[number - 1]
            assert calendar.add_working(start, -number) == back[-number]
        assert calendar.count_working(start + timedelta(1), start + timedelta(60)) == len(walked)
        assert calendar.add_working(start, 0) == start


def test_the_working_days_of_a_month_are_counted_with_both_ends():
    assert count_working(date(2018, 2, 1), date(2018, 2, 28)) == 15
    assert count_working(date(2018, 2, 12), date(2018, 2, 12)) == 1
    assert count_working(date(2018, 2, 14), date(2018, 2, 20)) == 0
    assert count_working(date(2018, 2, 28), date(2018, 2, 1)) == 0
    assert count_working(date.min, date(1, 1, 7)) == 5


def test_a_desk_that_opens_on_saturdays_counts_them():
    desk = national().with_week((0, 1, 2, 3, 4, 5))
    assert desk.add_working(date(2018, 3, 2), 1) == date(2018, 3, 3)
    assert not desk.is_working(date(2018, 2, 17))


def test_an_office_closes_for_a_day_of_its_own_even_on_a_saturday_worked_in_exchange():
    closed = national().with_closures(
        {date(2018, 3, 5): "mất điện toàn xã", date(2019, 5, 4): Words("bão", "storm")}
    )
    assert closed.add_working(date(2018, 3, 2), 1) == date(2018, 3, 6)
    assert closed.why_off(date(2018, 3, 5)).name.vi == "mất điện toàn xã"
    assert closed.why_off(date(2019, 5, 4)).kind == "closure"
    assert national().is_working(date(2018, 3, 5))


@pytest.mark.parametrize("week", [(), (7,), (-1, 0)])
def test_a_week_without_a_working_day_is_refused(week):
    with pytest.raises(InvalidCalendar):
        OfficeCalendar(week)


def test_a_calendar_that_contradicts_itself_is_refused():
    day = date(2018, 3, 3)
    with pytest.raises(InvalidCalendar):
        OfficeCalendar(days_off={day: "nghỉ"}, worked={day: "làm bù"})
    with pytest.raises(InvalidCalendar):
        OfficeCalendar(known_from=date(2018, 1, 1), known_until=date(2017, 1, 1))


@pytest.mark.parametrize(
    "year, old, new, line",
    [
        ("2018", "to: 2018-02-20", "to: 2018-03-20", 8),
        ("2018", "name: tet", "name: christmas", 8),
        ("2018", "2018-02-14", "2019-02-14", 8),
        ("2018", "kind: in_lieu", "kind: in_lou", 13),
        ("2018", "name: hung_kings", "nam: hung_kings", 9),
        ("2018", "year: 2018", "year: 2019", 1),
        ("2018", "2018-04-25", "2018-04-31", 9),
        ("2018", "2018-04-30", "2018-04-25", 10),
        ("2019", "day: 2019-05-04", "day: 2019-05-03", 17),
    ],
)
def test_a_bad_holiday_file_is_named_with_its_line(tmp_path, year, old, new, line):
    for path in FOLDER.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert path.stem != year or old in text
        text = text.replace(old, new) if path.stem == year else text
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        calendar_from(tmp_path)
    assert (caught.value.file, caught.value.line) == (f"{year}.yaml", line), caught.value
