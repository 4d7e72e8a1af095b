"""What is asked about a transaction, how answers are counted, what may come of a call. Pure data.

The five facts are those that the phone surveys of offices in Viet Nam ask for; an answer has no other field than these,
the words, and where it belongs.
"""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from danvan.onestop.workflow import DONE_EARLY, DONE_LATE, DONE_ON_TIME


class Source(StrEnum):
    """By which way an answer came: told by the person herself by link or tablet, or to another office on the phone."""

    SELF = "self"
    PHONE = "phone"


class Outcome(StrEnum):
    """What came of a call (kết quả cuộc gọi)."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    REFUSED = "refused"


SOURCES: Mapping[Source, str | Promise] = {
    Source.SELF: _("Tự đánh giá"),
    Source.PHONE: pgettext_lazy("ratings", "Gọi lại"),
}
OUTCOMES: Mapping[Outcome, str | Promise] = {
    Outcome.REACHED: _("Gặp, có trả lời"),
    Outcome.NO_ANSWER: _("Không nghe máy"),
    Outcome.WRONG_NUMBER: _("Nhầm số"),
    Outcome.REFUSED: _("Từ chối trả lời"),
}
MOST_TRIES = 3
"""After so many calls that nobody answered one is over."""

RESULT, REFUSAL, SUPPLEMENT, READY = "return_result", "refuse", "ask_supplement", "finish"
ENDS = (RESULT, REFUSAL)
RATED = (*ENDS, SUPPLEMENT)
"""The steps of an application that make a transaction which may be rated, once each."""

SATISFACTION = "satisfaction"
KEPT, TRIPS, CLEAR, ASKED = "kept", "trips", "clear", "asked"
FACTS: Mapping[str, str | Promise] = {
    SATISFACTION: _("Mức độ hài lòng"),
    KEPT: _("Trả đúng hẹn"),
    TRIPS: _("Số lần phải đến"),
    CLEAR: _("Hướng dẫn rõ ràng"),
    ASKED: _("Bị gợi ý chi ngoài quy định"),
}
YES, NO, PARTLY, UNSURE, SILENT = "yes", "no", "partly", "unsure", "silent"
CHOICES: Mapping[str, Mapping[str, str | Promise]] = {
    SATISFACTION: {
        "5": _("Rất hài lòng"),
        "4": _("Hài lòng"),
        "3": pgettext_lazy("ratings", "Bình thường"),
        "2": _("Không hài lòng"),
        "1": _("Rất không hài lòng"),
    },
    KEPT: {YES: _("Đúng hẹn hoặc sớm hơn"), NO: _("Trễ hẹn"), UNSURE: _("Không rõ")},
    TRIPS: {
        "0": _("Không phải đến"),
        "1": _("1 lần"),
        "2": _("2 lần"),
        "3": _("3 lần"),
        "4": _("4 lần trở lên"),
    },
    CLEAR: {YES: _("Rõ ràng, dễ hiểu"), PARTLY: _("Có chỗ chưa rõ"), NO: _("Không rõ")},
    ASKED: {NO: _("Không"), YES: _("Có"), SILENT: _("Không muốn trả lời")},
}
POOR = frozenset({"1", "2"})
GOOD = frozenset({"4", "5"})
LONGEST = 1000

# What a counted batch posts: measure → fact → what each answer to it adds. Every answer adds one to ANSWERED.
ANSWERED = "ratings.answered"
MEASURES: Mapping[str, tuple[str, Mapping[str, int]]] = {
    "ratings.satisfied": (SATISFACTION, dict.fromkeys(GOOD, 1)),
    "ratings.points": (SATISFACTION, {key: int(key) for key in CHOICES[SATISFACTION]}),
    "ratings.kept": (KEPT, {YES: 1}),
    "ratings.not_kept": (KEPT, {NO: 1}),
    "ratings.trips": (TRIPS, {key: int(key) for key in CHOICES[TRIPS]}),
    "ratings.clear": (CLEAR, {YES: 1}),
    "ratings.payment_told": (ASKED, {YES: 1, NO: 1}),
    "ratings.payment_asked": (ASKED, {YES: 1}),
}
CALLED, REACHED = "ratings.called", "ratings.reached"
ALL_MEASURES = (ANSWERED, *MEASURES)
COULD = (DONE_EARLY, DONE_ON_TIME, DONE_LATE, "applications.refused", "applications.supplemented")
"""What could be rated: matters with a result, refused, or of which more was asked for."""

THEMES: Mapping[str, str | Promise] = {
    "attitude": _("Thái độ phục vụ"),
    "time": _("Thời gian, chờ đợi"),
    "papers": _("Giấy tờ, thủ tục"),
    "guidance": pgettext_lazy("ratings", "Hướng dẫn"),
    "money": _("Phí, chi ngoài quy định"),
    "place": _("Nơi làm việc, trang thiết bị"),
    "online": _("Nộp và xem qua mạng"),
    "praise": _("Khen"),
    "other": _("Khác"),
}
"""By what the words of people are told apart (phân loại ý kiến)."""
