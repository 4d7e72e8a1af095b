"""The catalogue of the demonstration: well-known procedures, one suspended, one abolished, some to settle."""

import csv
import io
from datetime import date, datetime, time
from typing import Any

from danvan.demo import material
from danvan.demo.officers import Staff
from danvan.demo.timetable import Timetable, working
from danvan.lib import dates
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.procedures import actions
from danvan.procedures.actions import Act
from danvan.procedures.content import Content
from danvan.procedures.models import Document, Procedure, Step, Version, Way
from danvan.procedures.terms import TermUnit

KEEPER = "HA-TINH"
SINCE, PUBLISHED = date(2025, 7, 1), date(2025, 7, 2)
ACT = "12/QĐ-UBND"
FACTS = ("name", "also_called", "field", "who", "result", "bases")


def put_on(plan: Timetable, units: dict[str, Unit], staff: Staff, latest: datetime) -> None:
    """The province's administrator published it when the communes began, and ended two procedures some days ago.

    A list with doubtful codes came in yesterday.
    """
    unit, today = units[KEEPER], dates.day_of(latest)
    by = staff.who(unit, Role.ADMINISTRATOR)

    def publish(on: date) -> None:
        load(by, unit, on)

    def end(on: date) -> None:
        stop(by, on)

    def bring(on: date) -> None:
        rows = [["Mã TTHC", "Tên thủ tục", "Lĩnh vực"], *material.read("catalogue")["printed"]]
        made = io.StringIO()
        csv.writer(made).writerows(rows)
        content = made.getvalue().encode()
        found = actions.prepare(unit=unit, name="ma-thu-tuc-xa.csv", content=content, by=by, on=on)
        actions.bring_in(found, by=by, on=on)

    plan.exactly(datetime.combine(PUBLISHED, time(9, 10), dates.VIETNAM), publish)
    plan.exactly(datetime.combine(working(today, -12), time(9, 10), dates.VIETNAM), end)
    plan.exactly(datetime.combine(working(today, -1), time(16, 10), dates.VIETNAM), bring)


def load(by: Account, unit: Unit, on: date) -> None:
    """Draft and publish, as the file says."""
    told = material.read("catalogue")
    for row in told["procedures"]:
        draft = actions.draft(unit=unit, told=content(row, told["defaults"]), code=row["code"], by=by, on=on)
        actions.publish(draft, act=Act(ACT, SINCE, SINCE), by=by, on=on)


def stop(by: Account, on: date) -> None:
    """Suspend and abolish, as the file says."""
    told = material.read("catalogue")
    for row in told["suspended"]:
        actions.suspend(_running(row["code"]), act=Act(row["act"], on, on), text=row["text"], by=by, on=on)
    for row in told["abolished"]:
        instead = Procedure.objects.get(code=row["by"])
        how: dict[str, Any] = {"act": Act(row["act"], on, on), "text": row["text"], "replaced_by": instead}
        actions.abolish(_running(row["code"]), **how, by=by, on=on)


def _running(code: str) -> Version:
    return Version.objects.public().get(procedure__code=code)


def content(row: dict[str, Any], usual: dict[str, Any]) -> Content:
    """A procedure of the file as the catalogue takes it."""
    fee = row.get("fee", usual["fee"])
    return Content(
        **{name: row[name] for name in FACTS if name in row},
        level=usual["level"],
        agency=row.get("agency", usual["agency"]),
        documents=[_document(each) for each in row["papers"]],
        ways=[_way(each, fee, usual["term"]) for each in row["ways"]],
        steps=[_step(each) for each in row["steps"]],
    )


def _document(row: dict[str, Any]) -> Document:
    named = {name: row[name] for name in ("name", "originals", "copies", "form") if name in row}
    return Document(**named, to_show=row.get("show", False))


def _way(row: dict[str, Any], fee: Any, usual: str) -> Way:
    fee = row.get("fee", fee)
    paid = {"fee": fee} if isinstance(fee, int) else {"fee_words": fee}
    return Way(channel=row["channel"], note=row.get("note", ""), **paid, **_term(row.get("term", usual)))


def _term(told: str) -> dict[str, Any]:
    """'7 working_days', 'same_day', or words."""
    amount, _space, unit = told.partition(" ")
    if told == TermUnit.SAME_DAY:
        return {"term_unit": told}
    if amount.isdecimal():
        return {"term_amount": int(amount), "term_unit": unit}
    return {"term_unit": TermUnit.AS_WRITTEN.value, "term_words": told}


def _step(row: dict[str, Any]) -> Step:
    hours = row.get("hours")
    share = {"share_amount": hours, "share_unit": TermUnit.WORKING_HOURS.value} if hours else {}
    return Step(name=row["name"], agency=row["agency"], after=row.get("after", []), **share)
