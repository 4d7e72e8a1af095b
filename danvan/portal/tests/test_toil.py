"""What a letter costs whom nobody may know: work, or waiting; a flood makes itself dear and shuts nobody out."""

from datetime import timedelta

import pytest

from danvan.lib import dates
from danvan.portal import toil
from tests.make import MONDAY, at

pytestmark = pytest.mark.django_db
UNIT, HERE, THERE = "KY-THU", "198.51.100.7", "203.0.113.9"


@pytest.fixture(autouse=True)
def monday(settings, monkeypatch):
    monkeypatch.setattr(toil, "BASE", 4)
    settings.DANVAN_RATES = settings.DANVAN_RATES | {
        "denounce": (30, 3600),
        "denounce_unit": (2, 3600),
        "denounce_plain": (1, 3600),
        "toil": (1, 86_400),
    }
    with at(MONDAY):
        yield


def work(task: toil.Task) -> str:
    return next(str(n) for n in range(1 << 22) if toil._zero_bits(f"{task.text}:{n}") >= task.bits)


def let_in(address: str = HERE, unit: str = UNIT) -> toil.Task:
    """One letter with its work done."""
    task = toil.set_task(unit, address)
    toil.check(task.text, work(task), unit=unit, address=address)
    return task


def later(seconds: int):
    return dates.pretending(dates.now() + timedelta(seconds=seconds))


def test_work_lets_a_letter_in_at_once_and_counts_once():
    task = let_in()
    with pytest.raises(toil.NotDone, match="đã gửi một lần") as why:
        toil.check(task.text, work(task), unit=UNIT, address=HERE)
    assert why.value.renew


def test_without_work_a_letter_waits_twenty_seconds_on_the_same_task():
    task = toil.set_task(UNIT, HERE)
    with later(5), pytest.raises(toil.NotDone, match="Xin đợi 15 giây") as why:
        toil.check(task.text, "", unit=UNIT, address=HERE)
    assert not why.value.renew
    with later(20):
        toil.check(task.text, "", unit=UNIT, address=HERE)


def test_letters_without_work_share_an_allowance_of_their_unit_and_those_with_work_do_not():
    tasks = [toil.set_task(UNIT, HERE) for _ in range(2)]
    with later(30):
        toil.check(tasks[0].text, "", unit=UNIT, address=HERE)
        with pytest.raises(toil.NotDone, match="rất nhiều đơn"):
            toil.check(tasks[1].text, "", unit=UNIT, address=THERE)
        let_in(THERE)


def test_what_comes_to_a_unit_makes_the_next_dearer_there_and_nowhere_else():
    before = toil.needed(UNIT, THERE)
    for _ in range(4):
        let_in()
    assert toil.needed(UNIT, THERE) == before + 2
    assert toil.needed("KHAC", THERE) == before
    let_in(THERE)


def test_an_address_grows_dear_and_is_asked_to_wait_in_the_end(settings):
    for n in range(toil.FREE_OF_ADDRESS):
        let_in(unit=f"UNIT-{n}")
    assert toil.needed("KHAC", HERE) == toil.needed("KHAC", THERE) + 1
    settings.DANVAN_RATES = settings.DANVAN_RATES | {"denounce": (toil.FREE_OF_ADDRESS, 3600)}
    with pytest.raises(toil.NotDone, match="Xin đợi"):
        let_in()
    let_in(THERE)


def test_however_much_comes_the_work_stays_such_as_a_phone_can_do(monkeypatch):
    monkeypatch.setattr("danvan.rates.queries.seen", lambda *_: 10**9)
    assert toil.needed(UNIT, HERE) == toil.HARDEST


@pytest.mark.parametrize("text", ["", "forged", "x" * 900, "e30:x", "\N{SNOWMAN}"])
def test_a_task_that_is_not_ours_is_none(text):
    with pytest.raises(toil.NotDone, match="mở đã lâu"):
        toil.check(text, "1", unit=UNIT, address=HERE)


def test_a_task_is_for_one_unit_and_for_half_a_day():
    task = toil.set_task(UNIT, HERE)
    assert toil.kept_task(task.text, UNIT) == task
    assert toil.kept_task(task.text, "KHAC") is None
    with later(toil.OLDEST + 1):
        assert toil.kept_task(task.text, UNIT) is None


def test_work_that_was_right_when_it_was_asked_is_enough_while_little_more_came():
    task = toil.set_task(UNIT, HERE)
    for _ in range(2):
        let_in(THERE)
    toil.check(task.text, work(task), unit=UNIT, address=HERE)
