"""What a final decision asks to be done (việc thi hành quyết định): who, what, by when, until it is done.

Law on Complaints 02/2011 art. 44: a final decision is executed at once. No rule that was read gives a number of days:
the last day is set by the office that decided. It is no letter itself.
"""

from django.utils.translation import gettext_lazy as _

from danvan.cases.clocks import GIVEN
from danvan.cases.ties import EXECUTION as CODE
from danvan.cases.urgesteps import urging
from danvan.cases.workflow import DECIDES, DESK, SAME, Kind, Phase, Status, Transition, Whose

ORDERED = "ordered"
EXECUTING = "executing"
EXECUTED = "executed"
CALLED_OFF = "called_off"

STATUSES = (
    Status(ORDERED, _("Phải thi hành"), _("Đã giao thi hành"), Phase.ACCEPTED),
    Status(EXECUTING, _("Đang thi hành"), _("Đang thi hành"), Phase.WORKING),
    Status(EXECUTED, _("Đã thi hành xong"), _("Đã thi hành xong"), Phase.CLOSED, Whose.NOBODY),
    Status(
        CALLED_OFF, _("Không phải thi hành nữa"), _("Không phải thi hành nữa"), Phase.CLOSED, Whose.NOBODY
    ),
)
OPEN = frozenset({ORDERED, EXECUTING})

EXECUTION = Kind(
    code=CODE,
    label=_("Thi hành quyết định"),
    plain=_("Việc phải làm theo quyết định giải quyết khiếu nại đã có hiệu lực"),
    statuses=STATUSES,
    opening=Transition(
        verb="order",
        label=_("Giao thi hành"),
        sources=frozenset(),
        target=ORDERED,
        roles=DECIDES,
        done=_("Giao thi hành quyết định"),
    ),
    transitions=(
        Transition(
            verb="assign",
            label=_("Giao việc"),
            sources=OPEN,
            target=EXECUTING,
            roles=DECIDES,
            needs=("officer",),
            done=_("Giao cán bộ thi hành"),
        ),
        Transition(
            verb="report_progress",
            label=_("Báo tiến độ thi hành"),
            sources=OPEN,
            target=EXECUTING,
            roles=DESK,
            needs=("text", "proof"),
            done=_("Báo tiến độ thi hành"),
        ),
        Transition(
            verb="execute",
            label=_("Báo đã thi hành xong"),
            sources=OPEN,
            target=EXECUTED,
            roles=DECIDES,
            needs=("text", "proof"),
            done=_("Đã thi hành xong"),
            meets=(GIVEN,),
        ),
        Transition(
            verb="call_off",
            label=_("Ghi là không phải thi hành nữa"),
            sources=OPEN,
            target=CALLED_OFF,
            roles=DECIDES,
            needs=("text",),
            done=_("Không phải thi hành nữa"),
            stops=(GIVEN,),
            by_giver=True,
        ),
        *urging(OPEN),
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
