"""The two kinds of petition: a complaint up to its first decision, a recommendation or feedback up to its answer.

Both are received, screened (eligible or not, with the ground in law), taken up, worked on, answered, closed.
A transfer is no end: the letter is received anew where it belongs, or followed until the other authority answers.
"""

from django.utils.translation import gettext_lazy as _

from danvan.cases import clocksteps
from danvan.cases.ties import PART
from danvan.cases.urgesteps import urging
from danvan.cases.workflow import (
    DECIDES,
    DESK,
    IN_PERSON,
    LEADS,
    SAME,
    Clock,
    Kind,
    Status,
    Transition,
)
from danvan.petitions import complaint, verdict, ways
from danvan.petitions.statuses import (
    ACCEPTED,
    ANSWERED,
    CLOSED,
    FILED,
    GUIDED,
    IN_HAND,
    INELIGIBLE,
    MERGED,
    OPEN,
    OWED,
    RECEIVED,
    REOPENED,
    RETURNED,
    SCREENED,
    STATUSES,
    STOCKS,
    TRANSFERRED,
    UNDER_WAY,
    WITHDRAWN,
    WORKING,
    all_but,
)

__all__ = [
    "ACCEPTED",
    "ANSWERED",
    "CLOSED",
    "COMPLAINT",
    "FILED",
    "GUIDED",
    "INELIGIBLE",
    "IN_HAND",
    "MERGED",
    "OPEN",
    "OWED",
    "RECEIVED",
    "RECOMMENDATION",
    "REOPENED",
    "RETURNED",
    "SCREENED",
    "STATUSES",
    "STOCKS",
    "TRANSFERRED",
    "UNDER_WAY",
    "WITHDRAWN",
    "WORKING",
]


def opening(clock: Clock, *, bars: Clock | None = None) -> Transition:
    """The letter comes in; `bars` is the term within which it had to."""
    return Transition(
        verb="receive",
        label=_("Nhận đơn"),
        sources=frozenset(),
        target=RECEIVED,
        roles=DESK,
        by_citizen=True,
        done=_("Nhận đơn"),
        told=_("Cơ quan đã nhận đơn"),
        starts=clock,
        bars=bars,
        posts=("letters.received",),
    )


def working(
    accept: Transition,
    answer: Transition,
    *,
    sources: frozenset[str] = IN_HAND,
    meets: tuple[str, ...] = (),
    executed: bool = False,
) -> tuple[Transition, ...]:
    """From taking up to the answer; given into hands from `sources`. What closing meets was due after the answer.

    `executed`: the file is closed only once nothing is left to do by the decision.
    """
    return (
        accept,
        Transition(
            verb="assign",
            label=_("Giao việc"),
            sources=sources,
            target=WORKING,
            roles=DECIDES,
            needs=("officer",),
            done=_("Giao cán bộ giải quyết"),
            told=_("Giao cán bộ giải quyết"),
        ),
        Transition(
            verb="reassign",
            label=_("Giao lại cho người khác"),
            sources=frozenset({WORKING}),
            target=SAME,
            roles=LEADS,
            needs=("officer", "text"),
            done=_("Giao lại cho người khác"),
            anytime=True,
        ),
        answer,
        Transition(
            verb="close",
            label=_("Kết thúc hồ sơ"),
            sources=frozenset({ANSWERED}),
            target=CLOSED,
            roles=DESK,
            done=_("Kết thúc, lưu hồ sơ"),
            told=_("Hồ sơ kết thúc"),
            meets=meets,
            executed=executed,
        ),
    )


def leaving(
    purposes: tuple[str, ...], statuses: tuple[Status, ...], *, owed: frozenset[str] = UNDER_WAY
) -> tuple[Transition, ...]:
    """Withdrawn before it was screened or after, and the internal note that goes with any state."""
    return (
        Transition(
            verb="withdraw",
            label=_("Rút đơn"),
            sources=frozenset({RECEIVED}),
            target=WITHDRAWN,
            roles=DESK,
            by_citizen=True,
            needs=("text",),
            done=_("Công dân rút đơn"),
            told=_("Ông/bà rút đơn"),
            stops=purposes,
            posts=("letters.withdrawn_unscreened",),
            anytime=True,
            grave=True,
            alone=True,
        ),
        Transition(
            verb="withdraw",
            label=_("Rút đơn"),
            sources=owed,
            target=WITHDRAWN,
            roles=DESK,
            by_citizen=True,
            needs=("text",),
            done=_("Công dân rút đơn"),
            told=_("Ông/bà rút đơn"),
            stops=purposes,
            posts=("letters.withdrawn",),
            anytime=True,
            grave=True,
            alone=True,
        ),
        Transition(
            verb="note",
            label=_("Ghi chú nội bộ"),
            sources=frozenset(status.code for status in statuses),
            target=SAME,
            roles=DESK,
            needs=("text",),
            done=_("Ghi chú nội bộ"),
            anytime=True,
        ),
    )


def _merging(purposes: tuple[str, ...]) -> tuple[Transition, ...]:
    """A letter about a matter of which an earlier one is being settled: a letter received, and no matter of its own.

    The forms of Circular 02/2021 count letters and matters apart; so it stays received, and leaves what is examined or
    open by a figure of its own.
    """
    return tuple(
        Transition(
            verb="merge",
            label=_("Nhập vào đơn trước về cùng việc"),
            sources=sources,
            target=MERGED,
            roles=DECIDES,
            needs=("into",),
            done=_("Nhập vào đơn trước về cùng việc"),
            told=_("Đơn được giải quyết chung với một đơn trước về cùng việc"),
            stops=purposes,
            posts=(measure,),
            anytime=True,
        )
        for sources, measure in (
            (frozenset({RECEIVED}), "letters.merged_unscreened"),
            (UNDER_WAY, "letters.merged"),
        )
    )


def _splitting() -> Transition:
    """Parts of the letter go to other agencies; the letter itself stays and is answered when they have reported."""
    return Transition(
        verb="split",
        label=_("Giao từng phần việc cho nơi khác"),
        sources=frozenset({ACCEPTED, WORKING}),
        target=WORKING,
        roles=DECIDES,
        needs=("parts",),
        opens=PART,
        done=_("Giao từng phần việc cho nơi khác"),
        told=_("Từng phần việc được giao cho nơi có trách nhiệm"),
    )


def verifying() -> Transition:
    """What is true of the matter is found out by an officer or another agency, by a day within the letter's term."""
    return Transition(
        verb="order_verification",
        label=_("Giao xác minh"),
        sources=frozenset({ACCEPTED, WORKING}),
        target=SAME,
        roles=DECIDES,
        needs=("verifications",),
        done=_("Giao xác minh nội dung đơn"),
        told=_("Cơ quan xác minh nội dung đơn"),
    )


OF_COMPLAINTS = all_but(REOPENED)
OF_RECOMMENDATIONS = all_but(GUIDED)

COMPLAINT = Kind(
    code="complaint",
    label=_("Khiếu nại"),
    plain=_("Khiếu nại: không đồng ý với một quyết định hoặc việc làm của cơ quan, cán bộ đối với mình"),
    statuses=OF_COMPLAINTS,
    opening=opening(Clock("acceptance", "complaint.acceptance")),
    transitions=(
        ways.fit(),
        ways.sealing(("acceptance",)),
        *ways.unfit(("acceptance",), "complaint.not_accepted"),
        ways.guidance(("acceptance",)),
        *ways.elsewhere(("acceptance",)),
        *working(
            Transition(
                verb="accept",
                label=_("Thụ lý"),
                sources=frozenset({SCREENED}),
                target=ACCEPTED,
                roles=DECIDES,
                done=_("Thụ lý giải quyết"),
                told=_("Cơ quan nhận giải quyết"),
                paper="acceptance",
                meets=("acceptance",),
                starts=Clock("settlement", "complaint.first_settlement"),
                posts=("letters.accepted",),
            ),
            Transition(
                verb="answer",
                label=_("Ban hành quyết định giải quyết"),
                sources=frozenset({ACCEPTED, WORKING}),
                target=ANSWERED,
                roles=LEADS,
                needs=("reply", "decision"),
                done=_("Ban hành quyết định giải quyết lần đầu"),
                told=_("Có quyết định giải quyết"),
                paper="decision",
                meets=("settlement",),
                starts=complaint.SENDING,
                posts=("letters.resolved",),
                answers=True,
            ),
            meets=(complaint.SENDING.purpose,),
            executed=True,
        ),
        *complaint.in_settlement(),
        *complaint.after_decision(),
        *complaint.executing(),
        *clocksteps.extending(frozenset({ACCEPTED, WORKING})),
        *clocksteps.suspending(frozenset({ACCEPTED, WORKING}), basis="complaint.suspension_sent"),
        *clocksteps.with_experts(frozenset({ACCEPTED, WORKING})),
        *clocksteps.waiting(frozenset({RECEIVED, SCREENED})),
        _splitting(),
        verifying(),
        *urging(OPEN),
        *_merging(("acceptance", "settlement")),
        *leaving(("acceptance", "settlement"), OF_COMPLAINTS),
    ),
    own="petition",
    stocks=STOCKS,
    own_decision="complaint.first_authority",
    effect="complaint.first_decision_effect",
    awards=True,
)

RECOMMENDATION = Kind(
    code="recommendation",
    label=_("Kiến nghị, phản ánh"),
    plain=_("Kiến nghị, phản ánh: nêu một việc cần làm, một điều chưa đúng, một góp ý"),
    statuses=OF_RECOMMENDATIONS,
    opening=opening(
        Clock(
            "reply",
            "letter.processing",
            by_channel=dict.fromkeys(IN_PERSON, "reception.result_notice"),
        )
    ),
    transitions=(
        ways.fit(),
        ways.sealing(("reply",)),
        *ways.unfit(("reply",)),
        *ways.elsewhere(("reply",), reopened=True),
        *working(
            Transition(
                verb="accept",
                label=_("Nhận giải quyết"),
                sources=frozenset({SCREENED}),
                target=ACCEPTED,
                roles=DECIDES,
                done=_("Nhận giải quyết"),
                told=_("Cơ quan nhận giải quyết"),
                paper="acceptance",
                posts=("letters.accepted",),
            ),
            Transition(
                verb="answer",
                label=_("Trả lời công dân"),
                sources=IN_HAND | {REOPENED},
                target=ANSWERED,
                roles=DECIDES,
                needs=("reply",),
                done=_("Trả lời công dân"),
                told=_("Cơ quan đã trả lời"),
                paper="reply",
                meets=("reply",),
                posts=("letters.resolved",),
                answers=True,
            ),
            sources=IN_HAND | {REOPENED},
        ),
        *verdict.steps(),
        *clocksteps.waiting(frozenset({RECEIVED, SCREENED, ACCEPTED, WORKING})),
        _splitting(),
        verifying(),
        *urging(OPEN | {REOPENED}),
        *_merging(("reply",)),
        *leaving(("reply",), OF_RECOMMENDATIONS, owed=OWED),
    ),
    own="petition",
    stocks=STOCKS,
)
