"""What somebody is sent about a draft: the office, what happened, her code where she needs it, where to look."""

from datetime import date
from string import Template

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from danvan.consultations.models import Telling
from danvan.consultations.models.people import Moment
from danvan.lib import dates
from danvan.lib.text import without_marks
from danvan.people.models import Tier

TEXT = Template("$office: $what $where")


def what(telling: Telling) -> str:
    """What happened, in a sentence; nothing of what anybody said, and no name."""
    row = telling.consultation
    until = dates.short(row.closes_on) if row.closes_on else ""
    code = telling.affected.shown_code if telling.affected else ""
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
