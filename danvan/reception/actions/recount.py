"""Notices that are still owed follow the office calendar, as the clocks of cases do (docs/adr/0011)."""

from datetime import date

from django.db import transaction

from danvan.calendars.build import Calendars
from danvan.calendars.followers import Span
from danvan.journal import actions as journal
from danvan.journal import prints
from danvan.lib import dates
from danvan.people.models import Account
from danvan.reception import terms
from danvan.reception.actions.notices import locked_subject
from danvan.reception.models import Notice, NoticeState

MOVED, COUNTED = "calendar_moved", "calendar_counted"


def recount_notices(
    span: Span, calendars: Calendars, *, by: Account, on: date, text: str, change: int
) -> int:
    """Count again every owed notice whose days touch the span; how many got another last day.

    What was given already keeps the day that it had. Running it twice changes nothing more.
    """
    owed = Notice.objects.filter(state=NoticeState.OWED, due_on__gte=span.first, start_on__lte=span.last)
    owed = owed if span.unit_ids is None else owed.filter(unit__in=span.unit_ids)
    ids = list(owed.order_by("pk").values_list("pk", flat=True))
    return sum(_again(pk, calendars, by=by, on=on, text=text, change=change) for pk in ids)


@transaction.atomic
def _again(pk: int, calendars: Calendars, *, by: Account, on: date, text: str, change: int) -> bool:
    """Count one notice again, with an event where its day or its derivation is another now; whether the day moved."""
    stream, subject, salt = locked_subject(Notice.objects.get(pk=pk))
    notice = Notice.objects.select_related("unit").get(pk=pk)
    if notice.state != NoticeState.OWED or notice.due_on is None:
        return False
    old_on, old = notice.due_on, _said(notice)
    if not terms.count(notice, calendars.of(notice.unit)) or _said(notice) == old:
        return False
    notice.save()
    moved = notice.due_on != old_on
    days = f"{dates.short(old_on)} → {dates.short(notice.due_on)} ({text})" if moved else text
    data = {"notice": pk, "change": change, "rows": prints.of([notice], salt)}
    verb = MOVED if moved else COUNTED
    journal.record(stream=stream, subject=subject, verb=verb, by=by, on=on, text=days, data=data)
    return moved


def _said(notice: Notice) -> tuple[date | None, dict[str, object]]:
    """The day and what its derivation says; how far the calendar is known is no part of it."""
    return notice.due_on, {name: value for name, value in notice.recipe.items() if name != "known"}
