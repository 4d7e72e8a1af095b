"""Writes that leave the status alone: a citizen adds words, an officer is given the case, a name is looked at."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases import policies
from danvan.cases.actions import files as storage
from danvan.cases.actions import ledger
from danvan.cases.actions.move import Step, move
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Party
from danvan.cases.workflow import FOR_CITIZEN, Channel
from danvan.journal.actors import CITIZEN
from danvan.journal.models import Event
from danvan.law.life import STOPS
from danvan.people import policies as people
from danvan.people.models import Account
from danvan.people.roles import Role

LOOK = "look"
PRINTERS = frozenset({Role.CLERK, Role.HANDLER, Role.LEADER})


@transaction.atomic
def write_more(case: Case, *, text: str, on: date, files: Sequence[tuple[str, bytes, str]] = ()) -> Event:
    """Words and files that the citizen adds by the code; where the case waited for them, its clock runs on.

    `files` have gone through `files.check`. Raises StepRefused when the case is over.
    """
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if not locked.is_open:
        raise StepRefused(_("Hồ sơ đã kết thúc nên không viết thêm được. Ông/bà có thể gửi đơn mới."))
    attached = storage.attach(locked, files, from_citizen=True) if files else []
    data = {"files": {str(file.pk): file.sha256 for file in attached}}
    answers = (
        t
        for t in locked.workflow.transitions
        if t.by_citizen and t.clock == STOPS[FOR_CITIZEN] and not t.apart
    )
    if FOR_CITIZEN in locked.waiting_for and (resuming := next(answers, None)):
        return move(
            case, resuming.verb, by=CITIZEN, on=on, given=Step(text=text, data=data, rows=tuple(attached))
        )
    event = ledger.write(
        locked,
        verb="write_more",
        by=CITIZEN,
        on=on,
        old=locked.status,
        public=True,
        text=text,
        data=data,
        rows=attached,
    )
    locked.save(update_fields=["version", "last_hash"])
    case.version, case.last_hash = locked.version, locked.last_hash
    return event


def assign(case: Case, *, to: Account, by: Account, on: date, seen: int | None = None) -> Event:
    """Give the case into an officer's hands (giao việc)."""
    return move(case, "assign", by=by, on=on, given=Step(officer=to), seen=seen)


@transaction.atomic
def reveal(party: Party, *, by: Account, on: date) -> Event:
    """Look at a person's data behind the mask: allowed to readers of the letter, and always on record.

    Raises StepRefused for whoever may not read it, and for a case closed long ago of which she gave no reason today.
    """
    case = Case.objects.select_for_update().get(pk=party.case_id)
    check_unmasked(case, by=by, on=on)
    event = ledger.write(case, verb="reveal", by=by, on=on, old=case.status, data={"party": party.pk})
    case.save(update_fields=["version", "last_hash"])
    return event


@transaction.atomic
def look(case: Case, *, reason: str, by: Account, on: date) -> Event:
    """Open the words of a case that was closed long ago (mở nội dung), for that day and this officer, with the reason.

    Raises StepRefused for whoever may not read it, or without a reason.
    """
    locked = Case.objects.select_for_update().get(pk=case.pk)
    policies.check_can_read(by, locked, on=on)
    if not reason:
        raise StepRefused(_("Cần ghi lý do mở nội dung."), field="reason")
    event = ledger.write(locked, verb=LOOK, by=by, on=on, old=locked.status, text=reason)
    locked.save(update_fields=["version", "last_hash"])
    return event


def check_unmasked(case: Case, *, by: Account, on: date) -> None:
    """Raise StepRefused unless the officer may read the case, and gave her reason today if it was closed long ago."""
    policies.check_can_read(by, case, on=on)
    hers = Event.objects.filter(stream=ledger.STREAM, subject=case.pk, verb=LOOK, actor=by, on=on)
    if policies.is_masked(case, on=on) and not hers.exists():
        raise StepRefused(_("Hồ sơ kết thúc đã lâu nên nội dung được che: ghi lý do trên trang hồ sơ để mở."))


def can_print_receipt(officer: Account, case: Case, *, on: date) -> bool:
    """Whether the officer may print the receipt with the citizen's whole code: whoever works where it was brought.

    Never for a letter from the citizens' site: there the citizen alone was shown the code.
    """
    held = people.standing(officer, on).roles_for(case.unit_received_id, case.kind)
    if case.destroyed_on:
        return False
    return not case.workflow.inner and case.channel != Channel.PORTAL and not PRINTERS.isdisjoint(held)


@transaction.atomic
def print_receipt(case: Case, *, by: Account, on: date) -> Event:
    """Print the receipt (giấy biên nhận) with the whole code, the citizen's key: always on record, internal.

    Raises StepRefused for whoever does not work in the unit that received it, and for letters from the site.
    """
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if not can_print_receipt(by, locked, on=on):
        raise StepRefused(
            _(
                "Giấy biên nhận do cán bộ của đơn vị nhận đơn in; đơn công dân gửi qua mạng thì công dân đã có mã."
            )
        )
    event = ledger.write(locked, verb="receipt_printed", by=by, on=on, old=locked.status)
    locked.save(update_fields=["version", "last_hash"])
    case.version, case.last_hash = locked.version, locked.last_hash
    return event
