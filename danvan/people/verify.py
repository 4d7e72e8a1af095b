"""Who may do what, checked against the journal: accounts, posts, confirmations of rules, terms of a province.

And how an office counts: the working week and the area of its units.
"""

from collections.abc import Iterator

from danvan.journal import chains, prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie, without_row
from danvan.people.actions.witness import SALT, STREAM
from danvan.people.models import Account, RuleConfirmation, RuleOverride, Unit


def accounts() -> Iterator[Lie]:
    """Each account, post or absence that is not what was recorded, is gone, or was given by no event."""
    yield from without_row(STREAM, Account)
    rows = Account.objects.prefetch_related("posts", "absences")
    for account, kept in chains.with_kept(STREAM, rows):
        rows_of = [account, *account.posts.all(), *account.absences.all()]
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


def units() -> Iterator[Lie]:
    """Each unit whose working week or area is not the one that was set last, or with which it was set up."""
    last: dict[tuple[int, str], str] = {}
    events = Event.objects.filter(stream="unit", verb__in=("create", "set_week", "set_area")).order_by("pk")
    for unit, verb, new, data in events.values_list("subject", "verb", "new", "data").iterator():
        told = data if verb == "create" else {verb.removeprefix("set_"): new}
        last |= {(unit, what): told[what] for what in ("week", "area") if what in told}
    for unit, week, area in Unit.objects.order_by("pk").values_list("pk", "week", "area"):
        if last.get((unit, "week"), str(week)) != str(week):
            yield Lie(f"unit {unit}", "its working week is not what was recorded")
        if last.get((unit, "area"), area) != area:
            yield Lie(f"unit {unit}", "its area is not what was recorded")
