"""Where a denunciation may stand, and which of these states the figures count."""

from django.utils.translation import gettext_lazy as _

from danvan.cases.workflow import Phase, Status, Stock, Whose

RECEIVED = "received"
SCREENED = "screened"
INELIGIBLE = "ineligible"
TRANSFERRED = "transferred"
INSPECTED = "inspected"
ACCEPTED = "accepted"
WORKING = "working"
ANSWERED = "answered"
CLOSED = "closed"
WITHDRAWN = "withdrawn"
DISCONTINUED = "discontinued"
FILED = "filed"

IN_HAND = frozenset({ACCEPTED, WORKING})
UNDER_WAY = IN_HAND | {SCREENED}
OPEN = UNDER_WAY | {RECEIVED}

STATUSES = (
    Status(RECEIVED, _("Mới nhận"), _("Cơ quan đã nhận, đang xem"), Phase.RECEIVED),
    Status(SCREENED, _("Đủ điều kiện"), _("Đủ điều kiện, chờ thụ lý"), Phase.RECEIVED),
    Status(ACCEPTED, _("Đã thụ lý"), _("Cơ quan đã thụ lý"), Phase.ACCEPTED),
    Status(WORKING, _("Đang xác minh"), _("Cơ quan đang xác minh"), Phase.WORKING),
    Status(
        TRANSFERRED,
        _("Đã chuyển cơ quan khác"),
        _("Đã chuyển đến nơi có thẩm quyền"),
        Phase.WORKING,
        Whose.OTHER,
    ),
    Status(ANSWERED, _("Đã kết luận"), _("Đã có kết luận"), Phase.ANSWERED),
    Status(INELIGIBLE, _("Không thụ lý"), _("Không thụ lý, có nêu lý do"), Phase.CLOSED, Whose.NOBODY),
    Status(
        INSPECTED,
        _("Đưa vào thanh tra, kiểm tra"),
        _("Nội dung được đưa vào thanh tra, kiểm tra"),
        Phase.CLOSED,
        Whose.NOBODY,
    ),
    Status(FILED, _("Đã lưu đơn"), _("Đơn được lưu, có nêu lý do"), Phase.CLOSED, Whose.NOBODY),
    Status(WITHDRAWN, _("Đã rút tố cáo"), _("Ông/bà đã rút tố cáo"), Phase.CLOSED, Whose.NOBODY),
    Status(
        DISCONTINUED,
        _("Đã đình chỉ giải quyết"),
        _("Việc giải quyết đã đình chỉ, có nêu lý do"),
        Phase.CLOSED,
        Whose.NOBODY,
    ),
    Status(CLOSED, _("Đã kết thúc"), _("Hồ sơ đã kết thúc"), Phase.CLOSED, Whose.NOBODY),
)

STOCKS = (
    Stock("letters.under_examination", frozenset({RECEIVED})),
    Stock(
        "letters.open",
        UNDER_WAY,
        overdue="letters.overdue",
        parts=(Stock("letters.in_hand", IN_HAND),),
    ),
)
