"""Ratings checked: links spent against answers, batches against the journal and figures, tablets, lists to call."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, Sum

from danvan.figures.models import Fact
from danvan.journal import prints
from danvan.journal.models import Event, Seal
from danvan.journal.verify import Lie, without_row
from danvan.ratings.actions import calling, counting
from danvan.ratings.actions import kiosks as tablets
from danvan.ratings.models import Batch, Call, CallList, Kiosk, Remark, Slip, Spent
from danvan.ratings.sampling import sample
from danvan.ratings.workflow import ALL_MEASURES, FACTS


def counts() -> Iterator[Lie]:
    """Each unit of which not as many links were spent as answers were counted and wait: one was added or taken out.

    Of an answer nothing else is kept that could be checked (ADR 36).
    """
    spent, kept = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    for table, found in ((Spent, spent), (Slip, kept)):
        rows = table.objects.order_by().values("unit", "source").annotate(n=Count("pk"))
        found.update({(row["unit"], row["source"]): row["n"] for row in rows})
    counted = Batch.objects.order_by().values("unit", "source").annotate(n=Sum("count"))
    kept.update({(row["unit"], row["source"]): row["n"] for row in counted})
    for unit, source in sorted(spent.keys() | kept.keys()):
        used, there = spent[unit, source], kept[unit, source]
        if used != there:
            yield Lie(
                f"ratings ({source}) of unit {unit}", f"{used} links were spent, {there} answers are there"
            )


def batches() -> Iterator[Lie]:
    """Each batch or remark that is not what was recorded, is gone, or whose tallies do not add up to its count."""
    yield from without_row(counting.STREAM, Batch)
    kept = prints.last_kept(
        Event.objects.filter(stream=counting.STREAM).order_by("subject", "number").iterator()
    )
    for batch in Batch.objects.order_by("pk").iterator():
        name = prints.name_of(batch)
        yield from prints.lies({name: kept.pop(name)} if name in kept else {}, [batch], counting.SALT)
        if any(sum(batch.tallies.get(fact, {}).values()) != batch.count for fact in FACTS):
            yield Lie(f"batch {batch.pk}", "its answers do not add up to its count")
    for row in Remark.objects.order_by("pk").iterator():
        name = prints.name_of(row)
        yield from prints.lies({name: kept.pop(name)} if name in kept else {}, [row], row.salt)
    for name in sorted(name for name in kept if name.startswith("remark:")):
        yield Lie(name.replace(":", " "), "it is gone")


def figures() -> Iterator[Lie]:
    """Each figure of ratings that is not what the batches add up to."""
    wanted, found = Counter[tuple[str, int]](), Counter[tuple[str, int]]()
    for batch in Batch.objects.order_by("pk").iterator():
        for each in counting.postings(batch):
            wanted[each.measure, each.unit_id] += each.amount
    rows = Fact.objects.filter(measure__in=ALL_MEASURES).order_by().values("measure", "unit_id")
    for row in rows.annotate(n=Sum("amount")):
        found[row["measure"], row["unit_id"]] = row["n"]
    for measure, unit in sorted(wanted.keys() | found.keys()):
        if wanted[measure, unit] != found[measure, unit]:
            said = f"the figure is {found[measure, unit]}, the batches say {wanted[measure, unit]}"
            yield Lie(f"{measure} of unit {unit}", said)


def kiosks() -> Iterator[Lie]:
    """Each tablet that is not what was recorded, is gone, or that no event tells of."""
    kept = prints.last_kept(Event.objects.filter(stream=tablets.STREAM).order_by("subject", "number"))
    yield from prints.lies(kept, list(Kiosk.objects.order_by("pk")), tablets.SALT)


def calls() -> Iterator[Lie]:
    """The same of lists to call and their calls; each list that is not what its seal draws from its population."""
    kept = prints.last_kept(
        Event.objects.filter(stream=calling.STREAM).order_by("subject", "number").iterator()
    )
    rows = list(CallList.objects.order_by("pk"))
    yield from prints.lies(kept, [*rows, *Call.objects.order_by("pk")], calling.SALT)
    seals = set(Seal.objects.values_list("hash", flat=True))
    drawn: dict[int, list[int]] = {}
    for number, event in Call.objects.order_by("list", "place").values_list("list", "event"):
        drawn.setdefault(number, []).append(event)
    for row in rows:
        if row.seed not in seals:
            yield Lie(f"calllist {row.pk}", "its lot is the hash of no seal")
        elif drawn.get(row.pk, []) != sample(row.population, row.seed, row.size):
            yield Lie(f"calllist {row.pk}", "the lot draws others")
