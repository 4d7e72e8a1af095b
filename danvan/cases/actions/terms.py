"""What an office's confirmation of a rule sets going."""

from datetime import date

from django.db import transaction

from danvan.cases import clocks, postings
from danvan.cases.actions import ledger
from danvan.cases.models import Case, Deadline
from danvan.cases.models.parts import DeadlineState
from danvan.cases.postings import Standing
from danvan.people.models import Account


def confirm_clocks(rule: str, *, by: Account, on: date) -> int:
    """Count every clock that waited for this rule to be confirmed; returns how many began to run.

    Call after danvan.people.actions.confirm_rule. Each case gets an event and its figures; one transaction a case.
    """
    waiting = Deadline.objects.filter(rule=rule, state=DeadlineState.UNCONFIRMED).values_list("pk", flat=True)
    return sum(_confirm(pk, by=by, on=on) for pk in list(waiting))


@transaction.atomic
def _confirm(deadline_id: int, *, by: Account, on: date) -> bool:
    case_id = Deadline.objects.values_list("case_id", flat=True).get(pk=deadline_id)
    case = Case.objects.select_for_update(of=("self",)).select_related("unit_responsible").get(pk=case_id)
    deadline = Deadline.objects.get(pk=deadline_id)
    if deadline.state != DeadlineState.UNCONFIRMED:
        return False
    before = Standing.of(case)
    clocks.count(deadline, unit=case.unit_responsible)
    if deadline.state == DeadlineState.UNCONFIRMED:
        return False
    deadline.save()
    ledger.show_clock(case, list(case.deadlines.all()))
    ledger.write(
        case,
        verb="clock_confirmed",
        by=by,
        on=on,
        old=case.status,
        public=True,
        data={"rule": deadline.rule},
        moved=postings.of_standing(case, before, on=on),
        clocks=[deadline],
    )
    case.save(update_fields=["due_on", "version", "last_hash"])
    return True
