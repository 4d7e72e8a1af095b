"""Posts are given and ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from danvan.journal import prints
from danvan.lib import dates
from danvan.lib.text import clean
from danvan.people.actions.units import By
from danvan.people.actions.witness import note
from danvan.people.errors import Refused
from danvan.people.models import Account, Post, Unit
from danvan.people.policies import check_can_administer, check_can_manage_account
from danvan.people.reach import forget_standing
from danvan.people.roles import Role


@dataclass(frozen=True)
class NewPost:
    """A role in a unit. `kinds`: codes of the kinds of case the post may see; None means all ordinary ones.

    `deputy`: a leader who stands in for the head. `from_on`: the day from which an account that begins with it has it;
    None for at once.
    """

    unit: Unit
    role: Role | str
    title: str = ""
    kinds: Sequence[str] | None = None
    deputy: bool = False
    from_on: date | None = None


@transaction.atomic
def give_post(*, officer: Account, unit: Unit, role: Role | str, by: By, on: date, **more: Any) -> Post:
    """The officer holds a role in the unit from that day (giao nhiệm vụ); `more` as in NewPost.

    Raises Refused for a closed account, a unit that does not exist that day, a post already held, a deputy of nothing,
    and unless the asker administers, today, the unit and every unit of the officer's posts.
    """
    row = Account.objects.select_for_update().get(pk=officer.pk)
    _check_may(by, row, unit)
    if not row.is_active:
        raise Refused(_("Tài khoản này đã đóng."))
    post = _row(officer, NewPost(unit, role, **more), on)
    try:
        with transaction.atomic():
            post.save()
    except IntegrityError as error:
        raise Refused(_("Cán bộ đang giữ vai trò này tại đơn vị.")) from error
    forget_standing(officer)
    _note(post, "give_post", by, on)
    return post


def begin(officer: Account, posts: Sequence[NewPost], *, by: By | None, on: date) -> list[Post]:
    """The posts of an account that is just being opened, in one statement; the caller records them.

    Raises Refused as `give_post` does, and unless an officer who asks administers each of the units today.
    """
    if isinstance(by, Account):
        for post in posts:
            check_can_administer(by, post.unit, dates.today())
    try:
        return Post.objects.bulk_create(_row(officer, post, post.from_on or on) for post in posts)
    except IntegrityError as error:
        raise Refused(_("Cán bộ đang giữ vai trò này tại đơn vị.")) from error


def _row(officer: Account, post: NewPost, on: date) -> Post:
    """The post from that day, not yet stored; Refused for a deputy of nothing, or where there is no unit then."""
    if post.deputy and Role(post.role) != Role.LEADER:
        raise Refused(_("Chỉ lãnh đạo mới là cấp phó."))
    if not post.unit.exists_on(on):
        raise Refused(_("Đơn vị không tồn tại vào ngày này."))
    return Post(
        officer=officer,
        unit=post.unit,
        role=Role(post.role).value,
        title=clean(post.title)[:120],
        from_on=on,
        kinds=list(post.kinds) if post.kinds is not None else None,
        deputy=post.deputy,
    )


@transaction.atomic
def end_post(*, post: Post, by: By, on: date, to: Account | None = None) -> None:
    """The post is no longer held from that day; one given that same day never was. What goes with it passes to `to`.

    Without a colleague who may have it, it lies in nobody's hands and the leader is told (DANVAN_LEAVING).
    Raises Refused if it has ended, and unless the asker administers, today, every unit of the officer's posts.
    """
    officer = Account.objects.select_for_update().get(pk=post.officer_id)
    _check_may(by, officer, post.unit)
    end_unasked(post=post, by=by, on=on)
    hand_on(officer, to=to, by=by, on=on)


def hand_on(officer: Account, *, to: Account | None, by: By, on: date, text: str = "") -> None:
    """Let whatever hangs on the officer's posts go to a colleague, or to nobody: what is there, the apps above know."""
    forget_standing(officer)
    for path in settings.DANVAN_LEAVING:
        import_string(path)(officer, to=to, by=by, on=on, text=text)


@transaction.atomic
def end_unasked(*, post: Post, by: By, on: date) -> None:
    """End a post because its unit ends or the account is closed: what was asked is whether that may be done."""
    Account.objects.select_for_update().get(pk=post.officer_id)
    post = Post.objects.select_for_update().select_related("officer", "unit").get(pk=post.pk)
    if post.until_on is not None:
        raise Refused(_("Vai trò này đã kết thúc."))
    if on < post.from_on:
        raise Refused(_("Ngày thôi giữ không thể trước ngày bắt đầu."))
    name = prints.name_of(post)
    if post.from_on == on:
        Post.objects.filter(pk=post.pk).delete()
    else:
        post.until_on = on
        post.save(update_fields=["until_on"])
    forget_standing(post.officer)
    _note(post, "end_post", by, on, gone=name if post.from_on == on else "")


def end_posts_at(units: Sequence[Unit], *, by: By, on: date) -> None:
    """End every open post in units that end."""
    for post in Post.objects.filter(unit__in=units, until_on__isnull=True):
        end_unasked(post=post, by=by, on=on)


def _check_may(by: By, officer: Account, unit: Unit) -> None:
    """By the posts of today: whoever asks chooses the day of the post, and may not choose her own rights by it."""
    today = dates.today()
    check_can_manage_account(by, officer, today)
    if isinstance(by, Account):
        check_can_administer(by, unit, today)


def _note(post: Post, verb: str, by: By, on: date, *, gone: str = "") -> None:
    """`gone`: the name of a post that was taken away on the day on which it was given."""
    note(post.officer, verb=verb, by=by, on=on, new=post.role, data=told(post), gone=gone)


def told(post: Post) -> dict[str, Any]:
    """What an event tells of a post."""
    return {
        "unit": post.unit.key,
        "role": post.role,
        "title": post.title,
        "kinds": post.kinds,
        **({"deputy": True} if post.deputy else {}),
    }
