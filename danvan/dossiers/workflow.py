"""Why a matter stands in the register, and what is decided about it over time: data."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

CROWD, PROLONGED = "crowd", "prolonged"
REASONS: Mapping[str, Words] = {CROWD: _("Đông người"), PROLONGED: _("Kéo dài")}
"""The grounds beside the criteria of complexity, which are those of the law (danvan.cases.complexity)."""

MEETING, PLAN, LEAD, RESULT = "meeting", "plan", "lead", "result"
ENTRIES: Mapping[str, Words] = {
    MEETING: _("Họp rà soát"),
    PLAN: _("Kế hoạch giải quyết"),
    LEAD: _("Người chủ trì"),
    RESULT: _("Kết quả"),
}
"""What is decided; a meeting sets the day of the next one."""
