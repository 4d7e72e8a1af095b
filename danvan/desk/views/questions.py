"""A question that was put to a meeting is made a letter: both pages lead to each other."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from danvan.cases import policies
from danvan.cases.errors import StepRefused
from danvan.desk.forms.questions import QuestionLetterForm
from danvan.flows import question_to_petition as flow
from danvan.lib import dates
from danvan.meetings.views.door import question_of
from danvan.people.errors import Refused
from danvan.people.http import OfficerRequest

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def question_letter(request: OfficerRequest, pk: int) -> HttpResponse:
    """The form begins with what was asked and who asked it; saved, it leads to the new case."""
    question, today = question_of(request, pk), dates.today()
    form = QuestionLetterForm(question, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            case = flow.open_petition(
                question, form.letter(), sender=form.sender(), by=request.user, on=today
            )
            messages.success(request, _("Đã lập đơn. Mã: %(code)s.") % {"code": case.shown_code})
            if policies.can_read(request.user, case, on=today):
                return redirect("desk:case", case.pk)
            return redirect("meetings:meeting", question.meeting_id)
        except (StepRefused, Refused) as why:
            form.refuse(why)
    context = {"question": question, "form": form}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "desk/question_letter.html", context, status=status)
