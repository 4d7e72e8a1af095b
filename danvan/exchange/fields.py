"""The form in which cases and figures are exchanged, field by field; schema, checks, spreadsheet and docs read this.

It is our own: the interface of the national database is not public. A field is never renamed or given another meaning;
what changes that is a new FORMAT.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from danvan.law import Words

FORMAT, ANSWER_FORMAT = "danvan.exchange/1", "danvan.exchange-answer/1"
TEXT, NUMBER, DAY, FLAG, NUMBERS = "text", "number", "day", "flag", "numbers"


@dataclass(frozen=True)
class Field:
    """One field: its name, what stands in it, its meaning; `personal` ones only by a decision of the office."""

    name: str
    kind: str
    means: Words
    required: bool = True
    longest: int = 200
    pattern: str = ""
    personal: bool = False


CASE: Sequence[Field] = (
    Field(
        "id",
        TEXT,
        Words("Số của hồ sơ trong sổ này", "Number of the case in this register"),
        pattern=r"^DV-\d+$",
    ),
    Field("version", NUMBER, Words("Lần gửi thứ mấy của hồ sơ này", "Which sending of this case, from 1")),
    Field("kind", TEXT, Words("Loại đơn", "Kind of letter"), longest=30),
    Field("channel", TEXT, Words("Đến bằng cách nào", "By which way it came"), longest=10),
    Field("topic", TEXT, Words("Nội dung", "What it is about"), longest=40),
    Field("received_on", DAY, Words("Ngày nhận", "Day of receipt")),
    Field(
        "unit_key",
        TEXT,
        Words("Khóa của đơn vị giải quyết", "Key of the unit that answers for it"),
        longest=60,
    ),
    Field(
        "unit_code",
        TEXT,
        Words("Mã đơn vị hành chính của Tổng cục Thống kê", "Code of the statistics office"),
        pattern=r"^\d{2,5}$",
    ),
    Field("unit_name", TEXT, Words("Tên đơn vị", "Name of the unit")),
    Field("status", TEXT, Words("Trạng thái", "Status"), longest=30),
    Field("phase", TEXT, Words("Giai đoạn", "Phase"), longest=10),
    Field("people", NUMBER, Words("Số người đứng tên", "How many people signed")),
    Field("due_on", DAY, Words("Ngày hết thời hạn", "Last day of the term"), required=False),
    Field("waiting", FLAG, Words("Đang tạm dừng tính thời hạn", "Whether the clock stands still")),
    Field("closed_on", DAY, Words("Ngày kết thúc", "Day it was closed"), required=False),
    Field("outcome", TEXT, Words("Kết quả giải quyết", "Outcome of the answer"), required=False, longest=10),
    Field("decision", TEXT, Words("Số văn bản trả lời", "Number of the answer"), required=False, longest=60),
    Field("decided_on", DAY, Words("Ngày trả lời", "Day of the answer"), required=False),
    Field(
        "sender_name", TEXT, Words("Họ tên người gửi", "Name of the sender"), required=False, personal=True
    ),
    Field(
        "sender_address",
        TEXT,
        Words("Địa chỉ người gửi", "Address of the sender"),
        required=False,
        longest=250,
        personal=True,
    ),
)
TABLE: Sequence[Field] = (
    Field(
        "id",
        TEXT,
        Words("Khóa đơn vị và tháng", "Key of the unit and month"),
        pattern=r"^[A-Z0-9-]+/\d{4}-\d{2}$",
    ),
    Field("version", NUMBER, Words("Lần gửi thứ mấy của tháng này", "Which sending of this month, from 1")),
    Field("period", TEXT, Words("Tháng", "Month"), pattern=r"^\d{4}-\d{2}$"),
    *(field for field in CASE if field.name.startswith("unit_")),
    Field(
        "figures",
        NUMBERS,
        Words("Chỉ số của báo cáo → con số", "Figure of the report → its number (docs/glossary.md)"),
    ),
)
FORMS = {"case": CASE, "table": TABLE}
