"""The life of a session of the council."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from danvan.council.workflow.shared import Words, move, states
from danvan.people.lives import Life


class Sitting(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"
    MINUTED = "minuted"
    CANCELLED = "cancelled"


SITTINGS: dict[str, tuple[Words, str]] = {
    Sitting.PLANNED: (_("Dự kiến"), "wait"),
    Sitting.CONVENED: (_("Đã triệu tập"), "work"),
    Sitting.OPEN: (_("Đang họp"), "work"),
    Sitting.CLOSED: (_("Đã bế mạc, chờ biên bản"), "wait"),
    Sitting.MINUTED: (_("Đã có biên bản"), "done"),
    Sitting.CANCELLED: (_("Đã hủy"), "stop"),
}
PREPARED = (Sitting.PLANNED.value, Sitting.CONVENED.value)
IN_SESSION = (Sitting.CONVENED.value, Sitting.OPEN.value, Sitting.CLOSED.value)

SESSION = Life(
    code="council_session",
    stream="council_session",
    label=_("Kỳ họp Hội đồng nhân dân"),
    statuses=states(SITTINGS, (Sitting.MINUTED, Sitting.CANCELLED)),
    opening=move("session_plan", _("Lập kỳ họp"), (), Sitting.PLANNED, _("lập kỳ họp")),
    transitions=(
        move("session_revise", _("Sửa kỳ họp"), (Sitting.PLANNED,), Sitting.PLANNED, _("sửa kỳ họp")),
        move("session_convene", _("Triệu tập"), (Sitting.PLANNED,), Sitting.CONVENED, _("triệu tập kỳ họp")),
        move(
            "session_reset",
            _("Đổi ngày, nơi họp"),
            (Sitting.CONVENED,),
            Sitting.CONVENED,
            _("đổi ngày, nơi họp"),
            ("text",),
        ),
        move("session_open", _("Khai mạc"), (Sitting.CONVENED,), Sitting.OPEN, _("khai mạc"), ("present",)),
        move("session_close", _("Bế mạc"), (Sitting.OPEN,), Sitting.CLOSED, _("bế mạc")),
        move(
            "session_minute",
            _("Ghi biên bản"),
            (Sitting.CLOSED,),
            Sitting.MINUTED,
            _("ghi biên bản kỳ họp"),
            ("text",),
        ),
        move("session_cancel", _("Hủy kỳ họp"), PREPARED, Sitting.CANCELLED, _("hủy kỳ họp"), ("text",)),
    ),
    beside={
        "session_item": _("ghi nội dung chương trình"),
        "session_discussed": _("ghi kết quả nội dung chương trình"),
        "session_document": _("giao tài liệu kỳ họp"),
        "session_received": _("nhận tài liệu kỳ họp"),
        "session_question": _("ghi chất vấn"),
        "session_answer_hall": _("ghi trả lời chất vấn tại kỳ họp"),
        "session_answer_written": _("ghi trả lời chất vấn bằng văn bản"),
        "session_promise": _("ghi lời hứa tại kỳ họp"),
        "paper_issued": _("ban hành văn bản"),
    },
)
