"""What a report says of applications in the prose of Vietnamese administration; always Vietnamese."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from danvan.reports.measures import Figures
from danvan.reports.rates import Share
from danvan.reports.telling import compared, number, per_cent

if TYPE_CHECKING:
    from danvan.reports.applications.report import Report

COMPARED: Mapping[str, tuple[str, str]] = {
    "received": ("số hồ sơ tiếp nhận", "hồ sơ"),
    "received_online": ("số hồ sơ nộp trực tuyến", "hồ sơ"),
    "supplemented": ("số lần yêu cầu bổ sung", "lần"),
    "done": ("số hồ sơ có kết quả", "hồ sơ"),
    "done_late": ("số hồ sơ có kết quả quá hạn", "hồ sơ"),
    "refused": ("số hồ sơ từ chối", "hồ sơ"),
    "withdrawn": ("số hồ sơ người nộp rút", "hồ sơ"),
    "open": ("số hồ sơ đang giải quyết cuối kỳ", "hồ sơ"),
    "overdue": ("số hồ sơ đang quá hạn", "hồ sơ"),
}
"""What is told of a comparison: a figure, its name in a sentence, and what it counts."""
OF_UNITS = ("received", "done", "overdue")
"""Figures of which each unit is compared by itself."""
_RATES = {
    "applications_in_time": "tỷ lệ trước và đúng hạn",
    "applications_supplemented": "tỷ lệ yêu cầu bổ sung",
    "applications_online": "tỷ lệ nộp trực tuyến",
    "applications_refused": "tỷ lệ từ chối",
    "applications_overdue": "tỷ lệ đang quá hạn",
}
_WAYS = {
    "received_counter": "nộp trực tiếp",
    "received_post": "qua bưu chính",
    "received_online": "trực tuyến",
}


def comparison(report: "Report") -> list[str]:
    """The paragraphs of a comparison; none where nobody asked."""
    return compared(report, report.compared, COMPARED, _RATES) if report.compared else []


def paragraph(found: Figures, rates: Mapping[str, Share]) -> str:
    """What came in and what became of it, in one paragraph."""
    if not found["received"] and not found["carried"]:
        return "Trong kỳ không tiếp nhận hồ sơ thủ tục hành chính nào và không có hồ sơ kỳ trước chuyển sang."
    text = f"Trong kỳ đã tiếp nhận {number(found['received'])} hồ sơ thủ tục hành chính"
    if found["received"]:
        ways = ", ".join(f"{number(found[slug])} {words}" for slug, words in _WAYS.items() if found[slug])
        text += f" ({ways})"
    if found["carried"]:
        text += f", kỳ trước chuyển sang {number(found['carried'])} hồ sơ"
    text += f"; có kết quả {number(found['done'])} hồ sơ"
    if found["done"]:
        text += (
            f" ({number(found['done_early'])} trước hạn, {number(found['done_on_time'])} đúng hạn, "
            f"{number(found['done_late'])} quá hạn; tỷ lệ trước và đúng hạn "
            f"{per_cent(rates['applications_in_time'])})"
        )
    told = ((found["refused"], "từ chối"), (found["withdrawn"], "người nộp rút"))
    text += "".join(f"; {words} {number(amount)} hồ sơ" for amount, words in told if amount)
    if found["supplemented"]:
        text += f"; yêu cầu bổ sung {number(found['supplemented'])} lần"
    text += f". Đến cuối kỳ đang giải quyết {number(found['open'])} hồ sơ"
    if found["open"]:
        text += f" ({number(found['in_term'])} trong hạn, {number(found['overdue'])} quá hạn)"
    return f"{text}."
