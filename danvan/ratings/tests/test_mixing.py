"""Whatever comes into the box: every answer is told once, in a group that is large enough, or waits."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from danvan.ratings.mixing import split
from danvan.ratings.sampling import sample

MONDAY = date(2026, 3, 2)


@dataclass(frozen=True, eq=False)
class Answer:
    """Where an answer belongs."""

    source: str
    procedure_id: int | None
    officer_id: int | None
    week: date


answers = some.builds(
    Answer,
    some.sampled_from(["self", "phone"]),
    some.sampled_from([None, 1, 2, 3]),
    some.sampled_from([None, 7, 8]),
    some.integers(0, 3).map(lambda n: MONDAY + timedelta(weeks=n)),
)


@given(some.lists(answers, max_size=60), some.integers(3, 6))
def test_each_answer_is_told_once_in_a_group_that_is_large_enough_or_waits(box, least):
    groups, waiting = split(box, least)
    told = [one for group in groups for one in group.answers]
    assert sorted(map(id, [*told, *waiting])) == sorted(map(id, box))
    assert all(len(group.answers) >= least for group in groups)
    for source in ("self", "phone"):
        assert sum(one.source == source for one in waiting) < least
    for group in groups:
        for one in group.answers:
            assert one.source == group.source
            assert group.procedure_id in (None, one.procedure_id)
            assert group.officer_id in (None, one.officer_id)
            assert one.week <= group.week


@given(some.lists(answers, max_size=60), some.integers(3, 6))
def test_whatever_sums_are_taken_from_one_another_what_is_left_is_none_or_many(box, least):
    """The sum of everything less those of an officer's groups, or of a procedure's: no rest is small."""
    groups, _waiting = split(box, least)
    whole = sum(len(group.answers) for group in groups)
    for name in ("officer_id", "procedure_id", "week"):
        for value in {getattr(group, name) for group in groups}:
            part = sum(len(group.answers) for group in groups if getattr(group, name) == value)
            assert part >= least
            assert whole - part == 0 or whole - part >= least


@given(
    some.sets(some.integers(1, 10_000), max_size=60),
    some.text("0123456789abcdef", min_size=1),
    some.integers(0, 30),
)
def test_the_lot_is_the_same_for_whoever_draws_it_and_in_whatever_order(population, seed, size):
    drawn = sample(sorted(population), seed, size)
    assert drawn == sample(sorted(population, reverse=True), seed, size)
    assert len(drawn) == min(size, len(population)) == len(set(drawn))
    assert population.issuperset(drawn)
