"""The article's layer on the timetable: visits registered, letters received from some of them, all answered."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from random import Random

from danvan.demo.article_letters import Letters, Lives
from danvan.demo.article_turns import Visit, Visits
from danvan.demo.lives import Life
from danvan.demo.names import Crowd
from danvan.demo.officers import Staff, dice
from danvan.demo.timetable import Act, Timetable
from danvan.demo.words import Writer
from danvan.people import policies
from danvan.people.models import Unit
from danvan.reception.actions import Caller, Entry, Told, register_turns
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
        moments: dict[date, datetime] = {}
        for day, found in groupby(visits, key=lambda visit: visit.on):
            entries = [(visit, self._told(visit), source.sitting(visit)) for visit in found]
            moments[day] = plan.at(day, self._book(entries))
        for draft in drafts:
            life = lives.begin(draft, self.units[draft.unit], source.names[draft.unit])
            if draft.visit is None:
                life.begin(plan, draft.on)
            else:
                life.last = plan.at(draft.on, self._opening(life, draft.visit), after=moments[draft.on])
            lives.go_on(life, draft, plan)

    def _assume_standings(self, first: date, last: date) -> None:
        """Between those days nobody changes office and no unit ends, so each standing is read once."""
        for unit in self.units.values():
            for account in self.staff.at(unit):
                policies.assume_standing(account, from_=first, to=last)

    def _told(self, visit: Visit) -> list[Told]:
        """What was brought; an earlier matter is put in its place when the day has come."""
        visit.said = visit.earlier.said if visit.earlier else self.writer.said(visit.topic)
        outcome = Outcome.PETITION if visit.letter else self.rng.choices(OUTCOMES, OUTCOME_WEIGHTS)[0]
        told = [Told(visit.topic, visit.said, outcome, self.writer.advice(visit.topic))]
        if visit.second:
            words = self.writer.said(visit.second), Outcome.ADVISED, self.writer.advice(visit.second)
            told.append(Told(visit.second, *words))
        return told

    def _book(self, entries: list[tuple[Visit, list[Told], Sitting]]) -> Act:
        """Enter the visits of a day in all communes, as from the pages of their paper books."""

        def act(on: date) -> None:
            turns = register_turns([self._entry(*entry, on) for entry in entries])
            asked = {
                turn.pk: visit for turn, (visit, _, _) in zip(turns, entries, strict=True) if visit.wanted
            }
            for matter in Matter.objects.filter(turn__in=asked).order_by("-pk"):
                self.matters[asked[matter.turn_id].number] = matter

        return act

    def _entry(self, visit: Visit, told: list[Told], sitting: Sitting, on: date) -> Entry:
        unit = self.units[visit.unit]
        clerk = self.staff.clerk(unit)
        if visit.earlier:
            told = [replace(told[0], earlier=self.matters[visit.earlier.number]), *told[1:]]
        return Entry(
            unit=unit,
            on=on,
            callers=[
                Caller(each.full_name, each.phone, address=each.address, represents=visit.is_group)
                for each in visit.callers
            ],
            matters=told,
            persons=visit.persons,
            by=clerk,
            received_by=clerk if sitting == Sitting.REGULAR else self.staff.leader(unit),
            sitting=sitting,
            mandate=visit.is_group,
        )

    def _opening(self, life: Life, visit: Visit) -> Act:
        def act(on: date) -> None:
            life.source.matter = self.matters[visit.number]
            life.receive(on)

        return act
