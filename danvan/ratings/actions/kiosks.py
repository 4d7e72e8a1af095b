"""A tablet is set up at a counter, bound to another officer, taken away."""

import secrets
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan.journal.keeping import keep
from danvan.lib import codes
from danvan.lib.text import clean
from danvan.people import policies as people
from danvan.people.errors import Refused
from danvan.people.models import Account, Unit
from danvan.ratings import policies, tokens
from danvan.ratings.models import Kiosk

STREAM, SALT = "rating_kiosk", "ratings"


@transaction.atomic
def set_up_kiosk(unit: Unit, *, name: str, officer: Account, by: Account, on: date) -> tuple[Kiosk, str]:
    """Set a tablet up at a counter: the row, and the secret to be typed on it, which is shown this once.

    Raises Refused without a right, without a name, for a name that stands already or an officer from elsewhere.
    """
    policies.check_can_set_up(by, unit, on)
    said = clean(name)[:60]
    if not said:
        raise Refused(_("Xin ghi tên quầy, ví dụ: Quầy 1."), field="name")
    _check_works_there(officer, unit, on)
    secret = codes.new_code()
    row = Kiosk(unit=unit, name=said, officer=officer, secret=tokens.digest(secret), set_on=on)
    try:
        with transaction.atomic():
            keep(row, "kiosk_set", stream=STREAM, by=by, on=on, salt=SALT, text=said)
    except IntegrityError:
        raise Refused(_("Đơn vị đã có máy ở quầy tên này."), field="name") from None
    return row, secret


@transaction.atomic
def move_kiosk(kiosk: Kiosk, *, officer: Account, by: Account, on: date) -> Kiosk:
    """Bind a tablet to the officer who works at that counter now. Raises Refused as when it was set up."""
    row = _held(kiosk, by, on)
    _check_works_there(officer, row.unit, on)
    row.officer = officer
    keep(row, "kiosk_move", stream=STREAM, by=by, on=on, salt=SALT, data={"officer": officer.pk})
    return row


@transaction.atomic
def end_kiosk(kiosk: Kiosk, *, by: Account, on: date) -> Kiosk:
    """Take a tablet away: what is kept in its browser opens nothing any more."""
    row = _held(kiosk, by, on)
    row.ended_on, row.secret = on, f"ended-{secrets.token_hex(24)}"
    keep(row, "kiosk_end", stream=STREAM, by=by, on=on, salt=SALT)
    return row


def _held(kiosk: Kiosk, by: Account, on: date) -> Kiosk:
    row = Kiosk.objects.select_for_update(of=("self",)).select_related("unit").get(pk=kiosk.pk)
    policies.check_can_set_up(by, row.unit, on)
    if row.ended_on:
        raise Refused(_("Máy này đã thôi dùng."))
    return row


def _check_works_there(officer: Account, unit: Unit, on: date) -> None:
    if not people.has_role(officer, people.WORKING, unit, on):
        raise Refused(_("Chọn cán bộ đang làm việc ở đơn vị này."), field="officer")
