"""Where a petition may stand, whatever its kind, and which of these states the figures count."""

from django.utils.translation import gettext_lazy as _

from danvan.cases.workflow import Phase, Status, Stock, Whose

RECEIVED = "received"
SCREENED = "screened"
INELIGIBLE = "ineligible"
TRANSFERRED = "transferred"
ACCEPTED = "accepted"
WORKING = "working"
ANSWERED = "answered"
CLOSED = "closed"
WITHDRAWN = "withdrawn"
MERGED = "merged"
GUIDED = "guided"
RETURNED = "returned"
FILED = "filed"
REOPENED = "reopened"

IN_HAND = frozenset({ACCEPTED, WORKING})
UNDER_WAY = IN_HAND | {SCREENED}
OPEN = UNDER_WAY | {RECEIVED}
OWED = UNDER_WAY | {REOPENED}

STATUSES = (
    Status(RECEIVED, _("Mới nhận"), _("Cơ quan đã nhận, đang xem đơn"), Phase.RECEIVED),
    Status(SCREENED, _("Đủ điều kiện"), _("Đơn đủ điều kiện, chờ nhận giải quyết"), Phase.RECEIVED),
    Status(ACCEPTED, _("Đã thụ lý"), _("Cơ quan đã nhận giải quyết"), Phase.ACCEPTED),
    Status(WORKING, _("Đang giải quyết"), _("Cán bộ đang giải quyết"), Phase.WORKING),
    Status(
        TRANSFERRED,
        _("Đã chuyển cơ quan khác"),
        _("Đã chuyển đến đúng nơi, đang theo dõi kết quả"),
        Phase.WORKING,
        Whose.OTHER,
    ),
    Status(
        REOPENED,
        _("Công dân báo chưa xong"),
        _("Ông/bà báo chưa xong, cơ quan đang xem lại"),
        Phase.WORKING,
    ),
    Status(ANSWERED, _("Đã trả lời"), _("Đã có trả lời"), Phase.ANSWERED),
    Status(
        INELIGIBLE,
        _("Không đủ điều kiện"),
        _("Không thụ lý giải quyết, có nêu lý do"),
        Phase.CLOSED,
        Whose.NOBODY,
    ),
    Status(
        GUIDED,
        _("Đã hướng dẫn"),
        _("Cơ quan đã hướng dẫn gửi đơn đến đúng nơi giải quyết"),
        Phase.CLOSED,
        Whose.NOBODY,
    ),
    Status(
        RETURNED,
        _("Đã trả lại đơn"),
        _("Đơn đã trả lại cho nơi chuyển đến"),
        Phase.CLOSED,
        Whose.NOBODY,
    ),
    Status(FILED, _("Đã lưu đơn"), _("Đơn được lưu, có nêu lý do"), Phase.CLOSED, Whose.NOBODY),
    Status(WITHDRAWN, _("Đã rút đơn"), _("Ông/bà đã rút đơn"), Phase.CLOSED, Whose.NOBODY),
    Status(
        MERGED,
        _("Đã nhập vào đơn trước"),
        _("Giải quyết chung với đơn trước"),
        Phase.CLOSED,
        Whose.NOBODY,
    ),
    Status(CLOSED, _("Đã kết thúc"), _("Hồ sơ đã kết thúc"), Phase.CLOSED, Whose.NOBODY),
)

STOCKS = (
    Stock("letters.under_examination", frozenset({RECEIVED})),
    Stock(
        "letters.open",
        OWED,
        overdue="letters.overdue",
        parts=(Stock("letters.in_hand", IN_HAND | {REOPENED}),),
    ),
)


def all_but(*codes: str) -> tuple[Status, ...]:
    """The statuses of a kind that never reaches these."""
    return tuple(status for status in STATUSES if status.code not in codes)
