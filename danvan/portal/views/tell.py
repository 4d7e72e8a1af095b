"""How the citizen is told: changed by the code; an address for mail is proved by the link that was sent to it."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.journal.actors import CITIZEN
from danvan.lib import dates
from danvan.notices import actions as notices
from danvan.notices.forms import WayForm
from danvan.portal import queries
from danvan.portal.switches import switched
from danvan.portal.views.doors import with_case
from danvan.portal.views.show import show
from danvan.portal.views.track import page

GONE, UNPROCESSABLE = 410, 422


@partial(with_case, form=None, template="tell")
def tell(request: HttpRequest, case: Case) -> HttpResponse:
    """First the form, then the page of the letter."""
    party = queries.told_person(case)
    if party is None:
        return page(request, case, _("Đơn này không nêu tên người gửi nên không có ai để báo."))
    form = WayForm(party, citizen=True)
    if request.POST.get("sent") and not switched(request):
        form = WayForm(party, request.POST, citizen=True)
        if form.is_valid():
            try:
                return page(request, case, _change(form))
            except StepRefused as refusal:
                form.add_error(None, refusal.sentence)
    context = {"form": form, "code": case.shown_code, "subject": case.subject}
    return show(request, "tell", context, here="track", status=UNPROCESSABLE if form.errors else 200)


def _change(form: WayForm) -> str:
    """Change it, or ask the owner of a new address first; the sentence that says which."""
    given, party, today = form.given(), form.party, dates.today()
    email = given.get("email") or party.email
    if given["tell_by"] == "email" and not queries.is_proved(party, email):
        notices.ask_address(party, email=email, on=today)
        return _("Đã gửi thư xác nhận. Xin mở thư và bấm vào liên kết; đến lúc đó cách báo tin vẫn như cũ.")
    notices.change_way(party, by=CITIZEN, on=today, **given)
    return _("Đã đổi cách báo tin.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link in a letter leads: a button, because some programs open every link of a letter by themselves."""
    change = queries.address_change(token)
    if change is None:
        return show(request, "prove", {"gone": True}, here="track", status=GONE)
    if request.method != "POST":
        return show(request, "prove", {"asks": not change.proved_at}, here="track")
    try:
        notices.prove_address(change, on=dates.today())
    except StepRefused as refusal:
        return show(request, "prove", {"gone": True, "sentence": refusal.sentence}, here="track", status=GONE)
    return show(request, "prove", here="track")
