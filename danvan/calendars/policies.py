"""Who may change the calendar."""

from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from danvan.calendars.errors import Refused
from danvan.people import policies as people
from danvan.people.models import Account, Unit
from danvan.people.roles import Role

EDITORS = (Role.LEADER, Role.ADMINISTRATOR)

_HIGHEST = """
    WITH RECURSIVE mine AS (
        SELECT DISTINCT unit_id FROM people_post
        WHERE officer_id = %(officer)s AND role = 'administrator'
          AND from_on <= %(day)s AND (until_on IS NULL OR until_on > %(day)s)
    ), above(origin, id) AS (
        SELECT unit_id, unit_id FROM mine
      UNION
        SELECT above.origin, p.parent_id FROM people_unitparent p JOIN above ON p.unit_id = above.id
        WHERE p.from_on <= %(day)s AND (p.until_on IS NULL OR p.until_on > %(day)s)
    )
    SELECT unit_id FROM mine WHERE NOT EXISTS (
        SELECT 1 FROM above
        JOIN people_post post ON post.unit_id = above.id AND post.role = 'administrator'
          AND post.from_on <= %(day)s AND (post.until_on IS NULL OR post.until_on > %(day)s)
        JOIN people_account holder ON holder.id = post.officer_id AND holder.is_active
        WHERE above.origin = mine.unit_id AND above.id <> mine.unit_id
    ) LIMIT 1
"""


def can_edit(officer: Account, unit: Unit | None, on: date) -> bool:
    """True for a unit's leader or administrator; for the country's days (unit None) see can_edit_national."""
    if unit is None:
        return can_edit_national(officer, on)
    return people.has_role(officer, EDITORS, unit, on)


def check_can_edit(officer: Account, unit: Unit | None, on: date) -> None:
    """Raises Refused unless the officer may change the days of this unit, or of the country when it is None."""
    if can_edit(officer, unit, on):
        return
    if unit is None:
        raise Refused(_("Chỉ người quản trị của đơn vị cao nhất được đổi lịch chung của cả nước."))
    raise Refused(_("Chỉ lãnh đạo hoặc người quản trị của đơn vị được đổi lịch của đơn vị."))


def can_edit_national(officer: Account, on: date) -> bool:
    """True for an administrator above whose unit no other unit has an administrator: the highest unit here.

    In a province that is the province's; in a commune that runs the register alone, the commune's.
    """
    own = people.standing(officer, on).units_with(Role.ADMINISTRATOR) if officer.is_active else frozenset()
    if not own:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_HIGHEST, {"officer": officer.pk, "day": on})
        return cursor.fetchone() is not None
