"""The figures that statutory forms ask for besides those of the people-relations report, and what each counts."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from danvan.reports.measures import How, Measure
from danvan.reports.statutory import awarded

OF_TURNS = (
    Measure(
        "group_matters",
        How.FLOW,
        _("Vụ việc của đoàn đông người"),
        _("Nội dung do đoàn từ 5 người trở lên trình bày."),
        "reception.group_matters",
    ),
    Measure(
        "group_matters_again",
        How.FLOW,
        _("Vụ việc của đoàn đông người, trình bày lại"),
        _("Nội dung do đoàn đông người trình bày mà đã được trình bày trong một lượt trước."),
        "reception.group_matters_again",
    ),
    Measure(
        "matters_complaint",
        How.FLOW,
        _("Vụ việc khiếu nại"),
        _("Nội dung trình bày khi tiếp được ghi là khiếu nại."),
        "reception.matters_complaint",
    ),
    Measure(
        "matters_denunciation",
        How.FLOW,
        _("Vụ việc tố cáo"),
        _("Nội dung trình bày khi tiếp được ghi là tố cáo."),
        "reception.matters_denunciation",
    ),
    Measure(
        "matters_recommendation",
        How.FLOW,
        _("Vụ việc kiến nghị, phản ánh"),
        _("Nội dung trình bày khi tiếp được ghi là kiến nghị, phản ánh."),
        "reception.matters_recommendation",
    ),
    Measure(
        "matters_question",
        How.FLOW,
        _("Vụ việc hỏi, xin hướng dẫn"),
        _("Nội dung trình bày khi tiếp được ghi là hỏi, xin hướng dẫn."),
        "reception.matters_question",
    ),
    Measure(
        "matters_settled",
        How.FLOW,
        _("Vụ việc đã có cơ quan giải quyết"),
        _("Nội dung mà sổ ghi cơ quan đã giải quyết trước lượt tiếp."),
        "reception.matters_settled",
    ),
    Measure(
        "matters_answered",
        How.FLOW,
        _("Vụ việc trả lời tại chỗ"),
        _("Nội dung được trả lời ngay khi tiếp, trước đó chưa cơ quan nào giải quyết."),
        "reception.matters_answered",
    ),
    Measure(
        "matters_guided",
        How.FLOW,
        _("Vụ việc hướng dẫn đến nơi khác"),
        _("Nội dung mà người đến được hướng dẫn hoặc giới thiệu đến nơi giải quyết."),
        "reception.matters_guided",
    ),
    Measure(
        "handed_in",
        How.FLOW,
        _("Đơn nhận qua tiếp công dân"),
        _("Lượt tiếp có nộp đơn; một đơn nhiều việc là một đơn."),
        "reception.letters",
    ),
    Measure(
        "handed_in_complaint",
        How.FLOW,
        _("Đơn khiếu nại nhận qua tiếp công dân"),
        _("Lượt tiếp có nộp đơn mà nội dung đầu là khiếu nại."),
        "reception.letters_complaint",
    ),
    Measure(
        "handed_in_denunciation",
        How.FLOW,
        _("Đơn tố cáo nhận qua tiếp công dân"),
        _("Lượt tiếp có nộp đơn mà nội dung đầu là tố cáo."),
        "reception.letters_denunciation",
    ),
    Measure(
        "handed_in_recommendation",
        How.FLOW,
        _("Đơn kiến nghị, phản ánh nhận qua tiếp công dân"),
        _("Lượt tiếp có nộp đơn mà nội dung đầu là kiến nghị, phản ánh."),
        "reception.letters_recommendation",
    ),
    Measure(
        "handed_in_question",
        How.FLOW,
        _("Đơn hỏi, xin hướng dẫn nhận qua tiếp công dân"),
        _("Lượt tiếp có nộp đơn mà nội dung đầu là hỏi, xin hướng dẫn."),
        "reception.letters_question",
    ),
    Measure(
        "handed_in_guided",
        How.FLOW,
        _("Đơn nhận qua tiếp công dân, hướng dẫn đến nơi khác"),
        _("Lượt tiếp có nộp đơn mà người đến được hướng dẫn đến nơi giải quyết."),
        "reception.letters_guided",
    ),
    Measure(
        "sessions",
        How.FLOW,
        _("Kỳ tiếp của người đứng đầu"),
        _("Buổi tiếp trong lịch được ghi là đã tiếp, kể cả khi không ai đến."),
        "reception.sessions",
    ),
    Measure(
        "sessions_delegated",
        How.FLOW,
        _("Kỳ tiếp do người được ủy quyền chủ trì"),
        _("Buổi tiếp đã tiếp mà người chủ trì không phải là người đứng đầu."),
        "reception.sessions_delegated",
    ),
)
OF_LETTERS = (
    Measure(
        "received_many",
        How.FLOW,
        _("Đơn tiếp nhận có nhiều người đứng tên"),
        _("Đơn nhận trong kỳ có từ hai người đứng tên trở lên."),
        "letters.received_many",
    ),
    Measure(
        "carried_under_examination_many",
        How.BEFORE,
        _("Kỳ trước chuyển sang, đang xem xét, nhiều người đứng tên"),
        _("Đơn đến đầu kỳ chưa xác định được điều kiện, có từ hai người đứng tên trở lên."),
        "letters.under_examination_many",
    ),
    Measure(
        "carried_open_many",
        How.BEFORE,
        _("Kỳ trước chuyển sang, đang giải quyết, nhiều người đứng tên"),
        _("Đơn đủ điều kiện, đến đầu kỳ chưa giải quyết xong, có từ hai người đứng tên trở lên."),
        "letters.open_many",
    ),
    Measure(
        "carried_over_many",
        How.MADE,
        _("Kỳ trước chuyển sang, nhiều người đứng tên"),
        _("Mọi đơn nhận trước kỳ mà đến đầu kỳ chưa xong, có từ hai người đứng tên trở lên."),
        plus=("carried_under_examination_many", "carried_open_many"),
    ),
    Measure(
        "still_under_examination",
        How.THROUGH,
        _("Đang xem xét suốt kỳ"),
        _("Đơn đến đầu kỳ đang xem xét điều kiện và đến cuối kỳ vẫn chưa xác định xong."),
        "letters.under_examination",
    ),
    Measure(
        "accepted",
        How.FLOW,
        _("Thụ lý, nhận giải quyết"),
        _("Đơn được thụ lý hoặc nhận giải quyết trong kỳ."),
        "letters.accepted",
    ),
    Measure(
        "in_hand",
        How.END,
        _("Đã thụ lý, đang giải quyết"),
        _("Đơn đã thụ lý hoặc nhận giải quyết, đến cuối kỳ chưa giải quyết xong; kể cả đơn mở lại."),
        "letters.in_hand",
    ),
    Measure(
        "own",
        How.MADE,
        _("Đơn thuộc thẩm quyền"),
        _(
            "Đơn đủ điều kiện, của đơn vị giải quyết: kỳ trước chuyển sang, xác định trong kỳ và mở lại trong kỳ."
        ),
        plus=("carried_open", "eligible", "reopened"),
    ),
    Measure(
        "handled",
        How.MADE,
        _("Đơn đủ điều kiện xử lý"),
        _("Đơn thuộc thẩm quyền, và đơn của nơi khác đã chuyển hoặc hướng dẫn trong kỳ."),
        plus=("own", "transferred", "guided"),
    ),
    Measure(
        "settled",
        How.MADE,
        _("Đơn đã giải quyết xong"),
        _("Đơn có trả lời hoặc quyết định trong kỳ, và đơn đủ điều kiện được rút trong kỳ."),
        plus=("resolved", "withdrawn"),
    ),
    Measure(
        "not_taken_up",
        How.MADE,
        _("Đơn chưa giải quyết"),
        _("Đơn đủ điều kiện chưa thụ lý cuối kỳ, và đơn của nơi khác đã chuyển hoặc hướng dẫn trong kỳ."),
        plus=("open", "transferred", "guided"),
        minus=("in_hand",),
    ),
    Measure(
        "reported_back",
        How.FLOW,
        _("Văn bản phúc đáp nhận được"),
        _("Đơn đã chuyển mà nơi được chuyển báo kết quả trong kỳ."),
        "letters.reported_back",
    ),
    Measure(
        "urged",
        How.FLOW,
        _("Văn bản đôn đốc"),
        _(
            "Văn bản mà đơn vị gửi trong kỳ để đôn đốc nơi khác giải quyết một đơn quá hạn; đôn đốc trong nội bộ và "
            "đôn đốc phần việc đã giao không tính."
        ),
        "letters.urged",
    ),
    Measure(
        "discontinued",
        How.FLOW,
        _("Tố cáo đình chỉ giải quyết"),
        _("Tố cáo được đình chỉ giải quyết trong kỳ mà không do rút tố cáo."),
        "letters.discontinued",
    ),
    Measure(
        "referred",
        How.FLOW,
        _("Tố cáo chuyển cơ quan điều tra"),
        _("Lần chuyển hồ sơ tố cáo trong kỳ cho cơ quan điều tra, viện kiểm sát vì có dấu hiệu tội phạm."),
        "letters.referred",
    ),
    Measure(
        "executions_before",
        How.BEFORE,
        _("Quyết định, kết luận còn phải thi hành đầu kỳ"),
        _("Đã giao thi hành (kết luận tố cáo: đã ban hành) trước kỳ mà đến đầu kỳ chưa xong."),
        "executions.owed",
    ),
    Measure(
        "executions_ordered",
        How.FLOW,
        _("Quyết định, kết luận phải thi hành, mới trong kỳ"),
        _("Quyết định có hiệu lực được giao thi hành trong kỳ; kết luận nội dung tố cáo ban hành trong kỳ."),
        "executions.ordered",
    ),
    Measure(
        "executions_done",
        How.FLOW,
        _("Quyết định, kết luận đã thi hành xong"),
        _(
            "Quyết định mà việc thi hành cuối cùng xong trong kỳ; kết luận nội dung tố cáo mà việc xử lý được ghi "
            "trong kỳ."
        ),
        "executions.done",
    ),
    Measure(
        "resolved_granted",
        How.FLOW,
        _("Giải quyết: chấp nhận"),
        _("Đơn giải quyết trong kỳ với kết quả chấp nhận."),
        "letters.resolved_granted",
    ),
    Measure(
        "resolved_partly",
        How.FLOW,
        _("Giải quyết: chấp nhận một phần"),
        _("Đơn giải quyết trong kỳ với kết quả chấp nhận một phần."),
        "letters.resolved_partly",
    ),
    Measure(
        "resolved_refused",
        How.FLOW,
        _("Giải quyết: không chấp nhận"),
        _("Đơn giải quyết trong kỳ với kết quả không chấp nhận."),
        "letters.resolved_refused",
    ),
    Measure(
        "resolved_explained",
        How.FLOW,
        _("Giải quyết: giải thích"),
        _("Đơn giải quyết trong kỳ với kết quả giải thích."),
        "letters.resolved_explained",
    ),
)
STATUTORY: Mapping[str, Measure] = {
    measure.slug: measure for measure in (*OF_TURNS, *OF_LETTERS, *awarded.measures())
}
