"""The steps in the life of a clock, for any kind of case to which the law gives them: pure data.

Each is told to the citizen; none changes the status. What a step does to the clocks is its `clock`, a kind of step of
danvan.law.life, which alone knows what follows from it.
"""

from django.utils.translation import gettext_lazy as _

from danvan.cases.workflow import (
    BY_DECISION,
    DECIDES,
    DESK,
    FOR_CITIZEN,
    FOR_EXPERT,
    LEADS,
    SAME,
    Transition,
)
from danvan.law.life import STOPS


def waiting(sources: frozenset[str]) -> tuple[Transition, ...]:
    """The citizen is asked for something; whichever way the answer comes, the clock runs on."""
    return (
        Transition(
            verb="ask",
            label=_("Đề nghị bổ sung"),
            sources=sources,
            target=SAME,
            roles=DESK,
            needs=("text",),
            done=_("Đề nghị công dân bổ sung, tạm dừng tính thời hạn"),
            told=_("Cơ quan cần ông/bà bổ sung"),
            paper="documents_request",
            clock=FOR_CITIZEN,
        ),
        Transition(
            verb="supplement",
            label=_("Ghi nhận bổ sung"),
            sources=sources,
            target=SAME,
            roles=DESK,
            by_citizen=True,
            needs=("text",),
            done=_("Công dân đã bổ sung, tiếp tục tính thời hạn"),
            told=_("Ông/bà đã bổ sung"),
            clock=STOPS[FOR_CITIZEN],
        ),
        Transition(
            verb="resume",
            label=_("Giải quyết tiếp, không chờ nữa"),
            sources=sources,
            target=SAME,
            roles=DECIDES,
            needs=("text",),
            done=_("Không chờ bổ sung, tiếp tục tính thời hạn"),
            told=_("Cơ quan tiếp tục xem xét"),
            clock=STOPS[FOR_CITIZEN],
        ),
    )


def extending(sources: frozenset[str]) -> tuple[Transition, ...]:
    """A longer term within what its rule allows (Law on Complaints art. 28), and such an extension undone."""
    return (
        Transition(
            verb="extend",
            label=_("Gia hạn giải quyết"),
            sources=sources,
            target=SAME,
            roles=LEADS,
            needs=("days", "decision", "criteria", "text"),
            done=_("Gia hạn giải quyết"),
            told=_("Cơ quan cần thêm thời gian"),
            paper="extension",
            clock="extend",
            anytime=True,
        ),
        undoing_extension(sources),
    )


def undoing_extension(sources: frozenset[str]) -> Transition:
    """An extension is undone: the term is again what it was without it."""
    return Transition(
        verb="undo_extension",
        label=_("Hủy gia hạn"),
        sources=sources,
        target=SAME,
        roles=LEADS,
        needs=("extension", "text"),
        done=_("Hủy gia hạn, thời hạn trở về như trước"),
        told=_("Cơ quan hủy việc gia hạn"),
        clock="undo_extension",
        anytime=True,
    )


def suspending(sources: frozenset[str], *, basis: str, paper: str = "suspension") -> tuple[Transition, ...]:
    """The settlement is suspended by decision and taken up again, from the day on which the law knows it.

    Complaints: Law on Complaints art. 11a and Decree 124/2020 art. 28b, both as amended from 01/07/2026.
    """
    return (
        Transition(
            verb="suspend",
            label=_("Tạm đình chỉ giải quyết"),
            sources=sources,
            target=SAME,
            roles=LEADS,
            needs=("decision", "text"),
            done=_("Tạm đình chỉ giải quyết, dừng tính thời hạn"),
            told=_("Việc giải quyết tạm đình chỉ"),
            paper=paper,
            clock=BY_DECISION,
            basis=basis,
            anytime=True,
        ),
        Transition(
            verb="proceed",
            label=_("Tiếp tục giải quyết"),
            sources=sources,
            target=SAME,
            roles=LEADS,
            needs=("decision", "text"),
            done=_("Tiếp tục giải quyết, thời hạn chạy tiếp"),
            told=_("Việc giải quyết được tiếp tục"),
            clock=STOPS[BY_DECISION],
            basis=basis,
        ),
    )


def with_experts(sources: frozenset[str]) -> tuple[Transition, ...]:
    """An expert opinion is asked for and comes.

    That its time does not count was read for denunciations alone (Decree 31/2019 art. 15(4)); for complaints the form
    says that the basis is not confirmed.
    """
    return (
        Transition(
            verb="ask_expert",
            label=_("Trưng cầu giám định"),
            sources=sources,
            target=SAME,
            roles=DECIDES,
            needs=("decision", "text"),
            done=_("Trưng cầu giám định, dừng tính thời hạn"),
            told=_("Cơ quan trưng cầu giám định"),
            clock=FOR_EXPERT,
        ),
        Transition(
            verb="expert_answered",
            label=_("Ghi kết quả giám định"),
            sources=sources,
            target=SAME,
            roles=DESK,
            needs=("text",),
            done=_("Có kết quả giám định, thời hạn chạy tiếp"),
            told=_("Đã có kết quả giám định"),
            clock=STOPS[FOR_EXPERT],
        ),
    )
