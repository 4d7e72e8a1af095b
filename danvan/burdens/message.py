"""What somebody who reported a burden is sent: office, first group of the code, what became of it, where to look."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from danvan.burdens.models import Telling
from danvan.burdens.models.telling import Moment
from danvan.burdens.workflow import Status
from danvan.lib import dates
from danvan.lib.codes import GROUPS
from danvan.notices import texts
from danvan.notices.message import office

TEMPLATE, VERSION = "burden", 1


def what(telling: Telling) -> str:
    """What became of it, in a few words."""
    proposal = telling.proposal
    if telling.moment == Moment.IN_FORCE and proposal.in_force_on:
        return _("thủ tục đã đổi từ ngày %(day)s") % {"day": dates.short(proposal.in_force_on)}
    if proposal.status == Status.REJECTED:
        return _("đề nghị đơn giản hóa chưa được chấp thuận")
    return _("đã có quyết định đơn giản hóa thủ tục")


def text_of(telling: Telling, *, on: date) -> str:
    """The words as they are sent, in Vietnamese; nothing of what was reported."""
    with translation.override("vi"):
        words = {
            "office": office(telling.proposal.procedure.unit, on),
            "code": telling.report.code[: GROUPS[0]],
            "what": what(telling),
            "track": settings.DANVAN_URL + reverse("portal:burden_find"),
        }
    return texts.written(TEMPLATE, telling.channel, VERSION, **words)
