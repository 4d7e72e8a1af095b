"""The legal clock: a million due dates against bare numpy in one run, one date with and without its derivation.

All figures are in the processor's time.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from danvan.bench.figures import Figure

MANY = 1_000_000
LOOP = 200_000
ROUNDS = 7


def measure() -> list[Figure]:
    """Ratios and rates of the clock; needs no register and no database."""
    return [*_many(), *_one(), _import()]


def _seconds(run: Callable[[], object]) -> float:
    """Seconds of the processor: all of it is counting, and other work on the machine is not ours."""
    began = time.process_time()
    run()
    return time.process_time() - began


def _best(run: Callable[[], object]) -> float:
    """Seconds of the quickest of several rounds, the first of which only warms up."""
    return min([_seconds(run) for _ in range(ROUNDS + 1)][1:])


def _many() -> list[Figure]:
    """due_many beside numpy.busday_offset, turn by turn, on the same days, terms and days off."""
    import numpy as np

    from danvan.law import due_many, national

    chance = np.random.default_rng(7)
    starts = np.datetime64("2018-01-01") + chance.integers(0, 365 * 9, MANY)
    terms = chance.integers(1, 61, MANY)
    off: Any = np.array(sorted(national().days_off), "datetime64[D]")
    bare = np.busdaycalendar(weekmask="1111100", holidays=off)
    due_many(starts[:9], terms[:9])
    rounds = [
        (
            _seconds(lambda: np.busday_offset(starts, terms, roll="preceding", busdaycal=bare)),
            _seconds(lambda: due_many(starts, terms)),
            _seconds(lambda: due_many(starts, terms, unit="calendar")),
        )
        for _ in range(ROUNDS)
    ]
    working = statistics.median(theirs / ours for theirs, ours, _ in rounds)
    calendar = statistics.median(theirs / moved for theirs, _, moved in rounds)
    return [
        Figure("a million due dates, working days, × bare numpy.busday_offset", working, "×", least=5),
        Figure("a million due dates, calendar days moved off days off, × the same", calendar, "×", least=5),
        Figure("a million due dates, working days", min(ours for _, ours, _ in rounds), "s"),
    ]


def _one() -> list[Figure]:
    """One date at a time: the day alone, and the whole answer with its derivation."""
    from danvan.law import due, due_on, national, rule

    found, calendar = rule("reception.result_notice", date(2018, 2, 12)), national()
    starts = [date(2018, 1, 1) + timedelta(number % 3000) for number in range(LOOP)]
    some = starts[:5000]
    table = _best(lambda: [calendar.add_working(day, 10) for day in starts])
    by_rule = _best(lambda: [due_on(found, day) for day in starts])
    whole = _best(lambda: [due(found.id, start=day) for day in some])
    said = _best(lambda: [due(found.id, start=day).derivation.short() for day in some])
    return [
        Figure("one due date without derivation, by the calendar", LOOP / table, "/s", least=1_000_000),
        Figure("one due date without derivation, by its rule", LOOP / by_rule, "/s", least=1_000_000),
        Figure("one due date with its derivation", whole / len(some) * 1e6, "µs", most=50),
        Figure("the same, said in one line", said / len(some) * 1e6, "µs"),
    ]


def _import() -> Figure:
    """The package loaded in a process of its own."""
    code = "import time; t = time.process_time(); from danvan.law import due; print(time.process_time() - t)"
    taken = [
        float(subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE).stdout)
        for _ in range(ROUNDS)
    ]
    return Figure("`from danvan.law import due`", min(taken) * 1000, "ms", most=150)
