"""Every write of scores: an office puts a scale on record, with the act in which it was found."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.journal.keeping import keep
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit
from danvan.scores import policies
from danvan.scores.models import Scale
from danvan.scores.sets import SHARE, Set

STREAM, SALT = "score_scale", "scores"


@transaction.atomic
def set_scale(
    unit: Unit,
    chosen: Set,
    *,
    values: Mapping[str, Sequence[int]],
    act: str,
    from_on: date,
    by: Account,
    on: date,
) -> Scale:
    """Put on record the points of a set as an act has them (ghi thang điểm), for the unit and those below it.

    Raises Refused without a right or an act, for numbers that are no scale, or more points than the set has.
    """
    policies.check_can_scale(by, unit, on)
    if not (found_in := clean(act)[:160]):
        raise Refused(_("Xin ghi số, ký hiệu và điều khoản của văn bản có thang điểm."), field="act")
    kept = {each.key: list(values[each.key]) for each in chosen.indicators if values.get(each.key)}
    _check(chosen, kept)
    row = Scale(unit=unit, set=chosen.key, act=found_in, values=kept, from_on=from_on, by=by, on=on)
    keep(row, "scale_set", stream=STREAM, by=by, on=on, salt=SALT, text=found_in)
    return row


def _check(chosen: Set, values: Mapping[str, Sequence[int]]) -> None:
    if not values:
        raise Refused(_("Xin ghi thang điểm của ít nhất một chỉ số."))
    for key, numbers in values.items():
        if len(numbers) != chosen.numbers() or not all(0 <= one <= 100 for one in numbers):
            raise Refused(_("Mỗi số từ 0 đến 100; xin ghi đủ các mức."), field=key)
        if list(numbers) != sorted(set(numbers)):
            raise Refused(_("Mức được 2 điểm phải cao hơn mức được 1 điểm."), field=key)
    if chosen.manner == SHARE and sum(numbers[0] for numbers in values.values()) > chosen.most:
        raise Refused(_("Cộng lại quá %(most)s điểm của bộ chỉ số.") % {"most": chosen.most})
