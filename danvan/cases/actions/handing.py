"""Cases pass from hand to hand: taken from whoever may not have them, handed over by whoever leaves (bàn giao)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from danvan.cases import policies
from danvan.cases.actions import ledger
from danvan.cases.models import Assignment, Case
from danvan.journal.actors import SYSTEM, Outsider
from danvan.lib import dates
from danvan.people.models import Account

By = Account | Outsider


def take_from_hand(case: Case, *, by: By, on: date, to: Account | None = None) -> Assignment:
    """The locked case is in that officer's hands now, or in nobody's; not yet saved. Returns the new row."""
    case.officer = to
    return Assignment.objects.create(
        case=case,
        unit=case.unit_responsible,
        officer=to,
        by=None if isinstance(by, Outsider) else by,
        on=on,
    )


@transaction.atomic
def leave(officer: Account, *, to: Account | None, by: By, on: date, text: str = "") -> int:
    """What an officer may not work on any longer leaves her hands (bàn giao), to `to` or to nobody.

    Called when a post ends or an account is closed on that day; how many cases went. Cases in nobody's hands are the
    leader's to give out. A day ahead without a successor is left to the worker of that day.
    """
    today = dates.today()
    if on > today and to is None:
        return 0
    held = Case.objects.open().filter(officer=officer).select_related("unit_responsible").order_by("pk")
    day = max(on, today)
    lost = [case.pk for case in held if not policies.may_hold(officer, case, on=day)]
    for pk in lost:
        hand_over(pk, to=to, by=by, on=today, text=text)
    return len(lost)


@transaction.atomic
def hand_over(pk: int, *, to: Account | None, by: By, on: date, text: str = "") -> None:
    """One case passes on because whoever had it left; who may not have it does not get it."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("unit_responsible", "officer")
    case = rows.get(pk=pk)
    heir = to if to and policies.may_hold(to, case, on=on) else None
    left = case.officer_id
    row = take_from_hand(case, by=by, on=on, to=heir)
    data = {"officer": heir.pk if heir else None, "from": left}
    ledger.write(case, verb="hand_over", by=by, on=on, old=case.status, text=text, data=data, rows=[row])
    case.save(update_fields=["version", "last_hash", "officer"])


def release_all(*, on: date) -> int:
    """Take every open case from an officer who may not work on it any longer; how many. Done each night by the worker.

    A post may end on a day ahead, or with its unit: on that day nothing stays with whoever is gone.
    """
    cases = Case.objects.open().filter(officer__isnull=False).select_related("officer")
    return sum(hand_over(pk, to=None, by=SYSTEM, on=on) is None for pk in _stranded(cases, on))


def _stranded(cases: Iterable[Case], on: date) -> list[int]:
    officers: dict[int, Account] = {}
    found = []
    for case in cases:
        if case.officer is None:
            continue
        officer = officers.setdefault(case.officer.pk, case.officer)  # her posts are read once
        if not policies.may_hold(officer, case, on=on):
            found.append(case.pk)
    return found
