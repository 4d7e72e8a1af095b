"""The door to a letter: the code, in the body of a POST, counted per address."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from danvan.cases.models import Case
from danvan.portal.forms import CodeForm
from danvan.portal.switches import keeps_page
from danvan.portal.views.show import show
from danvan.rates import actions as rates
from danvan.web.addresses import address_of
from danvan.web.forms import Form
from danvan.web.views import too_many_requests

TOO_OFTEN = 429


def refused(request: HttpRequest, form: CodeForm) -> HttpResponse:
    """The look-up page again: the same answer for a wrong and for an unknown code."""
    return show(request, "find", {"form": form}, here="track")


def with_case(
    view: Callable[[HttpRequest, Case], HttpResponseBase],
    form: type[Form] | None = None,
    template: str = "",
) -> Callable[[HttpRequest], HttpResponseBase]:
    """A view that needs a letter: counts the attempt, looks the code up, and never lets the page be stored.

    Who asks too often waits; what was typed into `form` then stays on its page.
    """

    @never_cache
    @require_POST
    @keeps_page
    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponseBase:
        if seconds := rates.count("track", address_of(request)):
            if form is not None and request.POST.get("sent"):
                return _wait(request, form(request.POST), template, seconds)
            return too_many_requests(request, seconds)
        asked = CodeForm({"code": request.POST.get("code", "")[:64]})
        if not asked.is_valid():
            return refused(request, asked)
        return view(request, asked.cleaned_data["code"])

    return wrapped


def _wait(request: HttpRequest, form: Form, template: str, seconds: int) -> HttpResponse:
    """The form as it was sent, with the minutes to wait."""
    said = ngettext(
        "Xin đợi %(n)d phút rồi bấm gửi lại.", "Xin đợi %(n)d phút rồi bấm gửi lại.", -(-seconds // 60)
    )
    form.add_error(None, said % {"n": -(-seconds // 60)})
    context = {"form": form, "code": request.POST.get("code", "")[:64]}
    return show(request, template, context, here="track", status=TOO_OFTEN)
