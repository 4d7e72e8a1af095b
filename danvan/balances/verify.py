"""Opening balances checked against their journal, and what is left against what was declared and done."""

from collections import Counter
from collections.abc import Iterator

from danvan.balances.actions import SALT, STREAM
from danvan.balances.models import Balance, Entered, Opening, Settlement
from danvan.balances.workflow import WAYS
from danvan.journal import prints
from danvan.journal.models import Event
from danvan.journal.verify import Lie


def balances() -> Iterator[Lie]:
    """Each row that is not what was recorded, is gone, or that no event tells of; each that does not add up."""
    events = Event.objects.filter(stream=STREAM).order_by("pk")
    settled = list(Settlement.objects.select_related("balance").order_by("pk"))
    entered, rows = list(Entered.objects.order_by("pk")), list(Balance.objects.order_by("pk"))
    openings = list(Opening.objects.order_by("pk"))
    yield from prints.lies(prints.last_kept(events.iterator()), [*openings, *rows, *settled, *entered], SALT)
    moved: Counter[tuple[int, str, str]] = Counter()
    for each in settled:
        row = each.balance
        moved[row.opening_id, row.kind, row.standing] -= each.count
        if target := WAYS[each.way].target:
            moved[row.opening_id, row.kind, target] += each.count
    gone = Counter(each.balance_id for each in entered)
    for row in rows:
        expected = row.declared + moved[row.opening_id, row.kind, row.standing] - gone[row.pk]
        if row.left != expected:
            yield Lie(f"balance {row.pk}", f"it says {row.left} are left, what was done leaves {expected}")
