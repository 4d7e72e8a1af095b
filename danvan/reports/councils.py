"""The People's Council in the people-relations report: meetings with voters, what they asked and what came of it.

Petitions that are not sent, that wait for an answer and that are being resolved are stocks, so are questions that are
owed; each proves itself by what came in and what went out.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from danvan.council import facts
from danvan.council.workflow import Answered
from danvan.meetings.postings import ATTENDED, HELD
from danvan.reports.checks import Sum
from danvan.reports.measures import Figures, How, Measure
from danvan.web import words


def _flow(slug: str, posted: str, label: Any, means: Any) -> Measure:
    return Measure(slug, How.FLOW, label, means, posted)


def _stock(slug: str, how: How, posted: str, label: Any, means: Any) -> Measure:
    return Measure(slug, how, label, means, posted)


PETITIONS = (
    _flow(
        "voter_meetings",
        HELD,
        _("Buổi tiếp xúc cử tri"),
        _("Buổi đại biểu Hội đồng nhân dân tiếp xúc cử tri đã họp."),
    ),
    _flow(
        "voters_met", ATTENDED, _("Cử tri dự"), _("Số người dự các buổi ấy; dự hai buổi được tính hai lần.")
    ),
    _stock(
        "unsent_before",
        How.BEFORE,
        facts.OPEN_UNSENT,
        _("Kiến nghị chưa chuyển, kỳ trước"),
        _("Đã ghi trước kỳ, đến đầu kỳ chưa chuyển cơ quan trả lời."),
    ),
    _flow(
        "raised",
        facts.RAISED,
        _("Kiến nghị cử tri nêu"),
        _("Mỗi lần một nơi nêu một việc là một kiến nghị; việc nhiều nơi cùng nêu được nhập sau."),
    ),
    _flow("again", facts.AGAIN, _("Trong đó kiến nghị lại"), _("Việc đã được trả lời, cử tri nêu lại.")),
    _flow(
        "merged",
        facts.MERGED,
        _("Nhập vào kiến nghị khác"),
        _("Cùng nội dung với kiến nghị khác, được nhập."),
    ),
    _flow("dropped", facts.DROPPED, _("Không đưa vào tổng hợp"), _("Để ngoài, có ghi lý do.")),
    _flow(
        "sent",
        facts.SENT,
        _("Đã chuyển cơ quan trả lời"),
        _("Mỗi lần chuyển; bị trả lại thì chuyển lần nữa."),
    ),
    _flow("returned", facts.RETURNED, _("Cơ quan trả lại"), _("Không đúng thẩm quyền, phân loại lại.")),
    _stock("unsent", How.END, facts.OPEN_UNSENT, _("Chưa chuyển, cuối kỳ"), _("Đến cuối kỳ chưa chuyển.")),
    _stock(
        "waiting_before",
        How.BEFORE,
        facts.OPEN_WAITING,
        _("Chờ trả lời, kỳ trước"),
        _("Đã chuyển trước kỳ, đến đầu kỳ chưa được trả lời lần nào."),
    ),
    _flow(
        "answered_resolved",
        facts.ANSWERED[Answered.RESOLVED],
        _("Trả lời: đã giải quyết"),
        _("Trả lời lần đầu là đã giải quyết xong."),
    ),
    _flow(
        "answered_resolving",
        facts.ANSWERED[Answered.RESOLVING],
        _("Trả lời: đang giải quyết"),
        _("Trả lời lần đầu là đang giải quyết, có hẹn ngày xong."),
    ),
    _flow(
        "answered_explained",
        facts.ANSWERED[Answered.EXPLAINED],
        _("Trả lời: giải thích"),
        _("Trả lời lần đầu là giải thích, cung cấp thông tin."),
    ),
    _stock(
        "waiting", How.END, facts.OPEN_WAITING, _("Chờ trả lời, cuối kỳ"), _("Đến cuối kỳ chưa được trả lời.")
    ),
    _flow("answered_in_time", facts.IN_TIME, _("Trả lời đúng hạn"), _("Trả lời lần đầu trong hạn.")),
    _flow("answered_late", facts.LATE, _("Trả lời quá hạn"), _("Trả lời lần đầu sau hạn.")),
    _flow(
        "answered_untimed", facts.UNTIMED, _("Trả lời, không có hạn"), _("Không có hạn nào được xác nhận.")
    ),
    _stock(
        "resolving_before",
        How.BEFORE,
        facts.OPEN_RESOLVING,
        _("Đang giải quyết, kỳ trước"),
        _("Hẹn ngày xong trước kỳ, đến đầu kỳ chưa xong."),
    ),
    _flow(
        "fulfilled",
        facts.FULFILLED,
        _("Giải quyết xong việc đã hẹn"),
        _("Việc đã hẹn ngày nay trả lời xong."),
    ),
    _stock(
        "resolving", How.END, facts.OPEN_RESOLVING, _("Đang giải quyết, cuối kỳ"), _("Đến cuối kỳ chưa xong.")
    ),
    _stock(
        "overdue",
        How.END,
        facts.OVERDUE,
        _("Quá hạn, cuối kỳ"),
        _("Trong số chờ trả lời và đang giải quyết: đã qua hạn hoặc qua ngày hẹn."),
    ),
)
QUESTIONS = (
    _stock(
        "questions_before",
        How.BEFORE,
        facts.QUESTIONS_OPEN,
        _("Chất vấn chưa trả lời, kỳ trước"),
        _("Đã chất vấn trước kỳ, đến đầu kỳ còn nợ trả lời."),
    ),
    _flow("questions_asked", facts.ASKED, _("Chất vấn"), _("Đại biểu chất vấn trong kỳ.")),
    _flow(
        "questions_hall", facts.HALL, _("Trả lời xong tại kỳ họp"), _("Không còn phải trả lời bằng văn bản.")
    ),
    _flow(
        "questions_in_time",
        facts.WRITTEN_IN_TIME,
        _("Trả lời bằng văn bản đúng hạn"),
        _("Trong hạn, hoặc không có hạn nào được xác nhận."),
    ),
    _flow("questions_late", facts.WRITTEN_LATE, _("Trả lời bằng văn bản quá hạn"), _("Sau hạn.")),
    _stock(
        "questions_open",
        How.END,
        facts.QUESTIONS_OPEN,
        _("Chất vấn chưa trả lời, cuối kỳ"),
        _("Đến cuối kỳ còn nợ trả lời."),
    ),
)
MEASURES = (*PETITIONS, *QUESTIONS)
COLUMNS = ("raised", "again", "sent", "answered_resolved", "answered_explained", "resolving", "overdue")
ANSWERS = ("answered_resolved", "answered_resolving", "answered_explained")
SUMS = (
    Sum(
        "voters_sent",
        _("Kiến nghị cử tri: chuyển đi"),
        ("unsent_before", "raised", "returned"),
        ("merged", "dropped", "sent", "unsent"),
    ),
    Sum(
        "voters_answered",
        _("Kiến nghị cử tri: trả lời"),
        ("waiting_before", "sent"),
        ("returned", *ANSWERS, "waiting"),
    ),
    Sum(
        "voters_in_time",
        _("Kiến nghị cử tri: thời hạn"),
        ANSWERS,
        ("answered_in_time", "answered_late", "answered_untimed"),
    ),
    Sum(
        "voters_resolving",
        _("Kiến nghị cử tri: việc đã hẹn"),
        ("resolving_before", "answered_resolving"),
        ("fulfilled", "resolving"),
    ),
    Sum(
        "council_questions",
        _("Chất vấn"),
        ("questions_before", "questions_asked"),
        ("questions_hall", "questions_in_time", "questions_late", "questions_open"),
    ),
)


def prose(figures: Figures, _lines: Mapping[str, Figures]) -> str:
    """The paragraph, always Vietnamese."""
    said = {slug: words.number(n) for slug, n in figures.items()}
    answered = words.number(sum(figures[slug] for slug in ANSWERS))
    text = (
        f"Hội đồng nhân dân: {said['voter_meetings']} buổi tiếp xúc cử tri, {said['voters_met']} người dự; cử tri nêu "
        f"{said['raised']} kiến nghị, trong đó {said['again']} kiến nghị lại. Đã chuyển {said['sent']} kiến nghị; trả "
        f"lời {answered} kiến nghị (đã giải quyết {said['answered_resolved']}, đang giải quyết "
        f"{said['answered_resolving']}, giải thích {said['answered_explained']}); cuối kỳ còn {said['waiting']} chờ "
        f"trả lời, {said['resolving']} đang giải quyết, trong đó {said['overdue']} quá hạn."
    )
    if figures["questions_asked"]:
        text += (
            f" Có {said['questions_asked']} chất vấn; {said['questions_hall']} trả lời xong tại kỳ họp, "
            f"{said['questions_in_time']} trả lời bằng văn bản đúng hạn, {said['questions_late']} quá hạn."
        )
    return text
