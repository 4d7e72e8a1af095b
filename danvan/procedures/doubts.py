"""Things that came unclear from a file (điều cần làm rõ), each with its sentence; a person decides about them."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_SHOWN = 300


@dataclass(frozen=True)
class Doubt:
    """What it is about, what stood there, why it is not clear, and what it may have been, which is only shown."""

    why: str
    given: str = ""
    proposal: str = ""

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Doubt":
        """As a version or an entry keeps it."""
        return cls(**kept)

    def as_data(self) -> dict[str, str]:
        """To be kept."""
        return asdict(self)

    @property
    def sentence(self) -> str:
        """In words for the page."""
        given = self.given if len(self.given) <= MOST_SHOWN else f"{self.given[:MOST_SHOWN]}…"
        return str(WHY[self.why]) % {"given": given}


WHY: dict[str, str | Promise] = {
    "no_code": _("Tệp không ghi mã thủ tục."),
    "odd_code": _("Mã “%(given)s” không đủ dạng như 2.000720; bảng tính hay làm rụng số 0 ở cuối."),
    "same_name": _("Danh mục đã có thủ tục cùng tên: %(given)s. Xem có phải là một không."),
    "odd_term": _("Thời hạn “%(given)s” không phải là một số ngày hay giờ rõ ràng."),
    "other_term": _("Thời hạn ghi theo ngày, nhưng phần mô tả ghi “%(given)s”."),
    "odd_fee": _("Phí, lệ phí “%(given)s” không phải là một số tiền rõ ràng."),
    "odd_channel": _("Hình thức nộp “%(given)s” chưa rõ là trực tiếp, bưu chính hay trực tuyến."),
    "no_number": _("Giấy tờ “%(given)s” chưa rõ mấy bản: chỉ xuất trình, hay là lời chú?"),
    "odd_level": _("Cấp thực hiện “%(given)s” chưa rõ là cấp nào."),
}
"""Why something of a draft is to be looked at."""

KEPT: dict[str, str | Promise] = {
    "no_name": _("Không có tên thủ tục."),
    "long": _("Tên dài quá 500 ký tự, mã dài quá 60 ký tự, hoặc một ô ngắn dài quá mức danh mục nhận."),
    "many": _("Quá nhiều giấy tờ, cách nộp hoặc bước so với mức danh mục nhận."),
    "twice": _("Trong tệp đã có thủ tục này ở %(given)s, nhưng nội dung khác."),
    "other_name": _("Mã này trong danh mục mang tên khác: “%(given)s”."),
    "in_hand": _("%(given)s đang có bản thảo của thủ tục này; xử lý xong bản ấy rồi nhập lại."),
    "abolished": _("Thủ tục này đã bãi bỏ; không tự lập lại."),
    "elsewhere": _("Mã này thuộc danh mục của đơn vị khác: %(given)s."),
}
"""Why an entry of a file was not made into a draft; it stays with its import as it came."""

WHY |= KEPT
