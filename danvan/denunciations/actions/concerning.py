"""Whom a denunciation is about, as its custodian reads it; and the keys of those whom it is about go."""

from datetime import date

from django.db import transaction

from danvan.cases import concerns
from danvan.cases.actions import About, note_concern
from danvan.cases.models import Case, Concern
from danvan.denunciations import keeping, policies
from danvan.denunciations.actions import ledger
from danvan.denunciations.models import Denunciation
from danvan.journal.actors import Outsider
from danvan.people.models import Account


def say_whom(found: Denunciation, about: About, *, by: Account, on: date, text: str = "") -> Concern:
    """A custodian says whom it is about (ghi người bị tố cáo), before its words are there for leaders to read.

    Nobody else knows it: the letter is sealed, and the denouncer may have chosen otherwise, or nothing. Also about
    whoever works where its keys are kept. Raises StepRefused for whoever keeps no key of it, and as `note_concern`.
    """

    def may(case: Case) -> list[int]:
        policies.envelope(found, by, on=on)
        return list(found.envelopes.values_list("custodian__unit", flat=True))

    return note_concern(found.case, about, by=by, on=on, text=text, may=may)


@transaction.atomic
def shed(case: Case, *, by: Account | Outsider, on: date) -> None:
    """Whom a sealed case is about keeps no key of it: their envelopes go, as far as it can be opened without them.

    The envelope of somebody accused in person goes while there is any other; of those who are only of the same office,
    once enough others are there (keeping.KEEPERS): until then they may seal it again to others, unseen.
    """
    if not case.workflow.sealed:
        return
    found = Denunciation.objects.get(pk=case.pk)
    envelopes = list(found.envelopes.select_related("custodian__officer"))
    accused = [one for one in envelopes if keeping.is_accused(one.custodian.officer, found, on=on)]
    meant = [one for one in envelopes if concerns.shut_out(one.custodian.officer, case, on=on)]
    others = [one for one in envelopes if one not in accused and one.custodian.until is None]
    free = [one for one in others if one not in meant]
    gone = meant if len(free) >= keeping.KEEPERS else accused if others else []
    for envelope in gone:
        ledger.take_envelope(envelope, by=by, on=on)
