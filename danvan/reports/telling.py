"""What a report says of rates, days, comparison and units, in the prose of Vietnamese administration.

Always Vietnamese, whatever the language of the page: it goes into the paper as it is.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils import translation

from danvan.cases import kinds
from danvan.lib import dates
from danvan.reception.models import Sitting
from danvan.reports.comparison import Against, Change, Comparison, median
from danvan.reports.extremes import LEAST, Extreme
from danvan.reports.rates import Share
from danvan.web import words

if TYPE_CHECKING:
    from danvan.reports.people_relations import Line, Report

COMPARED: Mapping[str, tuple[str, str]] = {
    "turns": ("số lượt tiếp", "lượt"),
    "persons": ("số công dân được tiếp", "người"),
    "groups": ("số đoàn đông người", "đoàn"),
    "group_persons": ("số người trong đoàn đông người", "người"),
    "matters": ("số nội dung", "nội dung"),
    "received": ("số đơn tiếp nhận", "đơn"),
    "eligible": ("số đơn đủ điều kiện", "đơn"),
    "resolved": ("số đơn đã giải quyết", "đơn"),
    "open": ("số đơn đang giải quyết cuối kỳ", "đơn"),
    "overdue": ("số đơn quá hạn", "đơn"),
}
"""What is told of a comparison: a figure, its name in a sentence, and what it counts."""
_RATES = {
    "in_time": ("Tỷ lệ giải quyết đúng hạn", "đơn đã giải quyết"),
    "resolved_of_due": ("tỷ lệ giải quyết", "đơn phải giải quyết"),
    "overdue_of_open": ("tỷ lệ quá hạn", "đơn đang giải quyết"),
    "again": ("tỷ lệ nội dung trình bày lại", "nội dung"),
}
_ENDS = {
    "in_time": ("Tỷ lệ giải quyết đúng hạn", "cao nhất", "thấp nhất"),
    "resolved_of_due": ("Tỷ lệ giải quyết", "cao nhất", "thấp nhất"),
    "overdue_of_open": ("Tỷ lệ quá hạn", "thấp nhất", "cao nhất"),
    "days_median": ("Thời gian giải quyết (trung vị)", "ngắn nhất", "dài nhất"),
}
_SITTINGS = {
    Sitting.REGULAR.value: "tiếp thường xuyên",
    Sitting.HEAD.value: "lãnh đạo tiếp định kỳ",
    Sitting.EXTRAORDINARY.value: "tiếp đột xuất",
}
_EARLIER = {Against.PREVIOUS: "kỳ trước", Against.YEAR_BEFORE: "cùng kỳ năm trước"}


def number(amount: float, digits: int | None = None) -> str:
    """2558 is 2.558, 12.5 is 12,5, whatever the language of the page."""
    with translation.override("vi"):
        return words.number(amount, digits if digits is not None or float(amount).is_integer() else 1)


def per_cent(share: Share) -> str:
    """97,1%; “–” of nothing."""
    with translation.override("vi"):
        return words.percent(share.part, share.whole) if share.whole else "–"


def sittings(report: "Report") -> str:
    """How many turns were of which reception; empty where all were of one, or there were none."""
    told = [
        f"{_SITTINGS[line.key]} {number(line.figures['turns'])} lượt với "
        f"{number(line.figures['persons'])} công dân"
        for line in report.by_sitting
        if line.figures["turns"]
    ]
    return f"Trong đó: {'; '.join(told)}." if len(told) > 1 else ""


def duty(report: "Report") -> str:
    """How often the heads received in person by the calendar; empty where no such day was held."""
    found = report.duty
    if not found.held:
        return ""
    text = f"Người đứng đầu đã tổ chức {number(found.held)} buổi tiếp công dân theo lịch"
    if not found.delegated:
        return f"{text}, đều trực tiếp chủ trì."
    return f"{text}, trong đó {number(found.delegated)} buổi do người được ủy quyền chủ trì."


def sealed(report: "Report") -> list[str]:
    """A sentence for each kind of denunciation whose line stands alone, because no figure of it is one or two."""
    return [
        _of_kind(line) for line in report.by_kind if line.key in kinds.sealed() and any(line.figures.values())
    ]


def _of_kind(line: "Line") -> str:
    found = line.figures
    name = _in_vietnamese(kinds.get(line.key).label)
    text = f"Về {name[:1].lower()}{name[1:]}: tiếp nhận {number(found['received'])} đơn"
    text += f", đủ điều kiện {number(found['eligible'])} đơn, đã giải quyết {number(found['resolved'])} đơn"
    return f"{text}, đang giải quyết {number(found['open'])} đơn."


def rates(report: "Report") -> str:
    """Each rate with its denominator; empty where there is none."""
    told = [
        f"{name} {per_cent(share)} ({number(share.part)}/{number(share.whole)} {of})"
        for slug, (name, of) in _RATES.items()
        if (share := report.rates[slug]).whole
    ]
    text = "; ".join(told)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def days(report: "Report") -> str:
    """How long letters took; empty where nothing may be told."""
    found = report.days
    if found.median is None or found.ninetieth is None:
        return ""
    text = (
        f"Thời gian từ ngày nhận đơn đến ngày trả lời có trung vị là {number(found.median)} ngày; "
        f"chín phần mười số đơn được trả lời trong không quá {number(found.ninetieth)} ngày (tính theo ngày lịch"
    )
    missing = report.figures["resolved"] - found.counted
    left_out = f"; {number(missing)} đơn không có số ngày trong sổ" if missing > 0 else ""
    return f"{text}{left_out})."


def comparison(report: "Report") -> list[str]:
    """The paragraphs of a comparison: figures, then rates and days; none where nobody asked."""
    if report.compared is None:
        return []
    names = {slug: name for slug, (name, _of) in _RATES.items()}
    return compared(report, report.compared, COMPARED, names, _median(report))


def compared(
    report: Any,
    found: Comparison[Any],
    figures: Mapping[str, tuple[str, str]],
    rates: Mapping[str, str],
    more: Sequence[str] = (),
) -> list[str]:
    """The same of any report. `figures`: the name of each in a sentence, and what it counts; `rates`: their names."""
    before, earlier = found.before, _EARLIER[found.against]
    days_before = f"từ ngày {dates.short(before.from_)} đến hết ngày {dates.short(before.until)}"
    told = [
        f"{name} {changed(found.figure(report, slug), of)}"
        for slug, (name, of) in figures.items()
        if report.figures[slug] or before.figures[slug]
    ]
    start = f"So với {earlier} ({days_before})"
    paragraphs = [f"{start}: {'; '.join(told)}." if told else f"{start}: cả hai kỳ đều không có số liệu."]
    if shares := [*_points(report, found, rates), *more]:
        text = "; ".join(shares)
        paragraphs.append(f"{text[:1].upper()}{text[1:]}.")
    if found.cut:
        passed = number((report.until - report.from_).days + 1)
        paragraphs.append(f"Kỳ báo cáo chưa kết thúc nên chỉ so với {passed} ngày đầu của {earlier}.")
    return paragraphs


def changed(change: Change, of: str, *, share: bool = True) -> str:
    """tăng 12 lượt (4,2%), giảm 7 đoàn (58,3%), không thay đổi; no per cent of zero, none without `share`."""
    difference = change.difference
    if difference is None:
        return "không có số liệu để so sánh"
    if not difference:
        return "không thay đổi"
    per = change.per_cent if share else None
    beside = f" ({number(abs(per), 1)}%)" if per is not None else ""
    return f"{'tăng' if difference > 0 else 'giảm'} {number(abs(difference))} {of}{beside}"


def _points(report: Any, found: Comparison[Any], rates: Mapping[str, str]) -> list[str]:
    told = []
    for slug, name in rates.items():
        change = found.rate(report, slug)
        if change.difference is not None:
            points = Change(words.rounded(change.difference, 1), 0)
            told.append(f"{name[:1].lower()}{name[1:]} {changed(points, 'điểm phần trăm')}")
    return told


def _median(report: "Report") -> list[str]:
    assert report.compared
    change = median(report, report.compared)
    if change.difference is None:
        return []
    return [f"thời gian giải quyết (trung vị) {changed(change, 'ngày', share=False)}"]


def extremes(report: "Report") -> list[str]:
    """Which units stand at the ends of each rate; ties are told as ties, and who is too small to be compared."""
    told = [_of_ends(each) for each in report.extremes if each.best]
    if report.extremes and not told:
        return [f"Không đủ hai đơn vị có từ {LEAST} đơn trở lên để nêu đơn vị cao nhất, thấp nhất."]
    return told


def _of_ends(each: Extreme) -> str:
    name, best, worst = _ENDS[each.slug]
    assert each.best_value is not None
    if each.worst_value is None:
        text = f"{name}: các đơn vị được so sánh như nhau ({_value(each, each.best_value)})"
    else:
        text = f"{name} {_end(best, each.best, _value(each, each.best_value))}"
        text += f"; {_end(worst, each.worst, _value(each, each.worst_value))}"
    if each.passed_over:
        text += f" (không xét {number(each.passed_over)} đơn vị có dưới {LEAST} đơn)"
    return f"{text}."


def _end(word: str, units: Sequence[str], value: str) -> str:
    return f"{'cùng ' if len(units) > 1 else ''}{word}: {', '.join(units)} ({value})"


def _value(each: Extreme, value: float) -> str:
    return f"{number(value)} ngày" if each.in_days else f"{number(value, 1)}%"


def _in_vietnamese(label: object) -> str:
    with translation.override("vi"):
        return str(label)
