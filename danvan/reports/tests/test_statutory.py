"""Statutory tables: what their columns count, what they prove, what they refuse."""

from datetime import date, time

import pytest

from danvan.cases.actions import merge
from danvan.reception.actions import Plan, hold_session, plan_session, publish_session
from danvan.reports import recount
from danvan.reports.people_relations import ReportRefused
from danvan.reports.statutory import circulars, heads, table
from danvan.reports.tests.make import HALF, LATER, START, at, live, make_turn
from danvan.reports.tests.test_people_relations import bad

pytestmark = pytest.mark.django_db
ANSWERED = [("screen", 1), ("accept", 1), ("answer", 2)]


def filled(district, code, period=HALF, circular="02-2021"):
    found, form = circulars.find(code, period[0], circular)
    return table.build(found, form, district.unit, *period)


def cells(made, *numbers):
    return [made.total.cells[number] for number in numbers]


def letter(district, life, *, kind="complaint", topic="land", unit=None, start=START, **more):
    return live(district, life, start=start, unit=unit or district.khang, kind=kind, topic=topic, **more)


def test_turns_stand_by_sitting_and_groups_and_matters_by_first_time_and_again(district, later):
    make_turn(district.khang, district.minh, persons=6, topics=("land", "roads"))
    make_turn(district.khang, district.minh, again=True)
    make_turn(district.tan, district.minh, persons=2, sitting="head")
    made = filled(district, "01/TCD")
    assert cells(made, 1, 2, 3) == [3, 9, 4]
    assert cells(made, *range(4, 12)) == [2, 7, 2, 1, 1, 6, 2, 0]
    assert cells(made, 13, 14, 15, 16) == [1, 2, 1, 0]
    assert [made.line(f"KY-ANH-{name}").cells[1] for name in ("KHANG", "TAN")] == [2, 1]
    assert filled(district, "2a", circular="03-2013").total.cells[4] == 2


def test_matters_and_letters_of_reception_stand_by_kind_and_by_whose_they_are(district, later):
    make_turn(district.khang, district.minh, letter="one", kind="complaint", outcome="petition")
    make_turn(district.khang, district.minh, letter="mixed", kind="question", topics=("land", "policy"))
    make_turn(district.tan, district.minh, kind="denunciation", outcome="answered", settled_before="UBND xã")
    made = filled(district, "02-TCD")
    assert cells(made, *range(1, 14)) == [2, 4, 1, 1, 0, 1, 1, 2, 1, 2, 1, 2, 2]
    old = filled(district, "2a", circular="03-2013")
    assert cells(old, 17, 22, 25, 26, 27, 28) == [1, 1, 2, 3, 0, 1]
    assert list(recount.differences()) == []


def test_letters_stand_by_signatures_content_state_and_whose_they_are(district, later):
    letter(district, ANSWERED, signatures=2)
    letter(district, [("screen", 1), ("accept", 1)], topic="policy")
    letter(district, [("guide", 1)], topic="other")
    letter(district, [("refuse", 1)])
    letter(district, [("transfer", 1), ("report_back", 9)], kind="recommendation", unit=district.tan)
    letter(district, [], kind="recommendation", unit=district.tan)
    made = filled(district, "01/XLD")
    assert cells(made, 1, 5, 6, 8, 9, 10, 11, 13) == [6, 1, 5, 5, 4, 4, 3, 1]
    assert cells(made, 14, 16, 17, 18, 22, 23, 24, 26) == [1, 1, 2, 2, 2, 1, 1, 1]
    complaints = filled(district, "02/XLD")
    assert cells(complaints, 11, 12, 13, 14, 17) == [2, 1, 1, 0, 1]
    assert cells(filled(district, "01/KQGQ"), 1, 3, 4, 5, 21, 25) == [2, 2, 2, 1, 1, 1]
    assert list(recount.differences()) == []


def test_a_letter_merged_into_an_earlier_one_is_a_letter_and_no_matter_of_its_own(district):
    first = letter(district, [("screen", 1), ("accept", 1)])
    second = letter(district, [("screen", 1)])
    with at(date(2018, 1, 10)):
        merge(second, first, by=district.minh, on=date(2018, 1, 10))
    with at(LATER):
        made = filled(district, "02/XLD")
        assert cells(made, 9, 10, 21, 22) == [2, 1, 1, 0]
        assert cells(filled(district, "01/XLD"), 9, 10, 16) == [2, 1, 2]


def test_letters_of_the_period_before_are_told_apart_from_new_ones_when_handled(district, later):
    letter(district, [("refuse", 100)])
    letter(district, [], unit=district.tan)
    letter(district, [("refuse", 1)], start=date(2018, 4, 10))
    made = filled(district, "02/XLD", (date(2018, 4, 1), date(2018, 6, 30)))
    assert cells(made, 1, 3, 5, 6, 7, 8) == [3, 2, 1, 2, 1, 1]


def test_a_session_of_the_head_is_counted_when_held_and_apart_when_another_presided(district):
    day = date(2018, 3, 5)
    with at(date(2018, 2, 1)):
        plan = Plan(day, time(8), time(11), district.minh, "Trụ sở")
        session = plan_session(plan, unit=district.khang, by=district.minh, on=date(2018, 2, 1))
        publish_session(session, by=district.minh, on=date(2018, 2, 1))
    with at(day):
        hold_session(session, presided_by=district.minh, by=district.minh, on=day)
    with at(LATER):
        assert cells(filled(district, "01/TCD"), 12, 21) == [1, 0]


def test_a_fact_that_nobody_recorded_refuses_the_form_and_names_the_case(district, later):
    case = letter(district, [("screen", 1)])
    letter(district, [("screen", 1)])
    bad(case, district.khang, "letters.in_hand", 1)
    bad(case, district.khang, "letters.eligible", 1)
    with pytest.raises(ReportRefused) as refused:
        filled(district, "01/XLD")
    assert "9 = 14 + 15 + 16 + 17" in {check.name for check in refused.value.checks}
    assert {(row.subject_id, row.code) for row in refused.value.rows} == {(case.pk, case.shown_code)}


def test_what_the_register_does_not_keep_is_empty_and_says_why(district, later):
    made = filled(district, "01/TCD")
    [(reason, columns)] = made.form.left_empty()
    assert (columns, reason.vi.split(" theo")[0]) == ("22–29", "Sổ ghi việc ủy quyền")
    assert made.total.cells.keys().isdisjoint(range(22, 30))
    assert not made.form.column(1).partly
    assert circulars.find("01/XLD", START)[1].column(1).partly


def test_the_circular_of_the_day_is_offered_and_a_form_is_found_by_its_code():
    assert [circulars.on(day).slug for day in (date(2018, 1, 1), date(2025, 9, 29), date(2025, 9, 30))] == [
        "03-2013",
        "02-2021",
        "06-2025",
    ]
    assert circulars.offered(date(2026, 1, 1))[1].code == "01/TCD"
    assert circulars.find("01-tcd", date(2026, 1, 1))[0].slug == "06-2025"
    with pytest.raises(circulars.UnknownForm):
        circulars.find("09/ABC", START)


def test_every_heading_has_english_and_stands_over_its_columns():
    for circular in circulars.every():
        for form in circular.forms.values():
            lines = heads.lines(form)
            words = {head.text for line in lines for head in line}
            assert {word for word in words if circulars.heading(word, "en") == word} == set()
            own = [head for line in lines for head in line if head.columns == 1]
            assert {head.first for head in own} <= {column.number for column in form.columns}
            area = sum(head.columns * head.lines for line in lines for head in line)
            assert area == form.depth * len(form.columns)
