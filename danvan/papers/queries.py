"""Reads of papers: those of a case or a turn, the unit's book, the template in use."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from danvan.journal.models import Event
from danvan.lib.text import fold
from danvan.papers import subjects, vocabulary
from danvan.papers.models import Content, Letterhead, Paper, Template
from danvan.papers.workflow import PaperKind, State
from danvan.people import policies as people
from danvan.people import queries as units
from danvan.people.models import Account, Unit

HIDDEN = "•••"
SHOWN = ("number", "place_and_date", "letter_kind", "subject", "received_on", "senders", "address", "due_on")


def papers_of(stream: str, subject: int) -> list[Paper]:
    """The papers about one thing, newest first."""
    return list(Paper.objects.filter(stream=stream, subject=subject).select_related("signer").order_by("-pk"))


def public_papers(stream: str, subject: int) -> list[Paper]:
    """Issued papers that are addressed to whoever wrote or came."""
    rows = Paper.objects.filter(stream=stream, subject=subject, public=True, state=State.ISSUED.value)
    return list(rows.order_by("pk"))


def visible_to(officer: Account, *, on: date) -> QuerySet[Paper]:
    """Papers of the units and kinds of matter that the officer may read; none about what is about her."""
    standing = people.standing(officer, on)
    limits = standing.limits()
    seen = Q(unit__in=standing.reads - limits.keys())
    for unit, some in limits.items():
        seen |= Q(unit=unit, matter__in=some)
    papers = Paper.objects.filter(seen)
    for stream, hidden in subjects.unknown_to(officer, on=on).items():
        papers = papers.exclude(stream=stream, subject__in=hidden)
    return papers


def book(rows: QuerySet[Paper], *, on: date) -> QuerySet[Paper]:
    """Numbered papers with what a line of the book shows."""
    named = rows.filter(number__isnull=False).annotate(unit_name=units.name_of_day(on, "unit_id"))
    return named.select_related("signer")


def find(rows: QuerySet[Paper], words: str) -> QuerySet[Paper]:
    """Papers by symbol, subject or the name of whoever they are about, marks or not."""
    return rows.filter(folded__contains=fold(words))


def units_with_papers(officer: Account, *, on: date) -> list[tuple[int, str]]:
    """(id, name) of the units of whose papers the officer may read some, by name."""
    ids = visible_to(officer, on=on).filter(number__isnull=False).order_by().values("unit").distinct()
    named: Any = Unit.objects.filter(pk__in=ids).named(on)
    return [(row.pk, row.shown_name) for row in named]


def years(rows: QuerySet[Paper]) -> list[int]:
    """Years of which there are books, the latest first."""
    found = rows.filter(year__isnull=False).order_by("-year").values_list("year", flat=True)
    return [year for year in found.distinct() if year]


def shown_fields(paper: Paper, kind: PaperKind) -> list[tuple[str, str]]:
    """What the paper says, field by field, with whatever may name a person hidden."""
    words, days = vocabulary.allowed(kind), {one.name for one in kind.asked if one.day}
    names = [*SHOWN, *(one.name for one in kind.asked), "authority", "signer_name"]
    return [
        (words[name], HIDDEN if vocabulary.is_personal(name) and name not in days else value)
        for name in names
        if (value := paper.fields.get(name))
    ]


def on_record(paper: Paper, officer: Account, *, on: date) -> bool:
    """Whether the journal says that the officer wrote, issued or opened this paper that day."""
    hers = Event.objects.filter(stream=paper.stream, subject=paper.subject, actor=officer, on=on)
    return hers.filter(Q(data__opened=paper.pk) | Q(data__paper__id=paper.pk)).exists()


def copy_of(paper: Paper, form: str) -> bytes:
    """The kept bytes of an issued paper, 'pdf' or 'docx'; LookupError where there is no such copy."""
    digest = {"pdf": paper.pdf, "docx": paper.docx}[form]
    if not digest:
        raise LookupError(form)
    return content(digest)


def edition(unit: Unit, kind: PaperKind, on: date) -> Template | None:
    """The template in use: the unit's own, else that of the nearest unit above it; None for ours."""
    rows = Template.objects.filter(kind=kind.code, retired_on__isnull=True)
    near = rows.annotate(steps=units.steps_above(unit, on, "unit")).filter(steps__isnull=False)
    return near.order_by("steps", "-version").first()


def templates_of(unit_ids: Iterable[int], kind: PaperKind) -> Sequence[Any]:
    """Every version that these units sent in, newest first."""
    rows = Template.objects.filter(unit__in=list(unit_ids), kind=kind.code).select_related("by", "unit")
    return list(rows.order_by("unit", "-version"))


def in_use(unit: Unit, on: date) -> dict[str, Template]:
    """Kind of paper → the template that the unit uses, for those of which it does not use ours."""
    above = [one.pk for one in units.path_of(unit, on)]
    rows = Template.objects.filter(unit__in=above, retired_on__isnull=True).select_related("by")
    return {row.kind: row for row in sorted(rows, key=lambda row: (above.index(row.unit_id), row.version))}


def letterhead(unit: Unit) -> Letterhead | None:
    """How the unit signs, if it said so."""
    return Letterhead.objects.filter(unit=unit).first()


def content(sha256: str) -> bytes:
    """Kept bytes."""
    return bytes(Content.objects.get(pk=sha256).content)
