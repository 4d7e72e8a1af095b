"""The life of a proposal as a table, and the words in which people say what is burdensome.

Buttons, checks and docs/states/proposal.md are read from the table.
"""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.people.lives import Life, Move, State
from danvan.people.roles import Role
from danvan.procedures.workflow import EDITORS

Words = str | Promise
DRAFTERS = (Role.HANDLER, *EDITORS)
"""Who draws a proposal up; what was decided is put on record by whoever writes to the catalogue."""
COUNTER = (Role.CLERK, Role.HANDLER, Role.LEADER)
READERS = (*COUNTER, Role.COUNCIL, Role.INSPECTOR, Role.BOARD, Role.ADMINISTRATOR)


class Part(StrEnum):
    """About what of a procedure a report is."""

    WHOLE = "whole"
    DOCUMENT = "document"
    STEP = "step"
    WAY = "way"
    FEE = "fee"


PARTS: dict[Part, Words] = {
    Part.WHOLE: _("Cả thủ tục"),
    Part.DOCUMENT: _("Giấy tờ phải nộp"),
    Part.STEP: _("Bước giải quyết"),
    Part.WAY: _("Cách nộp, thời hạn"),
    Part.FEE: _("Phí, lệ phí"),
}


class Sort(StrEnum):
    """Of which sort the burden is, in the citizen's words; our own list, not the law's."""

    NEEDLESS = "needless"
    KNOWN = "known"
    UNCLEAR = "unclear"
    HARD = "hard"
    TRIPS = "trips"
    SLOW = "slow"
    COSTLY = "costly"
    CONTRADICTS = "contradicts"
    OTHER = "other"


SORTS: dict[Sort, Words] = {
    Sort.NEEDLESS: _("Không cần thiết"),
    Sort.KNOWN: _("Cơ quan đã có mà vẫn hỏi lại"),
    Sort.UNCLEAR: _("Khó hiểu, không rõ ràng"),
    Sort.HARD: _("Khó làm được"),
    Sort.TRIPS: _("Phải đi lại nhiều lần"),
    Sort.SLOW: _("Mất nhiều thời gian"),
    Sort.COSTLY: _("Tốn nhiều tiền"),
    Sort.CONTRADICTS: _("Trái hoặc chồng chéo với quy định khác"),
    Sort.OTHER: _("Khác"),
}


class Phase(StrEnum):
    """For which state of the procedure a cost is reckoned."""

    BEFORE = "before"
    AFTER = "after"


PHASES: dict[Phase, Words] = {Phase.BEFORE: _("Trước"), Phase.AFTER: _("Sau")}


class Stance(StrEnum):
    """What a unit that was asked thinks of a proposal."""

    AGREES = "agrees"
    AMENDS = "amends"
    OPPOSES = "opposes"


STANCES: dict[Stance, tuple[Words, str]] = {
    Stance.AGREES: (_("Nhất trí"), "done"),
    Stance.AMENDS: (_("Nhất trí, đề nghị sửa"), "work"),
    Stance.OPPOSES: (_("Không nhất trí"), "stop"),
}


class Status(StrEnum):
    """Where a proposal stands."""

    DRAFT = "draft"
    OPINIONS = "opinions"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"
    IN_FORCE = "in_force"
    DROPPED = "dropped"


BADGES = {
    Status.DRAFT: "wait",
    Status.OPINIONS: "work",
    Status.SUBMITTED: "work",
    Status.ACCEPTED: "done",
    Status.PARTLY: "done",
    Status.REJECTED: "stop",
    Status.IN_FORCE: "done",
    Status.DROPPED: "",
}
DECIDED = (Status.ACCEPTED.value, Status.PARTLY.value, Status.REJECTED.value, Status.IN_FORCE.value)
"""Decided: anybody may read it."""
AGREED = (Status.ACCEPTED.value, Status.PARTLY.value)
IN_HAND = (Status.DRAFT.value, Status.OPINIONS.value, Status.SUBMITTED.value)

_WRITTEN = frozenset({Status.DRAFT.value, Status.OPINIONS.value})
_SUBMITTED = frozenset({Status.SUBMITTED.value})
_DECISION = ("decision", "decided_on", "decided_by")

LIFE = Life(
    code="proposal",
    stream="proposal",
    label=_("Phương án đơn giản hóa thủ tục"),
    statuses=(
        State(Status.DRAFT.value, _("Dự thảo")),
        State(Status.OPINIONS.value, _("Đang lấy ý kiến")),
        State(Status.SUBMITTED.value, _("Đã trình quyết định")),
        State(Status.ACCEPTED.value, _("Được chấp thuận toàn bộ")),
        State(Status.PARTLY.value, _("Được chấp thuận một phần")),
        State(Status.REJECTED.value, _("Không được chấp thuận"), "nobody"),
        State(Status.IN_FORCE.value, _("Đã thực hiện"), "nobody"),
        State(Status.DROPPED.value, _("Đã bỏ"), "nobody"),
    ),
    opening=Move(
        "proposal_draft",
        _("Lập phương án"),
        frozenset(),
        Status.DRAFT.value,
        _("lập phương án"),
        roles=DRAFTERS,
    ),
    transitions=(
        Move(
            "proposal_revise",
            _("Sửa phương án"),
            frozenset({Status.DRAFT.value}),
            Status.DRAFT.value,
            _("sửa phương án"),
            roles=DRAFTERS,
        ),
        Move(
            "proposal_ask",
            _("Lấy ý kiến"),
            _WRITTEN,
            Status.OPINIONS.value,
            _("lấy ý kiến"),
            ("units", "until"),
            DRAFTERS,
        ),
        Move(
            "proposal_rewrite",
            _("Sửa theo ý kiến"),
            frozenset({Status.OPINIONS.value}),
            Status.OPINIONS.value,
            _("sửa phương án theo ý kiến"),
            roles=DRAFTERS,
        ),
        Move(
            "proposal_submit",
            _("Trình quyết định"),
            frozenset({Status.OPINIONS.value}),
            Status.SUBMITTED.value,
            _("trình quyết định"),
            ("text",),
            DRAFTERS,
        ),
        Move(
            "proposal_send_back",
            _("Trả lại để sửa"),
            _SUBMITTED,
            Status.OPINIONS.value,
            _("trả lại để sửa"),
            ("text",),
            EDITORS,
        ),
        Move(
            "proposal_accept",
            _("Ghi quyết định: chấp thuận toàn bộ"),
            _SUBMITTED,
            Status.ACCEPTED.value,
            _("ghi quyết định chấp thuận toàn bộ"),
            _DECISION,
            EDITORS,
        ),
        Move(
            "proposal_accept_part",
            _("Ghi quyết định: chấp thuận một phần"),
            _SUBMITTED,
            Status.PARTLY.value,
            _("ghi quyết định chấp thuận một phần"),
            (*_DECISION, "text"),
            EDITORS,
        ),
        Move(
            "proposal_reject",
            _("Ghi quyết định: không chấp thuận"),
            _SUBMITTED,
            Status.REJECTED.value,
            _("ghi quyết định không chấp thuận"),
            (*_DECISION, "text"),
            EDITORS,
        ),
        Move(
            "proposal_enforce",
            _("Ghi đã thực hiện"),
            frozenset(AGREED),
            Status.IN_FORCE.value,
            _("ghi đã thực hiện"),
            ("version",),
            EDITORS,
        ),
        Move(
            "proposal_drop",
            _("Bỏ phương án"),
            _WRITTEN,
            Status.DROPPED.value,
            _("bỏ phương án"),
            ("text",),
            DRAFTERS,
        ),
    ),
    beside={
        "proposal_cost": _("ghi chi phí tuân thủ"),
        "proposal_opine": _("ghi ý kiến của đơn vị"),
    },
)
OUTCOMES = {
    Status.ACCEPTED: "proposal_accept",
    Status.PARTLY: "proposal_accept_part",
    Status.REJECTED: "proposal_reject",
}
"""What was decided → the verb that puts it on record."""
