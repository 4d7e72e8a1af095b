"""Who holds which key: active custodians, envelopes, what only one key opens."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from danvan.cases import concerns
from danvan.denunciations.models import Custodian, Denunciation, Envelope
from danvan.people import queries as units
from danvan.people.models import Account

STREAM = "custodian"
KEEPERS = 2  # so many keys at least: one may be lost, and nobody looks alone


def active(on: date) -> QuerySet[Custodian]:
    """Custodians to whom letters are sealed on that day."""
    return Custodian.objects.filter(since__lte=on, until__isnull=True, officer__is_active=True)


def envelope_for(found: Denunciation, officer: Account) -> Envelope | None:
    """The envelope that the officer's key opens; None where there is none, or the custody has ended."""
    rows = found.envelopes.select_related("custodian").filter(custodian__officer=officer)
    return rows.filter(custodian__until__isnull=True).order_by("pk").first()


def without_key(custodian: Custodian, *, on: date) -> QuerySet[Denunciation]:
    """Letters that the custodian's key does not open yet, to be sealed to it by another; none that is about her.

    Those kept in her unit, and those that are settled there by now though they were sealed elsewhere: passed up because
    they are about whoever had them, or their unit went into hers.
    """
    kept = Envelope.objects.filter(denunciation=OuterRef("pk"), custodian__unit=custodian.unit_id)
    hers = Envelope.objects.filter(denunciation=OuterRef("pk"), custodian=custodian)
    settled = Q(case__unit_responsible__in=_succeeded(custodian.unit_id, on))
    rows = Denunciation.objects.filter(Exists(kept) | settled, case__destroyed_on__isnull=True)
    hidden = concerns.hidden_from(custodian.officer, on=on)
    return rows.exclude(Exists(hers)).exclude(case__in=hidden).order_by("pk")


def _succeeded(unit: int, on: date) -> list[int]:
    """Of the units that settle denunciations, this one and those that it stands for that day."""
    held = Denunciation.objects.order_by().values_list("case__unit_responsible", flat=True).distinct()
    return [one for one, heirs in units.lineage(held, on).items() if unit in {heir.unit_id for heir in heirs}]


def is_accused(officer: Account, found: Denunciation, *, on: date) -> bool:
    """Whether it is about this officer in person."""
    return concerns.accusing(officer, on=on).filter(case=found.pk).exists()


def only_key_of(custodian: Custodian) -> QuerySet[Denunciation]:
    """Letters that no other key opens: if this custodian's went, nobody could read them any longer."""
    others = (
        Envelope.objects.filter(denunciation=OuterRef("pk"), custodian__until__isnull=True)
        .exclude(custodian=custodian)
        .order_by()
    )
    counted = others.values("denunciation").annotate(n=Count("pk")).values("n")
    rows = Denunciation.objects.filter(envelopes__custodian=custodian, case__destroyed_on__isnull=True)
    return rows.annotate(left=Coalesce(Subquery(counted), 0)).filter(left=0)
