"""Which cases are like a letter: by the words that few letters have, or by whoever sent both; and why.

Candidates come from the index of words. At a million letters hardly a syllable is rare, so the words are asked for
alone, or two, three, four of them together, whichever is the first to find few enough; how common a word is, the
database knows from its own statistics. The candidates are then scored with rapidfuzz on what is not in every letter.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from math import prod

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from danvan.cases.models import Case, CaseQuerySet, Party
from danvan.lib import dates
from danvan.lib.text import fold

LONGEST = 3000  # letters of a text that are compared; what a matter is about stands before that
ALIKE, ALIKE_OF_SAME = (
    70,
    45,
)  # scores, of 100, from which two letters are shown; the second: sent by one person
FEWEST_SHARED = 3  # uncommon words that two letters share at least
RAREST = 8  # words of the letter that candidates are found by
TOGETHER = 4  # as many of them together at most
CANDIDATES = 300
EVERYDAY = 0.2  # a word that more letters than this part of them have says nothing about a matter
COLUMNS = ("kind", "subject", "folded", "received_on", "unit_responsible", "phase", "status", "code")
NAMED = 6  # shared words that a reader is told

_STATISTICS = """
    SELECT s.most_common_elems::text::text[], s.most_common_elem_freqs, c.reltuples
    FROM pg_class c LEFT JOIN pg_stats s ON s.schemaname = current_schema() AND s.tablename = c.relname
    WHERE c.oid = 'cases_case_open_words'::regclass
"""


@dataclass(frozen=True)
class Sought:
    """The letter that others are compared with: its words, its senders, and itself where it is in the register."""

    text: str
    names: tuple[str, ...] = ()
    contacts: frozenset[str] = frozenset()
    own: int | None = None

    @classmethod
    def of(cls, case: Case, parties: Iterable[Party]) -> "Sought":
        """A letter of the register."""
        parties = list(parties)
        contacts = {each for party in parties for each in (party.phone, party.citizen_id) if each}
        names = tuple(party.folded for party in parties)
        return cls(f"{case.subject}\n{case.body}", names, frozenset(contacts), case.pk)


@dataclass(frozen=True)
class Alike:
    """A case like the letter: how much (of 100), the words that both have, and whether one person sent both."""

    case: Case
    score: int
    words: tuple[str, ...]
    same_person: bool


@dataclass(frozen=True)
class Common:
    """How common words are: the part of all open letters that have each, and how many of these there are."""

    part: Mapping[str, float]
    letters: float

    def of(self, word: str) -> float:
        """The part of the letters with that word; one that the statistics do not name is rarer than all they do."""
        return self.part.get(word, min(self.part.values(), default=0) / 2)


def find(cases: CaseQuerySet, sought: Sought, *, unit: int | None = None, most: int = 5) -> list[Alike]:
    """Those of the cases that are like the letter, the most alike first: at most three statements.

    The caller narrows the cases: those that she may read, open ones. `unit`: by their words only cases for which that
    unit answers are found; those of the same person wherever they are.
    """
    common = how_common(dates.today())
    others = (cases.exclude(pk=sought.own) if sought.own else cases).only(*COLUMNS)
    person = _of_same_person(sought)
    theirs = {} if person is None else others.filter(pk__in=person.values("case")).in_bulk()
    found = {case.pk: case for case in _by_words(others, _words(sought.text), unit, common)} | theirs
    scored = (_score(sought, case, pk in theirs, common) for pk, case in found.items())
    alike = [each for each in scored if each and each.score >= (ALIKE_OF_SAME if each.same_person else ALIKE)]
    return sorted(alike, key=lambda each: (-each.score, each.case.received_on, each.case.pk))[:most]


def among_open(unit_id: int) -> CaseQuerySet:
    """Open cases for which one unit answers."""
    return Case.objects.open().filter(unit_responsible=unit_id)


@lru_cache(maxsize=1)
def how_common(day: date) -> Common:
    """What the database last learned of the words of open letters; asked once a day."""
    with connection.cursor() as cursor:
        cursor.execute(_STATISTICS)
        words, parts, letters = cursor.fetchone()
    return Common(dict(zip(words or (), parts or (), strict=False)), max(letters, 0))


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(fold(text[:LONGEST]).split()))


def _telling(words: Iterable[str], common: Common) -> list[str]:
    """The words that tell most first: the rarest, of these a number or a name with one ('n3'), then the longest."""
    return sorted(words, key=lambda word: (common.of(word), word.isalpha(), -len(word), word))


def _of_same_person(sought: Sought) -> QuerySet[Party] | None:
    """The same person in other cases: this name and one of these numbers, for a name alone is many people's."""
    if not (sought.names and sought.contacts):
        return None
    contacts = sought.contacts
    return Party.objects.filter(Q(phone__in=contacts) | Q(citizen_id__in=contacts), folded__in=sought.names)


def _by_words(cases: CaseQuerySet, words: Sequence[str], unit: int | None, common: Common) -> Iterable[Case]:
    asked = _question(words, common)
    if not asked:
        return ()
    here = cases.filter(unit_responsible=unit) if unit else cases
    return here.matching(SearchQuery(asked, config="simple", search_type="raw"))[:CANDIDATES]


def _question(words: Sequence[str], common: Common) -> str:
    """The rarest words, each alone or some together: the first way that finds few enough; '' without words."""
    rare = _telling(words, common)[:RAREST]
    if len(rare) < FEWEST_SHARED:
        return ""
    groups: list[tuple[str, ...]] = []
    for size in range(1, TOGETHER + 1):
        groups = list(combinations(rare, size))
        if common.letters * sum(prod(map(common.of, group)) for group in groups) <= CANDIDATES:
            break
    return " | ".join(f"({' & '.join(group)})" for group in groups)


def _score(sought: Sought, case: Case, same_person: bool, common: Common) -> Alike | None:
    """How much two letters have in common, everyday words left out; None where they share next to nothing."""
    ours, theirs = (
        [word for word in _words(text) if common.of(word) < EVERYDAY] for text in (sought.text, case.folded)
    )
    shared = set(ours) & set(theirs)
    if len(shared) < FEWEST_SHARED and not same_person:
        return None
    score = round(fuzz.token_set_ratio(" ".join(ours), " ".join(theirs)) * _weight(ours, theirs, shared))
    return Alike(case, score, _named(sought.text, shared, common), same_person)


def _weight(ours: Sequence[str], theirs: Sequence[str], shared: set[str]) -> float:
    """A few words in common make no long letters alike: the shorter one's words must be shared for the most part."""
    fewest = max(min(len(ours), len(theirs)), 1)
    return min(1.0, 0.5 + len(shared) / fewest)


def _named(text: str, shared: set[str], common: Common) -> tuple[str, ...]:
    """The shared words that tell most, as the letter writes them, in its order."""
    telling = set(_telling(shared, common)[:NAMED])
    as_written: dict[str, str] = {}
    for word in text[:LONGEST].split():
        bare = word.strip(".,;:!?()[]“”\"'")
        if fold(bare) in telling:
            as_written.setdefault(fold(bare), bare.lower())
    return tuple(as_written.values())
