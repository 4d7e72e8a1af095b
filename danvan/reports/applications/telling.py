"""What a report says of applications in the prose of Vietnamese administration; always Vietnamese."""

from collections.abc import Mapping

from danvan.reports.measures import Figures
from danvan.reports.rates import Share
from danvan.reports.telling import number, per_cent

_WAYS = {
    "received_counter": "nộp trực tiếp",
    "received_post": "qua bưu chính",
    "received_online": "trực tuyến",
}


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
