"""A letter's life: received, then step after step, each taken by whoever may take it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from danvan.cases import actions as cases
from danvan.cases import ties
from danvan.cases.actions import Part, Person, Step
from danvan.cases.effect import NOTHING, ORDER
from danvan.cases.models import Case
from danvan.cases.models.people import PartyRole, TellBy
from danvan.cases.workflow import Channel
from danvan.demo import telling
from danvan.demo.names import Somebody
from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, working
from danvan.demo.words import Text, Writer
from danvan.flows import reception_to_petition
from danvan.journal.actors import CITIZEN
from danvan.people.models import Unit
from danvan.petitions import actions as petitions
from danvan.petitions import competence, finality
from danvan.petitions.actions import Letter
from danvan.petitions.second import CODE as SECOND
from danvan.reception.models import Matter

ON_DUTY = frozenset({"report_progress", "execute", "urge"})
LEADS = frozenset({"assign", "extend", "undo_extension", "suspend", "proceed", "correct"})
HANDLES = frozenset(
    {
        *(
            "accept",
            "refuse",
            "file",
            "guide",
            "return",
            "transfer",
            "resume",
            "ask_expert",
            "expert_answered",
        ),
        *("dialogue", "note", NOTHING),
    }
)


@dataclass
class Source:
    """Where a letter comes from: an officer's desk, a citizen's telephone, or a matter told at a reception."""

    channel: Channel
    matter: Matter | None = None


@dataclass
class Life:
    """One letter, before and after it became a case."""

    unit: Unit
    text: Text
    topic: str
    people: list[Somebody]
    source: Source
    staff: Staff
    writer: Writer
    signatures: int = 1
    learned_on: date | None = None
    case: Case | None = None
    last: datetime | None = None
    files: list[tuple[str, bytes, str]] = field(default_factory=list)
    first: "Life | None" = None
    """Of a second complaint: the letter about whose decision it is."""
    duty: Case | None = None
    """What was given out to be done by the decision, the last of it."""
    number: int | None = None
    """Of a letter whose sender is told of its steps; None: looks it up, or waits for a call."""

    def begin(self, plan: Timetable, day: date) -> None:
        """Let it be received on that day."""
        self.last = plan.at(day, self.receive, after=self.last)

    def then(self, plan: Timetable, day: date, verb: str, **given: Any) -> None:
        """Let a step be taken on that day, after the one before."""
        self.last = plan.at(day, lambda on: self.take(verb, on, given), after=self.last)

    def receive(self, on: date) -> None:
        """Enter the letter."""
        if self.first is not None:
            self.case = self._again(self.first._case(), on)
            return
        letter = Letter(
            kind=self.text.kind,
            subject=self.text.subject,
            body=self.text.body,
            topic=self.topic,
            wish=self.text.wish,
            against=self.text.against,
            learned_on=self.learned_on,
            signatures=self.signatures,
        )
        by = CITIZEN if self.source.channel == Channel.PORTAL else self.staff.clerk(self.unit)
        if self.source.matter is not None:
            self.case = reception_to_petition.open_petition(
                self.source.matter, letter, by=self.staff.clerk(self.unit), on=on
            )
            return
        self.case = petitions.receive(
            letter,
            unit=self.unit,
            channel=self.source.channel,
            by=by,
            on=on,
            persons=[self._person(each) for each in self.people],
            files=self.files,
        )

    def take(self, verb: str, on: date, given: dict[str, Any]) -> None:
        """Take one step; what it needs and is not given is found in the texts."""
        case = self._case()
        if verb == "write_more":
            cases.write_more(case, text=self.writer.phrase("more"), on=on)
        elif verb == "correct":
            cases.correct(
                case, by=self.staff.leader(case.unit_responsible), on=on, text=self.writer.phrase("correct")
            )
        elif verb == "reveal":
            cases.reveal(case.parties.order_by("pk")[0], by=self.staff.handler(case.unit_responsible), on=on)
        elif verb == "link":
            cases.link(
                case,
                given["earlier"]._case(),
                why="repeat",
                by=self.staff.handler(case.unit_responsible),
                on=on,
            )
        elif verb == ORDER:
            self.duty = self._order(case, on, **given)
        elif verb in ON_DUTY and self.duty is not None:
            self._on_duty(verb, self.duty, on)
        elif verb == "merge":
            by = self.staff.handler(case.unit_responsible)
            cases.merge(case, given["earlier"]._case(), by=by, on=on)
        else:
            if verb == "close" and case.workflow.effect and case.taken.isdisjoint((ORDER, NOTHING)):
                self.take(NOTHING, on, {})
            cases.move(
                case, verb, by=self._actor(verb, case, given), on=on, given=self._step(verb, case, given)
            )

    def _again(self, first: Case, on: date) -> Case:
        """A second complaint about the decision on the first, entered where it is decided."""
        seat = competence.second(first.unit_responsible, on).unit
        letter = Letter(
            kind=SECOND,
            subject=first.subject,
            body=self.writer.phrase("second"),
            topic=first.topic,
            wish=self.text.wish,
            against=finality.named(first),
            learned_on=first.decided_on,
        )
        by = self.staff.clerk(seat) if seat else CITIZEN
        return petitions.complain_again(letter, first=first, channel=self.source.channel, by=by, on=on)

    def _order(self, case: Case, on: date, **given: Any) -> Case:
        """Give out what the decision asks; the unit that decided sees to it."""
        duty = Part(given["what"], f"{given['who']}\n{given['how']}", case.unit_responsible, given["until"])
        cases.split(case, [duty], by=self.staff.leader(case.unit_responsible), on=on, verb=ORDER)
        return ties.parts(case, ties.EXECUTION).latest("pk")

    def _on_duty(self, verb: str, duty: Case, on: date) -> None:
        who = self.staff.leader if verb == "urge" else self.staff.handler
        given = Step(text=self.writer.phrase(verb), until=working(on, 3) if verb == "urge" else None)
        cases.move(duty, verb, by=who(duty.unit_responsible), on=on, given=given)

    def _case(self) -> Case:
        if self.case is None:
            raise LookupError("a step is planned before the letter was received")
        return self.case

    def _actor(self, verb: str, case: Case, given: dict[str, Any]) -> Any:
        unit = case.unit_responsible
        if given.get("citizen"):
            return CITIZEN
        if verb in LEADS or (verb == "answer" and case.kind == "complaint"):
            return self.staff.leader(unit)
        if verb in HANDLES or verb == "answer":
            return self.staff.handler(unit)
        return self.staff.clerk(unit)

    def _step(self, verb: str, case: Case, given: dict[str, Any]) -> Step:
        words: dict[str, Any] = {key: value for key, value in given.items() if key != "citizen"}
        if verb == "assign":
            words.setdefault("officer", self.staff.handler(case.unit_responsible))
        elif verb == "answer":
            words.setdefault("text", self.writer.answer(self.text))
            words.setdefault("outcome", self.text.outcome)
            if case.kind == "complaint":
                words.setdefault("decision", f"{100 + case.pk}/QĐ-UBND")
        else:
            step = case.workflow.step(verb, case.status)
            if step and step.clock and {"decision", "extension"} & {*step.needs}:
                words.setdefault("decision", f"{200 + case.pk}/QĐ-UBND")
            if step and "days" in step.needs:
                words.setdefault("days", 15)
            if step and "text" in step.needs:
                words.setdefault("text", self.writer.phrase(verb))
        return Step(**words)

    def _person(self, each: Somebody) -> Person:
        role = PartyRole.REPRESENTATIVE if self.signatures > 1 else PartyRole.SENDER
        way, email = TellBy.PHONE if each.phone else TellBy.CODE, ""
        if self.number is not None:
            way, email = telling.wish(each, self.number)
        return Person(
            each.full_name, phone=each.phone, email=email, address=each.address, tell_by=way, role=role
        )
