"""What becomes of a denunciation before it is taken up, and how it ends without a conclusion: pure data."""

from django.utils.translation import gettext_lazy as _

from danvan.cases.workflow import DECIDES, LEADS, SAME, SENT_ON, Transition
from danvan.denunciations.statuses import (
    ANSWERED,
    CLOSED,
    DISCONTINUED,
    FILED,
    INELIGIBLE,
    INSPECTED,
    OPEN,
    RECEIVED,
    SCREENED,
    STATUSES,
    TRANSFERRED,
    UNDER_WAY,
    WITHDRAWN,
)
from danvan.denunciations.terms import NOTICE, OF_FIRST_LOOK, PASSING, SENDER, SETTLEMENT

FIRST_LOOK = frozenset({RECEIVED})
REDACT = "redact"


def _above() -> tuple[Transition, ...]:
    """It is about the head or the office itself: the unit above receives it (Law 25/2018, art. 12, 13)."""
    return tuple(
        Transition(
            verb="pass_up",
            label=_("Chuyển lên cấp trên vì có liên quan"),
            sources=sources,
            target=TRANSFERRED,
            roles=LEADS,
            needs=("above", "text"),
            done=_("Chuyển lên cấp trên vì có liên quan"),
            told=_("Tố cáo được chuyển lên cơ quan cấp trên"),
            posts=("letters.transferred",),
            unposts=unposts,
            anytime=True,
        )
        for sources, unposts in ((FIRST_LOOK, ()), (UNDER_WAY, ("letters.eligible",)))
    )


FIRST_STEPS: tuple[Transition, ...] = (
    Transition(
        verb=REDACT,
        label=_("Lược danh tính người tố cáo"),
        sources=OPEN,
        target=SAME,
        roles=frozenset(),
        by_keeper=True,
        done=_("Lược danh tính, ghi nội dung tố cáo"),
        told=_("Nội dung đã được ghi lại, không kèm danh tính"),
    ),
    Transition(
        verb="screen",
        label=_("Xác nhận đủ điều kiện thụ lý"),
        sources=FIRST_LOOK,
        target=SCREENED,
        roles=DECIDES,
        done=_("Xác định đủ điều kiện thụ lý"),
        told=_("Tố cáo đủ điều kiện để xem xét"),
        stops=(PASSING.purpose,),
        posts=("letters.eligible",),
        after=(REDACT,),
    ),
    Transition(
        verb="refuse",
        label=_("Không thụ lý"),
        sources=FIRST_LOOK,
        target=INELIGIBLE,
        roles=LEADS,
        needs=("text",),
        done=_("Không thụ lý tố cáo"),
        told=_("Không thụ lý, có nêu lý do"),
        paper="denunciation_refusal",
        meets=OF_FIRST_LOOK,
        posts=("letters.ineligible",),
        grave=True,
        after=(REDACT,),
    ),
    Transition(
        verb="inspect",
        label=_("Đơn nặc danh có chứng cứ: đưa vào thanh tra, kiểm tra"),
        sources=FIRST_LOOK,
        target=INSPECTED,
        roles=LEADS,
        needs=("ground", "text"),
        grounds=("denunciation.anonymous",),
        done=_("Đơn nặc danh có chứng cứ: đưa vào thanh tra, kiểm tra"),
        told=_("Nội dung được đưa vào thanh tra, kiểm tra"),
        meets=OF_FIRST_LOOK,
        posts=("letters.ineligible",),
        after=(REDACT,),
    ),
    Transition(
        verb="file",
        label=_("Lưu đơn"),
        sources=FIRST_LOOK,
        target=FILED,
        roles=LEADS,
        needs=("text",),
        done=_("Lưu đơn, không xử lý tiếp"),
        told=_("Đơn được lưu, có nêu lý do"),
        meets=OF_FIRST_LOOK,
        posts=("letters.ineligible",),
        grave=True,
        after=(REDACT,),
    ),
    Transition(
        verb="transfer",
        label=_("Chuyển nơi có thẩm quyền"),
        sources=FIRST_LOOK,
        target=TRANSFERRED,
        roles=DECIDES,
        needs=("target", "text"),
        done=_("Chuyển đến nơi có thẩm quyền, không kèm danh tính"),
        told=_("Tố cáo được chuyển đến nơi có thẩm quyền"),
        paper="denunciation_transfer",
        meets=OF_FIRST_LOOK,
        posts=("letters.transferred",),
        after=(REDACT,),
    ),
    Transition(
        verb="report_back",
        label=_("Ghi kết quả nơi được chuyển"),
        sources=frozenset({TRANSFERRED}),
        target=CLOSED,
        roles=DECIDES,
        needs=("text",),
        done=_("Nơi được chuyển báo kết quả"),
        told=_("Nơi được chuyển đã báo kết quả"),
        posts=("letters.reported_back",),
    ),
    *_above(),
    Transition(
        verb="tell_sender",
        label=_("Báo nơi đã chuyển tố cáo đến"),
        sources=OPEN | {ANSWERED, CLOSED, INELIGIBLE, INSPECTED, FILED},
        target=SAME,
        roles=DECIDES,
        needs=("text",),
        done=_("Báo kết quả xử lý cho nơi đã chuyển tố cáo đến"),
        meets=(SENDER.purpose,),
        channels=SENT_ON,
        anytime=True,
    ),
)
"""What becomes of it before it is taken up (Law 25/2018, art. 24, 25, 27, 29)."""


OWED = (*OF_FIRST_LOOK, NOTICE.purpose, SETTLEMENT.purpose)


def _withdrawing() -> tuple[Transition, ...]:
    """Withdrawn before it was screened, or after."""
    return tuple(
        Transition(
            verb="withdraw",
            label=_("Ghi việc rút tố cáo, không giải quyết nữa"),
            sources=sources,
            target=WITHDRAWN,
            roles=LEADS,
            needs=("text",),
            done=_("Người tố cáo rút tố cáo"),
            told=_("Ông/bà đã rút tố cáo"),
            stops=OWED,
            posts=(measure,),
            anytime=True,
            grave=True,
        )
        for sources, measure in (
            (FIRST_LOOK, "letters.withdrawn_unscreened"),
            (UNDER_WAY, "letters.withdrawn"),
        )
    )


LEAVING: tuple[Transition, ...] = (
    *_withdrawing(),
    Transition(
        verb="keep_on",
        label=_("Đã rút nhưng vẫn phải giải quyết"),
        sources=OPEN,
        target=SAME,
        roles=LEADS,
        needs=("ground", "text"),
        grounds=("denunciation.withdrawal",),
        done=_("Người tố cáo rút tố cáo; việc giải quyết vẫn tiếp tục"),
        told=_("Ông/bà đã rút tố cáo; cơ quan vẫn phải giải quyết theo luật"),
        basis="denunciation.withdrawal",
        anytime=True,
    ),
    Transition(
        verb="discontinue",
        label=_("Đình chỉ giải quyết"),
        sources=UNDER_WAY,
        target=DISCONTINUED,
        roles=LEADS,
        needs=("decision", "text"),
        done=_("Đình chỉ việc giải quyết tố cáo"),
        told=_("Việc giải quyết đã đình chỉ"),
        stops=OWED,
        posts=("letters.withdrawn", "letters.discontinued"),
        anytime=True,
        grave=True,
    ),
    Transition(
        verb="note",
        label=_("Ghi chú nội bộ"),
        sources=frozenset(status.code for status in STATUSES),
        target=SAME,
        roles=DECIDES,
        needs=("text",),
        done=_("Ghi chú nội bộ"),
        anytime=True,
    ),
)
"""Withdrawn, or withdrawn and settled all the same; discontinued; the note that goes with any state."""
