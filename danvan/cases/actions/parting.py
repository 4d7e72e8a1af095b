"""A merged letter stands for itself again: merged by mistake, or the letter that was kept ends without it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases import policies, ties
from danvan.cases.actions.correct import standing_steps, take_back
from danvan.cases.actions.locking import check_day, check_not_moved, lock_both, refresh
from danvan.cases.actions.tying import tell
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Link
from danvan.journal.actors import Outsider
from danvan.journal.models import Event
from danvan.people.models import Account


@transaction.atomic
def unmerge(case: Case, *, by: Account, on: date, text: str, seen: int | None = None) -> Event:
    """Part a merged letter again, with the reason: status, clocks, figures stand as if it had never been merged.

    Raises StepRefused when it is not merged, or for whoever may not merge in its unit.
    """
    tie = ties.into(case)
    if tie is None:
        raise StepRefused(_("Đơn này không nhập vào đơn nào."))
    later, kept = lock_both(case.pk, tie.earlier_id)
    check_not_moved(later, seen)
    for each in (later, kept):
        check_day(each, on)
    policies.check_can_unmerge(by, later, on=on)
    if not text:
        raise StepRefused(_("Cần ghi lý do."))
    event = _part(later, kept, by=by, on=on, text=text)
    refresh(case, later)
    return event


def let_go(kept: Case, *, on: date) -> None:
    """Part all letters from one that was withdrawn or found not eligible: what was decided there is not about them.

    Each has its own clock again and is owed its own answer. Part of the step that was taken on the locked case.
    """
    text = _("Đơn giải quyết chung không còn được xem xét; đơn này được giải quyết riêng.")
    for tie in ties.joined(kept):
        later = Case.objects.select_for_update(of=("self",)).select_related("unit_responsible")
        _part(later.get(pk=tie.later_id), kept, by=Outsider.SYSTEM, on=on, text=text)


def tell_answered(kept: Case, *, by: Account | Outsider, on: date) -> None:
    """Say on each letter merged into this one, and on those merged into them, that the answer is there."""
    for tie in ties.joined(kept):
        later = Case.objects.select_for_update(of=("self",)).get(pk=tie.later_id)
        tell(later, "answered_with", kept, by=by, on=on)
        tell_answered(later, by=by, on=on)


def _part(later: Case, kept: Case, *, by: Account | Outsider, on: date, text: str) -> Event:
    merger = next(step for step in standing_steps(later) if "into" in step.data)
    tie = Link.objects.get(later=later, earlier=kept)
    tie.why = merger.data["tie"]
    if tie.why:
        tie.save()
    rows: list[Link] = [tie] if tie.why else []
    gone = [] if tie.why else [tie]
    event = take_back(later, merger, verb="unmerge", by=by, on=on, text=text, rows=rows, gone=gone)
    tell(kept, "parted", later, by=by, on=on, rows=rows, gone=gone)
    if gone:
        tie.delete()
    return event
