"""A province sets a term of its own where the law lets it, or withdraws it; each by a decision, on the record."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from danvan import law
from danvan.journal import prints
from danvan.journal.actions import record
from danvan.law.granted import check_term
from danvan.lib.text import clean
from danvan.people import policies, queries
from danvan.people.actions.witness import SALT
from danvan.people.errors import Refused
from danvan.people.models import Account, RuleOverride, Tier, Unit


@dataclass(frozen=True)
class Decision:
    """The paper by which a province decides: its number, its day, what the officer adds."""

    number: str
    on: date
    note: str = ""


@transaction.atomic
def set_term(
    *,
    unit: Unit,
    rule: str,
    amount: int,
    term_unit: str,
    from_on: date,
    decision: Decision,
    by: Account,
    on: date,
    last_on: date | None = None,
) -> RuleOverride:
    """Set the province's own term, for clocks that begin from that day to the last one (None: without end).

    `term_unit`: working, calendar, month or year. Raises Refused without a right, a number or a decision, where the
    law lets no province set the rule's term, and where the last day lies before the first.
    """
    try:
        check_term(amount, term_unit)
    except law.LawError as error:
        raise Refused(_("Thời hạn phải là số ngày, tháng hoặc năm.")) from error
    if amount < 1:
        raise Refused(_("Thời hạn phải từ 1 trở lên."))
    if last_on and last_on < from_on:
        raise Refused(_("Ngày hết hiệu lực phải sau ngày có hiệu lực."))
    row = RuleOverride(
        unit=unit, rule=rule, amount=amount, term_unit=term_unit, from_on=from_on, last_on=last_on
    )
    return _keep(row, decision, verb="set_term", by=by, on=on)


@transaction.atomic
def withdraw_term(
    *, unit: Unit, rule: str, from_on: date, decision: Decision, by: Account, on: date
) -> RuleOverride:
    """From that day on the law's own term holds again. Raises Refused as set_term, and when none is set."""
    if queries.override_of(rule, unit, from_on) is None:
        raise Refused(_("Vào ngày này tỉnh không đặt thời hạn riêng nào để rút."))
    return _keep(
        RuleOverride(unit=unit, rule=rule, from_on=from_on), decision, verb="withdraw_term", by=by, on=on
    )


def _keep(row: RuleOverride, decision: Decision, *, verb: str, by: Account, on: date) -> RuleOverride:
    """Check who and what, store the row, and put it on record."""
    row.unit = Unit.objects.select_for_update().get(pk=row.unit_id)
    policies.check_can_administer(by, row.unit, on)
    if row.unit.tier != Tier.PROVINCE or not queries.is_settable(row.rule, row.from_on):
        raise Refused(_("Pháp luật không cho đơn vị này đặt thời hạn khác cho quy định này vào ngày đó."))
    row.decision, row.decided_on, row.note = clean(decision.number)[:60], decision.on, clean(decision.note)
    if not row.decision:
        raise Refused(_("Phải ghi số quyết định của tỉnh."))
    row.by, row.on = by, on
    row.save(force_insert=True)
    term = {"amount": row.amount, "unit": row.term_unit, "from": row.from_on.isoformat()}
    kept = {"rule": row.rule, "decision": row.decision, **term, "rows": prints.of([row], SALT)}
    record(
        stream="unit", subject=row.unit_id, verb=verb, by=by, on=on, new=row.rule[:40], public=True, data=kept
    )
    return row
