"""Words that forms and pages of the desk share."""

from django.utils.translation import gettext_lazy as _

from danvan.cases.models.parts import Outcome as Answer
from danvan.reception import words as reception

OUTCOMES = [*reception.OUTCOMES.items()]
PURPOSES = {
    "reply": _("Trả lời công dân"),
    "acceptance": _("Thụ lý hoặc nêu lý do không thụ lý"),
    "given": _("Báo kết quả phần việc"),
    "settlement": _("Quyết định giải quyết khiếu nại"),
    "sending": _("Gửi quyết định giải quyết"),
}
ANSWERS = [
    (Answer.GRANTED.value, _("Giải quyết như đề nghị")),
    (Answer.PARTLY.value, _("Giải quyết một phần")),
    (Answer.REFUSED.value, _("Không chấp nhận, có nêu lý do")),
    (Answer.EXPLAINED.value, _("Giải thích, hướng dẫn")),
]
