"""A term in words, and what may be added to what."""

import pytest
from django.utils.translation import override

from danvan.procedures import fees
from danvan.procedures.terms import Family, Term, TermUnit, of_size


@pytest.mark.parametrize(
    "term, vietnamese, english",
    [
        (Term(7, TermUnit.WORKING_DAYS), "7 ngày làm việc", "7 working days"),
        (Term(1, TermUnit.WORKING_DAYS), "1 ngày làm việc", "1 working day"),
        (Term(15, TermUnit.CALENDAR_DAYS), "15 ngày", "15 days"),
        (Term(4, TermUnit.WORKING_HOURS), "4 giờ làm việc", "4 working hours"),
        (Term(None, TermUnit.SAME_DAY), "trong ngày làm việc", "within the working day"),
        (Term(None, TermUnit.AS_WRITTEN, "Theo lịch của hội đồng"), "Theo lịch của hội đồng", "Theo lịch của hội đồng"),
        (Term(), "", ""),
    ],
)  # fmt: skip
def test_a_term_says_itself_in_both_languages(term, vietnamese, english):
    with override("vi"):
        assert str(term) == vietnamese
    with override("en"):
        assert str(term) == english


def test_hours_and_days_of_work_are_added_and_days_of_the_calendar_are_not():
    assert Term(2, TermUnit.WORKING_DAYS).size == Term(16, TermUnit.WORKING_HOURS).size
    assert Term(None, TermUnit.SAME_DAY).size == Term(1, TermUnit.WORKING_DAYS).size
    assert Term(2, TermUnit.CALENDAR_DAYS).family != Term(2, TermUnit.WORKING_DAYS).family
    assert Term(None, TermUnit.AS_WRITTEN, "khác").family is None


def test_a_sum_is_told_in_days_where_they_are_whole():
    assert of_size(Family.WORKING, 24) == Term(3, TermUnit.WORKING_DAYS)
    assert of_size(Family.WORKING, 20) == Term(20, TermUnit.WORKING_HOURS)
    assert of_size(Family.CALENDAR, 30) == Term(30, TermUnit.CALENDAR_DAYS)


def test_a_term_that_nobody_told_is_none():
    assert not Term()
    assert Term(None, TermUnit.SAME_DAY)


def test_a_fee_is_told_in_dong_in_words_or_in_both():
    with override("vi"):
        assert fees.said(0, "") == "Không phải nộp"
        assert fees.said(8000, "Lệ phí") == "Lệ phí: 8.000 đồng"
        assert fees.said(None, "Theo mức của tỉnh") == "Theo mức của tỉnh"
        assert fees.said(None, "") == ""
