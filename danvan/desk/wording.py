"""Words that forms and pages of the desk share."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from danvan.cases import kinds
from danvan.cases.models.parts import Outcome as Answer
from danvan.onestop.present import EVENTS as ONESTOP
from danvan.petitions.second import CODE as SECOND
from danvan.reception import words as reception

OUTCOMES = [*reception.OUTCOMES.items()]
PURPOSES = {
    "reply": _("Trả lời công dân"),
    "acceptance": _("Thụ lý hoặc nêu lý do không thụ lý"),
    "given": _("Báo kết quả việc được giao"),
    "result": _("Trả kết quả hồ sơ"),
    "urged": _("Trả lời đôn đốc"),
    "settlement": _("Quyết định giải quyết khiếu nại"),
    "sending": _("Gửi quyết định giải quyết"),
    "publication": _("Công khai quyết định giải quyết"),
    "time_bar": _("Thời hạn khiếu nại lần hai"),
}
LAW_SAYS_IT = "denunciation."  # clocks of these rules are called what the law calls them
# The second decision recognises the first, amends or annuls it: the columns of form 01/KQGQ.
SECOND_ANSWERS = [
    (Answer.REFUSED.value, _("Công nhận quyết định lần đầu")),
    (Answer.PARTLY.value, _("Sửa quyết định lần đầu")),
    (Answer.GRANTED.value, _("Hủy quyết định lần đầu")),
]
ANSWERS = [
    (Answer.GRANTED.value, _("Giải quyết như đề nghị")),
    (Answer.PARTLY.value, _("Giải quyết một phần")),
    (Answer.REFUSED.value, _("Không chấp nhận, có nêu lý do")),
    (Answer.EXPLAINED.value, _("Giải thích, hướng dẫn")),
]
# What happens to a case beside the steps of its workflow, in the officer's words.
EVENTS = {
    **ONESTOP,
    "write_more": _("Công dân viết thêm"),
    "link": _("Nối với hồ sơ liên quan"),
    "part_reported": _("Một nơi đã báo kết quả phần việc"),
    "part_called_off": _("Một phần việc đã thu hồi"),
    "verification_reported": _("Đã có báo cáo kết quả xác minh"),
    "verification_called_off": _("Một việc xác minh đã thu hồi"),
    "dossier_entered": _("Ghi vào sổ vụ việc phức tạp, đông người, kéo dài"),
    "dossier_left": _("Đưa ra khỏi sổ vụ việc phức tạp, đông người, kéo dài"),
    "appealed": _("Có khiếu nại lần hai"),
    "execution_executed": _("Một việc thi hành quyết định đã xong"),
    "execution_called_off": _("Một việc không phải thi hành nữa"),
    "figures_filled": _("Số liệu của những bước trước được bổ sung"),
    "execution_owed_again": _("Một việc thi hành quyết định được ghi lại là chưa xong"),
    "urge_execution": _("Đôn đốc thi hành"),  # of a register from before all urging was one step
    "joined": _("Một đơn về cùng việc nhập vào đơn này"),
    "answered_with": _("Đơn được giữ đã có trả lời"),
    "parted": _("Đơn đã nhập được tách lại thành đơn riêng"),
    "unmerge": _("Tách lại thành đơn riêng, như chưa từng nhập"),
    "concern": _("Ghi nhận đơn có liên quan"),
    "concern_routed": _("Tìm người giải quyết đơn có liên quan"),
    "concern_lifted": _("Gỡ: đơn không có liên quan"),
    "award": _("Ghi kết quả xử lý: tiền, đất, người"),
    "award_taken_back": _("Gỡ một số của kết quả xử lý"),
    "hand_over": _("Bàn giao vì người giữ việc thôi nhiệm vụ"),
    "bring_in": _("Nhập từ sổ cũ"),
    "escalate": _("Báo việc quá hạn"),
    "reveal": _("Xem thông tin người gửi"),
    "tell_by": _("Cách báo tin được đổi"),
    "tell_asked": _("Công dân xin nhận tin ở địa chỉ thư khác"),
    "receipt_printed": _("In giấy biên nhận"),
    "look": _("Mở nội dung đã che theo thời gian"),
    "destroy": _("Nội dung đã hủy theo thời hạn lưu giữ"),
    "correct": _("Đính chính, bước trước không còn hiệu lực"),
    "clock_confirmed": _("Thời hạn được xác nhận, bắt đầu tính"),
    "calendar_moved": _("Lịch làm việc thay đổi, hạn được tính lại"),
    "calendar_counted": _("Lịch làm việc thay đổi, hạn không đổi"),
}
# What the conclusion on a denunciation says of it (Law 25/2018, art. 35).
CONCLUSIONS = [
    (Answer.GRANTED.value, _("Tố cáo đúng")),
    (Answer.PARTLY.value, _("Tố cáo đúng một phần")),
    (Answer.REFUSED.value, _("Tố cáo sai")),
]
# What the words of a step on a denunciation say; the other steps are as for any letter.
DENUNCIATION_TEXTS = {
    "inspect": _("Chứng cứ gì, giao cơ quan nào thanh tra, kiểm tra"),
    "tell_sender": _("Đã báo nơi chuyển đến điều gì"),
    "notify": _("Thông báo ai, bằng văn bản nào"),
    "verified": _("Đã xác minh được gì"),
    "refer_crime": _("Dấu hiệu gì, chuyển cơ quan nào"),
    "send": _("Gửi ai, bằng cách nào"),
    "act": _("Đã xử lý thế nào"),
    "publish": _("Công khai ở đâu, bằng cách nào"),
    "keep_on": _("Vì sao vẫn phải giải quyết"),
    "discontinue": _("Vì sao đình chỉ"),
}


def answers_of(kind: str) -> list[tuple[str, Any]]:
    """What a decision or answer of that kind of case may come to, for a form and in words."""
    if kind in kinds.sealed():
        return CONCLUSIONS
    return SECOND_ANSWERS if kind == SECOND else ANSWERS
