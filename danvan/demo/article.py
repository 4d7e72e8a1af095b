"""The article's layer on the timetable: visits registered, letters received from some of them, all answered."""

from datetime import date, datetime, timedelta
from random import Random

from danvan.demo.article_letters import Letters, Lives
from danvan.demo.article_turns import Visit, Visits
from danvan.demo.lives import Life
from danvan.demo.names import Crowd
from danvan.demo.officers import Staff, dice
from danvan.demo.timetable import Act, Timetable
from danvan.demo.words import Writer
from danvan.people import policies
from danvan.people.models import Account, Unit
from danvan.reception.actions import Caller, Told, register_turn
from danvan.reception.models import Matter, Outcome, Sitting

OUTCOMES = (Outcome.ADVISED, Outcome.ANSWERED, Outcome.REFERRED)
OUTCOME_WEIGHTS = (48, 38, 14)

CLOSING_TIME = timedelta(days=60)
"""How long after the last day of the period the last letters are closed, at most."""


class Article:
    """Puts the layer on the timetable."""

    def __init__(self, seed: int, units: dict[str, Unit], staff: Staff, crowd: Crowd) -> None:
        self.rng: Random = dice(seed, "article")
        self.units, self.staff, self.crowd = units, staff, crowd
        self.writer = Writer(dice(seed, "article words"), crowd)
        self.matters: dict[int, Matter] = {}

    def put_on(self, plan: Timetable) -> None:
        """Plan every visit and every letter."""
        source = Visits(self.rng, self.crowd, {})
        first = source.plan["from"]
        source.names = {key: self.units[key].name_on(first) for key in source.plan["communes"]}
        self._assume_standings(first, source.plan["to"] + CLOSING_TIME)
        visits = source.all()
        drafts = Letters(self.rng, source.plan, visits, source.days).all()
        lives = Lives(self.rng, self.crowd, self.writer, self.staff, source.plan["to"])
        moments = {visit.number: self._visit(visit, source.sitting(visit), plan) for visit in visits}
        for draft in drafts:
            life = lives.begin(draft, self.units[draft.unit], source.names[draft.unit])
            if draft.visit is None:
                life.begin(plan, draft.on)
            else:
                life.last = plan.at(
                    draft.on, self._opening(life, draft.visit), after=moments[draft.visit.number]
                )
            lives.go_on(life, draft, plan)

    def _assume_standings(self, first: date, last: date) -> None:
        """Between those days nobody changes office and no unit ends, so each standing is read once."""
        for unit in self.units.values():
            for account in self.staff.at(unit):
                policies.assume_standing(account, from_=first, to=last)

    def _visit(self, visit: Visit, sitting: Sitting, plan: Timetable) -> datetime:
        said = visit.earlier.said if visit.earlier else self.writer.said(visit.topic)
        visit.said = said
        outcome = Outcome.PETITION if visit.letter else self.rng.choices(OUTCOMES, OUTCOME_WEIGHTS)[0]
        advice = self.writer.advice(visit.topic)
        second = self.writer.said(visit.second) if visit.second else ""
        second_advice = self.writer.advice(visit.second) if visit.second else ""
        unit = self.units[visit.unit]

        def act(on: date) -> None:
            told = [Told(visit.topic, said, outcome, advice, earlier=self._earlier(visit))]
            if second:
                told.append(Told(visit.second, second, Outcome.ADVISED, second_advice))
            self._register(visit, unit, told, sitting, on)

        return plan.at(visit.on, act)

    def _earlier(self, visit: Visit) -> Matter | None:
        return self.matters[visit.earlier.number] if visit.earlier else None

    def _register(self, visit: Visit, unit: Unit, told: list[Told], sitting: Sitting, on: date) -> None:
        clerk = self.staff.clerk(unit)
        received_by: Account = clerk if sitting == Sitting.REGULAR else self.staff.leader(unit)
        turn = register_turn(
            unit=unit,
            on=on,
            callers=[
                Caller(each.full_name, each.phone, address=each.address, represents=visit.is_group)
                for each in visit.callers
            ],
            matters=told,
            persons=visit.persons,
            by=clerk,
            received_by=received_by,
            sitting=sitting,
            mandate=visit.is_group,
        )
        if visit.followed or visit.letter:
            self.matters[visit.number] = turn.matters.order_by("pk")[0]

    def _opening(self, life: Life, visit: Visit) -> Act:
        def act(on: date) -> None:
            life.source.matter = self.matters[visit.number]
            life.receive(on)

        return act
