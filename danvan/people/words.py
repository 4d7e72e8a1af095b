"""Words for what the journal and the rules store as codes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from danvan.journal.models import Event
from danvan.people.roles import LABELS, Role

SAID = {
    "create": gettext_lazy("Mở tài khoản"),
    "close": gettext_lazy("Đóng tài khoản"),
    "give_post": gettext_lazy("Giao vai trò"),
    "end_post": gettext_lazy("Thôi giữ vai trò"),
    "absence": gettext_lazy("Ghi ngày vắng, người thay"),
    "absence_ended": gettext_lazy("Hết vắng"),
    "log_in": gettext_lazy("Đăng nhập"),
    "log_out": gettext_lazy("Đăng xuất"),
    "lock_out": gettext_lazy("Tạm khóa vì nhập sai mật khẩu nhiều lần"),
    "set_password": gettext_lazy("Đặt mật khẩu"),
    "totp_on": gettext_lazy("Bật ứng dụng xác thực"),
    "totp_off": gettext_lazy("Tắt ứng dụng xác thực"),
    "passkey_on": gettext_lazy("Thêm khóa đăng nhập"),
    "passkey_off": gettext_lazy("Gỡ khóa đăng nhập"),
    "recovery_codes": gettext_lazy("Tạo mã dự phòng"),
    "ask_mail": gettext_lazy("Gửi thư xác nhận tới địa chỉ mới"),
    "change_mail": gettext_lazy("Đổi địa chỉ thư điện tử"),
    "mail_untold": gettext_lazy("Chưa báo được cho địa chỉ thư cũ"),
}


def said(event: Event) -> str:
    """An event of an account in words: what was done, and with which role and why where that is known."""
    parts = [str(SAID.get(event.verb, event.verb))]
    if event.verb in ("give_post", "end_post") and event.new in set(Role):
        parts.append(str(LABELS[Role(event.new)]))
    if event.text:
        parts.append(event.text)
    return ": ".join(parts)


def checked(confidence: str) -> str:
    """How far a rule was checked against its act."""
    if confidence == "secondary":
        return _("Dẫn lại từ tài liệu khác, chưa đối chiếu văn bản gốc")
    if confidence == "verified":
        return _("Đã đọc văn bản, cần đối chiếu lại")
    return _("Chưa đối chiếu văn bản gốc")


def term(amount: int | None, unit: str) -> str:
    """A number of the law with its unit: “10 ngày làm việc”."""
    if amount is None:
        return _("không đặt thời hạn")
    forms = {
        "working": ngettext("%(n)s ngày làm việc", "%(n)s ngày làm việc", amount),
        "calendar": ngettext("%(n)s ngày", "%(n)s ngày", amount),
        "month": ngettext("%(n)s tháng", "%(n)s tháng", amount),
        "year": ngettext("%(n)s năm", "%(n)s năm", amount),
    }
    return forms.get(unit, "%(n)s " + unit) % {"n": amount}
