"""Words that the public must not read are veiled, with a reason told to their author; nothing is deleted."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.consultations.actions import ledger
from danvan.consultations.actions.telling import tell_author
from danvan.consultations.models import Opinion, Voice
from danvan.consultations.workflow import VEILS
from danvan.lib.text import clean
from danvan.people.errors import Refused
from danvan.people.models import Account


@transaction.atomic
def veil(opinion: Opinion, *, reason: str, why: str = "", by: Account, on: date) -> Opinion:
    """Do not show the words of an opinion to the public (không đăng công khai); it stays, counts and is answered.

    Raises Refused without a reason of the list, for one that is veiled already, and without a right.
    """
    voice, row = _held(opinion, by, on)
    if reason not in {each.value for each in VEILS}:
        raise Refused(_("Xin chọn lý do không đăng; người góp ý đọc được."), field="reason")
    if row.veil:
        raise Refused(_("Ý kiến này đã không đăng công khai."))
    row.veil, row.veil_why, row.veiled_on = reason, clean(why), on
    row.save()
    ledger.write_voice(voice, "veil", by=by, on=on, text=row.veil_label, rows=[row])
    tell_author(row, voice, on=on)
    return row


@transaction.atomic
def unveil(opinion: Opinion, *, by: Account, on: date) -> Opinion:
    """Show the words again. Raises Refused for one that is shown, and without a right."""
    voice, row = _held(opinion, by, on)
    if not row.veil:
        raise Refused(_("Ý kiến này đang được đăng."))
    row.veil, row.veil_why, row.veiled_on = "", "", None
    row.save()
    ledger.write_voice(voice, "unveil", by=by, on=on, rows=[row])
    return row


def _held(opinion: Opinion, by: Account, on: date) -> tuple[Voice, Opinion]:
    """Whoever spoke and what she said, both locked; the officer may veil it."""
    ledger.writable(opinion.consultation, "veil", by=by, on=on)
    voice = Voice.objects.select_for_update(of=("self",)).get(pk=opinion.voice_id)
    rows = Opinion.objects.select_for_update(of=("self",)).select_related("consultation")
    return voice, rows.get(pk=opinion.pk)
