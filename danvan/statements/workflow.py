"""The life of a report as a table, from a draft to its number; docs/states/statement.md is drawn from it.

It borrows the words of a case's workflow, so that one drawing serves both; a report is no case, and no register of
cases knows it.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from danvan.cases.workflow import DESK, LEADS, SAME, Kind, Phase, Status, Transition, Whose


class State(StrEnum):
    """Where a report stands."""

    DRAFT = "draft"
    SENT = "sent"
    SIGNED = "signed"
    ISSUED = "issued"
    DROPPED = "dropped"


IN_HAND = (State.DRAFT.value, State.SENT.value, State.SIGNED.value)
"""Not issued yet, and not given up."""
BADGES = {
    State.DRAFT: "wait",
    State.SENT: "work",
    State.SIGNED: "work",
    State.ISSUED: "done",
    State.DROPPED: "stop",
}
_INNER = _("nội bộ, chưa ban hành")

LIFE = Kind(
    code="statement",
    label=_("Báo cáo của cơ quan"),
    plain=_INNER,
    own="statement",
    statuses=(
        Status(State.DRAFT.value, _("Dự thảo"), _INNER, Phase.WORKING),
        Status(State.SENT.value, _("Đã trình, chờ ký"), _INNER, Phase.WORKING),
        Status(State.SIGNED.value, _("Đã ký, chờ cấp số"), _INNER, Phase.WORKING),
        Status(State.ISSUED.value, _("Đã ban hành"), _("đã ban hành"), Phase.CLOSED, Whose.NOBODY),
        Status(State.DROPPED.value, _("Đã bỏ"), _INNER, Phase.CLOSED, Whose.NOBODY),
    ),
    opening=Transition(
        "report_draft", _("Lập báo cáo"), frozenset(), State.DRAFT.value, DESK, _("lập dự thảo")
    ),
    transitions=(
        Transition(
            "report_revise",
            _("Sửa dự thảo"),
            frozenset({State.DRAFT.value}),
            State.DRAFT.value,
            DESK,
            _("sửa dự thảo"),
        ),
        Transition(
            "report_send",
            _("Trình ký"),
            frozenset({State.DRAFT.value}),
            State.SENT.value,
            DESK,
            _("trình ký"),
        ),
        Transition(
            "report_send_back",
            _("Trả lại để sửa"),
            frozenset({State.SENT.value, State.SIGNED.value}),
            State.DRAFT.value,
            LEADS,
            _("trả lại để sửa"),
            needs=("text",),
        ),
        Transition(
            "report_sign",
            _("Ký"),
            frozenset({State.SENT.value}),
            State.SIGNED.value,
            LEADS,
            _("ký"),
        ),
        Transition(
            "report_issue",
            _("Cấp số, ban hành"),
            frozenset({State.SIGNED.value}),
            State.ISSUED.value,
            DESK,
            _("cấp số, ban hành"),
        ),
        Transition(
            "report_drop",
            _("Bỏ dự thảo"),
            frozenset({State.DRAFT.value}),
            State.DROPPED.value,
            DESK,
            _("bỏ dự thảo"),
            needs=("text",),
            grave=True,
        ),
        Transition(
            "report_correct",
            _("Lập báo cáo đính chính"),
            frozenset({State.ISSUED.value}),
            SAME,
            DESK,
            _("lập báo cáo đính chính"),
            needs=("text",),
        ),
    ),
)


class Owed(StrEnum):
    """What a unit has done about a report that was asked of it."""

    WAITING = "waiting"
    IN = "in"
    BACK = "back"


OWED_LABELS = {Owed.WAITING: _("chưa nộp"), Owed.IN: _("đã nộp"), Owed.BACK: _("bị trả lại")}
