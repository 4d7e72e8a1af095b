"""A denunciation is settled: taken up, verified, concluded, acted upon, published: pure data."""

from django.utils.translation import gettext_lazy as _

from danvan.cases import clocksteps
from danvan.cases.workflow import DECIDES, LEADS, SAME, Clock, Transition, Words
from danvan.denunciations.statuses import ACCEPTED, ANSWERED, CLOSED, IN_HAND, OPEN, SCREENED, WORKING
from danvan.denunciations.terms import ACTING, FIRST, NOTICE, PUBLISHING, SENDING, SETTLEMENT


def _extending() -> Transition:
    """Once for a complex matter, twice for an especially complex one (Law 25/2018, art. 30; Decree 31/2019, art. 3)."""
    return Transition(
        verb="extend",
        label=_("Gia hạn giải quyết"),
        sources=IN_HAND,
        target=SAME,
        roles=LEADS,
        needs=("days", "complexity", "decision", "text"),
        done=_("Gia hạn giải quyết tố cáo"),
        told=_("Cơ quan cần thêm thời gian"),
        paper="denunciation_extension",
        clock="extend",
        anytime=True,
    )


def _step_after(
    verb: str,
    label: Words,
    told: Words,
    clock: Clock,
    *,
    after: str = "answer",
    posts: tuple[str, ...] = (),
    unposts: tuple[str, ...] = (),
) -> Transition:
    """One of the things that are owed once there is a conclusion; each waits for the one before, and is done once."""
    return Transition(
        verb=verb,
        label=label,
        sources=frozenset({ANSWERED}),
        target=SAME,
        roles=DECIDES,
        needs=("text",),
        done=label,
        told=told,
        meets=(clock.purpose,),
        after=(after,),
        unless=(verb,),
        posts=posts,
        unposts=unposts,
    )


SETTLING: tuple[Transition, ...] = (
    Transition(
        verb="accept",
        label=_("Thụ lý"),
        sources=frozenset({SCREENED}),
        target=ACCEPTED,
        roles=LEADS,
        needs=("decision",),
        done=_("Ra quyết định thụ lý tố cáo"),
        told=_("Cơ quan đã thụ lý tố cáo"),
        paper="denunciation_acceptance",
        meets=(FIRST.purpose,),
        starts=NOTICE,
        starts_too=(SETTLEMENT,),
        posts=("letters.accepted",),
    ),
    Transition(
        verb="tell_both",
        label=_("Ghi đã thông báo thụ lý"),
        sources=IN_HAND,
        target=SAME,
        roles=DECIDES,
        needs=("text",),
        done=_("Thông báo thụ lý cho người tố cáo và nội dung tố cáo cho người bị tố cáo"),
        told=_("Đã thông báo việc thụ lý; người bị tố cáo không được biết ai tố cáo"),
        paper="denunciation_notice",
        meets=(NOTICE.purpose,),
        anytime=True,
    ),
    Transition(
        verb="assign",
        label=_("Giao xác minh"),
        sources=IN_HAND,
        target=WORKING,
        roles=LEADS,
        needs=("officer",),
        done=_("Giao người xác minh nội dung tố cáo"),
        told=_("Cơ quan đang xác minh"),
    ),
    Transition(
        verb="verified",
        label=_("Ghi kết quả xác minh"),
        sources=frozenset({WORKING}),
        target=SAME,
        roles=DECIDES,
        needs=("text",),
        done=_("Báo cáo kết quả xác minh"),
    ),
    Transition(
        verb="refer_crime",
        label=_("Chuyển cơ quan điều tra vì có dấu hiệu tội phạm"),
        sources=OPEN,
        target=SAME,
        roles=LEADS,
        needs=("text",),
        done=_("Chuyển hồ sơ, tài liệu cho cơ quan điều tra, viện kiểm sát"),
        told=_("Hồ sơ có dấu hiệu tội phạm đã được chuyển cơ quan điều tra"),
        basis="denunciation.crime",
        posts=("letters.referred",),
        anytime=True,
        grave=True,
    ),
    Transition(
        verb="answer",
        label=_("Ban hành kết luận nội dung tố cáo"),
        sources=IN_HAND,
        target=ANSWERED,
        roles=LEADS,
        needs=("reply", "decision"),
        done=_("Ban hành kết luận nội dung tố cáo"),
        told=_("Đã có kết luận nội dung tố cáo"),
        paper="denunciation_conclusion",
        meets=(SETTLEMENT.purpose,),
        starts=SENDING,
        starts_too=(ACTING, PUBLISHING),
        posts=("letters.resolved", "executions.ordered", "executions.owed"),
        answers=True,
    ),
    _extending(),
    clocksteps.undoing_extension(IN_HAND),
    *clocksteps.suspending(IN_HAND, basis="denunciation.suspension_sent", paper=""),
    *clocksteps.with_experts(IN_HAND),
)
"""From acceptance to the conclusion (Law 25/2018, art. 28 to 35)."""


AFTER_CONCLUSION: tuple[Transition, ...] = (
    _step_after(
        "send_conclusion",
        _("Gửi kết luận, báo người tố cáo"),
        _("Kết luận đã gửi người bị tố cáo; ông/bà đọc được trên trang này"),
        SENDING,
    ),
    _step_after(
        "act_on",
        _("Ghi việc xử lý theo kết luận"),
        _("Kết luận đã được xử lý"),
        ACTING,
        after="send_conclusion",
        posts=("executions.done",),
        unposts=("executions.owed",),
    ),
    _step_after(
        "publish_conclusion",
        _("Công khai kết luận, không kèm danh tính người tố cáo"),
        _("Kết luận đã được công khai, không có danh tính của ông/bà"),
        PUBLISHING,
        after="act_on",
    ),
    Transition(
        verb="close",
        label=_("Kết thúc hồ sơ"),
        sources=frozenset({ANSWERED}),
        target=CLOSED,
        roles=LEADS,
        done=_("Kết thúc, lưu hồ sơ"),
        told=_("Hồ sơ kết thúc"),
        after=("publish_conclusion",),
    ),
)
"""Sent, acted upon, published without the denouncer, closed (Law 25/2018, art. 35.3, 36, 40)."""
