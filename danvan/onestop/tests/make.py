"""Applications of the tests: Minh at the counter, Hoa his chief, Lan who asks; Dũng at the land office, An at tax."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from danvan.cases import verify as cases
from danvan.cases.actions import Person
from danvan.figures import verify as figures
from danvan.journal import verify as journal
from danvan.lib import dates
from danvan.onestop import actions, verify
from danvan.onestop.actions import Filing, Paper
from danvan.onestop.models import Application, Stage
from danvan.papers import verify as papers
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.procedures import actions as catalogue
from danvan.procedures.models import Step, Version
from danvan.procedures.models import Way as WayRow
from danvan.procedures.tests.make import act, content, make_draft, paper, way
from danvan.procedures.workflow import Channel
from danvan.reports.recount import differences
from tests.make import make_officer, make_unit

MONDAY = date(2026, 3, 9)
SINCE = date(2026, 1, 5)
LAN = Person("Nguyễn Thị Lan", phone="0912000417", address="thôn Đồng Tiến")


@dataclass
class Place:
    """A commune with its one-stop desk, and two agencies elsewhere."""

    commune: Unit
    land: Unit
    tax: Unit
    minh: Account
    hoa: Account
    dung: Account
    an: Account


def make_place() -> Place:
    """Everybody in their posts."""
    commune = make_unit("KY-KHANG-TEST")
    land = make_unit("VAN-PHONG-DAT", tier="agency", name="Văn phòng Đăng ký đất đai")
    tax = make_unit("THUE-CO-SO", tier="agency", name="Thuế cơ sở")
    return Place(
        commune,
        land,
        tax,
        make_officer(commune, Role.CLERK, username="minh"),
        make_officer(commune, Role.LEADER, username="hoa", full_name="Trần Thị Hoa"),
        make_officer(land, Role.HANDLER, username="dung", full_name="Lê Văn Dũng"),
        make_officer(tax, Role.HANDLER, Role.LEADER, username="an", full_name="Phạm Thị An"),
    )


def part(
    place: int, *after: int, unit: Unit | None = None, hours: int | None = None, days: int | None = None
) -> Step:
    """A step of a unit after others, with its share in working hours or days."""
    told: dict[str, Any] = {}
    if hours is not None:
        told = {"share_amount": hours, "share_unit": "working_hours"}
    if days is not None:
        told = {"share_amount": days, "share_unit": "working_days"}
    return Step(place=place, name=f"Việc {place}", agency="Cơ quan", unit=unit, after=list(after), **told)


def make_version(
    at: Place, *, steps: Sequence[Step] | None = None, ways: Sequence[WayRow] | None = None, **facts: Any
) -> Version:
    """A procedure of one step at the desk, in three working days by every way, unless told otherwise."""
    ways = ways or [way(channel) for channel in ("counter", "post", "online")]
    told = content(
        documents=[paper(), paper("Giấy tờ tùy thân", 0, 1)], steps=steps or [part(1)], ways=ways, **facts
    )
    draft = make_draft(at.commune, at.hoa, told)
    return catalogue.publish(draft, act=act(SINCE), by=at.hoa, on=SINCE)


def filing(version: Version, **told: Any) -> Filing:
    """Lan asks for it at the counter, with all papers."""
    papers = [Paper(row.place, row.originals, row.copies) for row in version.documents.all()]
    given = {"channel": Channel.COUNTER, "applicant": LAN, "papers": papers, **told}
    return Filing(procedure=version.procedure, **given)


def make_application(at: Place, version: Version | None = None, **told: Any) -> Application:
    """One taken in by Minh now."""
    version = version or make_version(at)
    return actions.receive(filing(version, **told), unit=at.commune, by=at.minh, on=dates.today())


def fresh(application: Application) -> Application:
    """As the database has it."""
    return Application.objects.select_related("case", "version", "way").get(pk=application.pk)


def stage(application: Application, place: int = 1) -> Stage:
    """A step of it, as the database has it."""
    rows = Stage.objects.select_related("application__case", "unit", "officer")
    return rows.get(application=application, place=place)


def do(application: Application, place: int, by: Account) -> Stage:
    """Take a step and hand it on."""
    actions.take(stage(application, place), by=by, on=dates.today())
    return actions.pass_on(stage(application, place), by=by, on=dates.today())


def local(moment: datetime) -> str:
    """A moment as a receipt prints it."""
    return f"{moment.astimezone(dates.VIETNAM):%d/%m/%Y %H:%M}"


def lies() -> list[Any]:
    """What rows, journal, figures and books say otherwise than one another."""
    checks = (
        *(cases.contents(), cases.states(), verify.applications(), differences()),
        *(figures.facts(), journal.events(), papers.papers()),
    )
    return [lie for check in checks for lie in check]
