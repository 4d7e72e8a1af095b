"""The life of a number in a hall as a table; buttons, checks and docs/states/ticket.md are read from it. Pure data."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from danvan.people.lives import NOBODY, Life, Move, State
from danvan.people.roles import Role
from danvan.queues.workflow import QueueState

UNDO_MINUTES = 30
"""For so long is put back into the line whoever was written off by mistake: the office's practice, not the law's."""
LEAST = 5
"""From so many services on, the middle of them says what the next will take; fewer would be a guess."""
SEATED = (Role.CLERK, Role.HANDLER, Role.LEADER)
WAITING, INVITED, SERVING, ASIDE, DONE, LEFT = (state.value for state in QueueState)


class Purpose(StrEnum):
    """With what somebody comes to a counter (việc cần làm)."""

    FILE = "file"
    COLLECT = "collect"
    SUPPLEMENT = "supplement"
    ASK = "ask"


PURPOSES = {
    Purpose.FILE: _("Nộp hồ sơ"),
    Purpose.COLLECT: _("Nhận kết quả"),
    Purpose.SUPPLEMENT: _("Nộp bổ sung"),
    Purpose.ASK: _("Hỏi, xin hướng dẫn"),
}
QUICK = frozenset({Purpose.COLLECT.value, Purpose.SUPPLEMENT.value, Purpose.ASK.value})
"""What is done in a few minutes: a counter that does only such things is a quick lane (làn nhanh)."""


class ErrandState(StrEnum):
    """How one errand of a visit stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Ended(StrEnum):
    """Why somebody left without being served (lý do rời hàng)."""

    GONE = "gone"
    ABSENT = "absent"
    CLOSED = "closed"


ENDINGS = {
    Ended.GONE: _("đã về"),
    Ended.ABSENT: _("gọi hai lần không có mặt"),
    Ended.CLOSED: _("hết giờ"),
}


def _move(verb: str, label: object, sources: tuple[str, ...], target: str, done: object) -> Move:
    return Move(verb, label, frozenset(sources), target, done, roles=SEATED)  # type: ignore[arg-type]


LIFE = Life(
    code="ticket",
    label=_("Phiếu số thứ tự"),
    stream="ticket",
    statuses=(
        State(WAITING, _("Đang chờ"), badge="wait"),
        State(INVITED, _("Đã gọi"), badge="work"),
        State(SERVING, _("Đang phục vụ"), badge="work"),
        State(ASIDE, _("Giữ lại"), badge="wait"),
        State(DONE, _("Xong"), whose=NOBODY, badge="done"),
        State(LEFT, _("Đã rời hàng"), whose=NOBODY, badge="stop"),
    ),
    opening=_move("take_number", _("Lấy số"), (), WAITING, _("lấy số")),
    transitions=(
        _move("invite", _("Gọi"), (WAITING, ASIDE), INVITED, _("gọi")),
        _move("recall", _("Gọi lại"), (INVITED,), INVITED, _("gọi lại")),
        _move("serve", _("Bắt đầu"), (INVITED,), SERVING, _("bắt đầu phục vụ")),
        _move("finish", _("Xong"), (SERVING,), DONE, _("làm xong")),
        _move("go_on_here", _("Xong, sang việc sau"), (SERVING,), SERVING, _("sang việc sau, cùng quầy")),
        _move("go_on_there", _("Xong, sang quầy khác"), (SERVING,), WAITING, _("sang việc sau, quầy khác")),
        _move("set_aside", _("Giữ lại"), (INVITED, SERVING), ASIDE, _("giữ lại, giữ chỗ")),
        _move("absent", _("Không có mặt"), (INVITED,), ASIDE, _("gọi không có mặt, còn một lần")),
        _move("absent_again", _("Không có mặt"), (INVITED,), LEFT, _("gọi hai lần không có mặt")),
        _move("come_back", _("Đã có mặt"), (ASIDE,), WAITING, _("có mặt, chờ lại đúng chỗ")),
        _move(
            "transfer",
            _("Chuyển quầy"),
            (INVITED, SERVING, ASIDE),
            WAITING,
            _("chuyển quầy, không lấy số lại"),
        ),
        _move("uncall", _("Gọi nhầm"), (INVITED,), WAITING, _("gọi nhầm, trả về hàng")),
        _move("leave", _("Đã về"), (WAITING, INVITED, ASIDE), LEFT, _("đã về")),
        _move("put_back", _("Đưa lại vào hàng"), (DONE, LEFT), WAITING, _("ghi nhầm, đưa lại vào hàng")),
        _move("close", _("Hết giờ"), (WAITING, INVITED, SERVING, ASIDE), LEFT, _("hết giờ")),
    ),
    beside={"add_errand": _("thêm việc"), "drop_errand": _("bớt việc"), "enter": _("nhận hồ sơ từ phiếu")},
)

SET_UP = {
    "open_hall": _("Mở nơi tiếp nhận"),
    "set_hall": _("Đổi tên, địa điểm"),
    "close_hall": _("Đóng nơi tiếp nhận"),
    "renew_door": _("Đổi địa chỉ lấy số"),
    "confirm_priority": _("Ghi quy định ưu tiên"),
    "open_service": _("Mở một việc"),
    "set_service": _("Sửa một việc"),
    "close_service": _("Đóng một việc"),
    "open_counter": _("Mở một quầy"),
    "set_counter": _("Sửa một quầy"),
    "close_counter": _("Đóng một quầy"),
}
"""What is done to a hall itself, in the words of its history."""
