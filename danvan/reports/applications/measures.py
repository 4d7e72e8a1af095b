"""What each figure of the report of applications means, its sums and its rates. A new figure is a row here."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from danvan.reports.checks import Sum
from danvan.reports.measures import How, Measure
from danvan.reports.rates import Rate

OF_APPLICATIONS = (
    Measure(
        "carried",
        How.BEFORE,
        _("Hồ sơ kỳ trước chuyển sang"),
        _("Hồ sơ nhận trước kỳ, đến đầu kỳ chưa có kết quả."),
        "applications.open",
        brief=_("Kỳ trước chuyển sang"),
    ),
    Measure(
        "received",
        How.FLOW,
        _("Hồ sơ tiếp nhận"),
        _("Hồ sơ có giấy tiếp nhận và hẹn trả kết quả trong kỳ, bằng mọi cách nộp."),
        "applications.received",
        brief=_("Tiếp nhận"),
    ),
    Measure(
        "received_counter",
        How.FLOW,
        _("Hồ sơ nộp trực tiếp"),
        _("Hồ sơ tiếp nhận trong kỳ tại quầy một cửa."),
        "applications.received_counter",
        brief=_("Trực tiếp"),
    ),
    Measure(
        "received_post",
        How.FLOW,
        _("Hồ sơ nộp qua bưu chính"),
        _("Hồ sơ tiếp nhận trong kỳ qua dịch vụ bưu chính."),
        "applications.received_post",
        brief=_("Bưu chính"),
    ),
    Measure(
        "received_online",
        How.FLOW,
        _("Hồ sơ nộp trực tuyến"),
        _("Hồ sơ tiếp nhận trong kỳ từ cổng dịch vụ công."),
        "applications.received_online",
        brief=_("Trực tuyến"),
    ),
    Measure(
        "supplemented",
        How.FLOW,
        _("Lần yêu cầu bổ sung"),
        _("Số phiếu yêu cầu bổ sung gửi trong kỳ; mỗi hồ sơ chỉ được yêu cầu một lần."),
        "applications.supplemented",
        brief=_("Bổ sung"),
    ),
    Measure(
        "done_early",
        How.FLOW,
        _("Có kết quả trước hạn"),
        _("Hồ sơ có kết quả trong kỳ, trước ngày cuối của thời hạn."),
        "applications.done_early",
        brief=_("Trước hạn"),
    ),
    Measure(
        "done_on_time",
        How.FLOW,
        _("Có kết quả đúng hạn"),
        _("Hồ sơ có kết quả trong kỳ, vào ngày cuối của thời hạn và không sau giờ hẹn theo luật."),
        "applications.done_on_time",
        brief=_("Đúng hạn"),
    ),
    Measure(
        "done_late",
        How.FLOW,
        _("Có kết quả quá hạn"),
        _("Hồ sơ có kết quả trong kỳ, sau khi hết thời hạn; xin lỗi và hẹn lại không đổi thời hạn."),
        "applications.done_late",
        brief=_("Quá hạn"),
    ),
    Measure(
        "refused",
        How.FLOW,
        _("Từ chối giải quyết"),
        _("Hồ sơ bị từ chối trong kỳ bằng phiếu có nêu lý do."),
        "applications.refused",
        brief=_("Từ chối"),
    ),
    Measure(
        "withdrawn",
        How.FLOW,
        _("Hồ sơ được rút"),
        _("Hồ sơ mà người nộp rút trong kỳ, trước khi có kết quả."),
        "applications.withdrawn",
        brief=_("Rút"),
    ),
    Measure(
        "open",
        How.END,
        _("Đang giải quyết"),
        _("Hồ sơ đến cuối kỳ chưa có kết quả, kể cả hồ sơ đang tạm dừng tính thời hạn."),
        "applications.open",
    ),
    Measure(
        "overdue",
        How.END,
        _("Đang giải quyết, đã quá hạn"),
        _(
            "Hồ sơ đến cuối kỳ đã qua ngày cuối của thời hạn mà chưa có kết quả; hồ sơ đang tạm dừng không tính."
        ),
        "applications.overdue",
        brief=_("Đã quá hạn"),
    ),
    Measure(
        "in_term",
        How.MADE,
        _("Đang giải quyết, trong hạn"),
        _("Hồ sơ đến cuối kỳ chưa có kết quả mà chưa quá hạn."),
        "applications.open",
        plus=("open",),
        minus=("overdue",),
        brief=_("Trong hạn"),
    ),
    Measure(
        "done_in_time",
        How.MADE,
        _("Có kết quả trước và đúng hạn"),
        _("Hồ sơ có kết quả trong kỳ, không sau khi hết thời hạn."),
        "applications.done_early",
        plus=("done_early", "done_on_time"),
        brief=_("Không quá hạn"),
    ),
    Measure(
        "done",
        How.MADE,
        _("Đã có kết quả"),
        _("Hồ sơ có kết quả trong kỳ, dù người nộp đã đến nhận hay chưa."),
        "applications.done_early",
        plus=("done_early", "done_on_time", "done_late"),
        brief=_("Có kết quả"),
    ),
    Measure(
        "settled",
        How.MADE,
        _("Đã giải quyết"),
        _("Hồ sơ đã có kết quả hoặc bị từ chối trong kỳ."),
        "applications.done_early",
        plus=("done", "refused"),
    ),
)
TABLE: Mapping[str, Measure] = {measure.slug: measure for measure in OF_APPLICATIONS}
FLOWS = tuple(sorted({m.posted for m in OF_APPLICATIONS if m.how == How.FLOW}))
STOCKS = tuple(sorted({m.posted for m in OF_APPLICATIONS if m.how in (How.BEFORE, How.END)}))
ADDED = tuple(m.slug for m in OF_APPLICATIONS if m.how != How.MADE)
"""Figures whose total must be the sum over units and over procedures."""
BY_WAY = ("received_counter", "received_post", "received_online")

SUMS = (
    Sum("applications_ways", _("Hồ sơ theo cách nộp"), ("received",), BY_WAY),
    Sum(
        "applications_course",
        _("Hồ sơ tiếp nhận và giải quyết"),
        ("carried", "received"),
        ("done", "refused", "withdrawn", "in_term", "overdue"),
    ),
    Sum(
        "applications_time",
        _("Thời hạn giải quyết hồ sơ"),
        ("done",),
        ("done_early", "done_on_time", "done_late"),
    ),
)
RATES = (
    Rate(
        "applications_in_time",
        "done_in_time",
        ("done",),
        _("Tỷ lệ hồ sơ trước và đúng hạn"),
        _("Hồ sơ có kết quả không sau khi hết thời hạn trong số hồ sơ có kết quả trong kỳ."),
    ),
    Rate(
        "applications_supplemented",
        "supplemented",
        ("received",),
        _("Tỷ lệ yêu cầu bổ sung"),
        _("Lần yêu cầu bổ sung trong kỳ so với số hồ sơ tiếp nhận trong kỳ."),
        higher_is_better=False,
    ),
    Rate(
        "applications_online",
        "received_online",
        ("received",),
        _("Tỷ lệ nộp trực tuyến"),
        _("Hồ sơ nộp trực tuyến trong số hồ sơ tiếp nhận trong kỳ."),
    ),
    Rate(
        "applications_refused",
        "refused",
        ("settled",),
        _("Tỷ lệ từ chối"),
        _("Hồ sơ bị từ chối trong số hồ sơ đã giải quyết trong kỳ."),
        higher_is_better=False,
    ),
    Rate(
        "applications_overdue",
        "overdue",
        ("open",),
        _("Tỷ lệ đang quá hạn"),
        _("Hồ sơ đã quá hạn trong số hồ sơ đang giải quyết đến cuối kỳ."),
        higher_is_better=False,
    ),
)
