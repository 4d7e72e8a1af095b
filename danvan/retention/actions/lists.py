"""Two persons destroy content whose term is over: one proposes the list, a leader who is another decides."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.alarms.actions.escalate import reprinted
from danvan.burdens.actions import destroy as destroy_burden
from danvan.cases import actions as cases
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.consultations.actions.destroying import destroy as forget
from danvan.consultations.models import Consultation
from danvan.emulation.actions import destroy as destroy_emulation
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.redaction import erase_words
from danvan.lib.text import clean
from danvan.notices.actions import destroy_of as destroy_tellings
from danvan.papers.actions import destroy_of as destroy_papers
from danvan.people.models import Account, Unit
from danvan.reception.actions import destroy as destroy_at_reception
from danvan.retention import policies, queries
from danvan.retention.actions.holds import STREAM as HOLDS
from danvan.retention.models import DestructionList, Hold, Item
from danvan.retention.queries import MOST
from danvan.retention.things import all_things

STREAM, SALT = "destruction", "retention"
State = DestructionList.State
CONCERNED = gettext_lazy("có liên quan tới người duyệt: lập danh mục khác để lãnh đạo không liên quan duyệt")


@transaction.atomic
def propose(unit: Unit, thing: str, subjects: Iterable[int], *, by: Account, on: date) -> DestructionList:
    """Make a list of things whose term is over (lập danh mục hủy), each with the derivation of its last day.

    Raises StepRefused for an officer of another unit, an empty or too long list, or one that names a thing whose term
    is not over or that is held back.
    """
    policies.check_can_propose(by, unit, on=on)
    wanted = list(dict.fromkeys(subjects))
    if not 1 <= len(wanted) <= MOST:
        raise StepRefused(_("Danh mục có từ 1 đến %(most)s dòng.") % {"most": MOST})
    decision = queries.decided(unit, on)[thing]
    rows = queries.candidates(all_things()[thing], unit, decision, on=on, by=by, only=wanted)
    free = [row for row in rows if not row.held]
    if len(free) != len(wanted):
        raise StepRefused(
            _("Có dòng chưa hết hạn lưu hoặc vừa được giữ lại. Chưa lập danh mục; mời xem lại.")
        )
    made = DestructionList.objects.create(unit=unit, thing=thing, by=by, on=on)
    items = Item.objects.bulk_create(
        Item(
            list=made,
            stream=row.stream,
            subject=row.pk,
            start_on=row.start_on,
            due_on=row.due_on,
            basis=row.span.kept,
        )
        for row in free
    )
    _tell(made, items, "propose_destruction", by=by, on=on)
    return made


@transaction.atomic
def approve(list_: DestructionList, *, record: str, by: Account, on: date) -> None:
    """Approve a list (duyệt), with the number of the record of the council; `carry_out` then destroys line by line.

    Raises StepRefused for whoever does not lead the unit, for who proposed it, or without the number.
    """
    number = clean(record)[:60]
    if not number:
        raise StepRefused(_("Cần ghi số biên bản của hội đồng hủy."), field="record")
    _decide(list_, State.APPROVED, by=by, on=on, record=number)


@transaction.atomic
def reject(list_: DestructionList, *, reason: str, by: Account, on: date) -> None:
    """Do not approve a list, with the reason; nothing of it is destroyed. Raises StepRefused as `approve`."""
    said = clean(reason)
    if not said:
        raise StepRefused(_("Cần ghi lý do không duyệt."), field="reason")
    _decide(list_, State.REJECTED, by=by, on=on, reason=said)


def _decide(list_: DestructionList, state: State, *, by: Account, on: date, **given: str) -> None:
    locked = DestructionList.objects.select_for_update().get(pk=list_.pk)
    policies.check_can_decide(by, locked, on=on)
    locked.state, locked.decided_by, locked.decided_on = state, by, on
    for name, value in given.items():
        setattr(locked, name, value)
    locked.save()
    _tell(locked, [], f"{state.value}_destruction", by=by, on=on)
    list_.refresh_from_db()


def carry_out(list_: DestructionList, *, by: Account, on: date) -> int:
    """Destroy what an approved list names and still may go; how many. One transaction a line: it may stop anywhere.

    A line that was held back since, or whose case moved, is spared, with the reason; so is one that is about whoever
    approved the list, and one about whoever carries it out is left to another leader. Raises StepRefused for a list
    that is not approved, or whoever does not lead the unit.
    """
    policies.check_leads(by, list_.unit_id, on=on)
    if list_.state != State.APPROVED:
        raise StepRefused(_("Danh mục này chưa được duyệt."))
    waiting = list_.items.filter(state=Item.State.WAITING).order_by("pk")
    return sum(_carry_out(pk, by=by, on=on) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def _carry_out(pk: int, *, by: Account, on: date) -> bool:
    rows = Item.objects.select_for_update(of=("self",)).select_related("list__unit", "list__decided_by")
    item = rows.get(pk=pk)
    approved_by_it = queries.is_about(item.list.decided_by, item, on=on)
    if item.state != Item.State.WAITING or (not approved_by_it and queries.is_about(by, item, on=on)):
        return False
    if why := str(CONCERNED) if approved_by_it else _why_spared(item, on):
        item.state, item.reason = Item.State.SPARED, why[:200]
    else:
        _destroy(item, by=by, on=on)
        item.state = Item.State.DESTROYED
    item.done_on = on
    item.save()
    _tell(item.list, [item], f"item_{item.state}", by=by, on=on)
    return item.state == Item.State.DESTROYED


def _why_spared(item: Item, on: date) -> str:
    """Why a line may no longer be destroyed; empty when it may. What it is about is locked."""
    thing, unit = all_things()[item.list.thing], item.list.unit
    if item.stream == "case":
        Case.objects.select_for_update(of=("self",)).filter(pk=item.subject).first()
    decision = queries.decided(unit, on)[thing.key]
    found = queries.candidates(thing, unit, decision, on=on, only=[item.subject], beside=item.list_id)
    return found[0].held if found else _("không còn hết hạn lưu: hồ sơ đã mở lại hoặc thời hạn đã đổi")


def _destroy(item: Item, *, by: Account, on: date) -> None:
    """Everything that hangs on the thing, and then the thing itself."""
    salt, data = secrets.token_hex(16), {"list": item.list_id, "item": item.pk, "basis": item.basis}
    data["papers"] = destroy_papers(item.stream, item.subject)
    for hold in Hold.objects.select_for_update().filter(stream=item.stream, subject=item.subject):
        hold.salt = secrets.token_hex(16)
        kept = {"of": [hold.stream, hold.subject], "rows": prints.of([erase_words(hold)], hold.salt)}
        journal.destroy(stream=HOLDS, subject=hold.pk, by=by, on=on, data=kept)
    if item.stream == "consultation":
        forget(Consultation.objects.get(pk=item.subject), by=by, on=on, data=data)
        return
    if item.stream == "burden":
        destroy_burden(item.subject, by=by, on=on, salt=salt, data=data)
        return
    if item.stream in ("exemplar", "nomination"):
        destroy_emulation(item.stream, item.subject, by=by, on=on, salt=salt, data=data)
        return
    if item.stream != "case":
        destroy_at_reception(item.stream, item.subject, by=by, on=on, salt=salt, data=data)
        return
    case = Case.objects.get(pk=item.subject)
    destroy_tellings(case.pk, by=by, on=on)
    cases.destroy(case, by=by, on=on, salt=salt, data={**data, **reprinted(case, salt)})


def _tell(list_: DestructionList, items: Sequence[Item], verb: str, *, by: Account, on: date) -> None:
    data: dict[str, Any] = {"thing": list_.thing, "rows": prints.of([list_, *items], SALT)}
    journal.record(stream=STREAM, subject=list_.pk, verb=verb, by=by, on=on, data=data)
