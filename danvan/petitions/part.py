"""A part of a letter that another agency sees to (phần việc): handed out, in hand, reported. It is no letter itself."""

from django.utils.translation import gettext_lazy as _

from danvan.cases.clocks import GIVEN
from danvan.cases.ties import PART as CODE
from danvan.cases.workflow import DECIDES, DESK, SAME, Kind, Phase, Status, Transition, Whose

HANDED = "handed"
IN_HAND = "in_hand"
REPORTED = "reported"
CALLED_OFF = "called_off"

STATUSES = (
    Status(HANDED, _("Mới giao"), _("Đã giao, chờ nhận"), Phase.ACCEPTED),
    Status(IN_HAND, _("Đang làm"), _("Đang giải quyết"), Phase.WORKING),
    Status(REPORTED, _("Đã báo kết quả"), _("Đã có kết quả"), Phase.CLOSED, Whose.NOBODY),
    Status(CALLED_OFF, _("Đã thu hồi"), _("Không cần nữa"), Phase.CLOSED, Whose.NOBODY),
)
OPEN = frozenset({HANDED, IN_HAND})

PART = Kind(
    code=CODE,
    label=_("Phần việc"),
    plain=_("Phần việc của một đơn, giao cho nơi có trách nhiệm"),
    statuses=STATUSES,
    opening=Transition(
        verb="hand_out",
        label=_("Giao phần việc"),
        sources=frozenset(),
        target=HANDED,
        roles=DECIDES,
        done=_("Giao phần việc"),
    ),
    transitions=(
        Transition(
            verb="assign",
            label=_("Giao việc"),
            sources=OPEN,
            target=IN_HAND,
            roles=DECIDES,
            needs=("officer",),
            done=_("Giao cán bộ giải quyết"),
        ),
        Transition(
            verb="report",
            label=_("Báo kết quả phần việc"),
            sources=OPEN,
            target=REPORTED,
            roles=DECIDES,
            needs=("text",),
            done=_("Báo kết quả phần việc"),
            meets=(GIVEN,),
        ),
        Transition(
            verb="call_off",
            label=_("Thu hồi phần việc"),
            sources=OPEN,
            target=CALLED_OFF,
            roles=DECIDES,
            needs=("text",),
            done=_("Thu hồi phần việc"),
            stops=(GIVEN,),
            by_giver=True,
        ),
        Transition(
            verb="note",
            label=_("Ghi chú nội bộ"),
            sources=frozenset(status.code for status in STATUSES),
            target=SAME,
            roles=DESK,
            needs=("text",),
            done=_("Ghi chú nội bộ"),
            anytime=True,
        ),
    ),
    own="petition",
    inner=True,
)
