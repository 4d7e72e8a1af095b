"""Where declared letters stand, and what may become of them: data. Every row keeps the sums of a report whole.

Carried over and received are closed or carried forward: what leaves a standing is counted once, by what became of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Standing(StrEnum):
    """Where a declared letter stands."""

    EXAMINED = "examined"
    OPEN = "open"
    OVERDUE = "overdue"


STANDINGS: Mapping[str, Words] = {
    Standing.EXAMINED.value: _("Đang xem xét điều kiện"),
    Standing.OPEN.value: _("Đang giải quyết, trong hạn"),
    Standing.OVERDUE.value: _("Đang giải quyết, quá hạn"),
}
STOCKS: Mapping[str, tuple[str, ...]] = {
    Standing.EXAMINED.value: ("letters.under_examination",),
    Standing.OPEN.value: ("letters.open", "letters.in_hand"),
    Standing.OVERDUE.value: ("letters.open", "letters.in_hand", "letters.overdue"),
}
"""The figures in which a letter of that standing is counted while it stands there."""
DECLARED = frozenset(measure for measures in STOCKS.values() for measure in measures)
"""The figures that a declaration moves on the eve of the start, when the unit kept no register here yet."""


@dataclass(frozen=True)
class Way:
    """What becomes of declared letters: from which standings, which figures rise, where they stand then (empty: done).

    `answers`: they were answered, and what the answer gave is asked for.
    """

    code: str
    label: Words
    sources: tuple[Standing, ...]
    posts: tuple[str, ...]
    target: str = ""
    answers: bool = False


_EXAMINED, _ANY_OPEN = (Standing.EXAMINED,), (Standing.OPEN, Standing.OVERDUE)
WAYS: Mapping[str, Way] = {
    way.code: way
    for way in (
        Way(
            "eligible",
            _("Đủ điều kiện, thụ lý"),
            _EXAMINED,
            ("letters.eligible", "letters.accepted"),
            Standing.OPEN.value,
        ),
        Way("ineligible", _("Không đủ điều kiện"), _EXAMINED, ("letters.ineligible",)),
        Way("transferred", _("Chuyển cơ quan có thẩm quyền"), _EXAMINED, ("letters.transferred",)),
        Way("guided", _("Hướng dẫn gửi đến đúng nơi"), _EXAMINED, ("letters.guided",)),
        Way("returned", _("Trả lại nơi chuyển đến"), _EXAMINED, ("letters.returned",)),
        Way("taken_back", _("Rút khi chưa xem xét xong"), _EXAMINED, ("letters.withdrawn_unscreened",)),
        Way(
            "in_time",
            _("Đã giải quyết, đúng hạn"),
            (Standing.OPEN,),
            ("letters.resolved", "letters.resolved_in_time"),
            answers=True,
        ),
        Way(
            "late",
            _("Đã giải quyết, quá hạn"),
            _ANY_OPEN,
            ("letters.resolved", "letters.resolved_late"),
            answers=True,
        ),
        Way("withdrawn", _("Được rút"), _ANY_OPEN, ("letters.withdrawn",)),
        Way("fell_due", _("Qua ngày hết thời hạn"), (Standing.OPEN,), (), Standing.OVERDUE.value),
    )
}
