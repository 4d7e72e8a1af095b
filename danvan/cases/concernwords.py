"""What is said of a case that is about somebody of the office: whom, and what became of it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.cases.models.concern import Route, Whom

ROUTES = {
    Route.KEPT: gettext_lazy("Người khác trong đơn vị giải quyết."),
    Route.ABOVE: gettext_lazy("Đơn vị cấp trên giải quyết."),
    Route.LAWFUL: gettext_lazy(
        "Theo luật, người đứng đầu vẫn giải quyết khiếu nại quyết định của chính mình."
    ),
    Route.NOBODY: gettext_lazy(
        "Trong sổ chưa có ai giải quyết được đơn này. Người quản trị đã được báo và phải làm một trong hai việc: giao "
        "vai trò lãnh đạo ở đơn vị này cho người không liên quan, hoặc ghi vào sổ đơn vị cấp trên và lãnh đạo ở đó. "
        "Khi có người, sổ tự chuyển đơn. Thanh tra đọc được đơn, theo dõi và nhắc người quản trị."
    ),
}
PENDING = gettext_lazy("Sổ đang tìm người giải quyết.")


def whom(told: Mapping[str, Any], unit: str) -> str:
    """Whom the case is about, with the name of the unit that day."""
    if told["whom"] == Whom.OFFICER:
        return str(told["name"])
    if told["whom"] == Whom.HEAD:
        said = _("người đứng đầu %(unit)s") % {"unit": unit}
        return f"{said} ({told['name']})" if told["name"] else said
    if told["whom"] == Whom.STAFF:
        return _("một cán bộ của %(unit)s, chưa rõ ai") % {"unit": unit}
    return _("chính cơ quan %(unit)s") % {"unit": unit}


def route(code: str) -> str:
    """What became of the case because of it."""
    return str(ROUTES[Route(code)] if code else PENDING)
