"""An office with two custodians, and a denunciation that came to it."""

from dataclasses import dataclass, field
from datetime import date

from danvan.cases.workflow import Channel
from danvan.denunciations import actions
from danvan.denunciations.actions import Letter, Taken
from danvan.denunciations.models import Custodian, Denunciation
from danvan.denunciations.parcels import Identity
from danvan.journal.actors import CITIZEN
from danvan.lib import seal
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from tests.make import make_officer, make_unit

MONDAY = date(2026, 3, 2)
LANH = Identity("Ưng Thị Khuyến", "0987612345", "040185012345", "số 7, xóm Bàu Sen, xã Thử")
WORDS = "Ông cán bộ địa chính nhận tiền của chín hộ để làm sổ nhanh, không có biên lai."


@dataclass
class Office:
    """A commune below a province; each has a leader and two custodians with keys of their own."""

    province: Unit
    unit: Unit
    hoa: Account
    keepers: list[Account]
    rows: list[Custodian]
    secrets: dict[int, str] = field(default_factory=dict)

    def secret(self, officer: Account) -> str:
        """The secret half of the officer's key, which the register never saw."""
        return self.secrets[officer.pk]


def make_office() -> Office:
    """An office whose door is open to denunciations on MONDAY; call it with the register's present not before."""
    province = make_unit(tier="province", name="tỉnh Thử")
    unit = make_unit(parent=province)
    keepers: list[Account] = []
    rows: list[Custodian] = []
    secrets: dict[int, str] = {}
    for where in (province, unit):
        leader = make_officer(where, Role.LEADER, full_name="Lê Thị Hoa")
        for name in ("Trần Văn Giữ", "Phạm Thị Khóa"):
            officer = make_officer(where, Role.HANDLER, full_name=name)
            row, secret = keep(officer, where, by=leader)
            secrets[officer.pk] = secret
            if where == unit:
                keepers.append(officer)
                rows.append(row)
    return Office(province, unit, leader, keepers, rows, secrets)


def keep(officer: Account, unit: Unit, *, by: Account, on: date = MONDAY) -> tuple[Custodian, str]:
    """The officer becomes a custodian with a fresh key; its secret."""
    pair = seal.new_pair()
    row = actions.name_custodian(officer, unit=unit, by=by, on=on)
    return actions.bring_key(row, pair.recipient, by=officer, on=on), pair.secret


def send(office: Office, *, on: date = MONDAY, **letter: object) -> tuple[Denunciation, str]:
    """A denunciation from the citizens' site, and its receipt."""
    given = {"unit": office.unit, "body": WORDS, "topic": "land", "identity": LANH, **letter}
    taken: Taken = actions.receive(Letter(**given), channel=Channel.PORTAL, by=CITIZEN, on=on)  # type: ignore[arg-type]
    return taken.case.denunciation, taken.receipt


def redacted(office: Office, found: Denunciation, *, on: date = MONDAY) -> None:
    """Written down without the denouncer."""
    actions.redact(
        found,
        subject="Thu tiền ngoài quy định khi làm giấy tờ đất",
        body="Người bị tố cáo bị nêu là thu của dân khoản không có chứng từ.",
        by=office.keepers[0],
        on=on,
    )
    found.refresh_from_db()
