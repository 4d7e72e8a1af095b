"""What somebody is sent about a draft: the office, what happened, her code where she needs it, where to look.

And how she stands on the list of those whom an officer calls or visits.
"""

from dataclasses import dataclass
from datetime import date
from string import Template

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from danvan.consultations.models import Telling
from danvan.consultations.models.people import Moment
from danvan.lib import dates
from danvan.lib.text import initials, without_marks
from danvan.people.models import Tier

TEXT = Template("$office: $what $where")


HIDDEN = "••••"
"""What stands for a code until somebody looks on record."""


def what(telling: Telling, *, hidden: bool = False) -> str:
    """What happened, in a sentence; nothing of what anybody said, and no name. `hidden`: without her code too."""
    row = telling.consultation
    until = dates.short(row.closes_on) if row.closes_on else ""
    code = telling.affected.shown_code if telling.affected else ""
    code = HIDDEN if hidden and code else code
    said = {
        Moment.INVITED: _(
            "mời ông/bà góp ý dự thảo liên quan trực tiếp đến mình, đến hết %(until)s. Mã riêng: %(code)s."
        ),
        Moment.LONGER: _("đợt góp ý dự thảo được gia hạn đến hết %(until)s."),
        Moment.VEILED: _("một ý kiến của ông/bà không đăng công khai; mở bằng mã góp ý để xem lý do."),
        Moment.EXPLAINED: _("đã trả lời ý kiến của ông/bà về dự thảo; mở bằng mã góp ý để xem."),
        Moment.ISSUED: _("dự thảo ông/bà được hỏi ý kiến đã ban hành, số %(number)s."),
        Moment.WITHDRAWN: _("dự thảo ông/bà được hỏi ý kiến đã rút, không ban hành."),
    }
    return said[Moment(telling.moment)] % {"until": until, "code": code, "number": row.issued_as}


def text_of(telling: Telling, *, on: date) -> str:
    """The words as they are sent, in Vietnamese and without marks."""
    row = telling.consultation
    name = row.unit.name_on(on)
    authority = row.unit.tier in (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)
    with translation.override("vi"):
        words = {
            "office": f"UBND {name}" if authority else name,
            "what": what(telling),
            "where": settings.DANVAN_URL + reverse("portal:consultation_code"),
        }
    return without_marks(TEXT.substitute(words))


@dataclass(frozen=True)
class ToTell:
    """Somebody who is still to be told: masked until this officer looks on record."""

    row: Telling
    shown: bool
    who: str
    phone: str
    address: str
    said: str


def to_tell(telling: Telling, shown: int = 0) -> ToTell:
    """One line of the list of those to be told; `shown` is the number of the one that was looked at."""
    opened, person = telling.pk == shown, telling.affected or telling.voice
    assert person is not None
    agency = telling.voice.agency if telling.voice else ""
    return ToTell(
        telling,
        opened,
        agency or (person.full_name if opened else initials(person.full_name)),
        person.phone if opened else telling.to,
        person.address if opened else "",
        what(telling, hidden=not opened),
    )
