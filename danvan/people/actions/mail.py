"""An officer's address for mail changes: the new one is proved by a link before it is used, the old one is told."""

import logging
from datetime import date, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.journal.models import Event
from danvan.lib import dates
from danvan.people.actions.witness import STREAM, note
from danvan.people.errors import Refused
from danvan.people.models import Account
from danvan.people.policies import check_can_manage_account

ASKED, CHANGED, UNTOLD = "ask_mail", "change_mail", "mail_untold"
WITHIN = timedelta(days=2)
MOST_A_DAY = 5
SALT = "danvan.people.mail"
logger = logging.getLogger(__name__)


def ask_mail(account: Account, *, email: str, by: Account, on: date) -> None:
    """Send a link to a new address: until its owner follows it, everything stays as it is.

    For the officer's own account or one that she manages. Raises Refused otherwise, for the address in use, after
    five in a day, or when the message could not be sent.
    """
    if by.pk != account.pk:
        check_can_manage_account(by, account, on)
    with transaction.atomic():
        locked = Account.objects.select_for_update().get(pk=account.pk)
        if not locked.is_active or email == locked.email:
            raise Refused(_("Đây đang là địa chỉ của tài khoản, hoặc tài khoản đã đóng."))
        since = dates.now() - timedelta(days=1)
        if _asked(locked).filter(at__gte=since).count() >= MOST_A_DAY:
            raise Refused(_("Hôm nay đã gửi nhiều thư xác nhận. Xin thử lại vào ngày mai."))
        note(locked, verb=ASKED, by=by, on=on)
        link = settings.DANVAN_URL + reverse("people:prove_mail", args=[_token(locked, email)])
        if not _sent(email, _("Dân Vận: xác nhận địa chỉ thư"), _proof(link)):
            raise Refused(_("Chưa gửi được thư xác nhận nên chưa đổi gì. Xin thử lại sau."))


def read(token: str) -> tuple[Account, str] | None:
    """The account and the new address of a link; None when it is old, forged, used, or another was asked for since."""
    try:
        pk, email, before, number = signing.loads(token, salt=SALT, max_age=WITHIN)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    account = Account.objects.filter(pk=pk, is_active=True, email=before).first()
    if account is None or _last(account) != number:
        return None
    return account, email


@transaction.atomic
def prove_mail(token: str, *, on: date) -> Account:
    """The owner of the new address followed the link: mail goes there from now on, and the old address hears of it.

    Raises Refused for a link that no longer holds.
    """
    found = read(token)
    if found is None:
        raise Refused(_("Liên kết này đã hết hạn hoặc đã dùng. Xin đổi lại từ trang của ông/bà."))
    account, email = found
    locked = Account.objects.select_for_update().get(pk=account.pk)
    if read(token) is None:  # somebody followed it at the same moment
        raise Refused(_("Liên kết này đã hết hạn hoặc đã dùng. Xin đổi lại từ trang của ông/bà."))
    before, locked.email = locked.email, email
    locked.save(update_fields=["email"])
    note(locked, verb=CHANGED, by=locked, on=on)
    if before:
        transaction.on_commit(lambda: _tell_old(locked, before, on))
    return locked


def _tell_old(account: Account, before: str, on: date) -> None:
    """The old address hears once that it is left; that it could not be told stands on record."""
    text = _(
        "Tài khoản Dân Vận của ông/bà không còn gửi thư tới địa chỉ này. Không phải ông/bà đổi thì báo ngay"
    )
    if not _sent(before, _("Dân Vận: địa chỉ thư đã đổi"), f"{text} {_('người quản trị của đơn vị.')}\n"):
        note(account, verb=UNTOLD, by=account, on=on)


def _proof(link: str) -> str:
    said = _(
        "Có người đề nghị dùng địa chỉ này cho tài khoản Dân Vận. Đúng là ông/bà thì mở liên kết sau trong 2 ngày:"
    )
    return f"{said}\n\n{link}\n\n{_('Không phải ông/bà thì bỏ qua thư này.')}\n"


def _sent(address: str, subject: str, text: str) -> bool:
    try:
        send_mail(subject, text, None, [address])
    except (OSError, SMTPException) as error:
        logger.warning("a message about an address was not taken: %s", type(error).__name__)
        return False
    return True


def _asked(account: Account) -> QuerySet[Event]:
    return Event.objects.filter(stream=STREAM, subject=account.pk, verb=ASKED)


def _last(account: Account) -> int | None:
    """The number of the last event by which an address was asked for."""
    return _asked(account).order_by("-number").values_list("number", flat=True).first()


def _token(account: Account, email: str) -> str:
    return signing.dumps([account.pk, email, account.email, _last(account)], salt=SALT)
