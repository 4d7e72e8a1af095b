"""Which figures a declared letter moves: pure, so that the sums can be tried without a register.

They have no topic, and count as signed by one person: a declaration in numbers does not know better.
"""

from datetime import date, timedelta

from danvan.balances.workflow import STOCKS, Way
from danvan.figures.postings import Posting

ONE_DAY = timedelta(1)


def eve(starts_on: date) -> date:
    """The day on whose evening the declared letters stood: facts of a declaration are dated then."""
    return starts_on - ONE_DAY


def standing(unit: int, kind: str, where: str, count: int, day: date) -> list[Posting]:
    """So many letters more (or fewer) stand there from that day on."""
    return [Posting(measure, day, unit, count, kind) for measure in STOCKS[where]] if count else []


def settled(
    unit: int, kind: str, where: str, way: Way, count: int, day: date, outcome: str = ""
) -> list[Posting]:
    """So many letters leave a standing: what became of them is counted, and where they stand then."""
    risen = [*way.posts, *([f"letters.resolved_{outcome}"] if way.answers else [])]
    moved = standing(unit, kind, where, -count, day)
    moved += standing(unit, kind, way.target, count, day) if way.target else []
    return [*(Posting(measure, day, unit, count, kind) for measure in risen), *moved]
