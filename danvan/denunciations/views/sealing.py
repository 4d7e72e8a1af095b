"""Letters of old are sealed to a key that does not open them yet: handed out, and taken back from the own machine."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.cases.errors import StepRefused
from danvan.denunciations import actions, handouts, queries
from danvan.denunciations.forms import AnswerForm
from danvan.denunciations.views import door
from danvan.denunciations.views.handing import handed
from danvan.lib import dates
from danvan.people.http import OfficerRequest

LONGEST = 8 * 1024 * 1024  # bytes; an envelope takes about 500 of them


@require_POST
@door.sealed
def hand_out(request: OfficerRequest, pk: int) -> HttpResponse:
    """The officer's envelopes of the letters that another custodian's key does not open; sealed, and no secret."""
    today = dates.today()
    other = next((row for row in queries.without_keys(request.user, on=today) if row.pk == pk), None)
    if other is None:
        raise Http404
    handout = handouts.to_seal_again(queries.openable_for(other, request.user, on=today), [other])
    return handed(request, handout, back=reverse("denunciations:kept"), number=pk)


@require_POST
@door.sealed
def take_back(request: OfficerRequest) -> HttpResponse:
    """The answer of the officer's own machine: new envelopes, each looked at before any is put in."""
    form = AnswerForm(request.POST, request.FILES)
    if form.is_valid() and (made := _put_in(request, form)):
        messages.success(request, _("Đã niêm phong lại %(n)d đơn.") % {"n": made})
        return redirect("denunciations:kept")
    words = {"title": _("Niêm phong lại"), "button": _("Nộp tệp trả lời"), "with_file": True}
    context = {"form": form, "back": reverse("denunciations:kept"), **words}
    return render(request, "denunciations/again.html", context, status=door.UNPROCESSABLE)


def _put_in(request: OfficerRequest, form: AnswerForm) -> int:
    """How many were put in; 0 with a sentence at the field."""
    sent = form.cleaned_data["file"]
    try:
        if sent.size > LONGEST:
            raise ValueError
        found = handouts.resealed(sent.read().decode())
        if made := actions.seal_again(found, by=request.user, on=dates.today()):
            return made
        raise ValueError
    except ValueError:
        form.add_error("file", _("Đây không phải tệp trả lời của bàn khóa. Chưa đổi gì; xin chọn lại."))
    except StepRefused as why:
        form.add_error("file", why.sentence)
    return 0
