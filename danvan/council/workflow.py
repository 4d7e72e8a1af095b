"""The lives of what a council keeps, as tables: a voters' petition, a session, a resolution, an oversight.

Buttons, checks and docs/states are read from them. None is a case (docs/adr/0041): what voters ask has many askers, and
is answered more than once.
"""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.people.lives import Life, Move, State
from danvan.people.roles import Role

Words = str | Promise
OFFICE = (Role.COUNCIL,)
"""Who writes for a council: its office (văn phòng)."""
ANSWERERS = (Role.HANDLER, Role.LEADER)
"""Who answers in the unit to which a petition, a question or a recommendation was sent."""
READERS = (
    Role.CLERK,
    Role.HANDLER,
    Role.LEADER,
    Role.COUNCIL,
    Role.INSPECTOR,
    Role.BOARD,
    Role.ADMINISTRATOR,
)


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


def _states(
    labels: dict[str, tuple[Words, str]], ended: tuple[str, ...], other: tuple[str, ...] = ()
) -> tuple[State, ...]:
    """The statuses of a table with their words, and whose turn it is."""
    return tuple(
        State(str(code), word, "nobody" if code in ended else "other" if code in other else "office", badge)
        for code, (word, badge) in labels.items()
    )


def _move(
    verb: str,
    label: Words,
    sources: tuple[str, ...],
    target: str,
    done: Words,
    needs: tuple[str, ...] = (),
    roles: tuple[Role, ...] = OFFICE,
) -> Move:
    return Move(verb, label, frozenset(map(str, sources)), str(target), done, needs, roles)


_OPEN = (Status.SENT, Status.RESOLVING)

PETITION = Life(
    code="voter_petition",
    stream="voter_petition",
    label=_("Kiến nghị cử tri"),
    statuses=_states(
        LABELS,
        (Status.RESOLVED, Status.EXPLAINED, Status.MERGED, Status.DROPPED),
        (Status.SENT, Status.RESOLVING),
    ),
    opening=_move("voter_take", _("Ghi kiến nghị"), (), Status.TAKEN, _("ghi kiến nghị")),
    transitions=(
        _move("voter_revise", _("Sửa lời ghi"), (Status.TAKEN,), Status.TAKEN, _("sửa lời ghi")),
        _move(
            "voter_merge",
            _("Nhập vào kiến nghị khác"),
            UNSENT,
            Status.MERGED,
            _("nhập vào kiến nghị cùng nội dung"),
            ("into",),
        ),
        _move(
            "voter_unmerge", _("Tách ra"), (Status.MERGED,), Status.TAKEN, _("tách ra khỏi kiến nghị đã nhập")
        ),
        _move(
            "voter_classify",
            _("Phân loại thẩm quyền"),
            UNSENT,
            Status.CLASSIFIED,
            _("phân loại thẩm quyền"),
            ("level", "addressee"),
        ),
        _move(
            "voter_send",
            _("Chuyển cơ quan trả lời"),
            (Status.CLASSIFIED,),
            Status.SENT,
            _("chuyển cơ quan có thẩm quyền"),
            ("number",),
        ),
        _move(
            "voter_return",
            _("Cơ quan trả lại, phân loại lại"),
            (Status.SENT,),
            Status.CLASSIFIED,
            _("cơ quan trả lại vì không đúng thẩm quyền"),
            ("text",),
        ),
        *(
            _move(
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
        _move(
            "voter_drop",
            _("Không đưa vào tổng hợp"),
            UNSENT,
            Status.DROPPED,
            _("không đưa vào tổng hợp"),
            ("text",),
        ),
        _move(
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
    statuses=_states(SITTINGS, (Sitting.MINUTED, Sitting.CANCELLED)),
    opening=_move("session_plan", _("Lập kỳ họp"), (), Sitting.PLANNED, _("lập kỳ họp")),
    transitions=(
        _move("session_revise", _("Sửa kỳ họp"), (Sitting.PLANNED,), Sitting.PLANNED, _("sửa kỳ họp")),
        _move("session_convene", _("Triệu tập"), (Sitting.PLANNED,), Sitting.CONVENED, _("triệu tập kỳ họp")),
        _move(
            "session_reset",
            _("Đổi ngày, nơi họp"),
            (Sitting.CONVENED,),
            Sitting.CONVENED,
            _("đổi ngày, nơi họp"),
            ("text",),
        ),
        _move("session_open", _("Khai mạc"), (Sitting.CONVENED,), Sitting.OPEN, _("khai mạc"), ("present",)),
        _move("session_close", _("Bế mạc"), (Sitting.OPEN,), Sitting.CLOSED, _("bế mạc")),
        _move(
            "session_minute",
            _("Ghi biên bản"),
            (Sitting.CLOSED,),
            Sitting.MINUTED,
            _("ghi biên bản kỳ họp"),
            ("text",),
        ),
        _move("session_cancel", _("Hủy kỳ họp"), PREPARED, Sitting.CANCELLED, _("hủy kỳ họp"), ("text",)),
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


class Stage(StrEnum):
    """Where a resolution stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    ENDED = "ended"
    DROPPED = "dropped"


STAGES: dict[str, tuple[Words, str]] = {
    Stage.DRAFT: (_("Dự thảo"), "wait"),
    Stage.SUBMITTED: (_("Đã trình kỳ họp"), "work"),
    Stage.ADOPTED: (_("Đã thông qua"), "done"),
    Stage.REJECTED: (_("Không thông qua"), "stop"),
    Stage.ENDED: (_("Hết hiệu lực"), ""),
    Stage.DROPPED: (_("Rút dự thảo"), "stop"),
}
VOTED = (Stage.ADOPTED.value, Stage.REJECTED.value, Stage.ENDED.value)
SHOWN = (Stage.SUBMITTED.value, *VOTED)
"""Resolutions that anybody may read."""

RESOLUTION = Life(
    code="council_resolution",
    stream="council_resolution",
    label=_("Nghị quyết Hội đồng nhân dân"),
    statuses=_states(STAGES, (Stage.REJECTED, Stage.ENDED, Stage.DROPPED)),
    opening=_move("resolution_draft", _("Lập dự thảo"), (), Stage.DRAFT, _("lập dự thảo nghị quyết")),
    transitions=(
        _move("resolution_revise", _("Sửa dự thảo"), (Stage.DRAFT,), Stage.DRAFT, _("sửa dự thảo")),
        _move(
            "resolution_submit",
            _("Trình kỳ họp"),
            (Stage.DRAFT,),
            Stage.SUBMITTED,
            _("trình kỳ họp"),
            ("session",),
        ),
        _move(
            "resolution_back",
            _("Trả lại để sửa"),
            (Stage.SUBMITTED,),
            Stage.DRAFT,
            _("trả lại để sửa"),
            ("text",),
        ),
        _move(
            "resolution_adopt",
            _("Ghi biểu quyết: thông qua"),
            (Stage.SUBMITTED,),
            Stage.ADOPTED,
            _("thông qua"),
            ("votes", "number"),
        ),
        _move(
            "resolution_reject",
            _("Ghi biểu quyết: không thông qua"),
            (Stage.SUBMITTED,),
            Stage.REJECTED,
            _("không thông qua"),
            ("votes",),
        ),
        _move(
            "resolution_end",
            _("Ghi hết hiệu lực"),
            (Stage.ADOPTED,),
            Stage.ENDED,
            _("hết hiệu lực"),
            ("text",),
        ),
        _move(
            "resolution_drop",
            _("Rút dự thảo"),
            (Stage.DRAFT, Stage.SUBMITTED),
            Stage.DROPPED,
            _("rút dự thảo"),
            ("text",),
        ),
    ),
    beside={
        "resolution_target": _("ghi chỉ tiêu"),
        "resolution_progress": _("ghi kết quả thực hiện chỉ tiêu"),
    },
)


class Watch(StrEnum):
    """Where an oversight stands."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    CONCLUDED = "concluded"
    CLOSED = "closed"
    CANCELLED = "cancelled"


WATCHES: dict[str, tuple[Words, str]] = {
    Watch.PLANNED: (_("Có kế hoạch"), "wait"),
    Watch.UNDER_WAY: (_("Đang giám sát"), "work"),
    Watch.CONCLUDED: (_("Đã kết luận, theo dõi kiến nghị"), "work"),
    Watch.CLOSED: (_("Đã xong mọi kiến nghị"), "done"),
    Watch.CANCELLED: (_("Không thực hiện"), "stop"),
}
RECOMMENDING = (Watch.CONCLUDED.value, Watch.CLOSED.value)

OVERSIGHT = Life(
    code="council_oversight",
    stream="council_oversight",
    label=_("Giám sát của Hội đồng nhân dân"),
    statuses=_states(WATCHES, (Watch.CLOSED, Watch.CANCELLED)),
    opening=_move(
        "oversight_plan", _("Lập kế hoạch giám sát"), (), Watch.PLANNED, _("lập kế hoạch giám sát")
    ),
    transitions=(
        _move("oversight_revise", _("Sửa kế hoạch"), (Watch.PLANNED,), Watch.PLANNED, _("sửa kế hoạch")),
        _move(
            "oversight_begin", _("Bắt đầu giám sát"), (Watch.PLANNED,), Watch.UNDER_WAY, _("bắt đầu giám sát")
        ),
        _move(
            "oversight_conclude",
            _("Ghi kết luận"),
            (Watch.UNDER_WAY,),
            Watch.CONCLUDED,
            _("kết luận giám sát"),
            ("text", "number"),
        ),
        _move(
            "oversight_close",
            _("Kết thúc theo dõi"),
            (Watch.CONCLUDED,),
            Watch.CLOSED,
            _("kết thúc theo dõi kiến nghị"),
        ),
        _move(
            "oversight_cancel",
            _("Không thực hiện"),
            (Watch.PLANNED, Watch.UNDER_WAY),
            Watch.CANCELLED,
            _("không thực hiện"),
            ("text",),
        ),
    ),
    beside={
        "oversight_recommend": _("ghi kiến nghị giám sát"),
        "oversight_urge": _("đôn đốc kiến nghị giám sát"),
        "oversight_report": _("nhận báo cáo thực hiện kiến nghị"),
        "oversight_accept": _("công nhận đã thực hiện"),
        "oversight_refuse": _("chưa công nhận, yêu cầu làm tiếp"),
    },
)

LIVES = (PETITION, SESSION, RESOLUTION, OVERSIGHT)
