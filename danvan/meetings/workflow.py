"""The lives of a meeting, of a question put to it and of a turn to speak, as tables; groups of people as data.

Buttons, checks and docs/states are read from the tables.
"""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.people.lives import Life, Move, State
from danvan.people.roles import Role

Words = str | Promise

RUNNERS = (Role.CLERK, Role.HANDLER, Role.LEADER, Role.COUNCIL)
"""Who plans and prepares, keeps the door, the list of speakers and the minutes."""
DECIDERS = (Role.LEADER, Role.COUNCIL)
"""Who announces, puts off, calls off and publishes in the name of the unit."""
READERS = (*RUNNERS, Role.INSPECTOR, Role.BOARD, Role.ADMINISTRATOR)

GROUPS: Mapping[str, Words] = {
    "people": _("Nhân dân"),
    "village": _("Cán bộ thôn, tổ dân phố"),
    "front": _("Mặt trận và đoàn thể"),
    "council": _("Đại biểu Hội đồng nhân dân"),
    "officials": _("Cán bộ, công chức"),
    "business": _("Doanh nghiệp, hợp tác xã"),
    "other": _("Thành phần khác"),
}
"""Of whom those present are counted; order is that of lists."""


class Status(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    OPEN = "open"
    ENDED = "ended"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


PUBLIC = (Status.ANNOUNCED.value, Status.OPEN.value, Status.ENDED.value, Status.PUBLISHED.value)
"""Anybody may read of it; of one that was called off too, where it had been announced."""
COMING = (Status.PLANNED.value, Status.ANNOUNCED.value)
HELD = (Status.ENDED.value, Status.PUBLISHED.value)
BADGES = {
    Status.PLANNED: "wait",
    Status.ANNOUNCED: "work",
    Status.OPEN: "work",
    Status.ENDED: "wait",
    Status.PUBLISHED: "done",
    Status.CANCELLED: "stop",
}


def _from(*states: StrEnum) -> frozenset[str]:
    return frozenset(state.value for state in states)


LIFE = Life(
    code="meeting",
    stream="meeting",
    label=_("Buổi họp"),
    statuses=(
        State(Status.PLANNED.value, _("Dự kiến")),
        State(Status.ANNOUNCED.value, _("Đã thông báo")),
        State(Status.OPEN.value, _("Đang diễn ra")),
        State(Status.ENDED.value, _("Đã họp, chưa công bố kết quả")),
        State(Status.PUBLISHED.value, _("Đã công bố kết quả"), "nobody"),
        State(Status.CANCELLED.value, _("Đã hủy"), "nobody"),
    ),
    opening=Move(
        "meeting_plan",
        _("Đưa vào kế hoạch"),
        frozenset(),
        Status.PLANNED.value,
        _("đưa vào kế hoạch"),
        roles=RUNNERS,
    ),
    transitions=(
        Move(
            "meeting_revise",
            _("Sửa kế hoạch"),
            _from(Status.PLANNED),
            Status.PLANNED.value,
            _("sửa kế hoạch"),
            roles=RUNNERS,
        ),
        Move(
            "meeting_announce",
            _("Ra thông báo"),
            _from(Status.PLANNED),
            Status.ANNOUNCED.value,
            _("ra thông báo"),
            ("exemption",),
            DECIDERS,
        ),
        Move(
            "meeting_postpone",
            _("Hoãn sang ngày khác"),
            _from(Status.ANNOUNCED),
            Status.ANNOUNCED.value,
            _("hoãn sang ngày khác"),
            ("starts_at", "text"),
            DECIDERS,
        ),
        Move(
            "meeting_open",
            _("Mở cửa, bắt đầu"),
            _from(Status.ANNOUNCED),
            Status.OPEN.value,
            _("bắt đầu buổi họp"),
            roles=RUNNERS,
        ),
        Move(
            "meeting_end",
            _("Kết thúc buổi họp"),
            _from(Status.OPEN),
            Status.ENDED.value,
            _("kết thúc buổi họp"),
            roles=RUNNERS,
        ),
        Move(
            "meeting_reopen",
            _("Mở lại, bấm kết thúc nhầm"),
            _from(Status.ENDED),
            Status.OPEN.value,
            _("mở lại buổi họp"),
            ("text",),
            RUNNERS,
        ),
        Move(
            "meeting_publish",
            _("Công bố kết quả"),
            _from(Status.ENDED),
            Status.PUBLISHED.value,
            _("công bố kết quả"),
            roles=DECIDERS,
        ),
        Move(
            "meeting_cancel",
            _("Hủy buổi họp"),
            _from(Status.PLANNED, Status.ANNOUNCED),
            Status.CANCELLED.value,
            _("hủy buổi họp"),
            ("text",),
            DECIDERS,
        ),
    ),
    beside={
        "meeting_count": _("ghi số người dự"),
        "meeting_minutes": _("ghi biên bản, kết luận"),
        "destroy": _("hủy tên người"),
    },
)


class Source(StrEnum):
    """By which way a question came."""

    PORTAL = "portal"
    HAMLET = "hamlet"
    CLERK = "clerk"
    HALL = "hall"


SOURCES: Mapping[Source, Words] = {
    Source.PORTAL: _("Gửi trước qua cổng"),
    Source.HAMLET: _("Trưởng thôn, tổ trưởng gom"),
    Source.CLERK: _("Cơ quan ghi trước buổi họp"),
    Source.HALL: _("Hỏi tại hội trường"),
}


class Asked(StrEnum):
    """Where a question stands."""

    NEW = "new"
    LISTED = "listed"
    OWED = "owed"
    ANSWERED = "answered"
    PASSED = "passed"
    SET_ASIDE = "set_aside"


ASKED_BADGES = {
    Asked.NEW: "wait",
    Asked.LISTED: "work",
    Asked.OWED: "wait",
    Asked.ANSWERED: "done",
    Asked.PASSED: "done",
    Asked.SET_ASIDE: "stop",
}
SHOWN = (Asked.LISTED.value, Asked.OWED.value, Asked.ANSWERED.value, Asked.PASSED.value)
"""What anybody reads: what was looked at and not set aside."""
TELLING = (Asked.OWED.value, Asked.ANSWERED.value, Asked.PASSED.value, Asked.SET_ASIDE.value)
"""Something became of it: whoever asked to be called is called."""
UNANSWERED = (Asked.LISTED.value, Asked.OWED.value)
_OPEN_QUESTION = _from(Asked.LISTED, Asked.OWED)

QUESTION = Life(
    code="question",
    stream="question",
    label=_("Câu hỏi"),
    statuses=(
        State(Asked.NEW.value, _("Mới gửi, chưa xem")),
        State(Asked.LISTED.value, _("Chờ trả lời")),
        State(Asked.OWED.value, _("Sẽ trả lời bằng văn bản")),
        State(Asked.ANSWERED.value, _("Đã trả lời"), "nobody"),
        State(Asked.PASSED.value, _("Đã chuyển thành đơn"), "nobody"),
        State(Asked.SET_ASIDE.value, _("Để riêng"), "nobody"),
    ),
    opening=Move(
        "question_ask", _("Ghi câu hỏi"), frozenset(), Asked.LISTED.value, _("ghi câu hỏi"), roles=RUNNERS
    ),
    transitions=(
        Move(
            "question_list",
            _("Đưa vào danh sách"),
            _from(Asked.NEW),
            Asked.LISTED.value,
            _("đưa vào danh sách"),
            roles=RUNNERS,
        ),
        Move(
            "question_answer",
            _("Ghi câu trả lời"),
            _OPEN_QUESTION,
            Asked.ANSWERED.value,
            _("ghi câu trả lời"),
            ("answer", "answered_by"),
            RUNNERS,
        ),
        Move(
            "question_owe",
            _("Trả lời sau bằng văn bản"),
            _OPEN_QUESTION,
            Asked.OWED.value,
            _("hẹn trả lời bằng văn bản"),
            ("answer_by",),
            RUNNERS,
        ),
        Move(
            "question_pass",
            _("Lập thành đơn"),
            _OPEN_QUESTION,
            Asked.PASSED.value,
            _("lập thành đơn"),
            roles=RUNNERS,
        ),
        Move(
            "question_set_aside",
            _("Để riêng"),
            _from(Asked.NEW, Asked.LISTED, Asked.OWED),
            Asked.SET_ASIDE.value,
            _("để riêng"),
            ("text",),
            RUNNERS,
        ),
        Move(
            "question_reopen",
            _("Mở lại để sửa"),
            _from(Asked.ANSWERED, Asked.SET_ASIDE),
            Asked.LISTED.value,
            _("mở lại để sửa"),
            ("text",),
            RUNNERS,
        ),
    ),
    beside={
        "look": _("xem người hỏi"),
        "question_told": _("gọi báo người hỏi"),
        "destroy": _("hủy tên người hỏi"),
    },
)


class Turn(StrEnum):
    """Where a turn to speak stands."""

    WAITING = "waiting"
    CALLED = "called"
    SPOKE = "spoke"
    ABSENT = "absent"


SPEAKER = Life(
    code="speaker",
    stream="speaker",
    label=_("Lượt phát biểu"),
    statuses=(
        State(Turn.WAITING.value, _("Chờ đến lượt")),
        State(Turn.CALLED.value, _("Đang mời phát biểu")),
        State(Turn.SPOKE.value, _("Đã phát biểu"), "nobody"),
        State(Turn.ABSENT.value, _("Vắng khi được mời"), "nobody"),
    ),
    opening=Move(
        "speaker_enlist",
        _("Đăng ký phát biểu"),
        frozenset(),
        Turn.WAITING.value,
        _("đăng ký phát biểu"),
        roles=RUNNERS,
    ),
    transitions=(
        Move(
            "speaker_call",
            _("Mời phát biểu"),
            _from(Turn.WAITING, Turn.ABSENT),
            Turn.CALLED.value,
            _("mời phát biểu"),
            roles=RUNNERS,
        ),
        Move(
            "speaker_spoke",
            _("Đã phát biểu"),
            _from(Turn.WAITING, Turn.CALLED),
            Turn.SPOKE.value,
            _("đã phát biểu"),
            roles=RUNNERS,
        ),
        Move(
            "speaker_absent",
            _("Không có mặt"),
            _from(Turn.WAITING, Turn.CALLED),
            Turn.ABSENT.value,
            _("không có mặt"),
            roles=RUNNERS,
        ),
    ),
    beside={"destroy": _("hủy tên người")},
)
