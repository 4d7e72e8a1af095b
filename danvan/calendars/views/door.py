"""What every page of the calendar asks first: which units the officer may look at, which calendars change."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danvan.calendars import policies
from danvan.lib import dates
from danvan.people import policies as people
from danvan.people import queries
from danvan.people.http import OfficerRequest
from danvan.people.models import Unit


def seen(request: OfficerRequest) -> list[tuple[str, str]]:
    """Units whose calendar the officer may look at, highest first."""
    today = dates.today()
    return queries.unit_choices(people.standing(request.user, today).sees, today)


def editable(request: OfficerRequest) -> list[tuple[str, str]]:
    """Calendars that the officer may change, the country's first under an empty key; 403 when there is none."""
    today = dates.today()
    mine = people.standing(request.user, today).units_with(*policies.EDITORS)
    if not mine:
        raise PermissionDenied
    national = [("", _("Cả nước"))] if policies.can_edit_national(request.user, today) else []
    return [*national, *queries.unit_choices(mine, today)]


def home_unit(request: OfficerRequest, key: str) -> Unit | None:
    """The unit of that key; without a key, that of the officer's first post."""
    if key:
        return Unit.objects.filter(key=key).first()
    post = queries.posts_of(request.user, dates.today()).select_related("unit").first()
    return post.unit if post else None
