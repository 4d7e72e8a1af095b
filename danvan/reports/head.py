"""Who issues the paper of a report and in what words it begins and ends, for the DOCX and the PDF alike."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from danvan.lib import dates
from danvan.papers.heads import AUTHORITIES
from danvan.people import queries as people
from danvan.people.models import Unit
from danvan.reports import prose

DEMONSTRATION = "BẢN TRÌNH DIỄN"
KIND = "BÁO CÁO"
SUBJECT = ("Kết quả công tác dân vận chính quyền:", "tiếp công dân, tiếp nhận và giải quyết đơn thư")
COPIES = ("Cơ quan cấp trên trực tiếp (để báo cáo);", "Lưu: VT.")


class Headed(Protocol):
    """What a report must tell so that its paper has a head: whose figures, over which days, asked for when."""

    @property
    def unit(self) -> Unit:
        """Whose report it is."""

    @property
    def unit_name(self) -> str:
        """The name of the unit at the end of the period."""

    @property
    def from_(self) -> date:
        """Its first day."""

    @property
    def until(self) -> date:
        """The last day that is counted."""

    @property
    def asked_at(self) -> datetime:
        """When it was asked for."""

    @property
    def communes(self) -> int:
        """How many communes stood in it."""


def issuer(report: Headed) -> list[str]:
    """ỦY BAN NHÂN DÂN, HUYỆN KỲ ANH on two lines; a body that is no authority under its own name."""
    unit, name = issuing(report)
    return ["ỦY BAN NHÂN DÂN", name.upper()] if is_authority(unit) else [name.upper()]


def number(report: Headed) -> str:
    """The number, left open for the office's book."""
    return "Số:          /BC-UBND" if is_authority(issuing(report)[0]) else "Số:          /BC"


def place_and_date(report: Headed) -> str:
    """Kỳ Anh, ngày 01 tháng 8 năm 2018: the proper name of the place, without its kind."""
    unit, shown = issuing(report)
    place = unit.names.filter(full=shown).values_list("name", flat=True).first() or shown
    return f"{place}, {dates.on_paper(dates.day_of(report.asked_at))}"


def subject(report: Headed, on: Sequence[str] = SUBJECT) -> list[str]:
    """What the report is on, line by line; whose figures they are where another unit issues it."""
    whose = issuing(report)[0].pk != report.unit.pk
    return [*on, *([f"Số liệu của {report.unit_name}"] if whose else [])]


def period(report: Headed) -> str:
    """(Từ ngày 01/01/2018 đến hết ngày 30/06/2018)."""
    told = prose.period(report)
    return f"({told[0].upper()}{told[1:]})"


def signer(report: Headed) -> list[str]:
    """For whom and as what somebody signs."""
    if is_authority(issuing(report)[0]):
        return ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    return ["THỦ TRƯỞNG ĐƠN VỊ"]


def issuing(report: Headed) -> tuple[Unit, str]:
    """Who issues the paper, and its name: the unit itself, or where it has ended the one that stands for it today.

    That is its whole successor, or for a unit that was divided the highest unit that stood above it.
    """
    today = dates.day_of(report.asked_at)
    end = report.unit.exists_until
    if end is None or end > today:
        return report.unit, report.unit_name
    heirs = [heir for heir, whole in people.shown_heirs(report.unit, today) if whole]
    above = people.path_of(report.unit, end - timedelta(days=1))[:1]
    found = heirs[0] if len(heirs) == 1 else next((unit for unit in above if unit.exists_on(today)), None)
    return (found, found.name_on(today)) if found else (report.unit, report.unit_name)


def is_authority(unit: Unit) -> bool:
    """Whether it is a people's committee; any other body stands under its own name."""
    return unit.tier in AUTHORITIES
