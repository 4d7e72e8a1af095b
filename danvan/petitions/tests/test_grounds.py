"""Why a letter is not taken up, as officers and citizens read it."""

from datetime import date

import pytest
from django.utils import translation

from danvan.cases import grounds, kinds
from danvan.petitions import workflow

DAY = date(2018, 3, 5)


def test_a_condition_that_is_not_met_is_said_as_that():
    said = grounds.told("letter.conditions:signed", DAY)
    assert said.endswith("Không đạt điều kiện: có chữ ký hoặc điểm chỉ của người viết đơn.")
    assert "Không đạt điều kiện" in grounds.words("recommendation", DAY, DAY)["letter.conditions:signed"]


def test_what_forbids_taking_up_stands_as_the_law_has_it():
    said = grounds.told("complaint.not_accepted:unsigned", DAY)
    assert "Đơn không có chữ ký" in said
    assert "Không đạt điều kiện" not in said


def test_an_english_reader_is_told_the_same():
    with translation.override("en"):
        assert "Condition not met: dated" in grounds.told("letter.conditions:dated", DAY)


def _step(kind, verb):
    return next(step for step in kinds.get(kind).transitions if step.verb == verb)


@pytest.mark.parametrize("value", ["", "letter.conditions", "letter.conditions:nothing", "no.rule:dated"])
def test_an_unknown_ground_says_nothing(value):
    assert grounds.told(value, DAY) == ""


@pytest.mark.parametrize("kind", [workflow.COMPLAINT.code, workflow.RECOMMENDATION.code])
def test_whatever_may_be_chosen_has_words(kind):
    offered = {
        verb: {
            value for _rule, some in grounds.choices(_step(kind, verb), DAY, DAY) for value, _words in some
        }
        for verb in ("refuse", "file")
    }
    assert all(offered.values())
    assert offered["refuse"] | offered["file"] == grounds.words(kind, DAY, DAY).keys()


def test_a_letter_is_put_on_file_for_what_the_circular_of_its_day_names():
    then, now = date(2018, 3, 5), date(2026, 3, 5)
    of_then = dict(grounds.choices(_step("complaint", "file"), then, then)[0][1])
    assert of_then["letter.retention:tattered"] == "Đơn rách nát (Điều 28)"
    of_now = dict(grounds.choices(_step("complaint", "file"), now, now)[0][1])
    assert of_now.keys() == {"letter.retention:unfit", "letter.retention:decided"}


def test_the_conditions_of_a_letter_are_those_in_force_and_none_where_none_was_read():
    assert (
        dict(grounds.conditions(DAY))["letter.conditions:dated"]
        == "Ghi rõ ngày, tháng, năm viết đơn (Điều 6)"
    )
    assert grounds.conditions(date(2010, 1, 1)) == []
    assert grounds.short("letter.conditions:dated", DAY).startswith("Không đạt điều kiện: ghi rõ ngày")
