"""A list of procedures brought into the catalogue at the command line: `danvan import procedures FILE`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from danvan.cli.errors import Sentence
from danvan.cli.reports import unit_of

if TYPE_CHECKING:
    from danvan.people.models import Account
    from danvan.procedures.models import Import

MOST_SHOWN = 200


def bring_in(file: Path, unit: str, by: str, *, dry_run: bool) -> int:
    """Read the file, tell what is not clear, and make drafts of its entries unless it is only to be read."""
    from django.db import transaction
    from django.utils import translation

    from danvan.lib import dates
    from danvan.people.errors import Refused
    from danvan.procedures import actions

    officer, on = officer_of(by), dates.today()
    with translation.override("vi"):
        try:
            with transaction.atomic():
                given: dict[str, Any] = {
                    "name": file.name,
                    "content": file.read_bytes(),
                    "by": officer,
                    "on": on,
                }
                found = actions.prepare(unit=unit_of(unit), **given)
                if not dry_run:
                    found = actions.bring_in(found, by=officer, on=on)
                tell(found)
                transaction.set_rollback(dry_run)
        except Refused as why:
            raise Sentence(why.sentence, "Nothing was brought in; the sentence above says why.") from why
    if dry_run:
        click.echo("Chỉ đọc thử, chưa ghi gì / Read only, nothing was written")
    return 0


def tell(found: "Import") -> None:
    """What became of the entries, and each of which something is not clear."""
    from danvan.procedures.doubts import Doubt

    shown = 0
    for line in found.lines.exclude(problems=[]):
        for kept in line.problems:
            shown += 1
            if shown <= MOST_SHOWN:
                doubt = Doubt.of(kept)
                likely = f" → {doubt.proposal}?" if doubt.proposal else ""
                click.echo(f"  {line.where}, {line.name[:60]}: {doubt.sentence}{likely}")
    if shown > MOST_SHOWN:
        click.echo(f"  … {shown - MOST_SHOWN} chỗ nữa / more")
    click.echo(
        "Bản thảo mới {new}, bản thảo sửa đổi {changed} / new drafts, drafts of changes".format(
            **found.counts
        )
    )
    click.echo("Đã có sẵn {again}, giữ lại {kept} / in already, kept aside".format(**found.counts))
    click.echo(
        "{doubtful} bản thảo có điều cần làm rõ / drafts with something to settle".format(**found.counts)
    )


def officer_of(username: str) -> "Account":
    """The officer with that log-in. Raises Sentence."""
    from danvan.people.models import Account

    found = Account.objects.filter(username=username.strip().lower()).first()
    if found is None:
        raise Sentence(f"Không có tài khoản “{username}”.", f"There is no account '{username}'.")
    return found
