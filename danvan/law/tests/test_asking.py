"""A question as people put it, and what cannot be asked."""

from datetime import date, time

import pytest

from danvan.law import InvalidQuestion, Question, national, rule
from danvan.law.asking import answer_as_data, read_day, read_hour, read_span, rule_as_data

START = date(2018, 2, 12)


def test_a_rule_and_a_term_of_none_are_answered_in_the_order_of_a_reader():
    told = answer_as_data(Question(start=START, rule="reception.result_notice").answer(), "vi")
    assert list(told)[:5] == ["due", "start", "rule", "citation", "derivation"]
    assert (told["due"], told["version"], told["unconfirmed"]) == ("2018-03-05", "2014-07-01", False)
    own = Question(start=START, term=3, count_first_day=True).answer(calendar=national())
    assert answer_as_data(own, "en")["rule"] is None


def test_a_rule_that_sets_no_number_has_none():
    assert rule_as_data(rule("reception.refusal", START), "vi")["amount"] is None
    assert rule_as_data(rule("reception.commune_chair", START), "vi")["amount"] == 1


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"rule": "complaint.acceptance", "term": 3},
        {"rule": "complaint.acceptance", "count_first_day": True},
        {"rule": "complaint.acceptance", "cutoff": time(15)},
        {"term": 3, "area": "remote"},
        {"term": 3, "complexity": "complex"},
    ],
)
def test_nothing_two_things_and_what_makes_no_sense_are_refused(asked):
    with pytest.raises(InvalidQuestion):
        Question(start=START, **asked).answer()


def test_days_and_hours_are_read_as_people_write_them():
    assert read_day("2018-02-12") == read_day("12/02/2018") == START
    assert read_span("2018-02-12:13/02/2018") == (START, date(2018, 2, 13))
    assert read_hour("9:05") == time(9, 5)


@pytest.mark.parametrize(
    "read, text",
    [
        (read_day, "2018-02-30"),
        (read_day, "soon"),
        (read_day, "\x00"),
        (read_day, "２018-02-12"),
        (read_span, "2018-02-12"),
        (read_span, "2018-02-12:"),
        (read_hour, "24:00"),
        (read_hour, "15"),
        (read_hour, "1５:00"),
        (read_hour, "15:00:00"),
    ],
)
def test_what_cannot_be_read_says_how_to_write_it(read, text):
    with pytest.raises(InvalidQuestion, match="write") as refused:
        read(text)
    assert "hãy viết" in refused.value.say("vi")
    assert "\x00" not in refused.value.vi
