"""The lives of a resolution and of an oversight, which are followed after they were adopted or concluded."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from danvan.council.workflow.shared import Words, move, states
from danvan.people.lives import Life


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
    statuses=states(STAGES, (Stage.REJECTED, Stage.ENDED, Stage.DROPPED)),
    opening=move("resolution_draft", _("Lập dự thảo"), (), Stage.DRAFT, _("lập dự thảo nghị quyết")),
    transitions=(
        move("resolution_revise", _("Sửa dự thảo"), (Stage.DRAFT,), Stage.DRAFT, _("sửa dự thảo")),
        move(
            "resolution_submit",
            _("Trình kỳ họp"),
            (Stage.DRAFT,),
            Stage.SUBMITTED,
            _("trình kỳ họp"),
            ("session",),
        ),
        move(
            "resolution_back",
            _("Trả lại để sửa"),
            (Stage.SUBMITTED,),
            Stage.DRAFT,
            _("trả lại để sửa"),
            ("text",),
        ),
        move(
            "resolution_adopt",
            _("Ghi biểu quyết: thông qua"),
            (Stage.SUBMITTED,),
            Stage.ADOPTED,
            _("thông qua"),
            ("votes", "number"),
        ),
        move(
            "resolution_reject",
            _("Ghi biểu quyết: không thông qua"),
            (Stage.SUBMITTED,),
            Stage.REJECTED,
            _("không thông qua"),
            ("votes",),
        ),
        move(
            "resolution_end",
            _("Ghi hết hiệu lực"),
            (Stage.ADOPTED,),
            Stage.ENDED,
            _("hết hiệu lực"),
            ("text",),
        ),
        move(
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
    statuses=states(WATCHES, (Watch.CLOSED, Watch.CANCELLED)),
    opening=move("oversight_plan", _("Lập kế hoạch giám sát"), (), Watch.PLANNED, _("lập kế hoạch giám sát")),
    transitions=(
        move("oversight_revise", _("Sửa kế hoạch"), (Watch.PLANNED,), Watch.PLANNED, _("sửa kế hoạch")),
        move(
            "oversight_begin", _("Bắt đầu giám sát"), (Watch.PLANNED,), Watch.UNDER_WAY, _("bắt đầu giám sát")
        ),
        move(
            "oversight_conclude",
            _("Ghi kết luận"),
            (Watch.UNDER_WAY,),
            Watch.CONCLUDED,
            _("kết luận giám sát"),
            ("text", "number"),
        ),
        move(
            "oversight_close",
            _("Kết thúc theo dõi"),
            (Watch.CONCLUDED,),
            Watch.CLOSED,
            _("kết thúc theo dõi kiến nghị"),
        ),
        move(
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
