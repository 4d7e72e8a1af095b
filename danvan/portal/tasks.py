"""What the worker does about applications that nobody has filed: whoever left an address is told, then they go."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from procrastinate.contrib.django import app

from danvan.lib import dates
from danvan.notices import gateways, texts
from danvan.notices.gateways import NotTaken
from danvan.notices.message import office
from danvan.onestop.actions import drafting
from danvan.onestop.models import Draft
from danvan.web import words

WARN_BEFORE = timedelta(days=3)


@app.periodic(cron="15 1 * * *")  # the worker's clock is UTC: 08:15 in Viet Nam
@app.task(queue="notices", queueing_lock="portal.drafts")
def drafts(timestamp: int) -> int:
    """Once a day: those that end soon are told, those whose days are over go; how many went."""
    warn()
    return drafting.expire(dates.today())


def warn() -> int:
    """Tell those who left an address for mail that their draft ends soon, once; how many."""
    if not gateways.ready("email"):
        return 0
    today, told = dates.today(), 0
    for draft in _ending():
        with translation.override("vi"):
            text = texts.written(
                "draft",
                "email",
                texts.latest("draft", "email"),
                office=office(draft.unit, today),
                day=words.short(draft.expires_on),
                link=settings.DANVAN_URL + reverse("portal:apply"),
            )
        if _sent(draft.said["email"], text):
            drafting.warn(draft)
            told += 1
    return told


def _sent(address: str, text: str) -> bool:
    """Whether it went out; what was typed need not be an address. Tomorrow it is tried again, while there is time."""
    try:
        validate_email(address)
        gateways.of("email").send(address, text)
    except (ValidationError, NotTaken):
        return False
    return True


def _ending() -> QuerySet[Draft]:
    today = dates.today()
    rows = Draft.objects.select_related("unit").filter(filed__isnull=True, warned_at__isnull=True)
    rows = rows.filter(expires_on__lte=today + WARN_BEFORE, expires_on__gte=today)
    return rows.exclude(said__email="").filter(said__has_key="email").order_by("pk")
