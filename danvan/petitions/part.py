"""What of a letter is given out to others: handed out, in hand, reported. It is no letter itself.

A part (phần việc) is done by another agency; a verification (xác minh) finds out what is true and proposes.
"""

from django.utils.translation import gettext_lazy as _

from danvan.cases import ties
from danvan.cases.clocks import GIVEN
from danvan.cases.urgesteps import urging
from danvan.cases.workflow import DECIDES, DESK, SAME, Kind, Phase, Status, Transition, Whose, Words

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


def _given_out(
    code: str,
    label: Words,
    plain: Words,
    *,
    hand_out: Words,
    report: Words,
    call_off: Words,
    needs: tuple[str, ...] = ("text",),
    paper: str = "",
    more: tuple[Transition, ...] = (),
) -> Kind:
    """An inner kind; the three words are those of its steps. `needs`, `paper`: what its report asks for and issues."""
    return Kind(
        code=code,
        label=label,
        plain=plain,
        statuses=STATUSES,
        opening=Transition(
            verb="hand_out",
            label=hand_out,
            sources=frozenset(),
            target=HANDED,
            roles=DECIDES,
            done=hand_out,
        ),
        transitions=(
            _assign(),
            *more,
            _report(report, needs, paper),
            _call_off(call_off),
            *urging(OPEN),
            _note(),
        ),
        own="petition",
        inner=True,
    )


def _assign() -> Transition:
    return Transition(
        verb="assign",
        label=_("Giao việc"),
        sources=OPEN,
        target=IN_HAND,
        roles=DECIDES,
        needs=("officer",),
        done=_("Giao cán bộ giải quyết"),
    )


def _report(words: Words, needs: tuple[str, ...], paper: str) -> Transition:
    return Transition(
        verb="report",
        label=words,
        sources=OPEN,
        target=REPORTED,
        roles=DECIDES,
        needs=needs,
        done=words,
        meets=(GIVEN,),
        paper=paper,
    )


def _call_off(words: Words) -> Transition:
    return Transition(
        verb="call_off",
        label=words,
        sources=OPEN,
        target=CALLED_OFF,
        roles=DECIDES,
        needs=("text",),
        done=words,
        stops=(GIVEN,),
        by_giver=True,
    )


def _note() -> Transition:
    return Transition(
        verb="note",
        label=_("Ghi chú nội bộ"),
        sources=frozenset(status.code for status in STATUSES),
        target=SAME,
        roles=DESK,
        needs=("text",),
        done=_("Ghi chú nội bộ"),
        anytime=True,
    )


PART = _given_out(
    ties.PART,
    _("Phần việc"),
    _("Phần việc của một đơn, giao cho nơi có trách nhiệm"),
    hand_out=_("Giao phần việc"),
    report=_("Báo kết quả phần việc"),
    call_off=_("Thu hồi phần việc"),
)

VERIFICATION = _given_out(
    ties.VERIFICATION,
    _("Việc xác minh"),
    _("Việc xác minh nội dung một đơn, giao cho cán bộ hoặc cơ quan khác"),
    hand_out=_("Giao xác minh"),
    report=_("Báo cáo kết quả xác minh"),
    call_off=_("Thu hồi việc xác minh"),
    needs=("text", "proposal"),
    paper="verification_report",
    more=(
        Transition(
            verb="add_evidence",
            label=_("Thêm tệp chứng cứ"),
            sources=OPEN,
            target=SAME,
            roles=DESK,
            needs=("text", "evidence"),
            done=_("Thêm tệp chứng cứ"),
        ),
    ),
)
