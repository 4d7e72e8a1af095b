"""A second complaint from the page of the first: the code names the decision, the register knows who decides next."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from danvan.cases import ties
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.lib import dates
from danvan.petitions import competence, finality
from danvan.portal import actions
from danvan.portal.forms import submission_of
from danvan.portal.second_forms import OverdueForm, SecondForm
from danvan.portal.switches import switched
from danvan.portal.views.doors import with_case
from danvan.portal.views.send import receipt_of, wait
from danvan.portal.views.show import show
from danvan.web.addresses import address_of

TOO_OFTEN = 429


@partial(with_case, form=SecondForm, template="second")
def second(request: HttpRequest, case: Case) -> HttpResponse:
    """First the form, then the receipt of the new complaint."""
    first = ties.kept(case) or case
    made: type[OverdueForm] = SecondForm if first.decided_on else OverdueForm
    if not request.POST.get("sent") or switched(request):
        return _page(request, case, first, made(initial=request.POST.dict()))
    form = made(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, case, first, form)
    try:
        sent = actions.complain_again(
            case,
            first,
            form.cleaned_data,
            address=address_of(request),
            submission=submission_of(request.POST.dict()),
            on=dates.today(),
        )
    except actions.TooOften as waits:
        form.add_error(None, wait(waits.seconds))
        return _page(request, case, first, form, status=TOO_OFTEN)
    except StepRefused as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, case, first, form)
    return receipt_of(request, sent.pk)


def _page(
    request: HttpRequest, case: Case, first: Case, form: OverdueForm, *, status: int = 200
) -> HttpResponse:
    language, today = (get_language() or "vi")[:2], dates.today()
    seat = competence.second(first.unit_responsible, today)
    context = {
        "form": form,
        "code": case.shown_code,
        "subject": case.subject,
        "named": finality.named(first),
        "goes_to": seat.unit.name_on(today) if seat.unit else "",
        "law": seat.rule.citation.say(language) if seat.rule else "",
        "elsewhere": finality.elsewhere(seat, language),
    }
    return show(request, "second", context, here="track", status=status)
