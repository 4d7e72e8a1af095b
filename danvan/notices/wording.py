"""What happened to a case, in the few words in which a citizen is told: no name, nothing of what was written."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.cases.models import Case
from danvan.cases.workflow import Transition
from danvan.journal.models import Event
from danvan.papers.present import TOLD as PAPERS

BESIDE_THE_STEPS: Mapping[str, str | Promise] = {
    "write_more": gettext_lazy("Ông/bà viết thêm"),
    "clock_confirmed": gettext_lazy("Cơ quan xác nhận thời hạn trả lời"),
    "calendar_moved": gettext_lazy("Lịch nghỉ thay đổi, hạn trả lời được tính lại"),
    "correct": gettext_lazy("Cơ quan đính chính bước trước"),
    "part_reported": gettext_lazy("Một nơi đã có kết quả phần việc được giao"),
    "part_called_off": gettext_lazy("Cơ quan thu hồi một phần việc đã giao"),
    "appealed": gettext_lazy("Ông/bà khiếu nại lần hai"),
    "execution_executed": gettext_lazy("Một việc theo quyết định đã làm xong"),
    "execution_called_off": gettext_lazy("Một việc theo quyết định không phải làm nữa"),
    "execution_owed_again": gettext_lazy("Một việc theo quyết định được ghi lại là chưa làm xong"),
    "joined": gettext_lazy("Một đơn khác về cùng việc được giải quyết chung với đơn này"),
    "answered_with": gettext_lazy("Có trả lời chung cho đơn này và đơn trước về cùng việc"),
    "parted": gettext_lazy("Đơn giải quyết chung được tách ra giải quyết riêng"),
    "unmerge": gettext_lazy("Đơn được tách ra, giải quyết riêng"),
    "stage_move": gettext_lazy("Hồ sơ đã sang bước xử lý tiếp theo"),
    "application_admit": gettext_lazy("Bộ phận một cửa đã kiểm tra hồ sơ nộp qua mạng"),
    "fee_charge": gettext_lazy("Cơ quan ghi khoản phí, lệ phí phải nộp"),
    "fee_pay": gettext_lazy("Đã ghi nhận ông/bà nộp phí, lệ phí"),
    "fee_exempt": gettext_lazy("Ông/bà được miễn một khoản phí, lệ phí"),
    "result_file": gettext_lazy("Có kết quả bản điện tử để tải về"),
    "data_reuse": gettext_lazy("Thông tin của hồ sơ này được dùng lại cho hồ sơ khác"),
    "order_surplus": gettext_lazy("Có khoản nộp thừa, cơ quan sẽ hoàn trả"),
    "order_refund": gettext_lazy("Cơ quan đã hoàn trả khoản nộp thừa"),
    **PAPERS,
}


def step_of(case: Case, event: Event) -> Transition | None:
    """The step of the workflow that the event recorded, if it was one."""
    kind = case.workflow
    return kind.opening if event.verb == kind.opening.verb else kind.step(event.verb, event.old)


def title(case: Case, event: Event) -> str:
    """What was done, in the citizen's words."""
    if step := step_of(case, event):
        return str(step.told or step.done)
    return str(BESIDE_THE_STEPS.get(event.verb, _("Cơ quan cập nhật hồ sơ")))
