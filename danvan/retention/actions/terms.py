"""An office decides how long it keeps a kind of thing."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.cases.errors import StepRefused
from danvan.journal import prints
from danvan.journal.actions import record
from danvan.lib.text import clean
from danvan.people.models import Account, Unit
from danvan.retention import policies, terms
from danvan.retention.models import Term
from danvan.retention.things import all_things

STREAM, SALT = "retention_term", "retention"


@transaction.atomic
def set_term(
    unit: Unit,
    thing: str,
    *,
    years: int,
    decision: str,
    decided_on: date,
    from_on: date,
    by: Account,
    on: date,
) -> Term:
    """Decide the term of a kind of thing for the unit and those below it, from a day on, by a decision of the office.

    Raises StepRefused for whoever does not lead the unit, without a number of the decision, for a decision of a day
    that lies ahead, and for fewer years than the law gives.
    """
    policies.check_leads(by, unit, on=on)
    found, number = all_things()[thing], clean(decision)[:60]
    if not number:
        raise StepRefused(_("Cần ghi số quyết định."), field="decision")
    if decided_on > on:
        raise StepRefused(_("Ngày của quyết định không thể ở tương lai."), field="decided_on")
    law = terms.of_law(found, from_on)
    if law is not None and law.amount and years < law.amount:
        raise StepRefused(
            _("%(law)s: lưu ít nhất %(n)s năm, cơ quan không được quy định ngắn hơn.")
            % {"law": law.citation.vi, "n": law.amount},
            field="years",
        )
    row = Term.objects.create(
        unit=unit,
        thing=thing,
        years=years,
        decision=number,
        decided_on=decided_on,
        from_on=from_on,
        by=by,
        on=on,
    )
    data = {"thing": thing, "years": years, "decision": number, "rows": prints.of([row], SALT)}
    record(stream=STREAM, subject=row.pk, verb="set_retention", by=by, on=on, data=data)
    return row
