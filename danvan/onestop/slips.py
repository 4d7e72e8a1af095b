"""The slips of an application as PDF, filled from what the register knows and set by typst from slip.typ.

The receipt with the appointment (Giấy tiếp nhận hồ sơ và hẹn trả kết quả), and the control slip (Phiếu kiểm soát quá
trình giải quyết hồ sơ). Both are always Vietnamese. What a leader signs is drafted as any other paper
(danvan.papers, `application_*`).
"""

import io
import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from danvan.journal.queries import events_of
from danvan.lib import dates
from danvan.onestop import present, queries
from danvan.onestop.models import Application, Behalf, Handed, Stage
from danvan.papers import pdf
from danvan.papers.fill import DEMO
from danvan.papers.heads import head_of
from danvan.people import queries as people
from danvan.procedures import fees
from danvan.web import words

LAYOUT = Path(__file__).with_name("slip.typ")
Line = tuple[str, str]


def receipt(row: Application) -> bytes:
    """The receipt: who, what, with which papers, received and promised to the minute, the code and where to use it."""
    with translation.override("vi"):
        return _set(
            row,
            dates.day_of(row.filed_at),
            heading="GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            number=f"Số: {row.receipt}",
            lines=_receipt_lines(row),
            table=_papers(row),
            notes=[f"Vào sổ theo dõi hồ sơ năm {row.year}, số thứ tự {row.number}."],
            sides=["NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ"],
            stub=_stub(row),
        )


def control(row: Application, on: date) -> bytes:
    """The control slip: each step with who gave and who took it, to the minute, before, on or after its share."""
    with translation.override("vi"):
        return _set(
            row,
            on,
            heading="PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
            number=f"Hồ sơ số: {row.receipt}",
            lines=[
                ("Thủ tục", f"{row.version.procedure.code} {row.version.name}".strip()),
                ("Cơ quan tiếp nhận", head_of(row.unit, on).body_name),
                ("Nhận lúc", _at(row.filed_at)),
                ("Hẹn trả lúc", _at(row.appointment_at)),
                ("Kết quả", _outcome(row)),
            ],
            table=_course(row, on),
            notes=[present.halt(one) for one in row.halts.order_by("from_at")],
        )


def handing(row: Application, on: date, address: str) -> bytes:
    """The slip with which a matter is handed over (Phiếu trả kết quả): what, when, to whom; where it may be rated."""
    with translation.override("vi"):
        return _set(
            row,
            on,
            heading="PHIẾU TRẢ KẾT QUẢ" if row.handed_at else "PHIẾU MỜI ĐÁNH GIÁ",
            number=f"Hồ sơ số: {row.receipt}",
            lines=_handing_lines(row),
            table={"widths": [], "heads": [], "rows": []},
            notes=[],
            sides=["NGƯỜI NHẬN KẾT QUẢ", "NGƯỜI TRẢ KẾT QUẢ"] if row.handed_at else [],
            stub={
                "qr": _qr(address),
                "alt": "Mã QR mở trang đánh giá",
                "code": "Mời ông/bà đánh giá",
                "said": "Quét mã bằng điện thoại, trả lời năm câu, không cần xưng tên. "
                "Câu trả lời không gắn với hồ sơ: không ai xem được ai đã trả lời gì.",
            },
        )


def _handing_lines(row: Application) -> list[Line]:
    lines = [
        ("Thủ tục", f"{row.version.procedure.code} {row.version.name}".strip()),
        ("Nhận hồ sơ lúc", _at(row.filed_at)),
        ("Hẹn trả kết quả lúc", _at(row.appointment_at)),
    ]
    if row.handed_at:
        how = f"{row.get_handed_by_display()}, cho {row.handed_to}"
        lines += [("Trả kết quả lúc", _at(row.handed_at)), ("Cách trả", how)]
    return lines


def _set(row: Application, on: date, **told: Any) -> bytes:
    head = head_of(row.unit, on)
    given = {
        "demo": DEMO if settings.DANVAN_DEMO else "",
        "superior": head.superior,
        "issuer": head.issuer,
        "place_and_date": f"{head.place}, {dates.on_paper(on)}",
        "sides": [],
        "stub": None,
        **told,
    }
    return pdf.typeset(_layout(), {"slip": json.dumps(given, ensure_ascii=False)})


def _receipt_lines(row: Application) -> list[Line]:
    """The fields of the receipt; what is not known is left out."""
    persons = list(row.case.parties.order_by("pk"))
    applicant, filer = (persons[0], persons[-1]) if persons else (None, None)
    lines: list[Line] = []
    if applicant and filer:
        lines.append(("Người đề nghị", applicant.full_name))
        if row.behalf != Behalf.SELF:
            how = str(Behalf(row.behalf).label).lower()
            lines.append(
                ("Người nộp", f"{filer.full_name} ({how}{', ' if row.mandate else ''}{row.mandate})")
            )
        lines += [
            ("Số định danh", applicant.citizen_id),
            ("Địa chỉ", applicant.address),
            ("Điện thoại", words.phone(applicant.phone) if applicant.phone else ""),
            ("Thư điện tử", applicant.email),
        ]
    lines += [
        ("Nội dung đề nghị", f"{row.version.procedure.code} {row.version.name}".strip()),
        ("Số bộ hồ sơ", str(row.sets)),
        ("Thời gian giải quyết", str(row.way.term)),
        ("Nhận lúc", _at(row.filed_at)),
        ("Hẹn trả kết quả lúc", _at(row.appointment_at)),
        (
            "Nhận kết quả",
            f"{row.get_result_by_display()}, tại {head_of(row.unit, row.case.received_on).body_name}",
        ),
        ("Phí, lệ phí", _fees(row)),
    ]
    return [(label, value) for label, value in lines if value]


def _fees(row: Application) -> str:
    told = [present.fee(one) for one in row.fees.order_by("pk")]
    return "; ".join(f"{one['amount']} ({one['said']})" for one in told) or fees.said(
        row.way.fee, row.way.fee_words
    )


def _papers(row: Application) -> dict[str, Any]:
    handed = row.handed.select_related("document").order_by("document__place")
    lines = [(one.document.name, _copies(one)) for one in handed]
    scans: dict[str, str] = {}
    for scan in queries.scans(row):
        scans[scan.document.name] = f"đã nộp ở hồ sơ {scan.earlier}" if scan.earlier else "bản điện tử"
    return {
        "widths": ["10mm", "1fr", "45mm"],
        "heads": ["TT", "Giấy tờ đã nộp", "Bản"],
        "rows": [[str(n), *line] for n, line in enumerate([*lines, *scans.items()], 1)],
    }


def _copies(one: Handed) -> str:
    told = [f"{one.originals} bản chính"] if one.originals else []
    told += [f"{one.copies} bản sao"] if one.copies else []
    return ", ".join([*told, *(["xuất trình"] if one.shown else [])])


def _course(row: Application, on: date) -> dict[str, Any]:
    stages = list(row.stages.select_related("unit", "officer", "gave").order_by("place"))
    named = people.names_on({stage.unit_id for stage in stages if stage.unit_id}, on)
    notes, measured = _notes(row), present.measured(row, stages, dates.now())
    return {
        "widths": ["9mm", "1fr", "33mm", "33mm", "27mm", "27mm"],
        "heads": ["TT", "Công đoạn, cơ quan", "Giao", "Nhận", "Chuyển đi", "Kết quả, ghi chú"],
        "rows": [
            [
                str(stage.place),
                "\n".join(part for part in (stage.name, present.where(stage, named)) if part),
                _hand(stage.begun_at, stage.gave),
                _hand(stage.taken_at, stage.officer),
                _hand(stage.done_at, None),
                "\n".join(
                    part
                    for part in (_standing(stage, *measured[stage.place]), notes.get(stage.place, ""))
                    if part
                ),
            ]
            for stage in stages
        ],
    }


def _notes(row: Application) -> dict[int, str]:
    """What was written when a step was handed on, by its place."""
    passed = (event for event in events_of("case", row.pk) if event.verb == "stage_pass")
    return {event.data["stage"]: event.text for event in passed if event.text}


def _standing(stage: Stage, took: int, over: int) -> str:
    """Before, on or after the end of its share of the term; how long it lay there, or lies there by now."""
    if stage.begun_at is None:
        return ""
    if stage.done_at is None:
        so_far = f"Đến nay {present.spent(took)}"
        return f"Đang quá hạn {present.spent(over)}. {so_far}" if over else so_far
    told = f"Mất {present.spent(took)}"
    if stage.planned_at is None:
        return told
    if over:
        return f"Quá hạn {present.spent(over)}. {told}"
    early = dates.day_of(stage.done_at) < dates.day_of(stage.planned_at)
    return f"{'Trước hạn' if early else 'Đúng hạn'}. {told}"


def _outcome(row: Application) -> str:
    """Where it stands; once there is a result, before, on or after the end of the whole term."""
    if row.ready_at is None:
        return str(row.case.state.label)
    early = dates.day_of(row.ready_at) < dates.day_of(row.due_at)
    when = "quá hạn" if row.ready_at > row.due_at else "trước hạn" if early else "đúng hạn"
    return f"{row.case.state.label}; có kết quả lúc {_at(row.ready_at)}, {when}"


def _stub(row: Application) -> dict[str, Any]:
    """The part that is kept apart: the code, and the address at which it is typed, as a QR code too."""
    address = f"{settings.DANVAN_URL}{reverse('portal:track')}"
    return {
        "qr": _qr(address),
        "alt": f"Mã QR mở trang {address}",
        "code": row.case.shown_code,
        "said": f"Xem hồ sơ đến đâu tại {address}, gõ mã này. Ai có mã thì xem được hồ sơ, xin giữ kín.",
    }


def _qr(text: str) -> str:
    buffer = io.BytesIO()
    segno.make(text, error="m", micro=False).save(buffer, kind="svg", xmldecl=False, scale=4, border=1)
    return buffer.getvalue().decode()


def _hand(at: datetime | None, who: Any) -> str:
    if at is None:
        return ""
    return "\n".join(part for part in (_at(at), who.full_name if who else "") if part)


def _at(at: datetime) -> str:
    """As receipts print a moment: 17 giờ 00, ngày 12/03/2026."""
    return f"{words.local(at):%H} giờ {words.local(at):%M}, ngày {words.short(at)}"


@cache
def _layout() -> bytes:
    return LAYOUT.read_bytes()
