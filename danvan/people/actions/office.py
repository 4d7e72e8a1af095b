"""Steps made of several: the first office and its administrator, a new officer, a unit's settings."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from danvan.journal.actors import SYSTEM
from danvan.lib.text import fold
from danvan.people import seed
from danvan.people.actions.accounts import create_account
from danvan.people.actions.posts import NewPost
from danvan.people.actions.units import By, create_unit, set_area, set_week
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit
from danvan.people.passwords import one_time_password
from danvan.people.roles import Role

FIRST_RUN_LOCK = 710_201


@transaction.atomic
def start_office(*, answers: dict[str, Any], on: date) -> Account:
    """Set up the unit of the first-run page and its first administrator; Refused when there is an account.

    `answers`: unit (a key of Hà Tĩnh) or name and tier; week; full_name, username, password; hats (more roles).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FIRST_RUN_LOCK])
    if Account.objects.exists():
        raise Refused(_("Cơ quan này đã được thiết lập."))
    if answers["unit"]:
        unit = seed.load_ha_tinh(SYSTEM)[answers["unit"]]
    else:
        key = fold(answers["name"]).replace(" ", "-").upper()[:60].strip("-")
        unit = create_unit(key=key, name=answers["name"], tier=answers["tier"], by=SYSTEM, on=on)
    set_week(unit=unit, week=answers["week"], by=SYSTEM, on=on)
    return create_account(
        username=answers["username"],
        full_name=answers["full_name"],
        password=answers["password"],
        by=None,
        on=on,
        must_change_password=False,
        posts=[NewPost(unit, role) for role in (Role.ADMINISTRATOR, *answers["hats"])],
    )


@transaction.atomic
def engage(*, person: dict[str, Any], post: dict[str, Any], by: By, on: date) -> tuple[Account, str]:
    """Open an account with its first post; returns it with the one-time password, which is kept nowhere."""
    password = one_time_password()
    return create_account(**person, password=password, by=by, on=on, posts=[NewPost(**post)]), password


@transaction.atomic
def set_unit(
    *,
    unit: Unit,
    week: Iterable[int],
    area: str,
    decision: str,
    by: Account,
    on: date,
    decided_on: date | None = None,
    from_on: date | None = None,
) -> None:
    """Set working week and area where they differ; both need the number of a document, the week its day too.

    The week holds from `from_on` (today when left out); the open terms of the unit follow (DANVAN_WEEK_CHANGED).
    Raises Refused.
    """
    week = list(week)
    if sorted(week) != list(unit.weekdays):
        if not decision or decided_on is None:
            raise Refused(_("Đổi tuần làm việc thì phải ghi số và ngày văn bản làm căn cứ."))
        before = Unit.objects.select_for_update().get(pk=unit.pk).week
        set_week(unit=unit, week=week, by=by, on=on)
        unit.refresh_from_db(fields=["week"])
        follow = import_string(settings.DANVAN_WEEK_CHANGED)
        said = {"decision": decision, "decided_on": decided_on}
        follow(unit=unit, before=before, from_on=from_on or on, **said, by=by, on=on)
    if area != unit.area:
        if not decision:
            raise Refused(_("Đổi địa bàn thì phải ghi số văn bản làm căn cứ."))
        set_area(unit=unit, area=area, by=by, on=on, text=decision)
