"""Dialogues of the demonstration: the article's 36 of 2018 with what was promised, and three around today."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from danvan.cases.actions import Person
from danvan.demo import material
from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, working
from danvan.dialogues import actions as dialogues
from danvan.dialogues.actions import Asks
from danvan.flows import question_to_petition as flow
from danvan.lib import dates
from danvan.meetings import actions
from danvan.meetings.actions import Asks as Asker
from danvan.meetings.actions import Plan
from danvan.meetings.actions import Told as Question
from danvan.meetings.models import Meeting
from danvan.meetings.models import Question as QuestionRow
from danvan.meetings.workflow import Source
from danvan.people import policies
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.petitions.actions import Letter
from danvan.promises import actions as promises
from danvan.promises import origins
from danvan.promises.actions import Told
from danvan.promises.models import Promise
from danvan.promises.workflow import By

ASKED_AT_ONCE = 3
NOTICE, RESULT = 9, 6
"""Working days before and after: a notice is out nine before, results six after."""
NAMES = ("thôn Đồng Tiến", "thôn Hải Vân", "thôn Bắc Sơn", "thôn Trung Hà", "thôn Tân Thắng")
DONE = "Đã làm xong, có thôn cùng nghiệm thu: {text}"


@dataclass
class Held:
    """A dialogue on its way: its row once it is planned, what is asked there, the promises given."""

    spec: dict[str, Any]
    unit: Unit
    leader: Account
    clerk: Account
    row: Meeting | None = None
    promises: list[tuple[Promise, str]] = field(default_factory=list)

    @property
    def meeting(self) -> Meeting:
        """The row; it is planned."""
        assert self.row is not None
        return self.row


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """That hour of that day in Viet Nam."""
    return datetime.combine(day, time(hour, minute), dates.VIETNAM)


def put_then(plan: Timetable, units: dict[str, Unit], staff: Staff) -> None:
    """The 36 of 2018, each with its promises to their end, all within that year."""
    told = material.read("dialogues")["then"]
    unit = units[told["unit"]]
    outcomes, last = told["outcomes"], date(2018, 12, 20)
    for account in staff.at(unit):  # nobody changes office there in these months
        policies.assume_standing(account, from_=told["from"] - timedelta(days=30), to=last)
    number = 0
    for spec in _then(told, units):
        held = Held(spec, unit, staff.leader(unit), staff.clerk(unit))
        held.spec["outcomes"] = [outcomes[(number + each) % len(outcomes)] for each in range(ASKED_AT_ONCE)]
        number += sum("promise" in row for row in spec["questions"])
        _put(plan, held, spec["day"], date.max)


def _then(told: dict[str, Any], units: dict[str, Unit]) -> Iterator[dict[str, Any]]:
    """What each dialogue says: topics by turns, communes of the article, spread evenly over the half-year."""
    left = {topic: row["count"] for topic, row in told["topics"].items()}
    total, busy = sum(left.values()), list(material.read("article")["communes"])
    span = (told["to"] - told["from"]).days
    for number in range(total):
        topic = max(left, key=lambda each: left[each] / told["topics"][each]["count"])
        left[topic] -= 1
        row = told["topics"][topic]
        day = working(told["from"] + timedelta(days=span * number // (total - 1)), 0)
        place = units[busy[number * 5 % len(busy)]].name_on(day)
        asked = row["questions"]
        yield {
            "title": row["title"].format(place=place),
            "topic": topic,
            "agenda": row["agenda"],
            "conclusion": row["conclusion"],
            "place": f"Nhà văn hóa {place}",
            "hosts": told["hosts"],
            "day": day,
            "ends": "published",
            "persons": {
                "people": told["persons"][number % len(told["persons"])],
                "officials": 7 + number % 5,
            },
            "questions": [asked[(number + each) % len(asked)] for each in range(ASKED_AT_ONCE)],
        }


def put_now(plan: Timetable, units: dict[str, Unit], staff: Staff, latest: datetime) -> None:
    """Three around today, and a request of voters on which nobody has decided."""
    told, today = material.read("dialogues"), dates.day_of(latest)
    for spec in told["now"]:
        unit = units[spec["unit"]]
        spec = {"hosts": "Chủ tịch Ủy ban nhân dân " + unit.name_on(today), **spec}
        held = Held(spec, unit, staff.leader(unit), staff.clerk(unit))
        _put(plan, held, working(today, spec["day"]), today)
    row = dict(told["request"])
    unit = units[row.pop("unit")]
    clerk = staff.who(unit, Role.CLERK, Role.LEADER)
    plan.exactly(
        at(working(today, -4), 9), lambda on: dialogues.receive(Asks(**row), unit=unit, by=clerk, on=on)
    )


def _put(plan: Timetable, held: Held, day: date, today: date) -> None:
    """A dialogue on the timetable, as far as it has come."""
    plan.exactly(at(working(day, -NOTICE - (day > today) * 3), 8), lambda on: _announce(held, day, on))
    if held.spec["ends"] == "announced":
        plan.exactly(at(working(today, -2), 10), lambda on: _before(held, on))
        return
    plan.exactly(at(day, 8), lambda on: _hold(held, on))
    if held.spec["ends"] == "published":
        plan.exactly(at(min(working(day, RESULT), today), 15), lambda on: _publish(held, on))
    _settle(plan, held, day, today)


def _announce(held: Held, day: date, on: date) -> None:
    names = ("title", "topic", "agenda", "place", "hosts", "joining")
    said = {name: held.spec[name] for name in names if name in held.spec}
    told = Plan(**said, starts_at=at(day, 8), ends_at=at(day, 11), invited="Mặt trận và các đoàn thể")
    occasion = held.spec.get("occasion", "need")
    held.row = dialogues.plan(told, unit=held.unit, occasion=occasion, by=held.clerk, on=on)
    held.row = actions.announce(held.row, by=held.leader, on=on)


def _before(held: Held, on: date) -> None:
    """Questions from the portal, of which a clerk has looked at some."""
    for row in held.spec["questions"]:
        who = row.get("who")
        asker = Asker(who[0], who[1], "phone") if who else actions.NOBODY
        made = actions.ask(held.meeting, Question(row["ask"]), source=Source.PORTAL, asker=asker, on=on)
        if row["portal"] == "listed":
            actions.list_question(made, by=held.clerk, on=on)


def _hold(held: Held, on: date) -> None:
    """The hall: asked, answered, promised, counted."""
    clerk = held.clerk
    held.row = actions.open_hall(held.meeting, by=clerk, on=on)
    for number, row in enumerate(held.spec["questions"]):
        origin = row.get("origin", NAMES[(held.meeting.pk + number) % len(NAMES)])
        who = row.get("who")
        asker = Asker(who[0], who[1], "phone") if who else actions.NOBODY
        told = Question(row["ask"], origin)
        asked = actions.ask(held.meeting, told, source=Source.HALL, asker=asker, by=clerk, on=on)
        _answer(held, row, asked, number, on)
    actions.count_by_hand(held.meeting, held.spec["persons"], by=clerk, on=on)
    held.row = actions.end(held.meeting, by=clerk, on=on)


def _answer(held: Held, row: dict[str, Any], asked: QuestionRow, number: int, on: date) -> None:
    chair = f"{held.spec['hosts']} {held.leader.full_name}"
    if "answer" in row:
        told = {"answer": row["answer"], "answered_by": chair, "on_spot": True}
        actions.answer(asked, **told, by=held.clerk, on=on)
    elif "owed" in row:
        actions.owe(asked, answer_by=working(on, row["owed"]), by=held.clerk, on=on)
    elif row.get("petition"):
        letter = Letter("recommendation", row["ask"][:120], row["ask"], held.spec["topic"])
        name, phone = row["who"]
        sender = Person(name, address=row["petition"], phone=phone, tell_by="phone")
        flow.open_petition(asked, letter, sender=sender, by=held.clerk, on=on)
    if "promise" in row:
        _promise(held, row, asked, number, chair, on)


def _promise(held: Held, row: dict[str, Any], asked: QuestionRow, number: int, chair: str, on: date) -> None:
    origin = origins.one("question", asked.pk)
    assert origin is not None
    due = held.spec["due"][number] if "due" in held.spec else on + timedelta(days=row.get("days", 30))
    told = Told(row["promise"], chair, due, held.unit, held.clerk)
    made = promises.give(origin, told, host=held.unit, by=held.clerk, on=on)
    held.promises.append((made, row.get("outcome") or held.spec["outcomes"][number]))


def _publish(held: Held, on: date) -> None:
    minutes = "\n".join(
        f"{number}. {row['ask']} {row.get('answer', '')}".strip()
        for number, row in enumerate(held.spec["questions"], 1)
    )
    told = {"minutes": minutes, "minutes_by": held.clerk.full_name, "conclusion": held.spec["conclusion"]}
    actions.write_minutes(held.meeting, **told, by=held.clerk, on=on)
    held.row = actions.publish(held.meeting, by=held.leader, on=on)


def _settle(plan: Timetable, held: Held, day: date, today: date) -> None:
    """What comes of the promises: each by its outcome, each step on its own day."""
    rows = [row for row in held.spec["questions"] if "promise" in row]
    if "due" in (rows[0] if rows else {}):
        held.spec["due"] = [
            working(today, row["due"]) if "due" in row else day for row in held.spec["questions"]
        ]
    for place, row in enumerate(rows):
        number = held.spec["questions"].index(row)
        outcome = row.get("outcome") or held.spec["outcomes"][number]
        due = held.spec["due"][number] if "due" in held.spec else day + timedelta(days=row["days"])
        for gap, act in STEPS[outcome]:
            moment = at(max(working(due, gap), working(day, 1)), 14, place)
            if dates.day_of(moment) <= today:
                plan.exactly(moment, _taken(held, place, act))


def _taken(held: Held, place: int, act: Any) -> Any:
    return lambda on: act(held, held.promises[place][0], on)


def _report(held: Held, row: Promise, on: date) -> None:
    promises.report(row, done_on=on, text=DONE.format(text=row.text), by=held.clerk, on=on)


def _accept(held: Held, row: Promise, on: date) -> None:
    said = "Người nêu xem tại thôn, đồng ý."
    promises.accept(row, who=By.TOLD, text=said, by=held.leader, on=on)


def _refuse(held: Held, row: Promise, on: date) -> None:
    row.refresh_from_db()
    said = "Mới xong một phần, đề nghị làm cho hết."
    promises.refuse(row, who=By.TOLD, text=said, by=held.leader, on=on)


def _extend(held: Held, row: Promise, on: date) -> None:
    due = row.due_on + timedelta(days=30)
    promises.extend(row, due_on=due, text="Mưa lũ kéo dài, chưa thi công được.", by=held.leader, on=on)


def _drop(held: Held, row: Promise, on: date) -> None:
    said = "Không bố trí được kinh phí năm 2018; đưa vào kế hoạch đầu tư công và đã báo lại tại thôn."
    promises.drop(row, text=said, by=held.leader, on=on)


# Outcome → (working days from the day that was promised, step).
STEPS: dict[str, list[tuple[int, Any]]] = {
    "kept": [(-4, _report), (-2, _accept)],
    "late": [(9, _report), (13, _accept)],
    "again": [(-6, _report), (-4, _refuse), (7, _report), (10, _accept)],
    "extended": [(-2, _extend), (14, _report), (17, _accept)],
    "disputed": [(-3, _report), (-1, _refuse), (12, _report), (15, _refuse)],
    "dropped": [(5, _drop)],
    "waiting": [(-1, _report)],
    "running": [],
    "overdue": [],
}
