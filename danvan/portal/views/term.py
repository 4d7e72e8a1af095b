"""The legal clock for everybody: which day a term ends, and why. A GET without account, cookie or trace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danvan.portal.term_forms import TermForm
from danvan.portal.termface import answered, opened
from danvan.portal.views.show import show
from danvan.rates import actions as rates
from danvan.web.addresses import address_of

TOO_OFTEN = 429


@require_safe
def term(request: HttpRequest) -> HttpResponse:
    """The form, and above it the day with its reasons; what was typed stays, and the address can be passed on."""
    form = TermForm(request.GET) if request.GET else TermForm()
    waits = rates.count("term", address_of(request)) if request.GET else 0
    if waits:
        said = _("Vừa có quá nhiều câu hỏi từ địa chỉ mạng này. Xin đợi %(n)d phút rồi bấm lại.")
        form.add_error(None, said % {"n": -(-waits // 60)})
    context = {"form": form, **opened(form), **answered(form)}
    return show(request, "term", context, here="term", status=TOO_OFTEN if waits else 200)


@require_safe
def term_paper(request: HttpRequest) -> HttpResponse:
    """The answer as a paper of A4; back to the form where there is none."""
    waits = rates.count("term", address_of(request))
    found = {} if waits else answered(TermForm(request.GET))
    if not found:
        return redirect(f"{reverse('portal:term')}?{request.GET.urlencode()}")
    return show(request, "term_paper", found)
