"""The life of a voters' petition: who is competent, where it stands, how it is answered and told."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from danvan.council.workflow.shared import ANSWERERS, OFFICE, Words, move, states
from danvan.people.lives import Life


class Level(StrEnum):
    """By whose competence it is answered (thẩm quyền giải quyết)."""

    COMMUNE = "commune"
    PROVINCE = "province"
    CENTRAL = "central"


LEVELS: dict[Level, Words] = {
    Level.COMMUNE: _("Cấp xã"),
    Level.PROVINCE: _("Cấp tỉnh"),
    Level.CENTRAL: _("Bộ, ngành trung ương"),
}


class Status(StrEnum):
    """Where a voters' petition stands."""

    TAKEN = "taken"
    CLASSIFIED = "classified"
    SENT = "sent"
    RESOLVING = "resolving"
    RESOLVED = "resolved"
    EXPLAINED = "explained"
    MERGED = "merged"
    DROPPED = "dropped"


LABELS: dict[str, tuple[Words, str]] = {
    Status.TAKEN: (_("Mới ghi nhận"), "wait"),
    Status.CLASSIFIED: (_("Đã phân loại"), "wait"),
    Status.SENT: (_("Đã chuyển, chờ trả lời"), "work"),
    Status.RESOLVING: (_("Đang giải quyết"), "work"),
    Status.RESOLVED: (_("Đã giải quyết"), "done"),
    Status.EXPLAINED: (_("Đã giải thích, thông tin"), "done"),
    Status.MERGED: (_("Đã nhập"), ""),
    Status.DROPPED: (_("Không đưa vào tổng hợp"), "stop"),
}
UNSENT = (Status.TAKEN.value, Status.CLASSIFIED.value)
WAITING = (Status.SENT.value,)
ANSWERED = (Status.RESOLVING.value, Status.RESOLVED.value, Status.EXPLAINED.value)
ENDED = (Status.RESOLVED.value, Status.EXPLAINED.value)
PUBLIC = (*WAITING, *ANSWERED)
"""From the day on which it is sent anybody may read it."""
HEADS = (*UNSENT, *PUBLIC)
"""What stands for itself in the synthesis; a merged one stands with another."""


class Answered(StrEnum):
    """How it was answered: done, promised by a day, or explained."""

    RESOLVED = "resolved"
    RESOLVING = "resolving"
    EXPLAINED = "explained"


ANSWERS: dict[Answered, Words] = {
    Answered.RESOLVED: _("Đã giải quyết xong"),
    Answered.RESOLVING: _("Đang giải quyết, có ngày xong"),
    Answered.EXPLAINED: _("Giải thích, cung cấp thông tin"),
}
ANSWER_VERBS = {each: f"voter_answer_{each}" for each in Answered}


class Way(StrEnum):
    """How voters were told (thông tin lại cho cử tri)."""

    MEETING = "meeting"
    PORTAL = "portal"
    POSTED = "posted"
    LETTER = "letter"


WAYS: dict[Way, Words] = {
    Way.MEETING: _("Tại buổi tiếp xúc cử tri"),
    Way.PORTAL: _("Trên trang công khai này"),
    Way.POSTED: _("Niêm yết, đọc trên loa"),
    Way.LETTER: _("Văn bản gửi về thôn, tổ dân phố"),
}


_OPEN = (Status.SENT, Status.RESOLVING)

PETITION = Life(
    code="voter_petition",
    stream="voter_petition",
    label=_("Kiến nghị cử tri"),
    statuses=states(
        LABELS,
        (Status.RESOLVED, Status.EXPLAINED, Status.MERGED, Status.DROPPED),
        (Status.SENT, Status.RESOLVING),
    ),
    opening=move("voter_take", _("Ghi kiến nghị"), (), Status.TAKEN, _("ghi kiến nghị")),
    transitions=(
        move("voter_revise", _("Sửa lời ghi"), (Status.TAKEN,), Status.TAKEN, _("sửa lời ghi")),
        move(
            "voter_merge",
            _("Nhập vào kiến nghị khác"),
            UNSENT,
            Status.MERGED,
            _("nhập vào kiến nghị cùng nội dung"),
            ("into",),
        ),
        move(
            "voter_unmerge", _("Tách ra"), (Status.MERGED,), Status.TAKEN, _("tách ra khỏi kiến nghị đã nhập")
        ),
        move(
            "voter_classify",
            _("Phân loại thẩm quyền"),
            UNSENT,
            Status.CLASSIFIED,
            _("phân loại thẩm quyền"),
            ("level", "addressee"),
        ),
        move(
            "voter_send",
            _("Chuyển cơ quan trả lời"),
            (Status.CLASSIFIED,),
            Status.SENT,
            _("chuyển cơ quan có thẩm quyền"),
            ("number",),
        ),
        move(
            "voter_return",
            _("Cơ quan trả lại, phân loại lại"),
            (Status.SENT,),
            Status.CLASSIFIED,
            _("cơ quan trả lại vì không đúng thẩm quyền"),
            ("text",),
        ),
        *(
            move(
                ANSWER_VERBS[kind],
                word,
                _OPEN,
                target,
                done,
                ("text", *(("until",) if kind == Answered.RESOLVING else ())),
                (*OFFICE, *ANSWERERS),
            )
            for kind, word, target, done in (
                (
                    Answered.RESOLVED,
                    _("Trả lời: đã giải quyết"),
                    Status.RESOLVED,
                    _("trả lời: đã giải quyết"),
                ),
                (
                    Answered.RESOLVING,
                    _("Trả lời: đang giải quyết"),
                    Status.RESOLVING,
                    _("trả lời: đang giải quyết, hẹn ngày xong"),
                ),
                (Answered.EXPLAINED, _("Trả lời: giải thích"), Status.EXPLAINED, _("trả lời: giải thích")),
            )
        ),
        move(
            "voter_drop",
            _("Không đưa vào tổng hợp"),
            UNSENT,
            Status.DROPPED,
            _("không đưa vào tổng hợp"),
            ("text",),
        ),
        move(
            "voter_restore",
            _("Đưa lại vào tổng hợp"),
            (Status.DROPPED,),
            Status.TAKEN,
            _("đưa lại vào tổng hợp"),
        ),
    ),
    beside={
        "voter_urge": _("đôn đốc cơ quan trả lời"),
        "voter_tell": _("báo lại cho cử tri"),
        "voter_again": _("ghi là kiến nghị lại"),
        "voter_not_again": _("gỡ ghi là kiến nghị lại"),
        "voter_joined": _("nhận thêm kiến nghị cùng nội dung"),
        "voter_parted": _("kiến nghị cùng nội dung tách ra"),
        "paper_issued": _("ban hành văn bản"),
    },
)
