"""Reads of the catalogue: what is in force on a day, what is found by words, what is in hand."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import StrIndex
from django.utils.translation import gettext

from danvan.lib.text import fold
from danvan.procedures.models import Import, Line, Procedure, Version
from danvan.procedures.models.procedure import VersionQuerySet
from danvan.procedures.workflow import PUBLIC, Status

PARTS = ("documents", "ways", "steps")
MOST_WORDS = 12
NOT_AS_TOLD = 100_000  # behind every place at which a phrase may stand
GONE = Case(When(status=Status.ABOLISHED.value, then=Value(1)), default=Value(0))  # abolished ones stand last


def in_force(procedure: Procedure, day: date, **more: Any) -> Version | None:
    """The version in force on a day, suspended or not, with what `more` asks; None before the first, after the last."""
    return Version.objects.on(day).with_halts(day).filter(procedure=procedure).annotate(**more).first()


def usable(procedure: Procedure, day: date, **more: Any) -> Version | None:
    """The version under which something may be filed that day: in force and not suspended. A draft never is.

    `more`: what else is asked in the same statement.
    """
    found = in_force(procedure, day, **more)
    return None if found is None or getattr(found, "halted", False) else found


def shown_by_code(code: str, day: date) -> Version | None:
    """What the public page of a code shows: the version of the day, the abolished one, else the next to come.

    With its rows; four statements at most.
    """
    rows = Version.objects.public().with_halts(day).filter(procedure__code=code.upper())
    rows = rows.select_related("procedure", "replaced_by").prefetch_related(*PARTS, "steps__unit__names")
    return (
        rows.filter(pk__in=Version.objects.listed(day).values("pk")).first()
        or rows.filter(from_on__gt=day).order_by("from_on").first()
    )


def name_of(procedure: Procedure, day: date) -> str:
    """What a procedure is called on a day, before its first day what it will be called."""
    rows = procedure.versions.public().order_by("number")
    shown = rows.filter(from_on__lte=day).last() or rows.first()
    return shown.name if shown else str(procedure)


def called(codes: Collection[str], day: date) -> dict[str, tuple[str, str]]:
    """Code → (name, field) as they are on a day, or were last; one statement, none for no codes."""
    if not codes:
        return {}
    rows = Version.objects.public().filter(procedure__code__in=codes).order_by("number")
    found: dict[str, tuple[str, str]] = {}
    for code, name, field, first in rows.values_list("procedure__code", "name", "field", "from_on"):
        if code not in found or (first and first <= day):
            found[code] = (name, field)
    return found


def coming(version: Version, day: date) -> Version | None:
    """The version that will take this one's place after the day, where one is published already."""
    later = Version.objects.public().filter(procedure=version.procedure_id, number__gt=version.number)
    return later.filter(from_on__gt=day).order_by("from_on").first()


def containing(rows: VersionQuerySet, words: str, *, every: bool = True) -> VersionQuerySet:
    """Those that have all these words (or any of them), with or without marks; the nearest first, abolished ones last.

    A word may be only begun: 'khai si' finds 'khai sinh'. Before others come those with the words as one phrase.
    """
    told = fold(words).split()[:MOST_WORDS]
    if not told:
        return rows.none()
    joined = (" & " if every else " | ").join(f"{word}:*" for word in told)
    query = SearchQuery(joined, config="simple", search_type="raw")
    phrase = " ".join(told)
    place = Case(
        When(folded__contains=phrase, then=StrIndex(F("folded"), Value(phrase))), default=Value(NOT_AS_TOLD)
    )
    found = rows.annotate(_found=SearchVector("folded", config="simple")).filter(_found=query)
    return found.annotate(_place=place).order_by(GONE, "_place", "sort_key", "pk")


def fields_of(rows: VersionQuerySet) -> list[tuple[str, int]]:
    """(field, how many), by name; one statement."""
    counted = rows.exclude(field="").values("field").annotate(n=Count("pk")).order_by("field")
    return [(row["field"], row["n"]) for row in counted]


def versions_of(procedure: Procedure, day: date) -> list[Version]:
    """Every version, the newest first."""
    return list(procedure.versions.with_halts(day).order_by("-number"))


def latest(day: date) -> VersionQuerySet:
    """For the desk, one line for each procedure: its newest version that was not given up."""
    newer = Version.objects.exclude(status=Status.DROPPED.value).order_by("procedure_id", "-number")
    return Version.objects.filter(pk__in=newer.distinct("procedure_id").values("pk")).with_halts(day)


def whole(pk: int, day: date) -> VersionQuerySet:
    """One version with its rows, as a queryset to get it from."""
    rows = (
        Version.objects.filter(pk=pk)
        .with_halts(day)
        .select_related("procedure__unit", "made_by", "replaced_by")
    )
    return rows.prefetch_related(*PARTS, "steps__unit__names", "suspensions")


def draft_of(procedure: Procedure) -> Version | None:
    """The draft in hand."""
    return procedure.versions.filter(status=Status.DRAFT.value).select_related("made_by").first()


def running(procedure: Procedure) -> Version | None:
    """The last published version, unless it was abolished."""
    return procedure.versions.filter(status__in=PUBLIC, until_on__isnull=True).first()


def imports_of(units: Collection[int]) -> QuerySet[Import]:
    """What was brought in for these units, the newest first."""
    return Import.objects.filter(unit__in=list(units)).select_related("by").order_by("-pk")


def replacement_code(typed: str) -> Procedure | None:
    """The procedure of a code, for whoever names what serves instead of an abolished one."""
    return Procedure.objects.filter(code=typed.strip().upper()).exclude(code="").first()


def known(codes: Sequence[str], origins: Sequence[str]) -> dict[str, list[Version]]:
    """Every version that was not given up, by the code of its procedure or by its origin; one statement."""
    asked = Q(procedure__code__in=list(codes)) | Q(procedure__origin__in=list(origins))
    rows = Version.objects.filter(asked).exclude(status=Status.DROPPED.value)
    found: dict[str, list[Version]] = defaultdict(list)
    for version in rows.select_related("procedure__unit", "made_by"):
        for key in {version.procedure.code, version.procedure.origin} - {""}:
            found[key].append(version)
    return found


def names_of(folded: Collection[str]) -> dict[str, list[str]]:
    """Of names told without marks, the codes of the procedures that go by them; one statement."""
    wanted = set(folded)
    rows = Version.objects.exclude(status=Status.DROPPED.value)
    found: dict[str, list[str]] = defaultdict(list)
    for name, code in set(rows.values_list("name", "procedure__code")):
        if (key := fold(name)) in wanted:
            found[key].append(code or gettext("chưa có mã"))
    return found


def found(
    rows: VersionQuerySet, *, q: str = "", field: str = "", level: str = ""
) -> tuple[VersionQuerySet, bool]:
    """Those of a field and level with all these words; where there are none, those with any of them, and True."""
    narrowed = rows.filter(**{name: told for name, told in (("field", field), ("level", level)) if told})
    if not fold(q):
        return narrowed.order_by(GONE, "sort_key", "pk"), False
    exact = containing(narrowed, q)
    return (exact, False) if exact.exists() else (containing(narrowed, q, every=False), True)


def in_state(rows: VersionQuerySet, state: str) -> VersionQuerySet:
    """Those of a status; `doubtful`: drafts with something to settle; empty: all."""
    if state == "doubtful":
        return rows.filter(status=Status.DRAFT.value).exclude(doubts=[])
    return rows.filter(status=state) if state else rows


def lines_of(found: Import, fate: str) -> QuerySet[Line]:
    """The entries of a list, of one fate where one is asked for; those with something unclear first."""
    rows = found.lines.filter(fate=fate) if fate in Line.Fate.values else found.lines.all()
    unclear = Case(When(problems=[], then=Value(1)), default=Value(0))
    return rows.annotate(_clear=unclear).order_by("_clear", "place")
