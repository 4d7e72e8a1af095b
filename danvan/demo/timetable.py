"""What happens when: steps are written into a timetable first, then taken one by one in the order of time.

So the register grows as it would have grown: the numbers of turns, cases and events follow the days.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import connection, transaction

from danvan.law import national
from danvan.lib import dates

Act = Callable[[date], object]
BLOCK = 100
OPENS, CLOSES = time(7, 30), time(16, 30)
STEP = timedelta(minutes=7)


def working(day: date, amount: int) -> date:
    """The day so many working days later (earlier when negative); 0: this day, or the last working day before."""
    return national().add_working(day, amount) if amount else national().previous_working(day)


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """One transaction without savepoints inside: whatever fails, all of it fails.

    The actions are atomic each, which inside a larger transaction means a savepoint each. Thousands of them make
    PostgreSQL keep a growing list of lockers on every unit and account that the rows refer to.
    """
    features = connection.features
    with transaction.atomic():
        before, features.uses_savepoints = features.uses_savepoints, False
        try:
            yield
        finally:
            features.uses_savepoints = before


@contextmanager
def refusing() -> Iterator[None]:
    """Savepoints again, for an act that the register refuses: what was refused is taken back, and nothing else."""
    features = connection.features
    before, features.uses_savepoints = features.uses_savepoints, True
    try:
        yield
    finally:
        features.uses_savepoints = before


class Timetable:
    """Acts with their moments. `latest` is the present: nothing is entered for a moment after it."""

    def __init__(self, rng: Random, latest: datetime) -> None:
        self._rng = rng
        self._latest = latest
        self._entries: list[tuple[datetime, int, Act]] = []

    def __len__(self) -> int:
        return len(self._entries)

    def at(self, day: date, act: Act, *, after: datetime | None = None) -> datetime:
        """Let the act happen in office hours of that day, and after another moment; returns when it will."""
        minutes = self._rng.randrange(0, (CLOSES.hour - OPENS.hour) * 60)
        moment = datetime.combine(day, OPENS, dates.VIETNAM) + timedelta(minutes=minutes)
        if after is not None and moment <= after:
            moment = after + STEP
        moment = min(moment, self._latest)
        self._entries.append((moment, len(self._entries), act))
        return moment

    def exactly(self, moment: datetime, act: Act) -> None:
        """Let the act happen at that very moment."""
        self._entries.append((moment, len(self._entries), act))

    def run(self, progress: Callable[[float], None]) -> None:
        """Take every step, each with its own moment for the present; `progress` is told the share done."""
        entries = sorted(self._entries, key=lambda entry: entry[:2])
        for number, (moment, _, act) in enumerate(entries):
            with dates.pretending(moment):
                act(dates.day_of(moment))
            if number % BLOCK == 0:
                progress(number / len(entries))
        self._entries.clear()
