"""The letters of the article's layer: each from its receipt to its answer, adding up exactly on the last day."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from random import Random
from typing import Any

from danvan import law
from danvan.cases.workflow import Channel
from danvan.demo.article_turns import Visit
from danvan.demo.lives import Life, Source
from danvan.demo.names import Crowd
from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, working
from danvan.demo.words import Writer
from danvan.people.models import Unit

COMPLAINT, RECOMMENDATION = "complaint", "recommendation"
KNOWN_FOR = (5, 60)
"""How many days before the letter a complainant learned of the decision."""


class Fate(Enum):
    """What becomes of a letter by the last day of the period."""

    RESOLVED = "resolved"
    LATE = "late"
    IN_TERM = "in term"
    REFUSED = "refused"


@dataclass(frozen=True)
class Draft:
    """A letter, planned: where, when, what kind, and what becomes of it."""

    unit: str
    on: date
    topic: str
    kind: str
    fate: Fate
    visit: Visit | None = None
    ground: str = ""


class Letters:
    """Plans every letter of the period."""

    def __init__(self, rng: Random, plan: dict[str, Any], visits: list[Visit], days: list[date]) -> None:
        self.rng, self.plan, self.visits, self.days = rng, plan, visits, days

    def all(self) -> list[Draft]:
        """Every letter: those refused, those in term at the end, those answered late, and the rest."""
        plan = self.plan
        open_ = plan["eligible"] - plan["resolved"]
        fates = [Fate.REFUSED] * (plan["letters"] - plan["eligible"]) + [Fate.IN_TERM] * open_
        fates += [Fate.LATE] * plan["late"] + [Fate.RESOLVED] * (plan["resolved"] - plan["late"])
        return [self._draft(number, fate) for number, fate in enumerate(fates)]

    def _draft(self, number: int, fate: Fate) -> Draft:
        kind = self._kind(number, fate)
        first, last = self._span(kind, fate)
        ground = self.plan["refusals"][number] if fate is Fate.REFUSED else ""
        if self.rng.random() < self.plan["from_visits"] and (visit := self._visit(kind, first, last)):
            visit.letter = True
            return Draft(visit.unit, visit.on, visit.topic, kind, fate, visit, ground)
        topics = {t: row["share"] for t, row in self.plan["topics"].items() if self._fits(t, kind)}
        topic = self.rng.choices(list(topics), list(topics.values()))[0]
        sizes = self.plan["communes"]
        unit = self.rng.choices(list(sizes), list(sizes.values()))[0]
        day = self.rng.choice([day for day in self.days if first <= day <= last])
        return Draft(unit, day, topic, kind, fate, None, ground)

    def _kind(self, number: int, fate: Fate) -> str:
        if fate is Fate.REFUSED:
            return COMPLAINT
        if fate is Fate.LATE:
            return RECOMMENDATION
        if fate is Fate.IN_TERM:
            return COMPLAINT if number % 2 else RECOMMENDATION
        return COMPLAINT if self.rng.random() < 0.4 else RECOMMENDATION

    def _span(self, kind: str, fate: Fate) -> tuple[date, date]:
        """The days on which such a letter may come in, so that it stands as it must on the last day."""
        first, end = self.plan["from"], self.plan["to"]
        if fate is Fate.IN_TERM:
            return (
                (working(end, -14), working(end, -9))
                if kind == COMPLAINT
                else (working(end, -7), working(end, -3))
            )
        return first, working(end, -34) if kind == COMPLAINT else working(end, -16)

    def _visit(self, kind: str, first: date, last: date) -> Visit | None:
        fitting = [
            visit
            for visit in self.visits
            if first <= visit.on <= last
            and not visit.letter
            and not visit.is_group
            and self._fits(visit.topic, kind)
        ]
        return self.rng.choice(fitting) if fitting else None

    def _fits(self, topic: str, kind: str) -> bool:
        share = self.plan["topics"][topic]["complaints"]
        return share < 1 if kind == RECOMMENDATION else share > 0


class Lives:
    """Turns drafts into lives on the timetable."""

    def __init__(self, rng: Random, crowd: Crowd, writer: Writer, staff: Staff, end: date) -> None:
        self.rng, self.crowd, self.writer, self.staff, self.end = rng, crowd, writer, staff, end

    def begin(self, draft: Draft, unit: Unit, unit_name: str) -> Life:
        """The letter as it lies on the desk."""
        people = draft.visit.callers if draft.visit else [self.crowd.somebody(unit_name)]
        known = draft.on - timedelta(days=self.rng.randrange(*KNOWN_FOR)) if draft.kind == COMPLAINT else None
        return Life(
            unit=unit,
            text=self.writer.letter(draft.topic, draft.kind, "then", people[0]),
            topic=draft.topic,
            people=people,
            source=Source(Channel.RECEPTION if draft.visit else Channel.COUNTER),
            staff=self.staff,
            writer=self.writer,
            learned_on=known,
        )

    def go_on(self, life: Life, draft: Draft, plan: Timetable) -> None:
        """Everything after the receipt."""
        if draft.fate is Fate.REFUSED:
            life.then(plan, working(draft.on, self.rng.randrange(2, 6)), "refuse", ground=draft.ground)
        elif draft.kind == COMPLAINT:
            self._complaint(life, draft, plan)
        else:
            self._recommendation(life, draft, plan)

    def _complaint(self, life: Life, draft: Draft, plan: Timetable) -> None:
        rng = self.rng
        screened = working(draft.on, rng.randrange(1, 3))
        accepted = working(screened, rng.randrange(1, 4))
        due = law.due("complaint.first_settlement", start=accepted).due_on
        answered = working(due, -rng.randrange(1, 9))
        life.then(plan, screened, "screen")
        life.then(plan, accepted, "accept")
        if rng.random() < 0.8:
            life.then(plan, working(accepted, rng.randrange(1, 3)), "assign")
        self._answer(life, draft, plan, answered)

    def _recommendation(self, life: Life, draft: Draft, plan: Timetable) -> None:
        rng = self.rng
        due = law.due("reception.result_notice", start=draft.on).due_on
        early = -rng.randrange(0, 5)
        if draft.fate is Fate.LATE:
            early = rng.randrange(1, 4)
        life.then(plan, working(draft.on, 1), "screen")
        life.then(plan, working(draft.on, 2), "accept")
        if rng.random() < 0.6:
            life.then(plan, working(draft.on, rng.randrange(2, 4)), "assign")
        self._answer(life, draft, plan, working(due, early))

    def _answer(self, life: Life, draft: Draft, plan: Timetable, on: date) -> None:
        if draft.fate is Fate.IN_TERM:
            on = max(on, working(self.end, 1))
        life.then(plan, on, "answer")
        life.then(plan, working(on, self.rng.randrange(1, 6)), "close")
