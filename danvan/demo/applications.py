"""Applications of the demonstration: some in every state today, and those that ended in the months before."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from random import Random
from typing import Any

from danvan.calendars.queries import one_reading
from danvan.cases.actions import Person
from danvan.cases.errors import StepRefused
from danvan.cases.models.people import TellBy
from danvan.demo import material
from danvan.demo.names import Crowd
from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, refusing, working
from danvan.journal.actors import CITIZEN
from danvan.law import national
from danvan.lib import dates
from danvan.onestop import actions
from danvan.onestop.actions import Filing, Paper, Wanted
from danvan.onestop.models import Application, Behalf, Fee, Stage
from danvan.people.models import Account, Unit
from danvan.procedures.models import Procedure
from danvan.procedures.workflow import Channel

MONTH = 21  # working days


class Applications:
    """Writes the lives of the file into the timetable, each step at its hour, by whoever may take it."""

    def __init__(
        self, units: dict[str, Unit], staff: Staff, crowd: Crowd, rng: Random, latest: datetime
    ) -> None:
        self.units, self.staff, self.crowd, self.rng, self.latest = units, staff, crowd, rng, latest
        self.today = dates.day_of(latest)
        self.told = material.read("applications")

    def put_on(self, plan: Timetable) -> None:
        """Plan those of now, those of the months before, and those on which a simplified procedure is measured."""
        for row in self.told["now"]:
            self._plan(row, plan, self.today)
        past = self.told["past"]
        weights = [life["weight"] for life in past["lives"]]
        for month in range(1, past["months"] + 1):
            for life in self.rng.choices(past["lives"], weights, k=past["each"]):
                began = working(self.today, -MONTH * month - self.rng.randrange(MONTH) - 2)
                row = {"filed": "0 07:50", "at": self.rng.choice(past["units"]), **life}
                self._plan(row, plan, began)
        for row in self.told["reviewed"]:
            self._plan(row, plan, self.today)

    def _plan(self, row: dict[str, Any], plan: Timetable, base: date) -> None:
        """One life: it is filed, then step after step; what lies ahead is left undone."""
        filed = _moment(base, row["filed"])
        one = _One(row, self.units[row["at"]], self.staff)
        person = self._person(one.unit)
        until = _moment(base, row["until"]) if "until" in row else None
        if filed > self.latest:
            return
        plan.exactly(filed, lambda on: one.receive(person, self._person(one.unit), until, on))
        for word in filter(None, (part.strip() for part in row["life"].split(","))):
            what, _at, when = word.partition("@")
            moment = _moment(base, when)
            if moment > self.latest:
                return
            plan.exactly(moment, _reading_once(one.act(what, self.told["words"])))

    def _person(self, unit: Unit) -> Person:
        found = self.crowd.somebody(unit.name_on(self.today))
        tell_by = TellBy.PHONE if found.phone and self.rng.random() < 0.3 else TellBy.CODE
        return Person(found.full_name, phone=found.phone, address=found.address, tell_by=tell_by)


class _One:
    """One application, before and after it is in the register."""

    def __init__(self, row: dict[str, Any], unit: Unit, staff: Staff) -> None:
        self.row, self.unit = row, unit
        self.clerk, self.handler, self.leader = staff.clerk(unit), staff.handler(unit), staff.leader(unit)
        self.application: Application | None = None
        self.fee: Fee | None = None

    def receive(self, person: Person, helper: Person, until: datetime | None, on: date) -> None:
        """Taken in at the counter, from the post or online, with all papers of the list."""
        procedure = Procedure.objects.get(code=self.row["code"])
        version = procedure.versions.on(on).get()
        way = self.row.get("way", Channel.COUNTER.value)
        behalf = self.row.get("behalf", Behalf.SELF.value)
        filing = Filing(
            procedure=procedure,
            channel=Channel(way),
            applicant=person,
            papers=[
                Paper(row.place, row.originals, row.copies, shown=row.to_show)
                for row in version.documents.all()
            ],
            filer=helper if behalf != Behalf.SELF else None,
            behalf=behalf,
            until=until,
        )
        by = CITIZEN if way == Channel.ONLINE else self.clerk
        self.application = actions.receive(filing, unit=self.unit, by=by, on=on)

    def act(self, what: str, words: dict[str, str]) -> Callable[[date], object]:
        """The act of a word of the file."""
        verb, _colon, given = what.partition(":")
        if verb.isdecimal():
            return lambda on: self._step(int(verb), on)
        if verb == "take":
            return lambda on: self._take(int(given), on)
        plain: dict[str, Callable[[date], object]] = {
            "ask": lambda on: actions.ask_supplement(
                self._there, [Wanted(*each) for each in self.row["ask"]], by=self.clerk, on=on
            ),
            "came": lambda on: actions.supplement(self._there, by=self.clerk, on=on),
            "stop": lambda on: actions.stop(self._there, text=words["stop"], by=self.leader, on=on),
            "charge": self._charge,
            "await": lambda on: actions.await_payment(self._there, by=self.clerk, on=on),
            "pay": self._pay,
            "apologise": lambda on: self._apologise(words["apologise"], int(given), on),
            "again": lambda on: self._again(words["again"], int(given), on),
            "refuse": lambda on: actions.refuse(self._there, reason=words["refuse"], by=self.leader, on=on),
            "withdraw": lambda on: actions.withdraw(
                self._there, reason=words["withdraw"], by=self.clerk, on=on
            ),
            "remind": lambda on: actions.remind(self._there, by=self.clerk, on=on),
            "return": lambda on: self._hand_over(given, on),
        }
        return plain[verb]

    @property
    def _there(self) -> Application:
        if self.application is None:
            raise LookupError(f"the application of {self.row['code']} was not taken in")
        return self.application

    def _stage(self, place: int) -> Stage:
        return Stage.objects.select_related("unit").get(application=self._there, place=place)

    def _by(self, place: int) -> Account:
        """The counter takes the first step; whoever works takes those after it."""
        return self.clerk if place == 1 else self.handler

    def _take(self, place: int, on: date) -> Stage:
        return actions.take(self._stage(place), by=self._by(place), on=on)

    def _step(self, place: int, on: date) -> None:
        """Handed on, taken just before where nobody has it yet."""
        stage = self._stage(place)
        if stage.officer_id is None:
            stage = actions.take(stage, by=self._by(place), on=on)
        result = f"{self._there.number:02d}/KQ-MH"
        actions.pass_on(stage, by=self._by(place), on=on, result=result)

    def _charge(self, on: date) -> None:
        amount, name = self.row["charge"]
        self.fee = actions.charge(self._there, amount=amount, name=name, by=self.clerk, on=on)

    def _pay(self, on: date) -> None:
        if self.fee is not None:
            amount = self.row["charge"][0]
            receipt = f"BL-{self._there.number:06d}"
            actions.pay(self.fee, amount=amount, receipt=receipt, how="transfer", by=self.clerk, on=on)

    def _apologise(self, reason: str, days: int, on: date) -> None:
        new_at = _moment(on, f"{days} 16:30")
        actions.apologise(self._there, reason=reason, new_at=new_at, by=self.leader, on=on)

    def _again(self, reason: str, days: int, on: date) -> None:
        """A second apology is refused, and put before the leader."""
        with suppress(StepRefused), refusing():
            self._apologise(reason, days, on)

    def _hand_over(self, how: str, on: date) -> None:
        to = self._there.case.parties.order_by("pk").values_list("full_name", flat=True)[0]
        actions.return_result(self._there, how=how, to=to, by=self.clerk, on=on)


def _reading_once(act: Callable[[date], object]) -> Callable[[date], object]:
    """The act, for which the office calendar is read once."""

    def acted(on: date) -> None:
        with one_reading():
            act(on)

    return acted


def _moment(base: date, told: str) -> datetime:
    """'-3 08:30': that hour, so many working days from the base day."""
    days, clock = told.split()
    day = working(base, int(days)) if national().is_working(base) or int(days) else base
    return datetime.combine(day, time.fromisoformat(clock), dates.VIETNAM)
