"""Single values as they are written in the catalogue: codes, terms, fees, numbers of copies, ways, levels.

Each function says what it understood and what it only takes for likely: that is shown, and a person decides.
"""

import re
from dataclasses import dataclass

from danvan.lib.text import clean, fold
from danvan.procedures.models.procedure import CODE
from danvan.procedures.terms import Term, TermUnit
from danvan.procedures.workflow import Channel, Level

DECIMALS = 6
_CODE = re.compile(CODE)
_SHORT_CODE = re.compile(r"([0-9])[.,]([0-9]{1,6})")
_TERM = re.compile(r"0*([1-9][0-9]{0,2}) (ngày làm việc|giờ làm việc|ngày)\.?", re.IGNORECASE)
_UNIT = {
    "ngày làm việc": TermUnit.WORKING_DAYS,
    "giờ làm việc": TermUnit.WORKING_HOURS,
    "ngày": TermUnit.CALENDAR_DAYS,
}
_MORE = re.compile(r"\s*Xem chi tiết\s*")  # the words of a link behind each amount
_ONE_FEE = re.compile(r"(Phí|Lệ phí)\s*:\s*([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)\s*Đồng", re.IGNORECASE)
_COPIES = re.compile(r"Bản chính\s*:\s*([0-9]{1,3})\s*-\s*Bản sao\s*:\s*([0-9]{1,3})", re.IGNORECASE)
_CHANNELS = {
    Channel.COUNTER: ("truc tiep", "nop truc tiep"),
    Channel.POST: ("dich vu buu chinh", "buu chinh", "qua buu chinh", "buu chinh cong ich"),
    Channel.ONLINE: ("truc tuyen", "nop truc tuyen"),
}
_LEVELS = {
    Level.COMMUNE: ("xa", "cap xa"),
    Level.DISTRICT: ("huyen", "cap huyen"),
    Level.PROVINCE: ("tinh", "cap tinh"),
    Level.NATION: ("bo", "cap bo", "trung uong"),
}


@dataclass(frozen=True)
class CodeRead:
    """A code where it is one; else nothing, and what it may have been before a spreadsheet took it for a number."""

    code: str
    proposal: str = ""


def code(given: str) -> CodeRead:
    """'2.000720' is a code; '2.00072' is none, and may have been 2.000720."""
    told = given.replace(" ", "").upper()
    if _CODE.fullmatch(told):
        return CodeRead(told)
    if found := _SHORT_CODE.fullmatch(told):
        return CodeRead("", f"{found[1]}.{found[2].ljust(DECIMALS, '0')}")
    return CodeRead("")


@dataclass(frozen=True)
class TermRead:
    """A term, whether it is clear, and what it may be."""

    term: Term
    clear: bool = True
    proposal: str = ""


def term(given: str) -> TermRead:
    """'07 Ngày làm việc' is seven working days; 'khác', '1 Tháng', '0' stay as they came and are not clear."""
    told = clean(given)
    if not told:
        return TermRead(Term())
    if found := _TERM.fullmatch(told):
        return TermRead(Term(int(found[1]), _UNIT[found[2].lower()]))
    likely = (
        "trong ngày làm việc" if fold(told) in ("trong ngay", "ngay trong ngay", "giai quyet ngay") else ""
    )
    return TermRead(Term(None, TermUnit.AS_WRITTEN, told), False, likely)


def told_otherwise(term: Term, note: str) -> str:
    """Words of a note that tell the same number in working days, where the term is in days; empty for none."""
    if term.unit != TermUnit.CALENDAR_DAYS:
        return ""
    found = re.search(rf"\b0*{term.amount} ngày làm việc", clean(note), re.IGNORECASE)
    return found[0] if found else ""


@dataclass(frozen=True)
class FeeRead:
    """A fee in đồng, its words, and whether it is clear."""

    amount: int | None
    words: str
    clear: bool = True


def fee(given: str) -> FeeRead:
    """'Lệ phí: 200000 Đồng' is an amount; words without a number are words; several amounts are not clear."""
    told = clean(_MORE.sub(" ", given))
    if found := _ONE_FEE.fullmatch(told):
        return FeeRead(int(found[2].replace(".", "")), found[1].capitalize())
    unclear = bool(re.search(r"[0-9]", told)) or fold(told).endswith("dong")
    return FeeRead(None, told, not unclear)


def copies(given: str) -> tuple[int, int] | None:
    """(originals, copies) of 'Bản chính: 1 - Bản sao: 0'; None where it says neither, or none of both."""
    found = _COPIES.fullmatch(clean(given))
    counts = (int(found[1]), int(found[2])) if found else (0, 0)
    return counts if any(counts) else None


def channel(given: str) -> str:
    """The way to file; empty where it is not clear."""
    return next((way.value for way, said in _CHANNELS.items() if fold(given) in said), "")


def level(given: str) -> str:
    """The level; empty where it is not clear."""
    return next((each.value for each, said in _LEVELS.items() if fold(given) in said), "")
