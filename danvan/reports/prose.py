"""A report told in the prose of Vietnamese administration, for the page, the paper and the terminal."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from django.utils import translation

from danvan.cases import kinds as kinds_of_case
from danvan.cases import topics
from danvan.lib import dates
from danvan.reports import telling
from danvan.reports.applications import counted
from danvan.reports.applications import telling as of_applications
from danvan.reports.people_relations import Line, Report
from danvan.web import words

MAIN_TOPICS = 5


class Told(Protocol):
    """What a sentence says of any report: its days, whose it is, how many communes it adds up."""

    @property
    def from_(self) -> date:
        """Its first day."""

    @property
    def until(self) -> date:
        """The last day that is counted."""

    @property
    def unit_name(self) -> str:
        """The name of the unit at the end of the period."""

    @property
    def communes(self) -> int:
        """How many communes stood in it."""


def say(amount: int) -> str:
    """2558 is 2.558, whatever the language of the page."""
    with translation.override("vi"):
        return words.number(amount)


def period(report: Told) -> str:
    """từ ngày 01/01/2017 đến hết ngày 30/06/2018."""
    return f"từ ngày {dates.short(report.from_)} đến hết ngày {dates.short(report.until)}"


def scope(report: Told) -> str:
    """huyện Kỳ Anh (21 đơn vị cấp xã)."""
    if report.communes > 1:
        return f"{report.unit_name} ({say(report.communes)} đơn vị cấp xã)"
    return report.unit_name


def reception(report: Report) -> str:
    """The paragraph on reception."""
    found = report.figures
    told = period(report)
    start = f"{told[0].upper()}{told[1:]}, {scope(report)}"
    if not found["turns"]:
        return f"{start} không có lượt tiếp công dân nào."
    text = f"{start} đã tổ chức tiếp {say(found['turns'])} lượt với {say(found['persons'])} công dân"
    if found["groups"]:
        text += (
            f", trong đó có {say(found['groups'])} đoàn đông người với {say(found['group_persons'])} người"
        )
    text += f"; ghi nhận {say(found['matters'])} nội dung"
    if found["matters_again"]:
        text += f", trong đó {say(found['matters_again'])} nội dung trình bày lại"
    main = [line for line in report.by_topic if line.figures["matters"] and line.key != "other"][:MAIN_TOPICS]
    return text + (f". Nội dung phản ánh chủ yếu liên quan đến {_topics(main)}." if main else ".")


def letters(report: Report) -> str:
    """The paragraph on letters."""
    found = report.figures
    if not found["received"] and not found["carried_over"]:
        return "Trong kỳ không tiếp nhận đơn thư nào và không có đơn kỳ trước chuyển sang."
    text = f"Trong kỳ đã tiếp nhận {say(found['received'])} đơn thư"
    if found["carried_over"]:
        text += f", kỳ trước chuyển sang {say(found['carried_over'])} đơn"
    text += f"; có {say(found['eligible'])} đơn đủ điều kiện thụ lý"
    text += _and(
        (found["ineligible"], "đơn không đủ điều kiện"),
        (found["transferred"], "đơn chuyển cơ quan có thẩm quyền"),
        (found["guided"], "đơn hướng dẫn gửi đến đúng nơi"),
        (found["returned"], "đơn trả lại nơi chuyển đến"),
        (found["withdrawn_unscreened"], "đơn được rút trước khi xem xét xong"),
        (found["merged_unscreened"], "đơn trùng nhập vào đơn trước"),
        (found["under_examination"], "đơn đang xem xét điều kiện"),
    )
    text += f"; đã giải quyết {say(found['resolved'])} đơn"
    if found["resolved_late"]:
        in_time, late = say(found["resolved_in_time"]), say(found["resolved_late"])
        text += f" ({in_time} đơn đúng hạn, {late} đơn giải quyết quá hạn)"
    text += _and(
        (found["reopened"], "đơn mở lại vì công dân báo chưa xong"),
        (found["withdrawn"], "đơn đủ điều kiện được rút"),
        (found["merged"], "đơn đủ điều kiện nhập vào đơn trước về cùng việc"),
    )
    return f"{text}; {_rest(report)}."


def _rest(report: Report) -> str:
    found = report.figures
    if not found["open"]:
        return "không còn đơn nào đang giải quyết"
    if not found["overdue"]:
        return f"còn lại {say(found['open'])} đơn, đều đang trong thời hạn giải quyết"
    if not found["in_term"]:
        return f"còn lại {say(found['open'])} đơn quá hạn chưa giải quyết"
    return (
        f"còn lại {say(found['open'])} đơn đang giải quyết, trong đó {say(found['in_term'])} đơn trong hạn, "
        f"{say(found['overdue'])} đơn quá hạn chưa giải quyết"
    )


def kinds(report: Report) -> str:
    """Which kinds the letters were; empty where there were none."""
    told = [
        f"{_in_vietnamese(line).lower()} {say(line.figures['received'])} đơn"
        for line in report.by_kind
        if line.figures["received"]
    ]
    return f"Trong số đơn tiếp nhận: {'; '.join(told)}." if len(told) > 1 else ""


def applications(report: Report) -> str:
    """The paragraph on applications for administrative procedures."""
    return of_applications.paragraph(report.applications, counted.rates_of(report.applications))


def ended_on(report: Report) -> date | None:
    """The first day on which the unit of the report no longer was; None while it stands at the end of the period."""
    end = report.unit.exists_until
    return end if end is not None and end <= report.to else None


def nothing_left(report: Report) -> bool:
    """Whether the whole period lies after the end of the unit and nothing was left to it."""
    end = ended_on(report)
    return (
        end is not None
        and report.from_ >= end
        and not (any(report.figures.values()) or report.has_applications)
    )


def ended(report: Report) -> str:
    """That the unit has ended; empty while it stands at the end of the period."""
    end = ended_on(report)
    if end is None:
        return ""
    text = (
        f"{report.unit_name[:1].upper()}{report.unit_name[1:]} đã kết thúc hoạt động ngày {dates.short(end)}"
    )
    if nothing_left(report):
        return f"{text}, trước kỳ báo cáo; kỳ này đơn vị không còn số liệu của mình."
    if report.from_ >= end:
        return f"{text}, trước kỳ báo cáo."
    return f"{text}; số liệu trong kỳ là của những ngày trước đó."


def paragraphs(report: Report) -> list[str]:
    """Every paragraph, in order; always Vietnamese, whatever the language of the page."""
    if nothing_left(report):
        return [ended(report)]
    told = [ended(report), reception(report), telling.sittings(report), telling.duty(report)]
    told += [
        letters(report),
        kinds(report),
        *telling.sealed(report),
        telling.rates(report),
        telling.days(report),
    ]
    if report.has_applications:
        told.append(applications(report))
    told += [
        *(part.prose for part in report.sections),
        *telling.comparison(report),
        *telling.extremes(report),
    ]
    return [text for text in told if text]


def _topics(lines: Sequence[Line]) -> str:
    told = [f"{_small(_in_vietnamese(line))} ({say(line.figures['matters'])})" for line in lines]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} và {told[-1]}"


def _in_vietnamese(line: Line) -> str:
    """The name of a kind or a topic, whatever language the report was built in."""
    with translation.override("vi"):
        known = kinds_of_case.all_kinds()
        several = [str(known[code].label) for code in line.key.split("+") if code in known]
        return ", ".join(several) or topics.label(line.key)


def _small(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _and(*parts: tuple[int, str]) -> str:
    return "".join(f", {say(amount)} {name}" for amount, name in parts if amount)
