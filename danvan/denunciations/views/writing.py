"""A custodian takes the sealed words to the own machine, and brings back what is denounced without the denouncer."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from danvan.cases.errors import StepRefused
from danvan.denunciations import actions, queries
from danvan.denunciations.forms import AboutForm, RedactForm
from danvan.denunciations.models import Denunciation, Message
from danvan.denunciations.views import door
from danvan.denunciations.views.handing import handed
from danvan.lib import dates
from danvan.people.http import OfficerRequest


@require_POST
@door.sealed
def letter(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take the sealed letter to the own machine; on record each time."""
    found = door.kept(request, pk)
    handout = actions.open_letter(found, by=request.user, on=dates.today())
    return handed(request, handout, back=reverse("denunciations:redact", args=[pk]), number=pk)


@require_POST
@door.sealed
def message(request: OfficerRequest, pk: int, number: int) -> HttpResponse:
    """The same for a later message."""
    sent = _message(door.kept(request, pk), number)
    handout = actions.open_message(sent, by=request.user, on=dates.today())
    return handed(
        request, handout, back=reverse("denunciations:redact_message", args=[pk, number]), number=pk
    )


@require_http_methods(["GET", "HEAD", "POST"])
@door.sealed
def redact(request: OfficerRequest, pk: int, number: int = 0) -> HttpResponse:
    """Write down what the letter, or the message, says; what may betray the denouncer is shown before it is saved."""
    found = door.kept(request, pk)
    sent = _message(found, number) if number else None
    form = RedactForm(of_message=bool(sent), initial=_written(found, sent))
    if request.method == "POST":
        form = RedactForm(request.POST, of_message=bool(sent))
        if form.is_valid() and _saved(request, form, found, sent):
            messages.success(request, _("Đã lưu nội dung không kèm danh tính."))
            return redirect("denunciations:denunciation", pk)
    context = {"form": form, "found": found, "sent": sent, "trail": _trail(pk)}
    status = door.UNPROCESSABLE if form.errors else 200
    return render(request, "denunciations/redact.html", context, status=status)


@require_POST
@door.sealed
def about(request: OfficerRequest, pk: int) -> HttpResponse:
    """Say whom of the office it is about; it may then be one that the custodian does not know any longer."""
    found, today = door.kept(request, pk), dates.today()
    form = AboutForm(queries.may_be_about(found, on=today), request.POST)
    return door.carried_out(
        request,
        form,
        lambda _got: actions.say_whom(found, form.chosen, by=request.user, on=today),
        title=_("Đơn nói về ai của cơ quan"),
        button=_("Ghi"),
        back=reverse("denunciations:kept"),
    )


def _saved(request: OfficerRequest, form: RedactForm, found: Denunciation, sent: Message | None) -> bool:
    """Whether it was taken; a sentence at the form where not."""
    got = form.cleaned_data
    words = {"subject": got.get("subject", ""), "accused": got.get("accused", ""), "body": got["body"]}
    try:
        actions.redact(found, **words, message=sent, by=request.user, on=dates.today())
    except StepRefused as why:
        form.refuse(why)
        return False
    return True


def _message(found: Denunciation, number: int) -> Message:
    """A sealed message of this denunciation; Http404 for any other."""
    sent = found.messages.filter(pk=number, from_office=False).first()
    if sent is None:
        raise Http404
    sent.denunciation = found
    return sent


def _written(found: Denunciation, sent: Message | None) -> dict[str, str]:
    """What stands there now, to be mended; empty fields before anything was written."""
    if sent:
        return {"body": sent.text}
    case = found.case
    return {"subject": case.subject, "body": case.body, "accused": found.accused} if case.body else {}


def _trail(pk: int) -> list[tuple[str, str]]:
    page = reverse("denunciations:denunciation", args=[pk])
    return [(_("Tố cáo"), reverse("denunciations:kept")), (_("Đơn"), page), (_("Lược danh tính"), "")]
