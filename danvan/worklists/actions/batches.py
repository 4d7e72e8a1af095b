"""One step on many cases: each through its own action, with its own checks; what is refused keeps its reason."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from danvan.cases import actions as cases
from danvan.cases.actions.correct import last_step
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.people.models import Account
from danvan.worklists import policies
from danvan.worklists.models import Batch, BatchItem, Outcome, Verb

STREAM = "batch"
MOST = 1000  # cases of one batch
CHUNK = 25  # cases of one transaction


@transaction.atomic
def start(
    verb: Verb,
    chosen: Mapping[int, int],
    *,
    by: Account,
    on: date,
    officer: Account | None = None,
    text: str = "",
    undoes: Batch | None = None,
) -> Batch:
    """Begin a step on many cases; `chosen` is each case with the number of the event that the list showed last.

    Nothing is done to a case before `work`. Raises StepRefused when there is none, or more than `MOST`.
    """
    if not chosen:
        raise StepRefused(_("Chưa chọn hồ sơ nào."))
    if len(chosen) > MOST:
        raise StepRefused(_("Mỗi lần làm được nhiều nhất %(most)s hồ sơ; xin lọc bớt.") % {"most": MOST})
    batch = Batch.objects.create(
        by=by,
        on=on,
        verb=verb,
        officer=officer,
        text=text,
        undoes=undoes,
        language=translation.get_language() or "vi",
        total=len(chosen),
        salt=secrets.token_hex(16),
    )
    items = [BatchItem(batch=batch, case_id=pk, seen=seen) for pk, seen in sorted(chosen.items())]
    BatchItem.objects.bulk_create(items)
    _note(batch, "batch_started", items, on=on, whole=True)
    return batch


def undo(batch: Batch, *, by: Account, on: date) -> Batch:
    """Begin to take a batch back, once: each case that has gone no further stands as before, by a correction."""
    with transaction.atomic():
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        if why := policies.why_not_undo(locked, by):
            raise StepRefused(why)
        done = locked.items.filter(outcome=Outcome.DONE).values_list("case", "event_number")
        return start(Verb.UNDO, {case: event or 0 for case, event in done}, by=by, on=on, undoes=locked)


def work(batch: Batch, *, on: date) -> None:
    """Do what a batch asks, chunk by chunk, until no case waits; may stop anywhere and be started again."""
    with translation.override(batch.language):
        goes_on = True
        while goes_on:
            goes_on = _one_chunk(batch.pk, on=on)


@transaction.atomic
def _one_chunk(number: int, *, on: date) -> bool:
    """Some cases of a batch, in the order of their numbers; False when none waits."""
    rows = Batch.objects.select_for_update(of=("self",)).select_related("by", "officer", "undoes")
    batch = rows.get(pk=number)
    waiting = batch.items.filter(outcome=Outcome.WAITING).select_related("case").order_by("case")
    items = list(waiting[:CHUNK])
    for item in items:
        _do(batch, item, on=on)
    if items:
        BatchItem.objects.bulk_update(items, ["outcome", "reason", "event_number"])
        _note(batch, "batch_worked", items, on=on)
    return bool(items)


def _do(batch: Batch, item: BatchItem, *, on: date) -> None:
    """The step on one case: done, or refused with the reason; the others do not notice."""
    try:
        with transaction.atomic():
            event = _STEPS[Verb(batch.verb)](batch, item, on)
    except StepRefused as why:
        item.outcome, item.reason = Outcome.REFUSED, why.sentence
    else:
        item.outcome, item.event_number = Outcome.DONE, event.number


def _assign(batch: Batch, item: BatchItem, on: date) -> Event:
    given = cases.Step(officer=batch.officer)
    return cases.move(item.case, "assign", by=batch.by, on=on, given=given, seen=item.seen)


def _add_note(batch: Batch, item: BatchItem, on: date) -> Event:
    return cases.move(item.case, "note", by=batch.by, on=on, given=cases.Step(text=batch.text))


def _take_back(batch: Batch, item: BatchItem, on: date) -> Event:
    step = last_step(Case.objects.select_for_update().get(pk=item.case_id))
    if step is None or step.number != item.seen:
        raise StepRefused(_("Hồ sơ đã có bước khác sau đó nên giữ nguyên."))
    text = _("Lấy lại việc làm hàng loạt.")
    return cases.correct(item.case, by=batch.by, on=on, text=text)


_STEPS: Mapping[Verb, Callable[[Batch, BatchItem, date], Event]] = {
    Verb.ASSIGN: _assign,
    Verb.NOTE: _add_note,
    Verb.UNDO: _take_back,
}


def _note(batch: Batch, verb: str, items: Sequence[BatchItem], *, on: date, whole: bool = False) -> None:
    """Put on record what became of these cases; the batch itself is written once and never changed."""
    data = {
        "verb": batch.verb,
        "rows": prints.of([batch, *items] if whole else items, batch.salt),
        **({"total": batch.total} if whole else {}),
    }
    journal.record(stream=STREAM, subject=batch.pk, verb=verb, by=batch.by, on=on, data=data)
