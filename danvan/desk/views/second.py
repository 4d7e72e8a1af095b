"""A second complaint is entered from the page of the first case: it is opened where it is decided on that day."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from danvan.cases import actions as cases
from danvan.cases import policies
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.desk import decisionpage
from danvan.desk.forms.second import SecondForm
from danvan.desk.present import language
from danvan.desk.views.case import UNPROCESSABLE, readable
from danvan.desk.views.door import DeskRequest, writing
from danvan.lib import dates
from danvan.petitions import actions, competence, finality
from danvan.web import once


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def second(request: DeskRequest, pk: int) -> HttpResponse:
    """Where it is decided and by what law, and the form; saved, it leads to the new case or back to the first."""
    first, today = readable(request, pk), dates.today()
    if not decisionpage.may_enter(request.user, first, today):
        raise StepRefused(_("Về hồ sơ này lúc này không nhận khiếu nại lần hai được."))
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SecondForm(first, today, data, files)
    if data is None:
        return _page(request, first, form)
    if not form.is_valid():
        return _page(request, first, form, status=UNPROCESSABLE)
    try:
        case = _save(request, first, form)
    except StepRefused as why:
        form.add_error(None, why.sentence)
        return _page(request, first, form, status=UNPROCESSABLE)
    messages.success(request, _("Đã mở hồ sơ khiếu nại lần hai."))
    return redirect("desk:case", case.pk if policies.can_read(request.user, case, on=today) else pk)


def _save(request: DeskRequest, first: Case, form: SecondForm) -> Case:
    got = form.cleaned_data
    case = actions.complain_again(
        form.letter(finality.named(first)),
        first=first,
        channel=got["channel"],
        by=request.user,
        on=got["on"],
        files=got["papers"],
        submission=once.number(got["submission"], request.user.pk, got),
    )
    cases.route_one(case, on=dates.today())
    return case


def _page(request: DeskRequest, first: Case, form: SecondForm, *, status: int = 200) -> HttpResponse:
    today = dates.today()
    seat = competence.second(first.unit_responsible, today)
    context: dict[str, Any] = {
        "case": first,
        "form": form,
        "seat_name": seat.unit.name_on(today) if seat.unit else "",
        "law": seat.rule.citation.say(language()) if seat.rule else "",
        "elsewhere": finality.elsewhere(seat, language()),
        "against": finality.named(first),
        "has_errors": status != 200,
    }
    return render(request, "desk/second.html", context, status=status)
