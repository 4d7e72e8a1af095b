"""What the register of reception calls its things: one table for every page, form, report and paper."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.reception.models import Behalf, Ground, Letter, MatterKind, Outcome, Purpose, Signed, Sitting, Way
from danvan.reception.workflow import BookingState, SessionState, VisitState

Words = Mapping[str, str | Promise]

SITTINGS: Words = {
    Sitting.REGULAR.value: _("Thường xuyên"),
    Sitting.HEAD.value: _("Lãnh đạo tiếp định kỳ"),
    Sitting.EXTRAORDINARY.value: _("Đột xuất"),
}
"""Kind of sitting → its name (Law 42/2013/QH13, art. 18), in the order of lists."""
OUTCOMES: Words = {
    Outcome.PETITION.value: _("Nhận đơn, mở hồ sơ"),
    Outcome.ADVISED.value: _("Hướng dẫn"),
    Outcome.REFERRED.value: _("Giới thiệu nơi khác"),
    Outcome.ANSWERED.value: _("Trả lời tại chỗ"),
    Outcome.PENDING.value: _("Ghi nhận, trả lời sau"),
}
"""What became of a matter → its name, in the order of forms."""
KINDS: Words = {
    MatterKind.RECOMMENDATION.value: _("Kiến nghị, phản ánh"),
    MatterKind.COMPLAINT.value: _("Khiếu nại"),
    MatterKind.DENUNCIATION.value: _("Tố cáo"),
    MatterKind.QUESTION.value: _("Hỏi, xin hướng dẫn"),
}
"""Kind of a matter → its name (Law 42/2013/QH13, art. 2)."""
BEHALFS: Words = {
    Behalf.SELF.value: _("Chính mình"),
    Behalf.AUTHORISED.value: _("Người ủy quyền cho mình"),
    Behalf.GUARDIAN.value: _("Người mà mình giám hộ"),
    Behalf.ORGANISATION.value: _("Cơ quan, tổ chức"),
}
"""For whom somebody came → its name."""
LETTERS: Words = {
    Letter.NONE.value: _("Không có đơn, ghi lời"),
    Letter.ONE.value: _("Có đơn"),
    Letter.MIXED.value: _("Một đơn nhiều việc, đã tách"),
}
"""What was handed in → its name (Law 42/2013/QH13, art. 25)."""
SIGNINGS: Words = {
    Signed.SIGNATURE.value: _("Đã ký"),
    Signed.FINGERPRINT.value: _("Đã điểm chỉ"),
    Signed.DECLINED.value: _("Không ký, có ghi lý do trong biên bản"),
}
"""How the record was signed → its name."""
PURPOSES: Words = {
    Purpose.RESULT.value: _("Báo kết quả cho người đến"),
    Purpose.REFUSAL.value: _("Thông báo từ chối tiếp công dân"),
    Purpose.CONCLUSION.value: _("Thông báo kết luận việc tiếp công dân"),
}
"""What a notice tells → its name."""
WAYS: Words = {
    Way.PAPER.value: _("Bằng văn bản"),
    Way.IN_PERSON.value: _("Trực tiếp"),
    Way.PHONE.value: _("Qua điện thoại"),
}
"""How whoever came was told → its name."""
GROUNDS: Words = {
    Ground.HEATED.value: _("Vụ việc gay gắt, đông người, nhiều cơ quan hoặc ý kiến khác nhau"),
    Ground.GRAVE.value: _("Nguy cơ gây hậu quả nghiêm trọng nếu không chỉ đạo kịp thời"),
}
"""Why a head receives out of turn → its name (Law 42/2013/QH13, art. 18.3)."""
SESSIONS: Words = {
    SessionState.PLANNED.value: _("Dự kiến, chưa công bố"),
    SessionState.PUBLISHED.value: _("Đã công bố"),
    SessionState.HELD.value: _("Đã tiếp"),
    SessionState.POSTPONED.value: _("Đã hoãn"),
    SessionState.CANCELLED.value: _("Đã bỏ"),
}
"""State of a session → its name."""
WEEKDAYS: Mapping[int, str | Promise] = {
    0: _("thứ Hai"),
    1: _("thứ Ba"),
    2: _("thứ Tư"),
    3: _("thứ Năm"),
    4: _("thứ Sáu"),
    5: _("thứ Bảy"),
    6: _("Chủ nhật"),
}
"""Monday is 0."""
VISITS: Words = {
    VisitState.WAITING.value: _("Đang chờ"),
    VisitState.INVITED.value: _("Đã mời"),
    VisitState.SERVING.value: _("Đang tiếp"),
    VisitState.ASIDE.value: _("Tạm để lại"),
    VisitState.DONE.value: _("Đã tiếp xong"),
    VisitState.LEFT.value: _("Đã về"),
}
"""What somebody with a number does → its name."""
BOOKINGS: Words = {
    BookingState.BOOKED.value: _("Đã hẹn"),
    BookingState.ARRIVED.value: _("Đã đến"),
    BookingState.CANCELLED.value: _("Đã hủy"),
}
"""State of an appointment → its name."""
