"""The life of a promise as a table, and the four ways in which it is shown on a day."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from danvan.people.lives import Life, Move, State
from danvan.people.roles import Role

Words = str | Lazy

WRITERS = (Role.CLERK, Role.HANDLER, Role.LEADER, Role.COUNCIL)
"""Who puts a promise on record, and says that it is done."""
DECIDERS = (Role.LEADER, Role.COUNCIL)
"""Who moves its day, says that it will not be kept, and accepts for whoever cannot be asked."""
READERS = (*WRITERS, Role.INSPECTOR, Role.BOARD, Role.ADMINISTRATOR)
REOPENED_MOST = 1
"""So often “not done” opens it again; after that it stands as disputed for everybody to see."""


class Status(StrEnum):
    """Where a promise stands."""

    RUNNING = "running"
    REPORTED = "reported"
    KEPT = "kept"
    DISPUTED = "disputed"
    DROPPED = "dropped"


OPEN = (Status.RUNNING.value, Status.REPORTED.value)

LIFE = Life(
    code="promise",
    stream="promise",
    label=_("Lời hứa"),
    statuses=(
        State(Status.RUNNING.value, _("Đang thực hiện")),
        State(Status.REPORTED.value, _("Đã báo xong, chờ xác nhận")),
        State(Status.KEPT.value, _("Đã thực hiện"), "nobody"),
        State(Status.DISPUTED.value, _("Báo xong nhưng người nêu không chấp nhận"), "nobody"),
        State(Status.DROPPED.value, _("Không thực hiện được"), "nobody"),
    ),
    opening=Move(
        "promise_give",
        _("Ghi lời hứa"),
        frozenset(),
        Status.RUNNING.value,
        _("ghi lời hứa"),
        ("text", "unit", "due_on"),
        WRITERS,
    ),
    transitions=(
        Move(
            "promise_assign",
            _("Giao người thực hiện"),
            frozenset({Status.RUNNING.value}),
            Status.RUNNING.value,
            _("giao người thực hiện"),
            ("officer",),
            DECIDERS,
        ),
        Move(
            "promise_extend",
            _("Gia hạn"),
            frozenset({Status.RUNNING.value}),
            Status.RUNNING.value,
            _("gia hạn"),
            ("due_on", "text"),
            DECIDERS,
        ),
        Move(
            "promise_report",
            _("Báo đã xong"),
            frozenset({Status.RUNNING.value}),
            Status.REPORTED.value,
            _("báo đã xong"),
            ("done_on", "text"),
            WRITERS,
        ),
        Move(
            "promise_accept",
            _("Xác nhận đã thực hiện"),
            frozenset({Status.REPORTED.value}),
            Status.KEPT.value,
            _("xác nhận đã thực hiện"),
            (),
            DECIDERS,
        ),
        Move(
            "promise_refuse",
            _("Chưa đạt, làm tiếp"),
            frozenset({Status.REPORTED.value}),
            Status.RUNNING.value,
            _("chưa đạt, làm tiếp"),
            ("text",),
            DECIDERS,
        ),
        Move(
            "promise_dispute",
            _("Không chấp nhận"),
            frozenset({Status.REPORTED.value}),
            Status.DISPUTED.value,
            _("không chấp nhận"),
            ("text",),
            DECIDERS,
        ),
        Move(
            "promise_drop",
            _("Không thực hiện được"),
            frozenset({Status.RUNNING.value}),
            Status.DROPPED.value,
            _("báo không thực hiện được"),
            ("text",),
            DECIDERS,
        ),
    ),
    beside={"promise_note": _("ghi tiến độ"), "promise_correct": _("sửa chữ"), "promise_file": _("thêm tệp")},
)


class Shown(StrEnum):
    """How a promise is shown on a day: nobody writes 'overdue', the day says it."""

    RUNNING = "running"
    OVERDUE = "overdue"
    WAITING = "waiting"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    NOT_KEPT = "not_kept"


SHOWN: Mapping[Shown, tuple[Words, str]] = {
    Shown.OVERDUE: (_("Quá hạn"), "stop"),
    Shown.RUNNING: (_("Đang thực hiện"), "work"),
    Shown.WAITING: (_("Báo xong, chờ xác nhận"), "wait"),
    Shown.KEPT: (_("Đã thực hiện đúng hạn"), "done"),
    Shown.KEPT_LATE: (_("Đã thực hiện, chậm"), "done"),
    Shown.NOT_KEPT: (_("Chưa giữ được"), "stop"),
}


class By(StrEnum):
    """Who said that a promise was kept, or not."""

    ASKER = "asker"
    TOLD = "told"
    HOST = "host"


BY: Mapping[By, Words] = {
    By.ASKER: _("Người nêu xác nhận trên cổng"),
    By.TOLD: _("Người nêu nói với cơ quan"),
    By.HOST: _("Chủ trì xác nhận, không hỏi được người nêu"),
}
