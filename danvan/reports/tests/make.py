"""A small district with two communes and a neighbour, and lives that cases may lead, through the real actions."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from danvan.cases import awards, kinds, ties
from danvan.cases.actions import (
    Amount,
    Part,
    Step,
    award,
    correct,
    ledger,
    move,
    open_case,
    split,
    take_back_award,
)
from danvan.cases.errors import StepRefused
from danvan.cases.models.case import ASKED
from danvan.cases.workflow import Channel
from danvan.journal.actors import CITIZEN, SYSTEM
from danvan.people import actions as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.reception.actions import Brought, Caller, Told, cancel_turn, register_turn
from tests.make import at, given_for, make_case, make_officer, make_unit, walk

START = date(2018, 1, 2)
LATER = date(2018, 8, 1)
HALF = (date(2018, 1, 1), date(2018, 6, 30))
WORKS = (Role.CLERK, Role.HANDLER, Role.LEADER)


@dataclass
class District:
    """Units and the officer who does everything in them."""

    unit: Unit
    khang: Unit
    tan: Unit
    minh: Account
    hoa: Account

    @property
    def communes(self) -> list[Unit]:
        return [self.khang, self.tan]


def make_district(key: str = "KY-ANH") -> District:
    """A district with two communes; Minh works in all three, Hoa leads the district alone."""
    unit = make_unit(key, tier="district", name="Kỳ Anh")
    khang = make_unit(f"{key}-KHANG", parent=unit, name="xã Kỳ Khang")
    tan = make_unit(f"{key}-TAN", parent=unit, name="xã Kỳ Tân")
    minh = make_officer(unit, *WORKS)
    for commune in (khang, tan):
        for role in WORKS:
            people.give_post(officer=minh, unit=commune, role=role, by=SYSTEM, on=date(2010, 1, 1))
    return District(unit, khang, tan, minh, make_officer(unit, Role.LEADER))


def make_turn(
    unit: Unit,
    by: Account,
    *,
    on: date = START,
    persons: int = 1,
    topics=("land",),
    again=False,
    sitting="regular",
    letter="none",
    **matter,
):
    """A turn of so many persons with a matter of each topic; `matter` is what each of them is besides."""
    named = min(persons, 2)
    callers = [Caller(f"Trần Văn {chr(65 + n)}", represents=persons >= 5) for n in range(named)]
    matter = {"outcome": "advised", **matter}
    told = [
        Told(topic, "Ranh giới thửa đất", advice="Hướng dẫn.", first_time=not again, **matter)
        for topic in topics
    ]
    with at(on):
        return register_turn(
            unit=unit,
            on=on,
            callers=callers,
            matters=told,
            persons=persons,
            by=by,
            sitting=sitting,
            brought=Brought(letter=letter),
        )


def live(
    district: District,
    life: list[tuple[str, int]],
    *,
    start: date,
    unit: Unit,
    kind: str,
    topic: str,
    signatures: int = 1,
    outcome: str = "explained",
):
    """A case that takes these steps, each so many days after the one before; what is refused is left out."""
    day = start
    with at(day):
        case = (
            make_sealed(unit, kind=kind, on=day, topic=topic)
            if kind in kinds.sealed()
            else make_case(unit, kind=kind, on=day, topic=topic, signatures=signatures)
        )
    for verb, later in life:
        day += timedelta(days=later)
        with at(day):
            try:
                _step(district, case, verb, day, outcome)
            except StepRefused:
                continue
    return case


def make_sealed(unit: Unit, *, kind: str, on: date, topic: str):
    """A denunciation as far as figures know it, its words written down; no letter, no keys, no custodians."""
    case = open_case(
        kind=kind,
        unit=unit,
        channel=Channel.POST,
        subject="Thu tiền ngoài quy định",
        body="",
        topic=topic,
        by=SYSTEM,
        on=on,
    )
    ledger.write(case, verb="redact", by=SYSTEM, on=on, old=case.status)
    case.save()
    return case


def _award(district: District, case, verb: str, day: date) -> None:
    """Money to the State by the decision, what of it was paid, or that the last of these is wrong."""
    if verb != "award_wrong":
        stage = awards.Stage.DONE if verb == "award_done" else awards.Stage.PROPOSED
        told = Amount("recover_money", stage, 12_345_678, day, "12/QĐ-UBND")
        award(case, told, by=district.minh, on=day)
    elif last := case.awards.filter(corrects__isnull=True).last():
        take_back_award(case, last.pk, why="typed", by=district.minh, on=day)


def _step(district: District, case, verb: str, day: date, outcome: str) -> None:
    given = replace(given_for(case, district.minh), outcome=outcome, until=day + timedelta(days=5))
    if verb == "correct":
        correct(case, by=district.minh, on=day, text="Nhầm.")
    elif verb == "hand_over":
        other = district.tan if case.unit_responsible_id == district.khang.pk else district.khang
        move(case, "transfer", by=district.minh, on=day, given=Step(text="Thuộc xã bạn.", unit=other))
    elif verb == "order":
        duty = Part(
            "Trả lại đất", "Trả lại đất, có biên bản.", case.unit_responsible, day + timedelta(days=9)
        )
        split(case, [duty], by=district.minh, on=day, verb="order_execution")
    elif verb in ("execute", "call_off", "not_executed"):
        for thing in ties.parts(case, ties.EXECUTION).order_by("-pk")[:1]:
            if verb == "not_executed":
                correct(thing, by=district.minh, on=day, text="Nhầm.")
            else:
                move(thing, verb, by=district.minh, on=day, given=given)
    elif verb.startswith("award"):
        _award(district, case, verb, day)
    elif verb == "urge":
        move(case, verb, by=district.hoa, on=day, given=given)
    else:
        by = CITIZEN if verb == "reopen" else district.minh
        move(case, verb, by=by, on=day, given=given)
    case.refresh_from_db()
    for asked in ASKED:
        case.__dict__.pop(asked, None)


__all__ = [
    "HALF",
    "LATER",
    "START",
    "District",
    "at",
    "cancel_turn",
    "live",
    "make_case",
    "make_district",
    "make_turn",
    "walk",
]
