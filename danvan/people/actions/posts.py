"""Posts are given and ended."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan.journal.actions import record
from danvan.lib.text import clean
from danvan.people.actions.units import By
from danvan.people.errors import Refused
from danvan.people.models import Account, Post, Unit
from danvan.people.reach import forget_standing
from danvan.people.roles import Role


@transaction.atomic
def give_post(
    *,
    officer: Account,
    unit: Unit,
    role: Role | str,
    by: By,
    on: date,
    title: str = "",
    kinds: Sequence[str] | None = None,
) -> Post:
    """The officer holds the role in the unit from that day (giao nhiệm vụ).

    `kinds`: codes of the kinds of case the post may see; None means all ordinary ones.
    Raises Refused for a closed account, a unit that does not exist that day, or a post already held.
    """
    officer_row = Account.objects.select_for_update().get(pk=officer.pk)
    if not officer_row.is_active:
        raise Refused(_("Tài khoản này đã đóng."))
    if not unit.exists_on(on):
        raise Refused(_("Đơn vị không tồn tại vào ngày này."))
    try:
        with transaction.atomic():
            post = Post.objects.create(
                officer=officer,
                unit=unit,
                role=Role(role).value,
                title=clean(title)[:120],
                from_on=on,
                kinds=list(kinds) if kinds is not None else None,
            )
    except IntegrityError as error:
        raise Refused(_("Cán bộ đang giữ vai trò này tại đơn vị.")) from error
    forget_standing(officer)
    _note(post, "give_post", by, on)
    return post


@transaction.atomic
def end_post(*, post: Post, by: By, on: date) -> None:
    """The post is no longer held from that day; one given that same day never was. Refused if ended."""
    Account.objects.select_for_update().get(pk=post.officer_id)
    post = Post.objects.select_for_update().select_related("officer", "unit").get(pk=post.pk)
    if post.until_on is not None:
        raise Refused(_("Vai trò này đã kết thúc."))
    _note(post, "end_post", by, on)
    if post.from_on >= on:
        post.delete()
    else:
        post.until_on = on
        post.save(update_fields=["until_on"])
    forget_standing(post.officer)


def end_posts_at(units: Sequence[Unit], *, by: By, on: date) -> None:
    """End every open post in units that end."""
    for post in Post.objects.filter(unit__in=units, until_on__isnull=True):
        end_post(post=post, by=by, on=on)


def _note(post: Post, verb: str, by: By, on: date) -> None:
    facts = {"unit": post.unit.key, "role": post.role, "title": post.title, "kinds": post.kinds}
    record(stream="account", subject=post.officer_id, verb=verb, by=by, on=on, new=post.role, data=facts)
