"""The visits of the article's layer: who came on which day to which commune with what, adding up exactly."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from danvan.demo import material
from danvan.demo.names import Crowd, Somebody
from danvan.law import national
from danvan.reception.models import GROUP_FROM, Sitting
from danvan.reception.policies import most_representatives

COMPANIONS = (1, 2, 3)
COMPANION_WEIGHTS = (72, 20, 8)
GROUP_SIZES = (5, 6, 7, 8, 9, 10, 12, 15)
AGAIN_AFTER, AGAIN_BEFORE = timedelta(days=10), timedelta(days=120)


@dataclass
class Visit:
    """One visit, planned."""

    number: int
    on: date
    unit: str
    topic: str
    callers: list[Somebody]
    persons: int = 1
    earlier: "Visit | None" = None
    followed: bool = False
    letter: bool = False
    second: str = ""
    said: str = ""

    @property
    def wanted(self) -> bool:
        """Whether its matter is referred to later."""
        return self.followed or self.letter

    @property
    def is_group(self) -> bool:
        """Whether five or more came."""
        return self.persons >= GROUP_FROM


class Visits:
    """Plans every visit of the period."""

    def __init__(self, rng: Random, crowd: Crowd, names: dict[str, str]) -> None:
        self.rng, self.crowd, self.names = rng, crowd, names
        self.plan: dict[str, Any] = material.read("article")
        self.days = [day for day in _days(self.plan["from"], self.plan["to"]) if national().is_working(day)]
        self.head_days = {unit: number % 5 for number, unit in enumerate(sorted(self.plan["communes"]))}

    def all(self) -> list[Visit]:
        """Every visit, in the order of days."""
        rng, plan = self.rng, self.plan
        days = sorted(rng.choices(self.days, [self._busy(day) for day in self.days], k=plan["turns"]))
        visits = [self._visit(number, day) for number, day in enumerate(days)]
        self._come_again(visits)
        self._bring_others(visits)
        for visit in visits:
            if rng.random() < plan["second_matter"]:
                visit.second = rng.choice([topic for topic in plan["topics"] if topic != visit.topic])
        return visits

    def sitting(self, visit: Visit) -> Sitting:
        """The head's own day, or the daily desk."""
        if visit.is_group and visit.number % 3 == 0:
            return Sitting.EXTRAORDINARY
        return Sitting.HEAD if visit.on.weekday() == self.head_days[visit.unit] else Sitting.REGULAR

    def _visit(self, number: int, day: date) -> Visit:
        topic = self._topic(day)
        unit = self._unit(topic, day)
        return Visit(number, day, unit, topic, [self.crowd.somebody(self.names[unit])])

    def _busy(self, day: date) -> float:
        weight = self.plan["months"].get(f"{day:%Y-%m}", 1.0)
        for span in self.plan["quiet"]:
            if span["from"] <= day <= span["to"]:
                weight *= span["factor"]
        return weight

    def _topic(self, day: date) -> str:
        topics = self.plan["topics"]
        weights = [row["share"] * row.get("months", {}).get(f"{day:%Y-%m}", 1.0) for row in topics.values()]
        return self.rng.choices(list(topics), weights)[0]

    def _unit(self, topic: str, day: date) -> str:
        row = self.plan["topics"][topic]
        weights = []
        for unit, size in self.plan["communes"].items():
            liked = row.get("units", {}).get(unit, row.get("elsewhere", 1.0))
            head = self.plan["head_day"] if day.weekday() == self.head_days[unit] else 1.0
            weights.append(size * liked * head)
        return self.rng.choices(list(self.plan["communes"]), weights)[0]

    def _come_again(self, visits: list[Visit]) -> None:
        """Some come again about what they brought weeks before, to the same commune."""
        by_unit: dict[str, list[Visit]] = {}
        for visit in visits:
            before = [
                other
                for other in by_unit.get(visit.unit, [])
                if not other.followed and AGAIN_AFTER <= visit.on - other.on <= AGAIN_BEFORE
            ]
            if before and self.rng.random() < self.plan["again"]:
                visit.earlier = self.rng.choice(before)
                visit.earlier.followed = True
                visit.topic, visit.callers = visit.earlier.topic, visit.earlier.callers
            by_unit.setdefault(visit.unit, []).append(visit)

    def _bring_others(self, visits: list[Visit]) -> None:
        """Spread the persons over the visits so that they come out exactly; some come as groups."""
        rng = self.rng
        left = self.plan["persons"] - len(visits)
        pool = rng.sample(visits, len(visits))
        for visit in pool[: self.plan["groups"]]:
            visit.persons = rng.choice(GROUP_SIZES)
            left -= visit.persons - 1
            self._represent(visit)
        for visit in pool[self.plan["groups"] :]:
            if not left:
                break
            others = min(left, rng.choices(COMPANIONS, COMPANION_WEIGHTS)[0])
            visit.persons, left = 1 + others, left - others
            if len(visit.callers) == 1:
                visit.callers = self.crowd.family(visit.callers[0], 1)
            visit.callers = visit.callers[: visit.persons]

    def _represent(self, visit: Visit) -> None:
        most = most_representatives(visit.persons, on=visit.on)
        visit.callers = self.crowd.family(visit.callers[0], self.rng.randrange(1, most))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
