"""What is said of each thing done beyond the steps of the workflow: to officers, and to the denouncer."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Said(NamedTuple):
    """What officers read in the history, and what the denouncer reads by the receipt; empty where nothing is told."""

    done: str | Promise
    told: str | Promise = ""


WORDS: Mapping[str, Said] = {
    "heard": Said(_("Người tố cáo gửi lời nhắn, đã niêm phong"), _("Ông/bà đã gửi lời nhắn")),
    "spoken": Said(_("Viết cho người tố cáo qua mã nhận"), _("Cơ quan đã viết cho ông/bà")),
    "letter_opened": Said(_("Mở đơn niêm phong để lược danh tính")),
    "message_opened": Said(_("Mở lời nhắn niêm phong để lược danh tính")),
    "message_redacted": Said(
        _("Ghi lại lời nhắn của người tố cáo, không kèm danh tính"),
        _("Lời nhắn của ông/bà đã được ghi lại, không kèm danh tính"),
    ),
    "look_asked": Said(_("Xin xem danh tính người tố cáo")),
    "look_allowed": Said(_("Người giữ khóa khác cho phép xem danh tính một lần")),
    "look_refused": Said(_("Người giữ khóa khác không cho phép xem danh tính")),
    "identity_seen": Said(
        _("Đã xem danh tính người tố cáo"), _("Danh tính của ông/bà đã được mở xem một lần")
    ),
    "protection_asked": Said(_("Yêu cầu biện pháp bảo vệ"), _("Đã yêu cầu biện pháp bảo vệ")),
    "protection_granted": Said(
        _("Quyết định áp dụng biện pháp bảo vệ"), _("Cơ quan đã quyết định áp dụng biện pháp bảo vệ")
    ),
    "protection_refused": Said(
        _("Không áp dụng biện pháp bảo vệ"), _("Cơ quan không áp dụng biện pháp bảo vệ đã yêu cầu")
    ),
    "protection_ended": Said(_("Chấm dứt biện pháp bảo vệ"), _("Biện pháp bảo vệ đã chấm dứt")),
    "wishes_off": Said(_("Người tố cáo xin rút tố cáo"), _("Ông/bà đã xin rút tố cáo; cơ quan đang xem xét")),
    "continued": Said(
        _("Người tố cáo tố cáo tiếp, lên cấp trên"), _("Ông/bà đã tố cáo tiếp, bằng một mã nhận mới")
    ),
    "sealed_again": Said(_("Niêm phong lại cho một người giữ khóa khác")),
    "envelope_taken": Said(
        _("Người giữ khóa thôi giữ, đổi khóa hoặc có liên quan: khóa ấy không mở được nữa")
    ),
}


def done(verb: str) -> str:
    """What officers read of it; empty for a step of the workflow, which has words of its own."""
    return str(WORDS[verb].done) if verb in WORDS else ""


def told(verb: str) -> str:
    """What the denouncer reads of it; empty where nothing is told."""
    return str(WORDS[verb].told) if verb in WORDS else ""
