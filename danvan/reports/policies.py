"""Who may read a report, and who may open what its figures are made of."""

from datetime import date

from django.utils.translation import gettext as _

from danvan.people import policies as people
from danvan.people.models import Account
from danvan.people.roles import Role


class ReportClosed(Exception):
    """The report is not for this officer; the message says why."""


def readable_units(officer: Account, *, on: date) -> frozenset[int]:
    """Units whose reports the officer may read.

    Clerk, handler, leader, council office and inspector: the units that they see; a board of the Party: the
    same, figures only; an administrator as such: none.
    """
    standing = people.standing(officer, on)
    return standing.reads | standing.units_with(Role.BOARD)


def check_can_read(officer: Account, unit_id: int, *, on: date) -> None:
    """Raise ReportClosed when the unit's report is not for this officer."""
    if unit_id not in readable_units(officer, on=on):
        raise ReportClosed(_("Báo cáo của đơn vị này dành cho cán bộ của đơn vị và của cấp trên trực tiếp."))


def can_open_lists(officer: Account, unit_ids: tuple[int, ...], *, on: date) -> bool:
    """Whether figures lead to their lists for this officer; a board sees the numbers and no list."""
    return not people.standing(officer, on).reads.isdisjoint(unit_ids)
