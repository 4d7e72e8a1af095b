"""An application that came over the portal, for tests of every page: with a file, a fee ordered online; a draft."""

from datetime import date
from typing import Any

from danvan.cases.actions import Person
from danvan.journal.actors import CITIZEN
from danvan.onestop import actions
from danvan.onestop.actions import Filing, Scanned, drafting, orders
from danvan.people.models import Account, Unit
from danvan.procedures import actions as procedures
from danvan.procedures.actions import Act
from danvan.procedures.tests import make as catalogue
from danvan.procedures.workflow import Channel

PDF = b"%PDF-1.4 " + b"0" * 64


def online_of(unit: Unit, leader: Account, day: date) -> dict[str, Any]:
    """What the pages of the portal and of the desk need to find it."""
    told = catalogue.content("Đăng ký tạm trú", ways=[catalogue.way("online", fee=20_000)])
    draft = catalogue.make_draft(unit, leader, told)
    version = procedures.publish(draft, act=Act("12/QĐ-UBND", day, day), by=leader, on=day)
    scan = Scanned(1, ("to-khai.pdf", PDF, "application/pdf"))
    lan = Person("Nguyễn Thị Lan", phone="0912000417")
    filing = Filing(version.procedure, Channel.ONLINE, lan, scans=[scan])
    row = actions.receive(filing, unit=unit, by=CITIZEN, on=day)
    orders.begin(row.fees.get(), on=day)
    _draft, code = drafting.begin(version.procedure, unit=unit, said={}, on=day)
    return {
        "online": row.pk,
        "online_code": version.procedure.code,
        "online_case": row.case.code,
        "online_fee": row.fees.get().pk,
        "online_order": row.orders.get().pk,
        "online_file": row.scans.get().attachment_id,
        "draft_code": code,
    }
