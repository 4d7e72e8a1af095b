"""What of a unit is measured from its dossiers: each a part of a whole, with words for both. A new one is a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.cases.workflow import Channel
from danvan.lib import dates
from danvan.onestop.models import Handing, PaidBy

ONE_DAY = timedelta(days=1)
EVERYTHING = Q()


@dataclass(frozen=True)
class Span:
    """The days of a period, and the moments at which they begin and end in Viet Nam."""

    first: date
    last: date

    def of(self, field: str) -> Q:
        """Rows whose moment lies in the period."""
        return Q(**{f"{field}__gte": _begin(self.first), f"{field}__lt": _begin(self.last + ONE_DAY)})

    def day(self, field: str) -> Q:
        """Rows whose day lies in the period."""
        return Q(**{f"{field}__gte": self.first, f"{field}__lte": self.last})


def _begin(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), dates.VIETNAM)


Asked = Callable[[Span], Q]


@dataclass(frozen=True)
class Measure:
    """A share (tỷ lệ): `good` of `whole`. Of applications the two questions; of figures the two that are posted.

    `fees`: the questions are put to fees, not to applications. `kind`: the kind of letters whose figures are meant.
    """

    key: str
    label: str | Promise
    good: str | Promise
    whole: str | Promise
    of_whole: Asked | None = None
    of_good: Q = EVERYTHING
    fees: bool = False
    posted: tuple[str, str] = ("", "")
    kind: str = ""


_ROWS = (
    Measure(
        "on_time",
        _("Giải quyết đúng hạn"),
        _("hồ sơ có kết quả trong kỳ, đúng hoặc trước hạn"),
        _("hồ sơ có kết quả trong kỳ"),
        lambda span: span.of("ready_at"),
        Q(ready_at__lte=F("due_at")),
    ),
    Measure(
        "supplemented_once",
        _("Yêu cầu bổ sung không quá một lần"),
        _("hồ sơ kết thúc trong kỳ, yêu cầu bổ sung không quá một lần"),
        _("hồ sơ có kết quả hoặc bị từ chối trong kỳ"),
        lambda span: span.of("ready_at") | (Q(case__status="refused") & span.day("case__closed_on")),
        Q(asked__lte=1),
    ),
    Measure(
        "apologised",
        _("Trễ hạn có xin lỗi"),
        _("hồ sơ trễ hạn đã được xin lỗi và hẹn lại"),
        _("hồ sơ có kết quả trong kỳ, quá hạn"),
        lambda span: span.of("ready_at") & Q(ready_at__gt=F("due_at")),
        Q(apologised_at__isnull=False),
    ),
    Measure(
        "online",
        _("Nộp trực tuyến"),
        _("hồ sơ nhận trong kỳ, nộp qua mạng"),
        _("hồ sơ nhận trong kỳ"),
        lambda span: span.of("filed_at"),
        Q(case__channel=Channel.PORTAL),
    ),
    Measure(
        "paid_online",
        _("Thanh toán trực tuyến"),
        _("khoản phí, lệ phí trả qua mạng"),
        _("khoản phí, lệ phí đã nộp trong kỳ"),
        lambda span: span.of("paid_at"),
        Q(how=PaidBy.ONLINE),
        fees=True,
    ),
    Measure(
        "digital",
        _("Trả kết quả điện tử"),
        _("kết quả trả bằng bản điện tử"),
        _("hồ sơ đã trả kết quả trong kỳ"),
        lambda span: span.of("handed_at"),
        Q(handed_by=Handing.ELECTRONIC),
    ),
    Measure(
        "satisfied",
        _("Người dân hài lòng"),
        _("lượt đánh giá hài lòng hoặc rất hài lòng"),
        _("lượt đánh giá đã đếm của kỳ"),
        posted=("ratings.satisfied", "ratings.answered"),
    ),
    Measure(
        "answered",
        _("Trả lời phản ánh, kiến nghị đúng hạn"),
        _("phản ánh, kiến nghị giải quyết đúng hạn"),
        _("phản ánh, kiến nghị đã giải quyết trong kỳ"),
        posted=("letters.resolved_in_time", "letters.resolved"),
        kind="recommendation",
    ),
)
MEASURES: Mapping[str, Measure] = {row.key: row for row in _ROWS}
OF_APPLICATIONS = tuple(row for row in _ROWS if row.of_whole and not row.fees)
OF_FEES = tuple(row for row in _ROWS if row.of_whole and row.fees)
OF_FIGURES = tuple(row for row in _ROWS if row.posted[0])
