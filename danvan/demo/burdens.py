"""What people of the demonstration find burdensome: a proposal in force, one decided, one on which units are asked."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from danvan.burdens import actions
from danvan.burdens.actions import Decision, Draft, Reporter, Row, Told
from danvan.burdens.models import Proposal, Report
from danvan.burdens.workflow import Phase
from danvan.demo import material
from danvan.demo.catalogue import KEEPER
from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, working
from danvan.lib import dates
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.procedures import actions as catalogue
from danvan.procedures.actions import Act
from danvan.procedures.content import of_version
from danvan.procedures.models import Version

COUNTER = "KY-XUAN-2025"
SAYS = ("title", "problem", "change", "criteria", "documents_saved", "days_saved", "trips_saved")


def put_on(plan: Timetable, units: dict[str, Unit], staff: Staff, latest: datetime) -> None:
    """One in force for nine weeks; reports eleven working days ago, then one decided, another begun three days ago."""
    told, today = material.read("burdens"), dates.day_of(latest)
    leader, clerk = staff.who(units[KEEPER], Role.LEADER), staff.clerk(units[COUNTER])
    old = told["enforced"]
    steps = (
        (-58, lambda on: _hear(old, clerk, on)),
        (-55, lambda on: _begin(old, units, leader, on, working(today, -50))),
        (-50, lambda on: _submit(old, units, leader, on)),
        (-47, lambda on: _decide(old, leader, on)),
        (-44, lambda on: _enforce(old, leader, on)),
        (-11, lambda on: _report(told, clerk, leader, on)),
        (-8, lambda on: _begin(told["decided"], units, leader, on, working(today, -5))),
        (-5, lambda on: _submit(told["decided"], units, leader, on)),
        (-3, lambda on: _begin(told["asked"], units, leader, on, working(today, 6))),
        (-2, lambda on: _decide(told["decided"], leader, on)),
    )
    for days, act in steps:
        plan.exactly(datetime.combine(working(today, days), time(10, 20), dates.VIETNAM), act)


def _report(told: dict[str, Any], clerk: Account, leader: Account, on: date) -> None:
    for row in told["reports"]:
        said = Told(row["part"], row["sort"], row["text"], row["about"])
        phone = row.get("phone", "")
        who = Reporter(row.get("name", ""), phone, "phone" if phone else "code")
        by = clerk if row["at"] == "counter" else None
        actions.report(_version(row["code"]), said, reporter=who, by=by, on=on)
    aside = told["set_aside"]
    found = Report.objects.get(procedure__code=aside["code"])
    actions.set_aside(found, text=aside["text"], by=leader, on=on)


def _hear(row: dict[str, Any], clerk: Account, on: date) -> None:
    """What people said of the paper that a proposal took away."""
    for each in row["reports"]:
        said = Told(row["part"], each["sort"], each["text"], row["about"])
        by = clerk if each["at"] == "counter" else None
        actions.report(_version(row["code"]), said, reporter=Reporter("", "", "code"), by=by, on=on)


def _begin(row: dict[str, Any], units: dict[str, Unit], by: Account, on: date, until: date) -> None:
    draft = Draft(**{name: row[name] for name in SAYS if name in row})
    reports = Report.objects.waiting().filter(procedure__code=row["code"], part=row["part"])
    made = actions.draft(_version(row["code"]), draft, reports=reports, by=by, on=on)
    for phase in Phase:
        if phase.value in row:
            line = Row(**row[phase.value])
            actions.enter_cost(made, phase, [line], source=row["source"], by=by, on=on)
    actions.ask(made, units=[units[key] for key in row["units"]], until=until, by=by, on=on)


def _submit(row: dict[str, Any], units: dict[str, Unit], by: Account, on: date) -> None:
    made = Proposal.objects.get(title=row["title"])
    for key, said in row["opinions"].items():
        actions.opine(made.opinions.get(unit=units[key]), **said, by=by, on=on)
    actions.submit(made, text=row["taken"], by=by, on=on)


def _decide(row: dict[str, Any], by: Account, on: date) -> None:
    made = Proposal.objects.get(title=row["title"])
    actions.decide(made, Decision("accepted", on=on, **row["decision"]), by=by, on=on)


def _enforce(row: dict[str, Any], by: Account, on: date) -> None:
    """The procedure is published without the paper; from then on the proposal is in force."""
    made = Proposal.objects.select_related("version__procedure").get(title=row["title"])
    draft = catalogue.draft_next(made.version, by=by, on=on)
    told = of_version(draft)
    left = replace(told, documents=[each for each in told.documents if each.name != row["about"]])
    catalogue.revise(draft, told=left, code=row["code"], by=by, on=on)
    version = catalogue.publish(draft, act=Act(row["act"], on, on), by=by, on=on)
    actions.enforce(made, version=version, by=by, on=on)


def _version(code: str) -> Version:
    return Version.objects.public().get(procedure__code=code)
