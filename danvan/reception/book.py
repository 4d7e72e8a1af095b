"""The register as the law's own forms print it: the columns of 2021 and of 2026, and what stands in each.

Headings are those of the forms and stay Vietnamese. One line for each matter; what the law does not ask is not shown.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from danvan import law
from danvan.cases.models import Case
from danvan.lib.dates import short
from danvan.reception.models import Matter, Outcome, Turn, Visitor
from danvan.reception.words import KINDS

HIDDEN = "không hiển thị"
REGISTER_2026 = "reception.national_register"


@dataclass(frozen=True)
class Line:
    """One matter of a turn, with the names that the pages need: `number` is empty after a turn's first matter."""

    number: int | None
    turn: Turn
    matter: Matter
    visitors: Sequence[Visitor]
    units: dict[int, str]
    hidden: bool = False
    """It is about whoever takes the book out: only its number is printed, so that none seems to be missing."""

    @property
    def case(self) -> Case | None:
        """The petition that was opened."""
        return self.matter.petition


@dataclass(frozen=True)
class Column:
    """A column of a form: its heading, what stands in it, how wide it is (characters)."""

    heading: str
    read: Callable[[Line], str]
    width: int = 14


@dataclass(frozen=True)
class Form:
    """A form of the register (mẫu sổ): its code, the act that sets it, its columns."""

    code: str
    act: str
    columns: tuple[Column, ...]

    def headings(self) -> list[str]:
        """The headings, in their order."""
        return [column.heading for column in self.columns]

    def cells(self, line: Line) -> list[str]:
        """What stands in each column of a line."""
        if line.hidden:
            return [str(line.number), HIDDEN, *[""] * (len(self.columns) - 2)]
        return [column.read(line) for column in self.columns]


def _number(line: Line) -> str:
    return str(line.number) if line.number else ""


def _day(line: Line) -> str:
    return short(line.turn.on)


def _people(line: Line) -> str:
    named = [", ".join(filter(None, (one.full_name, one.address))) for one in line.visitors]
    more = line.turn.persons - len(line.visitors)
    return "; ".join(named) + (f" và {more} người khác" if more > 0 else "")


def _papers(line: Line) -> str:
    return "; ".join(one.citizen_id for one in line.visitors if one.citizen_id)


def _told(line: Line) -> str:
    request = f" Yêu cầu: {line.matter.request}" if line.matter.request else ""
    return line.matter.summary + request


def _kind(line: Line) -> str:
    return str(KINDS[line.matter.kind])


def _persons(line: Line) -> str:
    return str(line.turn.persons)


def _kind_and_persons(line: Line) -> str:
    return f"{_kind(line)} / {line.turn.persons}"


def _settled(line: Line) -> str:
    return line.matter.settled_before


def _own(line: Line) -> str:
    """x where the unit itself took the matter up, or answered it."""
    case, outcome = line.case, line.matter.outcome
    own = outcome in (Outcome.ANSWERED, Outcome.PENDING) or (case is not None and not _passed_to(line))
    return "x" if own else ""


def _shown_to(line: Line) -> str:
    matter = line.matter
    if not matter.is_shown_elsewhere:
        return ""
    paper = f" ({matter.paper})" if matter.paper else ""
    return (matter.referred_to or matter.advice) + paper


def _passed_to(line: Line) -> str:
    case = line.case
    if case is None:
        return ""
    if case.unit_responsible_id != line.turn.unit_id:
        return line.units.get(case.unit_responsible_id, "")
    return case.elsewhere


def _result(line: Line) -> str:
    if line.case:
        return str(line.case.state.label)
    issued = [notice for notice in line.matter.notices.all() if notice.issued_on]
    if issued:
        return f"Đã báo {short(issued[-1].issued_on)}" if issued[-1].issued_on else ""
    return "Chưa báo" if line.matter.outcome == Outcome.PENDING else ""


def _note(line: Line) -> str:
    marks = [] if line.matter.first_time else ["đã đến trước đây"]
    marks += ["ghi sau, giờ không chính xác"] if line.turn.is_late_entry else []
    marks += ["đoàn đông người"] if line.turn.is_group else []
    marks += ["tiếp trực tuyến"] if line.turn.online else []
    return "; ".join([*marks, *filter(None, [line.turn.note])])


FORM_2021 = Form(
    "Sổ tiếp công dân",
    "Thông tư 04/2021/TT-TTCP",
    (
        Column("STT", _number, 6),
        Column("Ngày tiếp", _day, 11),
        Column("Họ tên, địa chỉ", _people, 28),
        Column("CMND/Hộ chiếu", _papers),
        Column("Nội dung vụ việc", _told, 44),
        Column("Phân loại đơn/Số người", _kind_and_persons, 18),
        Column("Cơ quan đã giải quyết", _settled, 20),
        Column("Thụ lý để giải quyết", _own, 10),
        Column("Trả lại đơn và hướng dẫn", _shown_to, 26),
        Column("Chuyển đơn đến cơ quan", _passed_to, 22),
        Column("Theo dõi kết quả", _result, 18),
        Column("Ghi chú", _note, 18),
    ),
)
FORM_2026 = Form(
    "Mẫu 03/TCD",
    "Nghị định 154/2026/NĐ-CP",
    (
        Column("STT", _number, 6),
        Column("Ngày tiếp", _day, 11),
        Column("Họ tên, địa chỉ", _people, 28),
        Column("CCCD/Hộ chiếu", _papers),
        Column("Tóm tắt nội dung vụ việc", _told, 44),
        Column("Phân loại đơn", _kind, 16),
        Column("Số công dân có đơn cùng nội dung", _persons, 10),
        Column("Cơ quan đã giải quyết hết thẩm quyền", _settled, 20),
        Column("Thuộc thẩm quyền (x)", _own, 10),
        Column("Hướng dẫn đến cơ quan, số văn bản", _shown_to, 26),
        Column("Chuyển đến cơ quan, số văn bản", _passed_to, 22),
        Column("Theo dõi kết quả giải quyết", _result, 18),
        Column("Ghi chú", _note, 18),
    ),
)
FORMS = {"2021": FORM_2021, "2026": FORM_2026}


def form_of(day: date) -> str:
    """The form in force on a day: that of the decree from its first day on, before it that of the circular."""
    try:
        law.rule(REGISTER_2026, day)
    except law.NotInForce:
        return "2021"
    return "2026"


def lines(
    turns: Sequence[Turn], units: dict[int, str], *, hidden: Collection[int] = (), first: int = 1
) -> Iterator[Line]:
    """Turns in their order as lines, each turn numbered once; its visitors and matters are read already.

    `hidden`: turns that do not exist for whoever asks, one line each. `first` is the number of the first turn.
    """
    for number, turn in enumerate(turns, first):
        visitors = sorted(turn.visitors.all(), key=lambda row: row.pk)
        matters = sorted(turn.matters.all(), key=lambda row: row.pk)
        if turn.pk in hidden:
            yield Line(number, turn, matters[0], (), {}, hidden=True)
            continue
        for place, matter in enumerate(matters):
            yield Line(None if place else number, turn, matter, visitors, units)
