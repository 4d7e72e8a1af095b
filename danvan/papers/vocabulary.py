"""The fields that papers are made of: their names, what they mean, and which of them are personal data."""

from collections.abc import Mapping
from dataclasses import dataclass

from danvan.papers.workflow import PaperKind


@dataclass(frozen=True)
class Known:
    """A field that the register fills in by itself."""

    vi: str
    en: str
    example: str
    personal: bool = False


KNOWN: Mapping[str, Known] = {
    "superior": Known("Cơ quan chủ quản", "Superior body", "UBND HUYỆN THỬ"),
    "issuer": Known("Cơ quan ban hành", "Issuing body", "ỦY BAN NHÂN DÂN\nXÃ THỬ"),
    "number": Known("Số, ký hiệu", "Number and symbol", "12/TB-UBND"),
    "place_and_date": Known("Địa danh, ngày tháng", "Place and date", "Thử, ngày 12 tháng 02 năm 2018"),
    "day": Known("Ngày ban hành", "Day of issue", "12/02/2018"),
    "body_name": Known("Tên cơ quan trong câu", "The body in a sentence", "Ủy ban nhân dân xã Thử"),
    "head_of_body": Known("Người đứng đầu cơ quan", "Head of the body", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ THỬ"),
    "basis": Known("Các căn cứ", "Legal basis", "Căn cứ Luật Khiếu nại số 02/2011/QH13;"),
    "letter_kind": Known("Loại đơn", "Kind of letter", "kiến nghị"),
    "subject": Known("Tóm tắt nội dung", "What it is about", "cống thoát nước bị tắc"),
    "received_on": Known("Ngày nhận", "Day received", "05/02/2018"),
    "senders": Known("Người gửi, người đến", "Who wrote or came", "ông (bà) Trần Thị Thử", personal=True),
    "senders_first": Known(
        "Người gửi, đầu câu", "Who wrote, at the start", "Ông (bà) Trần Thị Thử", personal=True
    ),
    "sender_lines": Known(
        "Người nhận văn bản, địa chỉ",
        "Addressee and address",
        "Ông (bà) Trần Thị Thử\nThôn Thử",
        personal=True,
    ),
    "address": Known("Địa chỉ", "Address", "Thôn Thử, xã Thử", personal=True),
    "due_on": Known("Hạn giải quyết", "Due day", "05/03/2018"),
    "taken_up_on": Known("Ngày thụ lý", "Day taken up", "06/02/2018"),
    "extended_to": Known("Hạn sau khi gia hạn", "Due day after an extension", "04/04/2018"),
    "term": Known("Cách tính hạn", "How the day is counted", "10 ngày làm việc"),
    "authority": Known("Thẩm quyền ký", "Authority to sign", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"),
    "signer_name": Known("Người ký", "Signer", "Lê Văn Thử"),
    "drafting": Known("Ký hiệu đơn vị soạn", "Drafting unit", "TCD"),
    "demo": Known("Dòng trình diễn", "Demonstration line", ""),
}
HEAD = ("issuer", "number", "place_and_date")
SIGNATURE = ("authority", "signer_name")
"""Fields that a paper in the form of Decree 30/2020/NĐ-CP must have; minutes are signed by both sides instead."""


def allowed(kind: PaperKind) -> dict[str, str]:
    """Every field that a template of this kind may use, with what it means in Vietnamese, in the order of lists."""
    known = {name: field.vi for name, field in KNOWN.items()}
    cited = dict.fromkeys(kind.cites, "Điều luật được viện dẫn")
    return {**known, **cited, **{one.name: one.vi for one in kind.asked}}


def required(kind: PaperKind) -> list[str]:
    """Fields that a template of this kind must use."""
    signed = () if kind.sides else SIGNATURE
    return [*HEAD, *signed, *(one.name for one in kind.asked if not one.optional)]


def examples(kind: PaperKind) -> dict[str, str]:
    """A value for every field, to try a template with."""
    known = {name: field.example for name, field in KNOWN.items()}
    return {
        **known,
        **dict.fromkeys(kind.cites, "Điều 28"),
        **{one.name: one.example or one.vi for one in kind.asked},
    }


def is_personal(name: str) -> bool:
    """Whether the field may name a person who wrote or came: all that an officer typed may."""
    return name not in KNOWN or KNOWN[name].personal
