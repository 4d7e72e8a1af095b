"""Who may write into and read from the register of reception, and what a turn must satisfy."""

from datetime import date

from django.utils.translation import gettext as _

from danvan import law
from danvan.cases.errors import StepRefused
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role
from danvan.reception.models import GROUP_FROM

RECEIVERS = frozenset({Role.CLERK, Role.HANDLER, Role.LEADER})
ARTICLE_29 = "reception.representatives"


def can_register(by: Account, unit: Unit, *, on: date) -> bool:
    """Whether the officer receives citizens in this unit."""
    return people.has_role(by, RECEIVERS, unit, on)


def check_can_register(by: Account, unit: Unit, *, on: date) -> None:
    """Raise StepRefused when the officer does not receive citizens in this unit, or the day is ahead."""
    if on > dates.today():
        raise StepRefused(_("Ngày tiếp không thể ở tương lai."))
    if not can_register(by, unit, on=dates.today()):
        raise StepRefused(_("Chỉ cán bộ tiếp công dân của đơn vị được ghi sổ tiếp công dân."))


def most_representatives(persons: int, *, on: date) -> int:
    """How many representatives a group of so many may send (Law 42/2013/QH13, art. 29)."""
    large = persons > law.value(ARTICLE_29, "small_group_until", on)
    return law.value(ARTICLE_29, "most" if large else "small_group_most", on)


def check_group(persons: int, named: int, representatives: int, *, on: date) -> None:
    """Raise StepRefused when the people named do not fit the people counted, by the law of that day."""
    if named > persons:
        raise StepRefused(_("Số người ghi tên nhiều hơn số người đến."))
    if persons < GROUP_FROM:
        return
    most = most_representatives(persons, on=on)
    if not 1 <= representatives <= most:
        raise StepRefused(
            _("Đoàn %(persons)s người cử từ 1 đến %(most)s người đại diện (Điều 29 Luật Tiếp công dân).")
            % {"persons": persons, "most": most}
        )
