"""The events of an account: each keeps a fingerprint of the account, its posts and its absences, past ones too."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from danvan.journal import prints
from danvan.journal.actions import Beginning, record, record_beginning
from danvan.people.actions.units import By
from danvan.people.models import Absence, Account, Post

STREAM = "account"
SALT = "account"


def note(
    account: Account,
    *,
    verb: str,
    by: By,
    on: date,
    data: dict[str, Any] | None = None,
    gone: str = "",
    **more: Any,
) -> None:
    """Record what was done to an account, once all its rows are written; `gone` names a row taken away."""
    posts, absences = (table.objects.filter(officer=account).order_by("pk") for table in (Post, Absence))
    rows = [Account.objects.get(pk=account.pk), *posts, *absences]
    marks: dict[str, str | None] = {**prints.of(rows, SALT), **({gone: None} if gone else {})}
    kept = {**(data or {}), "rows": marks}
    record(stream=STREAM, subject=account.pk, verb=verb, by=by, on=on, data=kept, **more)


def note_beginning(
    account: Account, posts: Sequence[tuple[Post, dict[str, Any]]], *, by: By, on: date
) -> None:
    """Record an account that was just opened, and each post with which it begins and what is told of it."""
    steps = [Beginning("create", on, account.username[:40], {"rows": prints.of([account], SALT)})]
    steps += [
        Beginning("give_post", post.from_on, post.role, {**told, "rows": prints.of([post], SALT)})
        for post, told in posts
    ]
    record_beginning(stream=STREAM, subject=account.pk, by=by, steps=steps)
