"""The phone in the hall: somebody is here, somebody wants to speak."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from danvan.lib import dates
from danvan.meetings import actions, queries
from danvan.meetings.models import Meeting
from danvan.people.errors import Refused
from danvan.portal.dialogue_forms import CheckInForm, SpeakForm
from danvan.portal.switches import keeps_page, switched
from danvan.portal.views.dialogues import wait
from danvan.portal.views.show import show
from danvan.rates import actions as rates
from danvan.web.addresses import address_of

UNPROCESSABLE, TOO_OFTEN = 422, 429


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_page
def check_in(request: HttpRequest) -> HttpResponse:
    """Type the code of the hall; then say, if wanted, that one wants to speak."""
    if request.method != "POST" or switched(request):
        return _page(request, CheckInForm(initial=request.POST.dict() or None))
    if seconds := rates.count("check_in", address_of(request)):
        form = CheckInForm(request.POST)
        form.add_error(None, wait(seconds))
        return _page(request, form, status=TOO_OFTEN)
    meeting = queries.open_door(request.POST.get("door", ""))
    if request.POST.get("speak"):
        return _speak(request, meeting)
    form = CheckInForm(request.POST)
    if form.is_valid() and meeting is None:
        form.add_error("door", gettext("Không có hội trường nào đang mở với mã này. Xin so lại từng chữ."))
    if meeting is None or not form.is_valid():
        return _page(request, form, status=UNPROCESSABLE)
    given = {name: form.cleaned_data[name] for name in ("group", "submission")}
    try:
        actions.check_in(meeting, **given, on=dates.today())
    except Refused as why:
        form.refuse(why)
        return _page(request, form, status=UNPROCESSABLE)
    return _in(request, meeting, SpeakForm())


def _speak(request: HttpRequest, meeting: Meeting | None) -> HttpResponse:
    if meeting is None:
        return _page(request, CheckInForm(), status=UNPROCESSABLE)
    form = SpeakForm(request.POST)
    if form.is_valid():
        try:
            made = actions.enlist(meeting, **form.cleaned_data, on=dates.today())
            return _in(request, meeting, None, number=made.order)
        except Refused as why:
            form.refuse(why)
    return _in(request, meeting, form, status=UNPROCESSABLE)


def _page(request: HttpRequest, form: CheckInForm, *, status: int = 200) -> HttpResponse:
    return show(
        request, "check_in", {"form": form, "checked": status != 200}, here="dialogues", status=status
    )


def _in(
    request: HttpRequest, meeting: Meeting, form: SpeakForm | None, *, number: int = 0, status: int = 200
) -> HttpResponse:
    context = {"row": meeting, "form": form, "number": number, "checked": status != 200}
    return show(request, "checked_in", context, here="dialogues", status=status)
