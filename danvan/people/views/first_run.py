"""The first page of an office that starts empty: asked once, by whoever started the server."""

import secrets

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from danvan.lib import dates
from danvan.people import actions, policies, seed
from danvan.people.adapters import AccountAdapter
from danvan.people.errors import Refused
from danvan.people.forms import FirstRunForm
from danvan.people.models import Account
from danvan.people.roles import Role
from danvan.people.rule_list import rule_list


def _check(token: str) -> None:
    """404 unless no account exists yet and the token is the one in var/first-run-token."""
    file = settings.VAR / "first-run-token"
    known = file.read_text().strip() if file.exists() else ""
    if not known or not secrets.compare_digest(known.encode(), token.encode()) or Account.objects.exists():
        raise Http404


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password", "password2")
@never_cache
def first_run(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the unit, its working week and its first administrator, then log her in."""
    _check(token)
    form = FirstRunForm(request.POST or None, units=seed.choices())
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.start_office(on=dates.today(), answers=form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            (settings.VAR / "first-run-token").unlink(missing_ok=True)
            AccountAdapter(request).login(request, account)
            units = policies.standing(account, dates.today()).units_with(Role.ADMINISTRATOR)
            if notice := rule_list(units, dates.today()).notice:
                messages.warning(request, notice)
            return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "people/first_run.html", {"form": form})
