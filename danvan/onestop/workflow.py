"""The life of an application for an administrative procedure (hồ sơ thủ tục hành chính) as a table.

Where it stands for the citizen is a status; that its clock stands still is a flag of the case (ADR 10). What goes on
inside, agency by agency, is rows of their own (`models.Stage`): the register itself takes the steps `begin` and
`finish` when the first of them is taken and the last one is done.
"""

from django.utils.translation import gettext_lazy as _

from danvan.cases.workflow import (
    BY_DECISION,
    DECIDES,
    DESK,
    FOR_CITIZEN,
    FOR_PAYMENT,
    LEADS,
    SAME,
    Channel,
    Kind,
    Phase,
    Status,
    Stock,
    Transition,
    Whose,
)
from danvan.law.life import STOPS

CODE = "application"
RECEIVED, SUPPLEMENTING, WORKING = "received", "supplementing", "working"
STOPPED, AWAITING_PAYMENT, READY = "stopped", "awaiting_payment", "ready"
RETURNED, REFUSED, WITHDRAWN = "returned", "refused", "withdrawn"

SERIES = "HSMC"
"""The series of receipts in the unit's book of numbers (danvan.papers.models.Book)."""
OPEN = frozenset({RECEIVED, SUPPLEMENTING, WORKING, STOPPED, AWAITING_PAYMENT})
RUNNING = frozenset({RECEIVED, WORKING})
HALTED = {SUPPLEMENTING: FOR_CITIZEN, STOPPED: BY_DECISION, AWAITING_PAYMENT: FOR_PAYMENT}
"""Status → what its clock stands still for."""
TERM = "result"
"""Purpose of the clock: the whole term, from the receipt to the result."""
DONE_EARLY, DONE_ON_TIME, DONE_LATE = (f"applications.done_{when}" for when in ("early", "on_time", "late"))
BY_WAY = {
    Channel.COUNTER: "applications.received_counter",
    Channel.POST: "applications.received_post",
    Channel.PORTAL: "applications.received_online",
}

STATUSES = (
    Status(RECEIVED, _("Đã tiếp nhận"), _("Cơ quan đã nhận hồ sơ và hẹn ngày trả"), Phase.RECEIVED),
    Status(
        SUPPLEMENTING,
        _("Chờ bổ sung"),
        _("Cơ quan cần ông/bà bổ sung hồ sơ; thời hạn tạm dừng"),
        Phase.WORKING,
        Whose.CITIZEN,
    ),
    Status(WORKING, _("Đang xử lý"), _("Hồ sơ đang được giải quyết"), Phase.WORKING),
    Status(STOPPED, _("Dừng xử lý"), _("Việc giải quyết tạm dừng"), Phase.WORKING),
    Status(
        AWAITING_PAYMENT,
        _("Chờ nghĩa vụ tài chính"),
        _("Cơ quan chờ ông/bà nộp phí, lệ phí; thời hạn tạm dừng"),
        Phase.WORKING,
        Whose.CITIZEN,
    ),
    Status(
        READY, _("Chờ trả kết quả"), _("Đã có kết quả, mời ông/bà đến nhận"), Phase.ANSWERED, Whose.CITIZEN
    ),
    Status(RETURNED, _("Đã trả kết quả"), _("Ông/bà đã nhận kết quả"), Phase.CLOSED, Whose.NOBODY),
    Status(REFUSED, _("Từ chối giải quyết"), _("Cơ quan từ chối, có nêu lý do"), Phase.CLOSED, Whose.NOBODY),
    Status(WITHDRAWN, _("Đã rút hồ sơ"), _("Ông/bà đã rút hồ sơ"), Phase.CLOSED, Whose.NOBODY),
)

OWN = ("application",)

KIND = Kind(
    code=CODE,
    label=_("Hồ sơ thủ tục hành chính"),
    plain=_("Hồ sơ thủ tục hành chính: đề nghị cơ quan giải quyết một thủ tục trong danh mục"),
    statuses=STATUSES,
    opening=Transition(
        verb="receive",
        label=_("Tiếp nhận hồ sơ"),
        sources=frozenset(),
        target=RECEIVED,
        roles=DESK,
        by_citizen=True,
        done=_("Tiếp nhận hồ sơ, hẹn trả kết quả"),
        told=_("Cơ quan đã tiếp nhận hồ sơ"),
        posts=("applications.received",),
        posts_one=tuple(BY_WAY.values()),
    ),
    transitions=(
        Transition(
            verb="begin",
            label=_("Bắt đầu xử lý"),
            sources=frozenset({RECEIVED}),
            target=WORKING,
            roles=frozenset(),
            needs=OWN,
            by_itself=True,
            done=_("Cơ quan thứ nhất đã nhận hồ sơ để xử lý"),
            told=_("Hồ sơ bắt đầu được xử lý"),
        ),
        Transition(
            verb="ask_supplement",
            label=_("Yêu cầu bổ sung hồ sơ"),
            sources=RUNNING,
            target=SUPPLEMENTING,
            roles=DESK,
            needs=OWN,
            done=_("Yêu cầu bổ sung hồ sơ, tạm dừng tính thời hạn"),
            told=_("Cơ quan yêu cầu ông/bà bổ sung hồ sơ"),
            clock=FOR_CITIZEN,
            posts=("applications.supplemented",),
        ),
        Transition(
            verb="supplement",
            label=_("Nhận hồ sơ bổ sung"),
            sources=frozenset({SUPPLEMENTING}),
            target=WORKING,
            roles=DESK,
            by_citizen=True,
            needs=OWN,
            done=_("Đã nhận hồ sơ bổ sung, tiếp tục tính thời hạn"),
            told=_("Cơ quan đã nhận hồ sơ bổ sung"),
            clock=STOPS[FOR_CITIZEN],
        ),
        Transition(
            verb="await_payment",
            label=_("Chờ nộp phí, lệ phí"),
            sources=RUNNING,
            target=AWAITING_PAYMENT,
            roles=DESK,
            needs=OWN,
            done=_("Chờ công dân nộp phí, lệ phí, tạm dừng tính thời hạn"),
            told=_("Cơ quan chờ ông/bà nộp phí, lệ phí"),
            clock=FOR_PAYMENT,
        ),
        Transition(
            verb="payment_came",
            label=_("Phí, lệ phí đã nộp đủ"),
            sources=frozenset({AWAITING_PAYMENT}),
            target=WORKING,
            roles=DESK,
            needs=OWN,
            done=_("Phí, lệ phí đã nộp đủ, tiếp tục tính thời hạn"),
            told=_("Phí, lệ phí đã nộp đủ"),
            clock=STOPS[FOR_PAYMENT],
        ),
        Transition(
            verb="stop",
            label=_("Dừng xử lý"),
            sources=RUNNING,
            target=STOPPED,
            roles=LEADS,
            needs=(*OWN, "text"),
            done=_("Dừng xử lý hồ sơ, tạm dừng tính thời hạn"),
            told=_("Việc giải quyết hồ sơ tạm dừng"),
            clock=BY_DECISION,
        ),
        Transition(
            verb="go_on",
            label=_("Xử lý tiếp"),
            sources=frozenset({STOPPED}),
            target=WORKING,
            roles=LEADS,
            needs=(*OWN, "text"),
            done=_("Xử lý tiếp, thời hạn chạy tiếp"),
            told=_("Hồ sơ được xử lý tiếp"),
            clock=STOPS[BY_DECISION],
        ),
        Transition(
            verb="apologise",
            label=_("Xin lỗi và hẹn lại ngày trả"),
            sources=RUNNING,
            target=SAME,
            roles=LEADS,
            needs=(*OWN, "text"),
            done=_("Xin lỗi và hẹn lại ngày trả kết quả"),
            told=_("Cơ quan xin lỗi và hẹn lại ngày trả kết quả"),
            basis="onestop.apology",
        ),
        Transition(
            verb="finish",
            label=_("Có kết quả"),
            sources=frozenset({WORKING}),
            target=READY,
            roles=frozenset(),
            needs=OWN,
            by_itself=True,
            done=_("Các bước đã xong, có kết quả"),
            told=_("Đã có kết quả"),
            meets=(TERM,),
            posts_one=(DONE_EARLY, DONE_ON_TIME, DONE_LATE),
        ),
        Transition(
            verb="remind",
            label=_("Nhắc nhận kết quả"),
            sources=frozenset({READY}),
            target=SAME,
            roles=DESK,
            needs=OWN,
            done=_("Nhắc công dân đến nhận kết quả"),
            told=_("Cơ quan nhắc ông/bà đến nhận kết quả"),
        ),
        Transition(
            verb="return_result",
            label=_("Trả kết quả"),
            sources=frozenset({READY}),
            target=RETURNED,
            roles=DESK,
            needs=OWN,
            done=_("Trả kết quả"),
            told=_("Ông/bà đã nhận kết quả"),
        ),
        Transition(
            verb="refuse",
            label=_("Từ chối giải quyết hồ sơ"),
            sources=OPEN,
            target=REFUSED,
            roles=DECIDES,
            needs=(*OWN, "text"),
            done=_("Từ chối giải quyết hồ sơ, có nêu lý do"),
            told=_("Cơ quan từ chối giải quyết hồ sơ"),
            stops=(TERM,),
            posts=("applications.refused",),
            anytime=True,
            grave=True,
        ),
        Transition(
            verb="withdraw",
            label=_("Rút hồ sơ"),
            sources=OPEN,
            target=WITHDRAWN,
            roles=DESK,
            by_citizen=True,
            needs=(*OWN, "text"),
            done=_("Công dân rút hồ sơ"),
            told=_("Ông/bà rút hồ sơ"),
            stops=(TERM,),
            posts=("applications.withdrawn",),
            anytime=True,
            grave=True,
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
    own="application",
    stocks=(Stock("applications.open", OPEN, overdue="applications.overdue"),),
    service=True,
)
