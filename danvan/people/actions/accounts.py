"""Accounts are created, get a password, are closed; who came in and went out is noted."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan.journal.actors import SYSTEM
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.lib.text import clean, sort_key
from danvan.people.actions.posts import NewPost, begin, end_unasked, hand_on, told
from danvan.people.actions.units import By
from danvan.people.actions.witness import note, note_beginning
from danvan.people.errors import Refused
from danvan.people.models import Account, Post
from danvan.people.passwords import one_time_password
from danvan.people.policies import check_can_manage_account

USERNAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


@transaction.atomic
def create_account(
    *,
    username: str,
    full_name: str,
    by: By | None,
    on: date,
    password: str | None = None,
    email: str = "",
    phone: str = "",
    must_change_password: bool = True,
    posts: Sequence[NewPost] = (),
) -> Account:
    """Open an account for an officer with the posts it begins with; `by=None` is the officer herself at the first run.

    Without a password nobody can log in until one is set. Raises Refused when the log-in name is taken or not
    of small Latin letters, digits, dots and hyphens; and for a post as `posts.begin` does.
    """
    username, full_name = clean(username).lower(), clean(full_name)[:120]
    if not USERNAME.fullmatch(username) or len(username) > 60:
        raise Refused(_("Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch nối."))
    if not full_name:
        raise Refused(_("Chưa có họ và tên."))
    account = Account(
        username=username,
        full_name=full_name,
        sort_key=name_key(full_name),
        email=email,
        phone=clean(phone)[:20],
        must_change_password=must_change_password,
    )
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("Tên đăng nhập đã có người dùng.")) from error
    given = [(post, told(post)) for post in begin(account, posts, by=by, on=on)]
    note_beginning(account, given, by=by or account, on=on)
    return account


def name_key(full_name: str) -> str:
    """Lists of persons go by given name, which is the last word, then by the rest."""
    *rest, given = full_name.split() or [""]
    return sort_key(" ".join([given, *rest]))[:300]


@transaction.atomic
def set_password(
    *, account: Account, password: str, by: By, on: date, must_change_password: bool = False
) -> None:
    """Set a password; every open session of the account ends with the old one."""
    Account.objects.select_for_update().get(pk=account.pk)
    account.set_password(password)
    account.must_change_password = must_change_password
    account.save(update_fields=["password", "must_change_password"])
    note_access(account=account, verb="set_password", by=by, on=on)


@transaction.atomic
def reset_password(*, account: Account, by: By, on: date) -> str:
    """Give a one-time password that must be changed at the next log-in, and return it to be told once.

    Raises Refused for a closed account, and for whoever does not administer every unit of the account's posts.
    """
    row = Account.objects.select_for_update().get(pk=account.pk)
    check_can_manage_account(by, row, dates.today())
    if not row.is_active:
        raise Refused(_("Tài khoản này đã đóng."))
    password = one_time_password()
    set_password(account=account, password=password, by=by, on=on, must_change_password=True)
    return password


@transaction.atomic
def close_account(*, account: Account, by: By, on: date, text: str = "", to: Account | None = None) -> None:
    """Close the account of an officer who leaves (đóng tài khoản): posts and sessions end, history stays.

    What was in her hands passes to `to`, or where there is none who may have it to nobody, and the leader is told.

    Raises Refused for a closed account, one's own, and one with a post in a unit that one does not administer.
    """
    row = Account.objects.select_for_update().get(pk=account.pk)
    check_can_manage_account(by, row, dates.today())
    if not row.is_active:
        raise Refused(_("Tài khoản này đã đóng."))
    if row == by:
        raise Refused(_("Không tự đóng tài khoản của mình; nhờ người quản trị khác."))
    for post in Post.objects.filter(officer=row, until_on__isnull=True):
        end_unasked(post=post, by=by, on=on)
    account.is_active, account.closed_on = False, on
    account.save(update_fields=["is_active", "closed_on"])
    note(account, verb="close", by=by, on=on, old="open", new="closed", text=text)
    hand_on(account, to=to, by=by, on=on, text=text)


@transaction.atomic
def note_access(
    *, account: Account, verb: str, on: date, by: By | None = None, data: dict[str, Any] | None = None
) -> None:
    """Note a log-in, log-out, lock-out or change of password or second factor in the account's journal."""
    Account.objects.select_for_update().get(pk=account.pk)
    note(account, verb=verb, by=by or account, on=on, data=data)


@transaction.atomic
def note_lock_out(*, username: str, on: date, within: timedelta) -> None:
    """Note, once in that time, that an account was locked after failed log-ins; an unknown name leaves nothing."""
    account = Account.objects.select_for_update().filter(username=username.lower()).first()
    if account is None:
        return
    last = Event.objects.filter(stream="account", subject=account.pk).order_by("-number").first()
    if last is None or last.verb != "lock_out" or last.at < dates.now() - within:
        note(account, verb="lock_out", by=SYSTEM, on=on)
