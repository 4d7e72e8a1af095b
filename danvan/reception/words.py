"""What the register of reception calls its things: one table for every page, form, report and paper."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.reception.models import Sitting

SITTINGS: Mapping[str, str | Promise] = {
    Sitting.REGULAR.value: _("Thường xuyên"),
    Sitting.HEAD.value: _("Lãnh đạo tiếp định kỳ"),
    Sitting.EXTRAORDINARY.value: _("Đột xuất"),
}
"""Kind of sitting → its name (Law 42/2013/QH13, art. 18), in the order of lists."""
