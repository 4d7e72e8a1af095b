"""What decisions and conclusions come to in money, land and people (kết quả xử lý), and what of it was carried out.

A closed list: statutory forms have a column for each. Amounts are integers in the smallest unit that papers name: đồng,
dm² (a hundredth of a m²), organisations, persons, matters. Pure data, and what the amounts of one case must keep to.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.lib import dates
from danvan.lib.amounts import written


class Stage(StrEnum):
    """What a decision or conclusion says, or what was carried out of it; of a crime: passed on, or prosecuted."""

    PROPOSED = "proposed"
    DONE = "done"


STAGES = {
    Stage.PROPOSED: gettext_lazy("Theo quyết định, kết luận"),
    Stage.DONE: gettext_lazy("Đã thực hiện"),
}
_OF_CRIMES = {
    Stage.PROPOSED: gettext_lazy("Đã chuyển cơ quan điều tra"),
    Stage.DONE: gettext_lazy("Đã khởi tố"),
}
WHY_WRONG = {
    "typed": gettext_lazy("Ghi nhầm số hoặc nhầm loại"),
    "twice": gettext_lazy("Ghi hai lần"),
    "replaced": gettext_lazy("Văn bản đã được sửa đổi, thay thế hoặc hủy bỏ"),
}
"""Why an amount is taken back: chosen, so that no words about a person come in."""


@dataclass(frozen=True)
class Measured:
    """In what an amount is told: the word, and how many of the stored unit make one of it."""

    word: str | Promise
    per: int = 1


MONEY, LAND = Measured(gettext_lazy("đồng")), Measured(gettext_lazy("m²"), 100)
ORGANISATIONS, PERSONS, MATTERS = (
    Measured(gettext_lazy("tổ chức")),
    Measured(gettext_lazy("người")),
    Measured(gettext_lazy("vụ")),
)


@dataclass(frozen=True)
class What:
    """One thing that is told in numbers. `within`: it is part of that other one, told of the same day.

    `bounded`: no more of it can be carried out than was decided. `by_step`: what is decided of it is counted by that
    step, where the kind of case has one.
    """

    code: str
    label: str | Promise
    measured: Measured
    bounded: bool = True
    within: str = ""
    by_step: str = ""

    def at(self, stage: str) -> str:
        """The stage in words, as it is of this thing."""
        words = _OF_CRIMES if self.code.startswith("crime_") else STAGES
        return str(words[Stage(stage)])


ALL = {
    what.code: what
    for what in (
        What("recover_money", gettext_lazy("Thu hồi cho Nhà nước: tiền"), MONEY),
        What("recover_land", gettext_lazy("Thu hồi cho Nhà nước: đất"), LAND),
        What("return_org_money", gettext_lazy("Trả lại cho tổ chức: tiền"), MONEY),
        What("return_org_land", gettext_lazy("Trả lại cho tổ chức: đất"), LAND),
        What("return_person_money", gettext_lazy("Trả lại cho cá nhân: tiền"), MONEY),
        What("return_person_land", gettext_lazy("Trả lại cho cá nhân: đất"), LAND),
        What("return_orgs", gettext_lazy("Tổ chức được trả lại quyền lợi"), ORGANISATIONS),
        What("return_persons", gettext_lazy("Cá nhân được trả lại quyền lợi"), PERSONS),
        What("handle_orgs", gettext_lazy("Tổ chức bị xử lý hành chính"), ORGANISATIONS, bounded=False),
        What("handle_persons", gettext_lazy("Cá nhân bị xử lý hành chính"), PERSONS, bounded=False),
        What(
            "handle_officials",
            gettext_lazy("Cá nhân bị xử lý hành chính: trong đó cán bộ, công chức, viên chức"),
            PERSONS,
            bounded=False,
            within="handle_persons",
        ),
        What(
            "crime_matters",
            gettext_lazy("Chuyển cơ quan điều tra, khởi tố: vụ"),
            MATTERS,
            bounded=False,
            by_step="refer_crime",
        ),
        What(
            "crime_persons", gettext_lazy("Chuyển cơ quan điều tra, khởi tố: người"), PERSONS, bounded=False
        ),
        What(
            "crime_officials",
            gettext_lazy("Chuyển cơ quan điều tra, khởi tố: trong đó cán bộ, công chức, viên chức"),
            PERSONS,
            bounded=False,
            within="crime_persons",
        ),
    )
}
PREFIX = "awards."


def measure(stage: str, code: str) -> str:
    """The measure that an amount is posted under: awards.proposed_recover_money."""
    return f"{PREFIX}{stage}_{code}"


MEASURES = tuple(measure(stage, code) for stage in Stage for code in ALL)


class Told(NamedTuple):
    """An amount as far as sums ask; below zero where it takes one back."""

    what: str
    stage: str
    on: date
    amount: int


def why_not(rows: Iterable[Told]) -> str | None:
    """Why these cannot all be the amounts of one case in one unit, in a sentence; None when they can."""
    told = list(rows)
    return next(
        filter(None, (check(told, what) for what in ALL.values() for check in (_over, _beside))), None
    )


def _over(told: list[Told], what: What) -> str | None:
    """Why more would be carried out than was decided by some day."""
    if not what.bounded:
        return None
    for day, proposed, done in _by_day(told, what):
        if done > proposed:
            return _(
                "%(what)s: đến ngày %(day)s theo quyết định, kết luận là %(proposed)s, nên không thể đã thực hiện "
                "%(done)s. Ghi hoặc gỡ số kia trước."
            ) % {
                "what": what.label,
                "day": dates.short(day),
                "proposed": said(what, proposed),
                "done": said(what, done),
            }
    return None


def _by_day(told: list[Told], what: What) -> Iterator[tuple[date, int, int]]:
    """Each day on which anything was told of it, with what was decided and what was carried out by then."""
    rows = sorted((row for row in told if row.what == what.code), key=lambda row: row.on)
    sums = dict.fromkeys(Stage, 0)
    for day, some in groupby(rows, key=lambda row: row.on):
        for row in some:
            sums[Stage(row.stage)] += row.amount
        yield day, sums[Stage.PROPOSED], sums[Stage.DONE]


def _beside(told: list[Told], what: What) -> str | None:
    """Why a part would be more than the whole, which is told of the same day so that every period has both."""
    for stage, day in sorted({(row.stage, row.on) for row in told if what.within and row.what == what.code}):
        part, whole = (
            sum(row.amount for row in told if row[:3] == (code, stage, day))
            for code in (what.code, what.within)
        )
        if part > whole:
            return _(
                "%(whole)s: ngày %(day)s ghi %(of)s, nên không thể có %(part)s trong số đó. Ghi tổng số của cùng ngày "
                "trước; khi gỡ thì gỡ số này trước."
            ) % {
                "whole": ALL[what.within].label,
                "day": dates.short(day),
                "of": said(ALL[what.within], whole),
                "part": said(what, part),
            }
    return None


def said(what: What, amount: int) -> str:
    """An amount with its unit, exact: 12.500.000 đồng; 1.250,5 m²."""
    return f"{written(amount, what.measured.per)} {what.measured.word}"
