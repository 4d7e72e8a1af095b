"""Somebody is not received, on a ground of the law."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.people.models import Account, Unit
from danvan.reception import policies, terms
from danvan.reception.grounds import OTHER, WRITTEN, ground
from danvan.reception.models import Notice, Purpose, Refusal

STREAM = "refusal"


@dataclass(frozen=True)
class Refused:
    """Who was not received and why, before it is a row."""

    ground: str
    summary: str
    reason: str
    full_name: str = ""
    citizen_id: str = ""
    address: str = ""
    provision: str = ""


@transaction.atomic
def refuse_reception(told: Refused, *, unit: Unit, by: Account, on: date) -> Refusal:
    """Write down that somebody was not received (từ chối tiếp công dân), with the ground and how it was explained.

    Where the law asks for a notice in writing, it is owed from this day. Raises StepRefused for an officer who does
    not receive citizens there, a ground that is not in force, “other cases” without the provision, a notice
    without a name to write to, or without an explanation.
    """
    policies.check_can_register(by, unit, on=on)
    if ground(told.ground, on) is None:
        raise StepRefused(_("Căn cứ từ chối này không có trong luật của ngày ấy."))
    if told.ground == OTHER and not told.provision:
        raise StepRefused(_("Cần ghi điều khoản của pháp luật cho phép từ chối."))
    if not (told.reason and told.summary):
        raise StepRefused(_("Cần ghi nội dung và đã giải thích lý do từ chối thế nào."))
    written = told.ground in WRITTEN
    if written and not told.full_name:
        raise StepRefused(_("Căn cứ này phải ra thông báo bằng văn bản, nên cần ghi họ tên người đến."))
    refusal = Refusal.objects.create(unit=unit, on=on, by=by, salt=secrets.token_hex(16), **vars(told))
    notice = terms.owe(Purpose.REFUSAL, unit, on=on) if written else None
    if notice:
        notice.refusal = refusal
        notice.save()
    rows: list[Refusal | Notice] = [refusal, *([notice] if notice else [])]
    data = {"ground": refusal.ground, "rows": prints.of(rows, refusal.salt)}
    journal.record(stream=STREAM, subject=refusal.pk, verb="refuse_reception", by=by, on=on, data=data)
    return refusal


@transaction.atomic
def reveal_refusal(refusal: Refusal, *, by: Account, on: date) -> Event:
    """Look at whoever was refused behind the mask; always on record. Raises StepRefused elsewhere."""
    row = Refusal.objects.select_for_update(of=("self",)).get(pk=refusal.pk)
    policies.check_can_read(by, row.unit_id, on=on)
    return journal.record(stream=STREAM, subject=row.pk, verb="reveal", by=by, on=on)
