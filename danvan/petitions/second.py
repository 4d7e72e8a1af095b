"""A second complaint (khiếu nại lần hai): about a first decision, or because the first term passed without one.

Law on Complaints 02/2011 art. 33 to 41. It is a case of its own, tied to the first. It had to come within a term, which
is counted and kept with it: a late one goes on only with the hindrance written down. No decision without a dialogue.
Pure data.
"""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from danvan.cases import clocksteps
from danvan.cases.models.case import TIME_BAR
from danvan.cases.urgesteps import urging
from danvan.cases.workflow import DECIDES, LEADS, Clock, Kind, Transition
from danvan.petitions import complaint, ways
from danvan.petitions.statuses import (
    ACCEPTED,
    ANSWERED,
    IN_HAND,
    MERGED,
    OPEN,
    RECEIVED,
    REOPENED,
    SCREENED,
    STOCKS,
    all_but,
)
from danvan.petitions.workflow import COMPLAINT, leaving, opening, verifying, working

CODE = "second_complaint"
COMPLAINTS = frozenset({COMPLAINT.code, CODE})
BAR = Clock(TIME_BAR, "complaint.second_appeal")
"""From the day on which the first decision was received, or its term ended, to the day on which this came in."""
SENDING = Clock(complaint.SENDING.purpose, "complaint.second_decision_sent")
PUBLISHING = Clock("publication", "complaint.second_decision_published")
STATUSES = all_but(REOPENED, MERGED)

SECOND_COMPLAINT = Kind(
    code=CODE,
    label=_("Khiếu nại lần hai"),
    plain=_("Khiếu nại lần hai: không đồng ý với quyết định giải quyết lần đầu, hoặc quá hạn mà chưa có"),
    statuses=STATUSES,
    opening=opening(Clock("acceptance", "complaint.acceptance"), bars=BAR),
    transitions=(
        replace(ways.fit(), needs=("conditions", "excuse")),
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
                done=_("Thụ lý giải quyết lần hai"),
                told=_("Cơ quan nhận giải quyết"),
                paper="acceptance",
                meets=("acceptance",),
                starts=Clock("settlement", "complaint.second_settlement"),
                posts=("letters.accepted",),
            ),
            Transition(
                verb="answer",
                label=_("Ban hành quyết định giải quyết lần hai"),
                sources=IN_HAND,
                target=ANSWERED,
                roles=LEADS,
                needs=("reply", "decision"),
                after=("dialogue",),
                done=_("Ban hành quyết định giải quyết lần hai"),
                told=_("Có quyết định giải quyết lần hai"),
                paper="second_decision",
                meets=("settlement",),
                starts=SENDING,
                starts_too=(PUBLISHING,),
                posts=("letters.resolved",),
                answers=True,
            ),
            meets=(SENDING.purpose, PUBLISHING.purpose),
            executed=True,
        ),
        *complaint.in_settlement(),
        *complaint.after_decision(published=(PUBLISHING.purpose,)),
        *complaint.executing(),
        *clocksteps.extending(IN_HAND),
        *clocksteps.suspending(IN_HAND, basis="complaint.suspension_sent"),
        *clocksteps.with_experts(IN_HAND),
        *clocksteps.waiting(frozenset({RECEIVED, SCREENED})),
        verifying(),
        *urging(OPEN),
        *leaving(("acceptance", "settlement"), STATUSES),
    ),
    own="petition",
    stocks=STOCKS,
    effect="complaint.second_decision_effect",
    awards=True,
    appeals=COMPLAINT.code,
)
