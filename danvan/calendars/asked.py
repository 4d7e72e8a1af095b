"""A term that anybody asks for, counted as this office counts: by its calendar, and by what it has confirmed."""

from datetime import date

from danvan import law
from danvan.calendars import queries
from danvan.people import queries as people


def answer(question: law.Question, *, on: date) -> law.Due:
    """The day by the calendar of the whole country, as the register has it today; one statement, three for some rules.

    A rule that does not fire by itself is confirmed when the highest office here, or one above it, has confirmed it.
    Raises the errors of `Question.answer`.
    """
    calendar = queries.all_calendars().national()
    found = question.answer(calendar=calendar)
    if not found.unconfirmed or found.rule is None or found.version is None:
        return found
    office = people.highest_office(on)
    if office is None or not people.is_confirmed(found.rule, found.version, office, on):
        return found
    return question.answer(calendar=calendar, confirmed=True)
