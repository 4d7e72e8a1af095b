"""Who may do what, checked against the journal: accounts, posts, confirmations of rules, terms of a province."""

from collections.abc import Iterator

from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row
from danvan.people.actions.witness import SALT, STREAM
from danvan.people.models import Account, RuleConfirmation, RuleOverride

CHUNK = 500


def accounts() -> Iterator[Lie]:
    """Each account or post that is not what was recorded, is gone, or was given by no event."""
    yield from without_row(STREAM, Account)
    last, rows = 0, Account.objects.order_by("pk").prefetch_related("posts")
    while found := list(rows.filter(pk__gt=last)[:CHUNK]):
        last = found[-1].pk
        chains: dict[int, list[Event]] = {account.pk: [] for account in found}
        for event in Event.objects.filter(stream=STREAM, subject__in=chains).order_by("subject", "number"):
            chains[event.subject].append(event)
        for account in found:
            kept = prints.last_kept(chains[account.pk])
            rows_of = [account, *account.posts.all()]
            yield from prints.lies(kept, rows_of, SALT, of_what=f"account {account.pk}")


def confirmations() -> Iterator[Lie]:
    """Each confirmation of a rule that is not what was recorded, is gone, or was made by no event."""
    events = Event.objects.filter(stream="unit", verb="confirm_rule").order_by("pk")
    rows = list(RuleConfirmation.objects.order_by("pk"))
    yield from prints.lies(prints.last_kept(events), rows, SALT)


def overrides() -> Iterator[Lie]:
    """Each term of a province that is not what was recorded, is gone, or was set by no event."""
    events = Event.objects.filter(stream="unit", verb__in=("set_term", "withdraw_term")).order_by("pk")
    yield from prints.lies(prints.last_kept(events), list(RuleOverride.objects.order_by("pk")), SALT)
