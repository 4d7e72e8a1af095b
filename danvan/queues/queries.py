"""The queue of a moment, in its order, and how long things took. Times are computed from periods, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from danvan.queues.models import Stretch
from danvan.queues.workflow import WAITED, QueueState


@dataclass(frozen=True)
class Line:
    """A number that is in the queue, the period that runs, and how many minutes it has run."""

    visit: Any
    period: Any
    minutes: int


@dataclass(frozen=True)
class Queue:
    """The queue of a moment, each part in its order."""

    waiting: list[Line]
    aside: list[Line]
    invited: list[Line]
    serving: list[Line]

    @property
    def called(self) -> Line | None:
        """Whoever was invited last: what the screen shows large."""
        return max(self.invited, key=lambda line: line.period.from_at, default=None)


def in_order(pairs: Iterable[tuple[Any, Stretch]], now: datetime) -> Queue:
    """Numbers with the period that runs: left over from an evening first, then whoever goes first, then by number."""
    lines = [Line(visit, period, int(period.lasted(now).total_seconds() // 60)) for visit, period in pairs]
    lines.sort(key=lambda line: (line.visit.on, not line.visit.is_first, line.visit.number))

    def of(state: QueueState) -> list[Line]:
        return [line for line in lines if line.visit.state == state]

    return Queue(
        waiting=of(QueueState.WAITING),
        aside=of(QueueState.ASIDE),
        invited=of(QueueState.INVITED),
        serving=of(QueueState.SERVING),
    )


def spent(periods: Iterable[Stretch], now: datetime, whose: str) -> tuple[dict[int, float], dict[int, float]]:
    """Seconds that each number waited, and seconds that each was served; `whose`: the column that names the number.

    Service that still goes on is in neither; whoever waits still has waited so far.
    """
    waits: dict[int, float] = {}
    services: dict[int, float] = {}
    for period in periods:
        key, seconds = getattr(period, whose), period.lasted(now).total_seconds()
        if period.state in WAITED:
            waits[key] = waits.get(key, 0) + seconds
        elif period.state == QueueState.SERVING and period.until_at:
            services[key] = services.get(key, 0) + seconds
    return waits, services


def middle(seconds: Iterable[float]) -> int | None:
    """The middle of some times in whole minutes; None where there is none."""
    told = list(seconds)
    return minutes(median(told)) if told else None


def minutes(seconds: float | None) -> int | None:
    """Whole minutes."""
    return None if seconds is None else int(seconds // 60)
