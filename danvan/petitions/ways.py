"""The ways out of the first look at a letter (phân loại, xử lý đơn).

Taken up; or, where somebody else answers for the matter, guided there, transferred, given back to whoever passed it on;
or, where it is not fit, refused with a notice or put on file. Each has its own count; every letter takes one of them.
"""

from django.utils.translation import gettext_lazy as _

from danvan.cases.workflow import DECIDES, DESK, SENT_ON, Transition
from danvan.petitions.statuses import (
    CLOSED,
    FILED,
    GUIDED,
    INELIGIBLE,
    RECEIVED,
    RETURNED,
    SCREENED,
    TRANSFERRED,
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


def unfit(stops: tuple[str, ...]) -> tuple[Transition, ...]:
    """Not to be taken up: the sender is told by notice, or the letter is put on file, with the ground either way.

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
            done=_("Lưu đơn, không xử lý tiếp"),
            told=_("Đơn được lưu, không xử lý tiếp"),
            meets=stops,
            posts=("letters.ineligible",),
            grave=True,
            alone=True,
        ),
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


def elsewhere(stops: tuple[str, ...]) -> tuple[Transition, ...]:
    """Somebody else answers for it: passed on and followed, or given back to whoever passed it on by mistake."""
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
        Transition(
            verb="report_back",
            label=_("Ghi kết quả nơi được chuyển"),
            sources=frozenset({TRANSFERRED}),
            target=CLOSED,
            roles=DESK,
            needs=("text",),
            done=_("Nơi được chuyển báo kết quả"),
            told=_("Nơi được chuyển đã trả lời"),
        ),
    )
