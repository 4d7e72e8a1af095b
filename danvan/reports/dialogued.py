"""The figures of dialogues, questions and promises in the people-relations report: what each means, which sums hold."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from danvan.dialogues.actions.ledger import ASKED
from danvan.meetings import postings as meetings
from danvan.promises import postings as promises
from danvan.reports.checks import Sum
from danvan.reports.measures import Figures, How, Measure
from danvan.web import words

MEASURES = (
    Measure(
        "dialogues",
        How.FLOW,
        _("Buổi đối thoại đã tổ chức"),
        _("Buổi đối thoại diễn ra trong kỳ, có số người dự."),
        meetings.HELD,
        brief=_("Buổi đối thoại"),
    ),
    Measure(
        "dialogue_persons",
        How.FLOW,
        _("Lượt người dự đối thoại"),
        _("Số người có mặt ở các buổi, đếm tay hoặc điểm danh; dự hai buổi tính hai lượt."),
        meetings.ATTENDED,
        brief=_("Người dự"),
    ),
    Measure(
        "dialogues_published",
        How.FLOW,
        _("Buổi đã công bố kết quả"),
        _("Buổi đối thoại có kết luận công bố trong kỳ."),
        meetings.PUBLISHED,
        brief=_("Đã công bố"),
    ),
    Measure(
        "dialogues_published_late",
        How.FLOW,
        _("Trong đó công bố muộn"),
        _("Kết luận công bố trong kỳ, sau số ngày luật định."),
        meetings.PUBLISHED_LATE,
        brief=_("Công bố muộn"),
    ),
    Measure(
        "dialogue_requests",
        How.FLOW,
        _("Yêu cầu đối thoại của cử tri"),
        _("Yêu cầu đối thoại kèm chữ ký nhận trong kỳ."),
        ASKED,
        brief=_("Cử tri yêu cầu"),
    ),
    Measure(
        "questions_before",
        How.BEFORE,
        _("Câu hỏi kỳ trước chưa trả lời"),
        _("Câu hỏi đưa vào danh sách trước kỳ, đến đầu kỳ chưa trả lời."),
        meetings.STANDING,
        brief=_("Kỳ trước chưa trả lời"),
    ),
    Measure(
        "questions",
        How.FLOW,
        _("Câu hỏi, kiến nghị tại đối thoại"),
        _("Câu hỏi đưa vào danh sách trong kỳ, gửi trước hoặc hỏi tại hội trường."),
        meetings.QUESTIONS,
        brief=_("Câu hỏi"),
    ),
    Measure(
        "answered_on_spot",
        How.FLOW,
        _("Trả lời tại chỗ"),
        _("Câu hỏi được trả lời ngay tại hội trường."),
        meetings.ON_SPOT,
    ),
    Measure(
        "answered_later",
        How.FLOW,
        _("Trả lời sau"),
        _("Câu hỏi được trả lời bằng văn bản trong kỳ, sau buổi đối thoại."),
        meetings.LATER,
    ),
    Measure(
        "questions_passed",
        How.FLOW,
        _("Lập thành đơn"),
        _("Câu hỏi được lập thành đơn để giải quyết theo thời hạn của đơn."),
        meetings.PASSED,
    ),
    Measure(
        "questions_aside",
        How.FLOW,
        _("Để riêng"),
        _("Câu hỏi trùng, ngoài nội dung, để riêng trong kỳ có nêu lý do."),
        meetings.SET_ASIDE,
    ),
    Measure(
        "questions_unanswered",
        How.END,
        _("Câu hỏi chưa trả lời"),
        _("Câu hỏi đến cuối kỳ chưa trả lời."),
        meetings.STANDING,
        brief=_("Chưa trả lời"),
    ),
    Measure(
        "promises_before",
        How.BEFORE,
        _("Lời hứa kỳ trước chuyển sang"),
        _("Lời hứa nêu trước kỳ, đến đầu kỳ chưa khép lại."),
        promises.OPEN_NOW,
        brief=_("Kỳ trước chuyển sang"),
    ),
    Measure("promises", How.FLOW, _("Lời hứa đã nêu"), _("Lời hứa ghi vào sổ trong kỳ."), promises.GIVEN),
    Measure(
        "promises_kept",
        How.FLOW,
        _("Thực hiện đúng hạn hứa lần đầu"),
        _("Lời hứa được xác nhận trong kỳ là đã xong trước hết hạn hứa lần đầu."),
        promises.KEPT,
        brief=_("Đúng hạn"),
    ),
    Measure(
        "promises_kept_late",
        How.FLOW,
        _("Thực hiện chậm"),
        _("Lời hứa được xác nhận trong kỳ là đã xong, sau hạn hứa lần đầu, kể cả đã gia hạn."),
        promises.KEPT_LATE,
        brief=_("Chậm"),
    ),
    Measure(
        "promises_disputed",
        How.FLOW,
        _("Báo xong nhưng không được chấp nhận"),
        _("Lời hứa báo xong hai lần mà người nêu vẫn không chấp nhận."),
        promises.DISPUTED,
        brief=_("Không được chấp nhận"),
    ),
    Measure(
        "promises_dropped",
        How.FLOW,
        _("Không thực hiện được"),
        _("Lời hứa mà cơ quan báo trong kỳ là không thực hiện được, có nêu lý do."),
        promises.DROPPED,
    ),
    Measure(
        "promises_overdue",
        How.END,
        _("Lời hứa quá hạn"),
        _("Lời hứa đến cuối kỳ đã quá hạn đang có mà chưa xong."),
        promises.OVERDUE,
        brief=_("Quá hạn"),
    ),
    Measure(
        "promises_open",
        How.END,
        _("Lời hứa chưa khép lại"),
        _("Lời hứa đến cuối kỳ đang thực hiện hoặc chờ xác nhận."),
        promises.OPEN_NOW,
        brief=_("Chưa khép lại"),
    ),
    Measure(
        "promises_in_term",
        How.MADE,
        _("Lời hứa đang thực hiện, trong hạn"),
        _("Lời hứa chưa khép lại, chưa quá hạn."),
        plus=("promises_open",),
        minus=("promises_overdue",),
        brief=_("Trong hạn"),
    ),
)
SUMS = (
    Sum(
        "questions",
        _("Câu hỏi tại đối thoại"),
        ("questions_before", "questions"),
        (
            *("answered_on_spot", "answered_later", "questions_passed", "questions_aside"),
            "questions_unanswered",
        ),
    ),
    Sum(
        "promises",
        _("Lời hứa"),
        ("promises_before", "promises"),
        (
            *("promises_kept", "promises_kept_late", "promises_disputed", "promises_dropped"),
            *("promises_in_term", "promises_overdue"),
        ),
    ),
)
COLUMNS = (
    *("dialogues", "dialogue_persons", "questions", "answered_on_spot", "questions_unanswered"),
    *("promises", "promises_kept", "promises_kept_late", "promises_in_term", "promises_overdue"),
)


def prose(found: Figures, _lines: Mapping[str, Figures]) -> str:
    """The part in sentences; always Vietnamese."""
    told = {slug: words.number(amount) for slug, amount in found.items()}
    said = [
        f"Trong kỳ đã tổ chức {told['dialogues']} buổi đối thoại với {told['dialogue_persons']} lượt người dự; "
        f"có {told['questions']} câu hỏi, kiến nghị, trả lời tại chỗ {told['answered_on_spot']}, "
        f"trả lời sau {told['answered_later']}, lập thành đơn {told['questions_passed']}, "
        f"chưa trả lời {told['questions_unanswered']}."
    ]
    if found["promises"] or found["promises_before"]:
        said.append(
            f"Lời hứa: nêu mới {told['promises']}, kỳ trước chuyển sang {told['promises_before']}; "
            f"thực hiện đúng hạn {told['promises_kept']}, thực hiện chậm {told['promises_kept_late']}, "
            f"không thực hiện được {told['promises_dropped']}, không được chấp nhận {told['promises_disputed']}, "
            f"đang thực hiện trong hạn {told['promises_in_term']}, quá hạn {told['promises_overdue']}."
        )
    return " ".join(said)
