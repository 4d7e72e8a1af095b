"""`python -m tests.browser.counter_stage`: agencies beside the commune, a land procedure, a joint one, files of both.

Told as JSON; the office of `tests.browser.stage` stands already. What lies days back was done on those days.
"""

import json
from datetime import date, datetime, time
from typing import Any

from danvan.cli.office import setup

LAND, JOINT = "9.000101", "9.000102"
AGENCIES = {
    "dung": ("VAN-PHONG-DAT", "Văn phòng Đăng ký đất đai", "Lê Văn Dũng"),
    "thu": ("THUE-CO-SO", "Thuế cơ sở", "Phạm Thị Thu"),
}


def build() -> dict[str, Any]:
    """Make it, through the real actions; the numbers of the applications."""
    from danvan.demo.timetable import working
    from danvan.lib import dates
    from danvan.people.models import Account, Unit

    today = dates.today()
    unit = Unit.objects.by_key("KY-THU")
    by = {row.username: row for row in Account.objects.filter(username__in=("minh", "hoa"))}
    with _at(working(today, -30)):
        agencies = _agencies(dates.today())
        land = _land(unit, by["hoa"], agencies)
        joint = _joint(unit, by["hoa"])
    late = _late(land, unit, by, agencies, today)
    with _at(working(today, -2)):
        running = _filed(land, unit, by["minh"], "Hồ Văn Tứ")
    three = [_filed(joint, unit, by["minh"], name) for name in ("Trần Thị Ba", "Đỗ Văn Tư", "Bùi Thị Năm")]
    return {"late": late.pk, "running": running.pk, "joint": [row.pk for row in three]}


def _at(day: date, hour: int = 9) -> Any:
    """That day at that hour is the present."""
    from danvan.lib import dates

    return dates.pretending(datetime.combine(day, time(hour), dates.VIETNAM))


def _agencies(on: date) -> dict[str, tuple[Any, Any]]:
    """The land office and the tax office, each with an officer who can log in."""
    from danvan.journal.actors import SYSTEM
    from danvan.people import actions as people
    from danvan.people.roles import Role
    from tests.browser.stage import PASSWORD

    found = {}
    for username, (key, name, officer) in AGENCIES.items():
        unit = people.create_unit(key=key, tier="agency", name=name, by=SYSTEM, on=on)
        account = people.create_account(
            username=username,
            full_name=officer,
            password=PASSWORD,
            by=SYSTEM,
            on=on,
            must_change_password=False,
            posts=[people.NewPost(unit, Role.HANDLER, "Viên chức")],
        )
        found[username] = (unit, account)
    return found


def _land(unit: Any, by: Any, agencies: dict[str, tuple[Any, Any]]) -> Any:
    """Six steps through three agencies, two of them side by side, in eight working days."""
    from danvan.procedures.tests.make import content, paper, way

    office, tax = (agencies[who][0] for who in ("dung", "thu"))
    steps = [
        _step(1, "Tiếp nhận, chuyển hồ sơ", hours=4),
        _step(2, "Đo vẽ, lập phiếu chuyển thông tin", 1, unit=office, hours=16),
        _step(3, "Xác định tiền phải nộp", 2, unit=tax, hours=16),
        _step(4, "In giấy chứng nhận", 2, unit=office, hours=8),
        _step(5, "Ký giấy chứng nhận", 3, 4, hours=8),
        _step(6, "Trả kết quả", 5, hours=4),
    ]
    papers = [paper("Đơn đăng ký đất đai"), paper("Giấy tờ về quyền sử dụng đất", 0, 1)]
    told = content("Cấp giấy chứng nhận lần đầu", documents=papers, ways=[way("counter", 8)], steps=steps)
    return _published(unit, by, told, LAND)


def _joint(unit: Any, by: Any) -> Any:
    """Birth, residence and insurance card at once, in five working days."""
    from danvan.procedures.tests.make import content, paper, way

    steps = [
        _step(1, "Tiếp nhận một lần cho cả ba việc", hours=4),
        _step(2, "Đăng ký khai sinh", 1, hours=8),
        _step(3, "Đăng ký thường trú", 2, hours=16),
        _step(4, "Cấp thẻ bảo hiểm y tế", 2, hours=16),
        _step(5, "Trả kết quả", 3, 4, hours=4),
    ]
    papers = [paper("Tờ khai dùng chung cho ba việc"), paper("Giấy chứng sinh")]
    name = "Liên thông khai sinh, thường trú, thẻ bảo hiểm y tế"
    told = content(name, documents=papers, ways=[way("counter", 5)], steps=steps)
    return _published(unit, by, told, JOINT)


def _step(place: int, name: str, *after: int, unit: Any = None, hours: int = 8) -> Any:
    from danvan.procedures.models import Step

    share = {"share_amount": hours, "share_unit": "working_hours"}
    agency = "" if unit else "Ủy ban nhân dân xã"
    return Step(place=place, name=name, unit=unit, agency=agency, after=list(after), **share)


def _published(unit: Any, by: Any, told: Any, code: str) -> Any:
    from danvan.lib import dates
    from danvan.procedures import actions
    from danvan.procedures.actions import Act

    on = dates.today()
    draft = actions.draft(unit=unit, told=told, code=code, by=by, on=on)
    return actions.publish(draft, act=Act("12/QĐ-UBND", on, on), by=by, on=on)


def _filed(version: Any, unit: Any, by: Any, name: str) -> Any:
    from danvan.cases.actions import Person
    from danvan.lib import dates
    from danvan.onestop import actions
    from danvan.onestop.actions import Filing, Paper
    from danvan.procedures.workflow import Channel

    papers = [Paper(row.place, row.originals, row.copies) for row in version.documents.all()]
    filing = Filing(version.procedure, Channel.COUNTER, Person(name, phone="0912000417"), papers=papers)
    return actions.receive(filing, unit=unit, by=by, on=dates.today())


def _late(
    version: Any, unit: Any, by: dict[str, Any], agencies: dict[str, tuple[Any, Any]], today: date
) -> Any:
    """Filed eleven working days ago; the office apologised before the eighth, and two agencies still have it."""
    from danvan.demo.timetable import working
    from danvan.onestop import actions
    from danvan.onestop.tests.make import do

    with _at(working(today, -11)):
        made = _filed(version, unit, by["minh"], "Nguyễn Thị Lan")
    with _at(working(today, -10)):
        do(made, 1, by["minh"])
    with _at(working(today, -6)):
        do(made, 2, agencies["dung"][1])
        soon = datetime.combine(working(today, 3), time(16, 30), _zone())
        reason = "Đo vẽ lại vì ranh giới chưa khớp bản đồ"
        actions.apologise(made, reason=reason, new_at=soon, by=by["hoa"], on=working(today, -6))
    return made


def _zone() -> Any:
    from danvan.lib import dates

    return dates.VIETNAM


if __name__ == "__main__":
    setup()
    print(json.dumps(build()))  # noqa: T201
