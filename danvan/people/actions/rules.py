"""An office confirms a rule that nobody has yet checked in the act."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan.journal import prints
from danvan.journal.actions import record
from danvan.lib.text import clean
from danvan.people.actions.witness import SALT
from danvan.people.errors import Refused
from danvan.people.models import Account, RuleConfirmation, Unit


@transaction.atomic
def confirm_rule(
    *, unit: Unit, rule: str, version: str, decision: str, by: Account, on: date, note: str = ""
) -> RuleConfirmation:
    """Confirm once, for the unit and all below it, that this version of the rule applies.

    `decision`: number of the document or decision in which the officer found it. Raises Refused without one,
    and when it has been confirmed already.
    """
    decision = clean(decision)[:60]
    if not decision:
        raise Refused(_("Phải ghi số văn bản hoặc quyết định làm căn cứ."))
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    try:
        with transaction.atomic():
            row = RuleConfirmation.objects.create(
                unit=unit, rule=rule, version=version, by=by, on=on, decision=decision, note=clean(note)
            )
    except IntegrityError as error:
        raise Refused(_("Quy định này đã được đơn vị xác nhận.")) from error
    record(
        stream="unit",
        subject=unit.pk,
        verb="confirm_rule",
        by=by,
        on=on,
        new=rule[:40],
        data={"rule": rule, "version": version, "decision": decision, "rows": prints.of([row], SALT)},
    )
    return row
