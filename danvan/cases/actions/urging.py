"""The rows of urging (đôn đốc): the letter the answer in writing, both taken back with their steps."""

from collections.abc import Sequence
from datetime import date

from danvan.cases import policies
from danvan.cases.models import Case, Urging
from danvan.people.models import Account


def urge(case: Case, *, text: str, answer_by: date, by: Account, on: date) -> Urging:
    """Write the urging of a late case, to be answered by a day after this one; its step is recorded next."""
    return Urging.objects.create(
        case=case,
        unit=policies.unit_urging(by, case, on=on),
        by=by,
        officer=case.officer,
        on=on,
        late_since=case.due_on or on,
        answer_by=answer_by,
        text=text,
        event_number=case.version + 1,
    )


def answer(case: Case, *, text: str, promised_on: date, by: Account, on: date) -> Sequence[Urging]:
    """Answer every urging that waits, with the reason and a new day; no term changes. Its step is recorded next."""
    waiting = list(case.urgings.filter(answered_on__isnull=True, withdrawn_on__isnull=True).order_by("pk"))
    for row in waiting:
        row.answer, row.promised_on = text, promised_on
        row.answered_by, row.answered_on, row.answer_number = by, on, case.version + 1
        row.save()
    return waiting


def take_back(case: Case, step: int, *, on: date) -> Sequence[Urging]:
    """Undo what the step of that number wrote: an urging is withdrawn, an answer is owed again."""
    urged = list(case.urgings.filter(event_number=step))
    for row in urged:
        row.withdrawn_on = on
        row.save()
    answered = list(case.urgings.filter(answer_number=step))
    for row in answered:
        row.answer, row.promised_on = "", None
        row.answered_by = row.answered_on = row.answer_number = None
        row.save()
    return [*urged, *answered]
