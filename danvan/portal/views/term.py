"""The legal clock for everybody: which day a term ends, and why. A GET without account, cookie or trace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from danvan.portal.term_forms import TermForm
from danvan.portal.termface import answered, opened
from danvan.portal.views.show import show


@require_safe
def term(request: HttpRequest) -> HttpResponse:
    """The form, and above it the day with its reasons; what was typed stays, and the address can be passed on."""
    form = TermForm(request.GET) if request.GET else TermForm()
    found = answered(form)
    return show(request, "term", {"form": form, **opened(form), **found}, here="term")


@require_safe
def term_paper(request: HttpRequest) -> HttpResponse:
    """The answer as a paper of A4; back to the form where there is none."""
    found = answered(TermForm(request.GET))
    if not found:
        return redirect(f"{reverse('portal:term')}?{request.GET.urlencode()}")
    return show(request, "term_paper", found)
