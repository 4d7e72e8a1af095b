"""The lines of navigation on every public page, whichever app shows it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.web.parts import NavItem


def navigation(here: str = "") -> list[NavItem]:
    """The lines of the navigation; `here` names the one of this page.

    What most people come for stands first: a page shows five lines, and the others behind “Thêm”.
    """
    lines = (
        ("send", _("Gửi đơn")),
        ("track", _("Tra cứu")),
        ("procedures", _("Thủ tục")),
        ("meetings", _("Tiếp công dân")),
        ("help", _("Giúp đỡ")),
        ("council", _("Hội đồng nhân dân")),
        ("dialogues", _("Đối thoại")),
        ("consultations", _("Góp ý")),
        ("term", _("Tính hạn")),
        ("figures", _("Số liệu")),
        ("emulation", _("Thi đua")),
    )
    return [
        NavItem(label, reverse(f"portal:{name}"), current=name == here, key=name) for name, label in lines
    ]
