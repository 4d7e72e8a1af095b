"""The present layer on the timetable: what present.yaml says, counted back from the day of loading."""

import struct
import zlib
from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from danvan import law
from danvan.cases.workflow import IN_PERSON, Channel
from danvan.demo import material
from danvan.demo.lives import Life, Source
from danvan.demo.names import Crowd, Somebody
from danvan.demo.officers import Staff, dice
from danvan.demo.timetable import Act, Timetable, working
from danvan.demo.words import Writer
from danvan.law import national
from danvan.people.models import Unit
from danvan.reception.actions import Caller, Told, register_turn
from danvan.reception.models import GROUP_FROM, Matter, Outcome, Sitting

COMPLAINT = "complaint"
FARTHEST = 90
"""How many days before a due day its term can have begun."""


class Present:
    """Puts the layer on the timetable."""

    def __init__(self, seed: int, units: dict[str, Unit], staff: Staff, crowd: Crowd, today: date) -> None:
        self.rng: Random = dice(seed, "present")
        self.units, self.staff, self.crowd = units, staff, crowd
        self.writer = Writer(dice(seed, "present words"), crowd)
        self.today = national().previous_working(today)
        self.lives: dict[str, Life] = {}
        self.numbers = count()
        self.matters: dict[str, Matter] = {}
        self.callers: dict[str, tuple[list[Somebody], str]] = {}

    def put_on(self, plan: Timetable) -> None:
        """Plan every letter and every visit."""
        spec = material.read("present")
        for row in spec["letters"]:
            self._letter(row, plan)
        visits = [{"id": f"visit {number}", **row} for number, row in enumerate(spec["visits"])]
        for row in sorted(visits, key=lambda row: row["day"]):
            self._visit(row, plan)

    # -- letters

    def _letter(self, row: dict[str, Any], plan: Timetable) -> None:
        unit = self.units[row["at"]]
        steps = [_step(word) for word in row["steps"]]
        day = self._start(row, steps)
        people = self._senders(unit, row)
        life = self._life(row, unit, people, Source(Channel(row["by"])), day)
        life.begin(plan, day)
        self._steps(life, steps, row, day, plan)
        if "id" in row:
            self.lives[row["id"]] = life

    def _life(
        self, row: dict[str, Any], unit: Unit, people: list[Somebody], source: Source, day: date
    ) -> Life:
        signatures = row.get("signatures", 1)
        kind = row["kind"]
        return Life(
            unit=unit,
            text=self.lives[row["first"]].text
            if "first" in row
            else self.writer.letter(row["about"], kind, "now", people[0], signatures),
            topic=row["about"],
            people=people,
            source=source,
            staff=self.staff,
            writer=self.writer,
            signatures=signatures,
            learned_on=day - timedelta(days=self.rng.randrange(6, 40)) if kind == COMPLAINT else None,
            number=next(self.numbers),
            first=self.lives[row["first"]] if "first" in row else None,
            files=[("anh-hien-trang.png", picture(self.rng), "image/png")] if row.get("photo") else [],
        )

    def _steps(
        self, life: Life, steps: list[tuple[str, int]], row: dict[str, Any], day: date, plan: Timetable
    ) -> None:
        for verb, gap in steps:
            day = min(working(day, gap), self.today)
            given = dict(row.get("with", {}).get(verb, {}))
            if "unit" in given:
                given["unit"] = self.units[given["unit"]]
            if "until" in given:
                given["until"] = self._aim(given["until"])
            if verb in ("link", "merge"):
                given["earlier"] = self.lives[row["again"]]
            life.then(plan, day, verb, **given)

    def _senders(self, unit: Unit, row: dict[str, Any]) -> list[Somebody]:
        if earlier := row.get("again") or row.get("first"):
            return self.lives[earlier].people
        first = self.crowd.somebody(unit.name_on(self.today))
        return self.crowd.family(first, 1) if row.get("signatures", 1) > 1 else [first]

    def _start(self, row: dict[str, Any], steps: list[tuple[str, int]]) -> date:
        """The day on which a letter came in, so that its running term ends when the row says."""
        if "start" in row:
            return working(self.today, row["start"])
        aim = self._aim(row["due"])
        verbs = [verb for verb, _ in steps]
        if row["kind"] == COMPLAINT and "accept" in verbs:
            longer = (15,) if verbs.count("extend") > verbs.count("undo_extension") else ()
            accepted = self._began("complaint.first_settlement", aim, longer)
            return working(accepted, -sum(gap for _, gap in steps[: verbs.index("accept") + 1]))
        return self._began(self._rule(row), aim)

    def _rule(self, row: dict[str, Any]) -> str:
        if row["kind"] == COMPLAINT:
            return "complaint.acceptance"
        return "reception.result_notice" if row["by"] in IN_PERSON else "letter.processing"

    def _aim(self, due: int) -> date:
        """The working day nearest to so many days from today, on the same side of it."""
        day = self.today + timedelta(days=due)
        return national().next_working(day) if due > 0 else national().previous_working(day)

    def _began(self, rule: str, aim: date, longer: tuple[int, ...] = ()) -> date:
        """The latest working day, not after today, from which the term ends on that day or as near as can be."""
        days = [aim - timedelta(days=back) for back in range(1, FARTHEST)]
        known = [day for day in days if day <= self.today and national().is_working(day)]

        def miss(day: date) -> int:
            due = law.due(rule, start=day, extensions=longer, confirmed=True).due_on
            return abs((due - aim).days)

        return min(known, key=miss)

    # -- visits

    def _visit(self, row: dict[str, Any], plan: Timetable) -> None:
        unit, topic = self.units[row["at"]], row["about"]
        day = working(self.today, row["day"])
        callers, said = self._callers(row, unit)
        opens = row.get("opens")
        outcome = Outcome.PETITION if opens else self.rng.choice([Outcome.ADVISED, Outcome.ANSWERED])
        advice = self.writer.advice(topic)

        def act(on: date) -> None:
            told = Told(topic, said, outcome, advice, earlier=self.matters.get(row.get("again", "")))
            self._register(row, unit, callers, told, on)

        moment = plan.at(day, act)
        self.callers[row["id"]] = (callers, said)
        if opens:
            self._open({**opens, "about": topic}, row, unit, callers, day, moment, plan)

    def _callers(self, row: dict[str, Any], unit: Unit) -> tuple[list[Somebody], str]:
        if "again" in row:
            return self.callers[row["again"]]
        first = self.crowd.somebody(unit.name_on(self.today))
        others = 1 if row["persons"] > 1 else 0
        return self.crowd.family(first, others), self.writer.said(row["about"])

    def _register(
        self, row: dict[str, Any], unit: Unit, callers: list[Somebody], told: Told, on: date
    ) -> None:
        group = row["persons"] >= GROUP_FROM
        sitting = Sitting(row.get("sitting", "regular"))
        clerk = self.staff.clerk(unit)
        turn = register_turn(
            unit=unit,
            on=on,
            callers=[Caller(c.full_name, c.phone, address=c.address, represents=group) for c in callers],
            matters=[told],
            persons=row["persons"],
            by=clerk,
            received_by=clerk if sitting == Sitting.REGULAR else self.staff.leader(unit),
            sitting=sitting,
            mandate=group,
        )
        self.matters[row["id"]] = turn.matters.order_by("pk")[0]

    def _open(
        self,
        opens: dict[str, Any],
        row: dict[str, Any],
        unit: Unit,
        callers: list[Somebody],
        day: date,
        moment: datetime,
        plan: Timetable,
    ) -> None:
        life = self._life(opens, unit, callers, Source(Channel.RECEPTION), day)
        life.last = plan.at(day, self._opening(life, row), after=moment)
        self._steps(life, [_step(word) for word in opens["steps"]], opens, day, plan)

    def _opening(self, life: Life, row: dict[str, Any]) -> Act:
        def act(on: date) -> None:
            life.source.matter = self.matters[row["id"]]
            life.receive(on)

        return act


def _step(word: str) -> tuple[str, int]:
    verb, gap = word.split("+")
    return verb, int(gap)


def picture(rng: Random | None = None) -> bytes:
    """A small invented picture (PNG): earth below, sky above, a road between."""
    width, height = 160, 120
    road = rng.randrange(40, 90) if rng else 60
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            near = abs(x - road) < max(0, y - 50) // 2
            rows += bytes((120, 118, 112) if near else (150, 190, 215) if y < 50 else (96, 128, 70))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
