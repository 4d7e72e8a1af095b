"""Steps that only a complaint has: while it is settled, and once it is decided. Pure data.

Law on Complaints 02/2011: dialogue (art. 30), the decision sent (art. 32). No rule that was read says how a part is
taken back or a first decision made public: these steps have no term.
"""

from django.utils.translation import gettext_lazy as _

from danvan.cases.effect import NOTHING, ORDER
from danvan.cases.ties import EXECUTION
from danvan.cases.workflow import DECIDES, DESK, SAME, Clock, Transition
from danvan.petitions.statuses import ANSWERED, CLOSED, IN_HAND, UNDER_WAY

SENDING = Clock("sending", "complaint.first_decision_sent")
"""From the decision to the day on which it was sent; who closes the file says that it has been, by then."""


def in_settlement() -> tuple[Transition, ...]:
    """The two sides speak; part of what was complained of is taken back and the rest goes on."""
    return (
        Transition(
            verb="dialogue",
            label=_("Ghi kết quả đối thoại"),
            sources=IN_HAND,
            target=SAME,
            roles=DECIDES,
            needs=("text",),
            done=_("Đã đối thoại, có biên bản"),
            told=_("Cơ quan đã đối thoại với ông/bà"),
            paper="minutes",
        ),
        Transition(
            verb="withdraw_part",
            label=_("Ghi việc rút một phần khiếu nại"),
            sources=UNDER_WAY,
            target=SAME,
            roles=DESK,
            needs=("text",),
            done=_("Công dân rút một phần, phần còn lại vẫn giải quyết"),
            told=_("Ông/bà rút một phần khiếu nại, phần còn lại vẫn được giải quyết"),
            anytime=True,
        ),
    )


def after_decision(*, published: tuple[str, ...] = ()) -> tuple[Transition, ...]:
    """The decision goes to those whom it concerns, and is made public, within a term where the law sets one."""
    return (
        Transition(
            verb="send_decision",
            label=_("Ghi đã gửi quyết định"),
            sources=frozenset({ANSWERED}),
            target=SAME,
            roles=DESK,
            needs=("text",),
            done=_("Đã gửi quyết định giải quyết"),
            told=_("Quyết định giải quyết đã gửi đến ông/bà"),
            meets=(SENDING.purpose,),
        ),
        Transition(
            verb="publish_decision",
            label=_("Ghi đã công khai quyết định"),
            sources=frozenset({ANSWERED, CLOSED}),
            target=SAME,
            roles=DESK,
            needs=("text",),
            done=_("Đã công khai quyết định giải quyết"),
            told=_("Quyết định giải quyết đã được công khai"),
            meets=published,
        ),
    )


def executing() -> tuple[Transition, ...]:
    """What a final decision asks is given out, each thing with its last day; or it is said that it asks nothing.

    Law on Complaints art. 44: a final decision is executed at once.
    """
    return (
        Transition(
            verb=ORDER,
            label=_("Giao thi hành quyết định"),
            sources=frozenset({ANSWERED}),
            target=SAME,
            roles=DECIDES,
            needs=("parts",),
            opens=EXECUTION,
            when_final=True,
            done=_("Giao thi hành quyết định"),
            told=_("Quyết định đã có hiệu lực, cơ quan giao việc thi hành"),
        ),
        Transition(
            verb=NOTHING,
            label=_("Ghi là không có gì phải thi hành"),
            sources=frozenset({ANSWERED}),
            target=SAME,
            roles=DECIDES,
            needs=("text",),
            done=_("Quyết định không có gì phải thi hành"),
            told=_("Quyết định không có việc gì phải thi hành"),
        ),
    )
