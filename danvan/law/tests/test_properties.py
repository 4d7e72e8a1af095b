"""What must hold for every term, start, pause and extension."""

from datetime import date, timedelta
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.law import Derivation, Suspension, due, due_by_term, national

DAYS = st.dates(date(2016, 6, 1), date(2027, 6, 30))
UNITS = st.sampled_from(["working", "calendar", "month", "year"])
AMOUNTS = st.integers(0, 90)
ONE = timedelta(1)
calm = settings(deadline=None, max_examples=50)  # a busy machine is no failure


@st.composite
def pauses(draw, most=3):
    """Up to three suspensions that do not touch, anywhere around the term."""
    day, found = draw(DAYS), []
    for _ in range(draw(st.integers(0, most))):
        day += timedelta(draw(st.integers(1, 40)))
        last = day + timedelta(draw(st.integers(0, 40)))
        found.append(Suspension(day, last))
        day = last
    return found


@calm
@given(AMOUNTS, UNITS, DAYS, pauses())
def test_a_term_never_ends_on_a_day_off_or_in_a_suspension(amount, unit, start, paused):
    day = due_by_term(amount, unit, start, suspensions=paused).due_on
    assert national().is_working(day)
    assert amount == 0 or not any(pause.first <= day <= pause.last for pause in paused)


@calm
@given(AMOUNTS, UNITS, DAYS, pauses(), st.booleans())
def test_a_later_start_is_never_due_earlier(amount, unit, start, paused, first):
    ends = [
        due_by_term(amount, unit, day, first, moves=True, suspensions=paused).due_on
        for day in (start, start + ONE)
    ]
    assert ends[0] <= ends[1]


@calm
@given(AMOUNTS, UNITS, DAYS, pauses(), st.lists(st.integers(1, 20), max_size=3))
def test_the_order_of_pauses_and_extensions_does_not_matter(amount, unit, start, paused, extended):
    whole = due_by_term(amount + sum(extended), unit, start, suspensions=paused).due_on
    for pause_order in permutations(paused):
        for extension_order in permutations(extended):
            answer = due_by_term(amount, unit, start, suspensions=pause_order, extensions=extension_order)
            assert answer.due_on == whole


@calm
@given(st.integers(1, 90), DAYS, pauses())
def test_exactly_the_working_days_of_the_law_lie_in_the_term(amount, start, paused):
    day = due_by_term(amount, "working", start, suspensions=paused).due_on
    span = [start + timedelta(n) for n in range(1, (day - start).days + 1)]
    free = [each for each in span if not any(pause.first <= each <= pause.last for pause in paused)]
    assert sum(map(national().is_working, free)) == amount


@calm
@given(st.integers(1, 90), DAYS)
def test_counting_back_undoes_counting_forward(amount, start):
    day = national().next_working(start)
    end = due_by_term(amount, "working", day).due_on
    assert due_by_term(amount, "working", end, back=True).due_on == day


@calm
@given(AMOUNTS, UNITS, DAYS, pauses(), st.lists(st.integers(1, 20), max_size=2), st.booleans(), st.booleans())
def test_a_stored_derivation_reads_back_the_same(amount, unit, start, paused, extended, first, back):
    answer = due_by_term(amount % 40, unit, start, first, back=back, suspensions=paused, extensions=extended)
    stored = Derivation.from_dict(answer.derivation.as_dict())
    assert stored == answer.derivation
    assert stored.cells() == answer.derivation.cells()
    for lang in ("vi", "en"):
        assert stored.short(lang) == answer.derivation.short(lang)
        assert stored.full(lang) == answer.derivation.full(lang)


@calm
@given(AMOUNTS, st.sampled_from(["working", "calendar"]), DAYS, pauses(), st.booleans())
def test_the_strip_shows_each_day_once_and_counts_to_the_number_of_the_law(
    amount, unit, start, paused, first
):
    answer = due_by_term(amount, unit, start, first, moves=True, suspensions=paused)
    cells = answer.derivation.cells(collapse=False)
    assert [cell.day for cell in cells] == [
        start + timedelta(n) for n in range((answer.due_on - start).days + 1)
    ]
    numbers = [cell.number for cell in cells if cell.number is not None]
    if unit == "calendar" and not first:
        assert numbers == list(range(1, amount + 1))
    assert cells[-1].kind == "due"


@calm
@given(DAYS)
def test_the_answer_to_a_visitor_is_due_on_a_working_day_ten_working_days_later(start):
    answer = due("reception.result_notice", start=start)
    assert national().count_working(start + ONE, answer.due_on) == 10
