"""Drafts of the demonstration: one of 2018 with its whole table; today one open, one whose table is being written."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from typing import Any

from danvan.consultations import actions
from danvan.consultations.actions import (
    Answer,
    Asked,
    Counts,
    Issued,
    Person,
    Said,
    Signed,
    Source,
    Speaker,
    Told,
)
from danvan.consultations.models import Consultation, Opinion
from danvan.demo import material
from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, working
from danvan.lib import dates
from danvan.people.models import Account, Unit

TOLD = ("sort", "topic", "title", "summary", "ground", "contact")
MORNING = time(9, 40)


def _at(day: date, hour: time = MORNING) -> datetime:
    return datetime.combine(day, hour, dates.VIETNAM)


def put_then(plan: Timetable, units: dict[str, Unit], staff: Staff) -> None:
    """The draft of 2018, from the notice to the issue."""
    told = material.read("consultations")["then"]
    unit = units[told["unit"]]
    leader, clerk = staff.leader(unit), staff.handler(unit)
    steps: tuple[tuple[date, Callable[[date], object]], ...] = (
        (told["announce"], lambda on: _open(told, unit, clerk, leader, on, closes=told["closes"])),
        (date(2018, 3, 20), lambda on: _hear(told, clerk, on)),
        (told["answers"], lambda on: _answer(told, clerk, on)),
        (told["explain"], lambda on: actions.explain(_row(told), by=leader, on=on)),
        (told["issue"]["day"], lambda on: _issue(told, leader, on)),
    )
    for day, act in steps:
        plan.exactly(_at(day), act)


def put_now(plan: Timetable, units: dict[str, Unit], staff: Staff, latest: datetime) -> None:
    """One opened eight working days ago; one closed three days ago, with a vote of households that was counted."""
    told, today = material.read("consultations"), dates.day_of(latest)
    first, second = told["open"], told["closed"]
    for row, begun, heard, closes in ((first, -8, -4, 14), (second, -22, -12, -3)):
        unit, last = units[row["unit"]], working(today, closes)
        leader, clerk = staff.leader(unit), staff.handler(unit)
        plan.exactly(_at(working(today, begun)), partial(_open, row, unit, clerk, leader, closes=last))
        plan.exactly(_at(working(today, heard)), partial(_hear, row, clerk))
    clerk = staff.handler(units[second["unit"]])
    plan.exactly(
        _at(working(today, -12), time(10, 30)), lambda on: _vote(second, clerk, on, working(today, -6))
    )
    plan.exactly(_at(working(today, -6), time(15, 0)), lambda on: _count(second, clerk, on))
    plan.exactly(_at(working(today, -2)), lambda on: _answer(second, clerk, on))


def _row(told: dict[str, Any]) -> Consultation:
    return Consultation.objects.select_related("unit").get(title=told["title"])


def _open(told: dict[str, Any], unit: Unit, by: Account, leader: Account, on: date, *, closes: date) -> None:
    row = actions.draw_up(Told(**{name: told[name] for name in TOLD}), unit=unit, by=by, on=on)
    actions.save_draft(row, text=told["text"], by=by, on=on)
    for each in told["audiences"]:
        group = actions.name_group(row, name=each["name"], people=each["people"], by=by, on=on)
        actions.tell_group(group, how=each["how"], reached=each["reached"], told_on=on, by=by, on=on)
    people = [
        Person(each["name"], each["why"], phone=each.get("phone", ""), tell_by=each["tell_by"])
        for each in told["affected"]
    ]
    actions.name_persons(row, people, by=by, on=on)
    made = actions.announce(row, opens_on=on, closes_on=closes, by=leader, on=on)
    for telling in made.tellings.filter(state="due").order_by("pk")[1:]:
        actions.mark_told(telling, by=by, on=on)


def _hear(told: dict[str, Any], by: Account, on: date) -> None:
    row = _row(told)
    people = list(row.affected.order_by("pk"))
    for each in told["opinions"]:
        said = Said(each["stance"], each["text"], _anchor(row, each["dieu"]))
        speaker = Speaker(
            each.get("name", ""), each.get("agency", ""), confidential=each.get("confidential", False)
        )
        if each["way"] == "affected":
            person = actions.come(people[each["who"]], on=on)
            made = [actions.opine(row, said, speaker=Speaker(affected=person), on=on)]
        elif each["way"] == "portal":
            made = [actions.opine(row, said, speaker=speaker, on=on)]
        else:
            source = Source(each["way"], each.get("paper", ""), each.get("at", ""), on)
            made = actions.enter(row, [said], source, speaker=speaker, by=by, on=on)
        if "veil" in each:
            actions.veil(made[0], reason=each["veil"], why=each["why"], by=by, on=on)


def _anchor(row: Consultation, number: int) -> str:
    """The article that stands at that place; 0: the whole draft."""
    articles = [piece for piece in row.drafts.get(number=1).parts if piece.level == "article"]
    return articles[number - 1].anchor if number else ""


def _answer(told: dict[str, Any], by: Account, on: date) -> None:
    row = _row(told)
    if "next" in told:
        text = told["text"]
        for old, new in told["next"]["swap"]:
            text = text.replace(old, new)
        actions.save_draft(row, text=text, note=told["next"]["note"], by=by, on=on)
    opinions = list(Opinion.objects.filter(consultation=row).order_by("pk"))
    for each in told["groups"]:
        chosen = [opinions[n] for n in each["of"]]
        group = actions.gather(row, [one.pk for one in chosen], title=each["title"], by=by, on=on)
        taken = _anchor(row, each["dieu"]) if "dieu" in each else ""
        actions.answer(group, Answer(each["outcome"], each["words"], taken), by=by, on=on)


def _issue(told: dict[str, Any], by: Account, on: date) -> None:
    row = actions.issue(_row(told), Issued(told["issue"]["number"], on), by=by, on=on)
    for telling in row.tellings.filter(state="due").order_by("pk"):
        actions.mark_told(telling, by=by, on=on)


def _vote(told: dict[str, Any], by: Account, on: date, held_on: date) -> None:
    said = told["vote"]
    roll = [(name, households) for name, households in said["roll"]]
    asked = Asked(said["question"], said["rule"], "meeting", held_on, said["place"], roll, said["whole"])
    actions.open_vote(_row(told), asked, by=by, on=on)


def _count(told: dict[str, Any], by: Account, on: date) -> None:
    said = told["vote"]
    counts = [Counts(*each) for each in said["counts"]]
    vote = _row(told).votes.get()
    actions.count_vote(vote, counts, signed=Signed(*said["signed"]), by=by, on=on)
    actions.send_decision(vote, sent_on=on, by=by, on=on)
