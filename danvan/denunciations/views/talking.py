"""Writing to the denouncer, who reads it by the receipt."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.denunciations import actions
from danvan.denunciations.forms import SpeakForm
from danvan.denunciations.views import door
from danvan.lib import dates
from danvan.people.http import OfficerRequest


@require_POST
@door.sealed
def speak(request: OfficerRequest, pk: int) -> HttpResponse:
    """The office's words, by whoever settles the case or keeps its key."""
    found = door.known(request, pk)
    return door.carried_out(
        request,
        SpeakForm(request.POST),
        lambda got: actions.speak(found, text=got["text"], by=request.user, on=dates.today()),
        title=_("Viết cho người tố cáo"),
        button=_("Gửi"),
        back=door.home_of(request, found),
    )
