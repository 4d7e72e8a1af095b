"""The ways out of the first look at a letter (phân loại, xử lý đơn).

Taken up; or, where somebody else answers for the matter, guided there, transferred, given back to whoever passed it on;
or, where it is not fit, refused with a notice or put on file. Each has its own count; every letter takes one of them.
"""

from django.utils.translation import gettext_lazy as _

from danvan.cases.workflow import DECIDES, DESK, LEADS, SENT_ON, Transition
from danvan.petitions.statuses import (
    CLOSED,
    FILED,
    GUIDED,
    INELIGIBLE,
    RECEIVED,
    REOPENED,
    RETURNED,
    SCREENED,
    TRANSFERRED,
    UNDER_WAY,
)

FIRST_LOOK = frozenset({RECEIVED})


def fit() -> Transition:
    """All conditions of a letter are met: it may be taken up."""
    return Transition(
        verb="screen",
        label=_("Xác nhận đủ điều kiện"),
        sources=FIRST_LOOK,
        target=SCREENED,
        roles=DESK,
        needs=("conditions",),
        done=_("Xác định đủ điều kiện"),
        told=_("Đơn đủ điều kiện để xem xét"),
        posts=("letters.eligible",),
    )


def unfit(stops: tuple[str, ...], *forbids: str) -> tuple[Transition, ...]:
    """Not to be taken up: the sender is told by notice, or the letter is put on file, with the ground either way.

    `forbids`: rules beside the conditions of every letter whose grounds forbid taking one of this kind up.
    Circular 07/2014 art. 6, 28; both count as not eligible, as in form 01/XLD, which takes them from those processed.
    """
    return (
        Transition(
            verb="refuse",
            label=_("Xác nhận không đủ điều kiện"),
            sources=FIRST_LOOK,
            target=INELIGIBLE,
            roles=DECIDES,
            needs=("screening", "ground", "text"),
            grounds=(*forbids, "letter.conditions"),
            done=_("Xác định không đủ điều kiện"),
            told=_("Không thụ lý giải quyết"),
            paper="refusal",
            meets=stops,
            posts=("letters.ineligible",),
            grave=True,
            alone=True,
        ),
        Transition(
            verb="file",
            label=_("Lưu đơn"),
            sources=FIRST_LOOK,
            target=FILED,
            roles=DECIDES,
            needs=("screening", "ground", "text"),
            grounds=("letter.retention",),
            done=_("Lưu đơn, không xử lý tiếp"),
            told=_("Đơn được lưu, không xử lý tiếp"),
            meets=stops,
            posts=("letters.ineligible",),
            grave=True,
            alone=True,
        ),
    )


def sealing(stops: tuple[str, ...]) -> Transition:
    """It is a denunciation: sealed as one, and what stands here of it destroyed, by an action of its own.

    The letter itself counts as one that is not eligible; the denunciation counts anew, among its own.
    """
    return Transition(
        verb="seal_letter",
        label=_("Là tố cáo: niêm phong"),
        sources=FIRST_LOOK,
        target=FILED,
        roles=DECIDES,
        needs=("sealing",),
        done=_("Là tố cáo: đã niêm phong, giải quyết theo Luật Tố cáo"),
        told=_("Nội dung là tố cáo nên đã được niêm phong; xem tiếp ở trang Tố cáo bằng chính mã này"),
        meets=stops,
        posts=("letters.ineligible",),
        grave=True,
        alone=True,
    )


def guidance(stops: tuple[str, ...]) -> Transition:
    """A complaint at the wrong door: its sender is told where to go, once for the matter (Circular 07/2014 art. 8)."""
    return Transition(
        verb="guide",
        label=_("Hướng dẫn gửi đến đúng nơi"),
        sources=FIRST_LOOK,
        target=GUIDED,
        roles=DECIDES,
        needs=("text",),
        done=_("Hướng dẫn gửi đơn đến cơ quan có thẩm quyền"),
        told=_("Cơ quan hướng dẫn gửi đơn đến đúng nơi giải quyết"),
        paper="guide",
        meets=stops,
        posts=("letters.guided",),
        alone=True,
        once=True,
    )


def _above(reopened: bool) -> tuple[Transition, ...]:
    """The letter is about the unit or its head, and nobody else there may decide: the unit above receives it anew.

    It leaves the figures of the unit as any other that was transferred, from whatever status; one that was answered
    and opened again keeps its place among those answered.
    """
    ways = [
        (FIRST_LOOK, ("letters.transferred",), ()),
        (UNDER_WAY, ("letters.transferred",), ("letters.eligible",)),
        *([(frozenset({REOPENED}), (), ("letters.reopened",))] if reopened else []),
    ]
    return tuple(
        Transition(
            verb="pass_up",
            label=_("Chuyển lên cấp trên vì có liên quan"),
            sources=sources,
            target=TRANSFERRED,
            roles=LEADS,
            needs=("above", "text"),
            done=_("Chuyển lên cấp trên vì có liên quan"),
            told=_("Đơn được chuyển lên cơ quan cấp trên xem xét"),
            posts=posts,
            unposts=unposts,
            anytime=True,
        )
        for sources, posts, unposts in ways
    )


def elsewhere(stops: tuple[str, ...], *, reopened: bool = False) -> tuple[Transition, ...]:
    """Somebody else answers for it: passed on and followed, or given back to whoever passed it on by mistake.

    `reopened`: whether the kind knows letters that were opened again.
    """
    return (
        Transition(
            verb="transfer",
            label=_("Chuyển cơ quan có thẩm quyền"),
            sources=FIRST_LOOK,
            target=TRANSFERRED,
            roles=DECIDES,
            needs=("target", "text"),
            done=_("Chuyển đến cơ quan có thẩm quyền"),
            told=_("Chuyển đơn đến đúng nơi giải quyết"),
            paper="transfer",
            meets=stops,
            posts=("letters.transferred",),
        ),
        Transition(
            verb="return",
            label=_("Trả lại đơn cho nơi chuyển đến"),
            sources=FIRST_LOOK,
            target=RETURNED,
            roles=DECIDES,
            needs=("text",),
            done=_("Trả lại đơn cho nơi chuyển đến"),
            told=_("Đơn được trả lại cho nơi đã chuyển đến"),
            paper="return",
            meets=stops,
            posts=("letters.returned",),
            alone=True,
            channels=SENT_ON,
        ),
        *_above(reopened),
        _reported_back(),
    )


def _reported_back() -> Transition:
    """The other authority answered, and the letter is over here."""
    return Transition(
        verb="report_back",
        label=_("Ghi kết quả nơi được chuyển"),
        sources=frozenset({TRANSFERRED}),
        target=CLOSED,
        roles=DESK,
        needs=("text",),
        done=_("Nơi được chuyển báo kết quả"),
        told=_("Nơi được chuyển đã trả lời"),
        posts=("letters.reported_back",),
    )
