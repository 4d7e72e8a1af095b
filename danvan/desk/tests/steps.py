"""What the tests of a case page give to each step, and how they take it."""

DAY = "12/02/2018"
WORKED = ("screen", "accept")
GIVEN = {
    "screen": {},
    "refuse": {"ground": "letter.conditions:signed", "text": "Đơn không ký tên.", "sure": "1"},
    "file": {"ground": "letter.retention:unfit", "text": "Đơn không ký tên.", "sure": "1"},
    "guide": {"text": "Gửi Chủ tịch Ủy ban nhân dân huyện."},
    "return": {"text": "Thuộc thẩm quyền của sở."},
    "transfer": {"elsewhere": "Sở Y tế", "text": "Thuộc thẩm quyền của sở."},
    "ask": {"text": "Xin bổ sung bản đồ."},
    "supplement": {"text": "Đã nộp bản đồ."},
    "resume": {"text": "Đã đủ để xem xét."},
    "accept": {},
    "assign": {"officer": "minh"},
    "reassign": {"officer": "minh", "text": "Người cũ đi học."},
    "answer": {"outcome": "granted", "text": "Xã đã vét cống.", "decision": "12/QĐ-UBND"},
    "extend": {"days": "15", "decision": "21/QĐ-UBND", "text": "Nhiều hộ liên quan."},
    "undo_extension": {"extension": "12/QĐ-UBND", "text": "Đã đủ hồ sơ, không cần thêm."},
    "ask_expert": {"decision": "22/QĐ-UBND", "text": "Giám định chữ ký trong biên bản."},
    "expert_answered": {"text": "Chữ ký là thật."},
    "report_back": {"text": "Sở đã trả lời."},
    "dialogue": {"text": "Hai bên có mặt; chủ tịch xã nhận xem lại diện tích."},
    "withdraw_part": {"text": "Rút phần bồi thường cây trồng; còn phần đất."},
    "send_decision": {"text": "Gửi người khiếu nại và thanh tra, bằng bưu chính."},
    "publish_decision": {"text": "Niêm yết tại trụ sở."},
    "no_execution": {"text": "Giữ nguyên việc bị khiếu nại."},
    "close": {},
    "withdraw": {"text": "Ông Lan xin rút.", "sure": "1"},
    "note": {"text": "Đã gọi điện."},
}


def url(case, *rest):
    return "/".join(["/desk/cases", str(case.pk), *rest, ""])


def take(client, case, verb, **given):
    data = {"seen": case.version, "on": DAY, **given}
    return client.post(url(case, "steps", verb), data)
