"""An officer's address for mail: changed by herself or by the administrator, proved by whoever reads it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from danvan.lib import dates
from danvan.people import actions
from danvan.people.errors import Refused
from danvan.people.forms import MailForm
from danvan.people.http import OfficerRequest
from danvan.people.views.officers import managed, officer_page

UNPROCESSABLE, GONE = 422, 410


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def my_mail(request: OfficerRequest) -> HttpResponse:
    """The officer's own address."""
    form = MailForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _asked(request, form):
        return redirect("people:my_mail")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "people/my_mail.html", {"form": form}, status=status)


def _asked(request: OfficerRequest, form: MailForm) -> bool:
    """Whether a link went to the new address of the officer herself."""
    if not form.is_valid():
        return False
    try:
        actions.ask_mail(request.user, email=form.cleaned_data["email"], by=request.user, on=dates.today())
    except Refused as refused:
        form.add_error("email", str(refused))
        return False
    messages.success(request, _("Đã gửi thư xác nhận tới địa chỉ mới; mở liên kết trong thư thì mới đổi."))
    return True


@require_POST
@login_required
def officer_mail(request: OfficerRequest, pk: int) -> HttpResponse:
    """The administrator asks for another address of an officer."""
    account, form = managed(request, pk), MailForm(request.POST)
    if form.is_valid():
        try:
            actions.ask_mail(account, email=form.cleaned_data["email"], by=request.user, on=dates.today())
            messages.success(
                request, _("Đã gửi thư xác nhận tới địa chỉ mới; mở liên kết trong thư thì mới đổi.")
            )
            return redirect("people:officer", pk=pk)
        except Refused as refused:
            form.add_error("email", str(refused))
    return officer_page(request, account, mail_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def prove_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the message: a button, since programs that read mail follow links too."""
    done = request.method == "POST" and _proved(token)
    found = done or actions.mail_of(token) is not None
    return render(
        request, "people/prove_mail.html", {"done": done, "found": found}, status=200 if found else GONE
    )


def _proved(token: str) -> bool:
    """Whether the link still held."""
    try:
        actions.prove_mail(token, on=dates.today())
    except Refused:
        return False
    return True
