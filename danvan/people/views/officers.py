"""Officers and their posts, for the administrator of their units."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from danvan.lib import dates
from danvan.people import actions, policies, queries, words
from danvan.people.errors import Refused
from danvan.people.forms import AccountForm, CloseForm, EndForm, MailForm, PostForm
from danvan.people.http import OfficerRequest
from danvan.people.models import Account, Post, Unit
from danvan.people.roles import Role


def _administered(request: OfficerRequest) -> frozenset[int]:
    """Units that the officer administers today; 403 when there is none."""
    units = policies.standing(request.user, dates.today()).units_with(Role.ADMINISTRATOR)
    if not units:
        raise PermissionDenied
    return units


def _account(request: OfficerRequest, pk: int) -> Account:
    """An account of the officer's units; 403 for one of other units."""
    _administered(request)
    found = get_object_or_404(Account, pk=pk)
    if not policies.can_see_account(request.user, found, dates.today()):
        raise PermissionDenied
    return found


def managed(request: OfficerRequest, pk: int) -> Account:
    """An account that the officer may change: she administers every unit of its posts; 403 otherwise."""
    found = _account(request, pk)
    if not policies.can_manage_account(request.user, found, dates.today()):
        raise PermissionDenied
    return found


def _choices(request: OfficerRequest) -> list[tuple[str, str]]:
    return queries.unit_choices(_administered(request), dates.today())


def _heir(form: EndForm | CloseForm) -> Account | None:
    """The colleague to whom what is in hand goes; None: to nobody yet."""
    to = form.cleaned_data["to"]
    return Account.objects.get(pk=to) if to else None


@require_safe
@login_required
def officers(request: OfficerRequest) -> HttpResponse:
    """All accounts with a post, now or before, in the units that the officer administers."""
    rows = queries.officers_of(_administered(request), dates.today())
    return render(request, "people/officers.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def new_officer(request: OfficerRequest) -> HttpResponse:
    """Open an account with its first post; the one-time password is shown once."""
    units = _choices(request)
    form, post = AccountForm(request.POST or None), PostForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid() and post.is_valid():
        unit = get_object_or_404(Unit, key=post.cleaned_data.pop("unit"))
        try:
            policies.check_can_administer(request.user, unit, dates.today())
            account, password = actions.engage(
                person=form.cleaned_data,
                post={**post.cleaned_data, "unit": unit},
                by=request.user,
                on=dates.today(),
            )
            return render(request, "people/password_once.html", {"account": account, "password": password})
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "people/new_officer.html", {"form": form, "post": post})


@require_safe
@login_required
def officer(request: OfficerRequest, pk: int) -> HttpResponse:
    """An account: posts, journal of access, what may be done."""
    return officer_page(request, _account(request, pk))


def officer_page(request: OfficerRequest, account: Account, **forms: Any) -> HttpResponse:
    """The page, with the form that was refused when there is one."""
    today = dates.today()
    heirs = queries.colleagues(account, today)
    context = {
        "account": account,
        "posts": queries.all_posts_of(account, today),
        "events": [(event, words.said(event)) for event in queries.account_events(account)],
        "post_form": PostForm(units=_choices(request)),
        "end_form": EndForm(colleagues=heirs),
        "close_form": CloseForm(colleagues=heirs),
        "mail_form": MailForm(),
        "may_change": policies.can_manage_account(request.user, account, today),
        **forms,
    }
    return render(request, "people/officer.html", context, status=422 if forms else 200)


@require_POST
@login_required
def add_post(request: OfficerRequest, pk: int) -> HttpResponse:
    """Give a post."""
    account, form = managed(request, pk), PostForm(request.POST, units=_choices(request))
    if form.is_valid():
        data = form.cleaned_data
        unit = get_object_or_404(Unit, key=data["unit"])
        try:
            actions.give_post(
                officer=account,
                unit=unit,
                role=data["role"],
                title=data["title"],
                kinds=data["kinds"],
                deputy=data["deputy"],
                by=request.user,
                on=data["from_on"],
            )
            messages.success(request, _("Đã giao vai trò."))
            return redirect("people:officer", pk=pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    return officer_page(request, account, post_form=form)


@require_POST
@login_required
def finish_post(request: OfficerRequest, pk: int, post: int) -> HttpResponse:
    """End a post."""
    account = managed(request, pk)
    form = EndForm(request.POST, colleagues=queries.colleagues(account, dates.today()))
    row = get_object_or_404(Post, pk=post, officer=account)
    if form.is_valid():
        try:
            on, to = form.cleaned_data["on"], _heir(form)
            actions.end_post(post=row, by=request.user, on=on, to=to)
            messages.success(request, _("Đã ghi ngày thôi giữ vai trò."))
            return redirect("people:officer", pk=pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    return officer_page(request, account, end_form=form)


@require_POST
@never_cache
@login_required
def new_password(request: OfficerRequest, pk: int) -> HttpResponse:
    """Give a one-time password, shown once."""
    account = managed(request, pk)
    try:
        password = actions.reset_password(account=account, by=request.user, on=dates.today())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("people:officer", pk=pk)
    return render(request, "people/password_once.html", {"account": account, "password": password})


@require_POST
@login_required
def close(request: OfficerRequest, pk: int) -> HttpResponse:
    """Close an account; its posts end today."""
    account = managed(request, pk)
    form = CloseForm(request.POST, colleagues=queries.colleagues(account, dates.today()))
    if form.is_valid():
        try:
            reason, to = form.cleaned_data["reason"], _heir(form)
            actions.close_account(account=account, by=request.user, on=dates.today(), text=reason, to=to)
            messages.success(request, _("Đã đóng tài khoản."))
            return redirect("people:officers")
        except Refused as refused:
            form.add_error(None, str(refused))
    return officer_page(request, account, close_form=form)
