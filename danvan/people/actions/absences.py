"""An officer is away for some days (vắng mặt) and a colleague stands in (người thay)."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.journal import prints
from danvan.lib import dates
from danvan.lib.text import clean
from danvan.people.actions.units import By
from danvan.people.actions.witness import note as witness
from danvan.people.errors import Refused
from danvan.people.models import Absence, Account, Unit
from danvan.people.policies import check_can_record_absence, check_can_stand_in
from danvan.people.reach import forget_standing

ONE_DAY = timedelta(days=1)


@transaction.atomic
def record_absence(
    *,
    officer: Account,
    stand_in: Account,
    unit: Unit,
    from_on: date,
    last_on: date,
    by: By,
    on: date,
    note: str = "",
) -> Absence:
    """Put on record that the officer is away on these days, both included, and who stands in there.

    May be done by the officer and by whoever leads the unit. Raises Refused for anybody else, for days that are over,
    for days on which either of them is away already, and for a colleague who could not take the steps.
    """
    rows = Account.objects.select_for_update().filter(pk__in=[officer.pk, stand_in.pk])
    found = {row.pk: row for row in rows.order_by("pk")}
    check_can_record_absence(by, found[officer.pk], unit, dates.today())
    if last_on < from_on:
        raise Refused(_("Ngày cuối không thể trước ngày đầu."))
    if last_on < dates.today():
        raise Refused(_("Những ngày này đã qua."))
    check_can_stand_in(found[stand_in.pk], found[officer.pk], unit, max(from_on, dates.today()))
    for who, said in (
        (officer, _("Người này đã có ngày vắng trùng với những ngày này.")),
        (stand_in, _("Người thay cũng vắng trong những ngày này.")),
    ):
        away = Absence.objects.filter(officer=who, unit=unit, from_on__lte=last_on, until_on__gt=from_on)
        if away.exists():
            raise Refused(said)
    row = Absence.objects.create(
        officer=officer,
        stand_in=stand_in,
        unit=unit,
        from_on=from_on,
        until_on=last_on + ONE_DAY,
        note=clean(note)[:200],
    )
    _tell(row, "absence", by, on)
    forget_standing(stand_in)
    return row


@transaction.atomic
def end_absence(*, absence: Absence, by: By, on: date) -> None:
    """The officer is back from that day on; one that had not begun never was. Raises Refused when it is over."""
    Account.objects.select_for_update().get(pk=absence.officer_id)
    row = Absence.objects.select_related("officer", "stand_in", "unit").get(pk=absence.pk)
    check_can_record_absence(by, row.officer, row.unit, dates.today())
    if row.until_on is None or row.until_on <= on:
        raise Refused(_("Lần vắng này đã hết."))
    name = prints.name_of(row)
    if on <= row.from_on:
        Absence.objects.filter(pk=row.pk).delete()
    else:
        row.until_on = on
        row.save(update_fields=["until_on"])
    _tell(row, "absence_ended", by, on, gone=name if on <= row.from_on else "")
    forget_standing(row.stand_in)


def _tell(row: Absence, verb: str, by: By, on: date, *, gone: str = "") -> None:
    facts = {
        "unit": row.unit.key,
        "stand_in": row.stand_in_id,
        "from": row.from_on.isoformat(),
        "until": row.until_on.isoformat() if row.until_on else None,
    }
    witness(
        row.officer,
        verb=verb,
        by=by,
        on=on,
        new=row.stand_in.username[:40],
        text=row.note,
        data=facts,
        gone=gone,
    )
