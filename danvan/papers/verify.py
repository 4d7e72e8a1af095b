"""Papers checked against their journal: every row, every kept byte, every number of every book."""

import hashlib
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count, Max
from django.utils.module_loading import import_string

from danvan.journal import prints, redaction
from danvan.journal.models import Event
from danvan.journal.verify import Lie
from danvan.papers.actions.offices import STREAM
from danvan.papers.models import Book, Content, Letterhead, Paper, Template

CHUNK = 500
VERBS = ("paper_prepared", "paper_revised", "paper_issued", "paper_cancelled", redaction.VERB)


def papers() -> Iterator[Lie]:
    """Each paper that is not what its events recorded, is gone, or was written by no event; each byte that changed."""
    told: dict[str, str] = {}
    for event in Event.objects.filter(verb__in=VERBS).order_by("pk").iterator(chunk_size=CHUNK):
        for kept in (event.data.get("paper"), *event.data.get("papers", ())):
            if kept:
                told[f"paper:{kept['id']}"] = kept["print"]
    for paper in Paper.objects.order_by("pk").iterator(chunk_size=CHUNK):
        name = prints.name_of(paper)
        kept = {name: told.pop(name)} if name in told else {}
        yield from prints.lies(kept, [paper], paper.salt)
    yield from prints.lies(told, [], "")
    yield from _contents()
    yield from _books()


def offices() -> Iterator[Lie]:
    """Each template or letterhead that is not what its events recorded, is gone, or was written by no event."""
    chains: dict[int, list[Event]] = {}
    for event in Event.objects.filter(stream=STREAM).order_by("subject", "number"):
        chains.setdefault(event.subject, []).append(event)
    rows: dict[int, list[Template | Letterhead]] = {unit: [] for unit in chains}
    keys: dict[int, str] = {}
    for table in (Template, Letterhead):
        for row in table.objects.select_related("unit"):
            rows.setdefault(row.unit_id, []).append(row)
            keys[row.unit_id] = row.unit.key
    for unit, found in rows.items():
        kept = prints.last_kept(chains.get(unit, []))
        yield from prints.lies(kept, found, keys.get(unit, ""), of_what=f"unit {unit}")


def _contents() -> Iterator[Lie]:
    """Bytes that are not what their name says, and papers or templates whose bytes are gone."""
    there = set()
    for kept in Content.objects.order_by("pk").iterator(chunk_size=CHUNK):
        there.add(kept.sha256)
        if hashlib.sha256(bytes(kept.content)).hexdigest() != kept.sha256:
            yield Lie(f"kept file {kept.sha256[:12]}", "its bytes are not those that were issued")
    for paper in Paper.objects.exclude(sha256="").only("pdf", "docx").iterator(chunk_size=CHUNK):
        for digest in {paper.pdf, paper.docx} - {""} - there:
            yield Lie(f"kept file {digest[:12]} of paper {paper.pk}", "it is gone")
    for template in Template.objects.exclude(sha256__in=there):
        yield Lie(f"kept file {template.sha256[:12]} of template {template.pk}", "it is gone")


def _books() -> Iterator[Lie]:
    """Each book whose last number is not that of its papers and reports, or in which a number is missing."""
    rows = Paper.objects.filter(number__isnull=False).order_by().values("unit", "series", "year")
    found = {
        (row["unit"], row["series"], row["year"]): (row["last"], row["count"])
        for row in rows.annotate(last=Max("number"), count=Count("pk"))
    }
    for named in settings.DANVAN_NUMBERED:
        for key, (last, count) in import_string(named)().items():
            before = found.get(key, (0, 0))
            found[key] = (max(before[0], last), before[1] + count)
    for book in Book.objects.order_by("pk"):
        last, count = found.pop((book.unit_id, book.series, book.year), (0, 0))
        if not book.last == last == count:
            yield Lie(f"book {book.pk}", f"it ends at {book.last}, its papers are {count} up to {last}")
    for unit, series, year in sorted(found):
        yield Lie(f"book {series} {year} of unit {unit}", "it is gone")
