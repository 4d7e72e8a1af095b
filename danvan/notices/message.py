"""A telling as it is sent: to which address, in which words. Neither is kept; the ledger keeps mask and version."""

from datetime import date, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation
from django.utils.module_loading import import_string

from danvan.cases.models.people import TellBy
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.lib.codes import GROUPS
from danvan.notices import texts, wording
from danvan.notices.models import AddressChange, Telling
from danvan.people.models import Tier, Unit

STEP, PROVE, CHANGED = "step", "prove", "changed"
PROVE_WITHIN = timedelta(days=3)
_signer = Signer(salt="danvan.notices.prove")


def address_of(telling: Telling) -> str:
    """Where it goes now; empty when there is no such address (any more)."""
    if telling.change:
        return telling.change.email if telling.template == PROVE else telling.change.before
    party = telling.party
    return party.contact if party.tell_by == telling.channel else ""


def text_of(telling: Telling, *, on: date) -> str:
    """The words, in Vietnamese: office, kind of step, first group of the code, where to look. Nothing of the letter."""
    event = telling.event
    with translation.override("vi"):
        words = {
            "office": office(telling.case.unit_responsible, on),
            "code": telling.case.code[: GROUPS[0]],
            "what": wording.title(telling.case, event),
            "day": dates.short(event.on),
            "track": settings.DANVAN_URL + reverse("portal:track"),
            "link": _link(telling.change) if telling.change else "",
            "days": str(PROVE_WITHIN.days),
            "rate": _also(telling, event),
        }
    return texts.written(telling.template, telling.channel, telling.version, **words)


def version_of(template: str, channel: str) -> int:
    """The version that is sent now; 0 where somebody says it in words of their own."""
    return texts.latest(template, channel) if channel in (TellBy.SMS, TellBy.EMAIL) else 0


def office(unit: Unit, on: date) -> str:
    """The authority as it is named at the head of a page."""
    name = unit.name_on(on)
    authority = unit.tier in (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)
    return f"UBND {name}" if authority else name[:1].upper() + name[1:]


def _also(telling: Telling, event: Event) -> str:
    """A sentence that whoever knows more of the step adds: where what was done may be rated; empty for most steps."""
    found = (import_string(name)(event, telling.case.kind) for name in settings.DANVAN_NOTICE_ALSO)
    address = next(filter(None, found), "")
    if not address:
        return ""
    if telling.channel == TellBy.SMS:
        return f". Moi danh gia: {address}"
    return f"\n\nMời ông/bà đánh giá việc phục vụ, năm câu, không cần xưng tên: {address}"


def _link(change: AddressChange) -> str:
    return settings.DANVAN_URL + reverse("portal:prove", args=[token_of(change)])


def token_of(change: AddressChange) -> str:
    """What stands in the link that proves an address: its number, signed; nothing of a person."""
    return _signer.sign(str(change.pk)).replace(":", "-", 1)


def read_token(token: str) -> int | None:
    """The number of the change of a token that we signed; None for any other."""
    try:
        return int(_signer.unsign(token.replace("-", ":", 1)))
    except (BadSignature, ValueError):
        return None
