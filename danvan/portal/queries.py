"""Reads of the citizens' site: the places that take letters, one case by its code, the public seals."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from danvan.cases import kinds
from danvan.cases.actions import Person
from danvan.cases.models import Attachment, Case, Party
from danvan.cases.queries import CaseFile
from danvan.journal.models import Event, Seal
from danvan.lib import dates
from danvan.lib.codes import LENGTH, normalise
from danvan.lib.text import fold
from danvan.notices import plan
from danvan.notices.message import read_token
from danvan.notices.models import AddressChange
from danvan.papers import kinds as paper_kinds
from danvan.papers import queries as issued
from danvan.papers.models import Paper
from danvan.people import queries as people
from danvan.people.models import Post, Tier, Unit, UnitName
from danvan.people.models.units import UnitQuerySet
from danvan.people.roles import Role
from danvan.petitions.actions import Letter

# A code that no case has: 0 is not in the alphabet. It is looked up for whatever is no code at all.
NOBODY = "0" * LENGTH
TIERS = (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)
DENOUNCED = (*TIERS, Tier.AGENCY, Tier.OFFICE)
MOST_NAMES = 200
# Who takes a letter up; a place where nobody holds one of these roles would never read it.
SERVING = (Role.CLERK, Role.HANDLER, Role.LEADER)


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


_OF_UNIT = tuple(Unit._meta.concrete_fields)
_NAMED = tuple(field.attname for field in _OF_UNIT)
# Tiers and roles stand in it as words and not as arrays, so that the database keeps its plan: every letter asks it.
_BY_KEY = f"""
    SELECT {", ".join(f"unit.{field.column}" for field in _OF_UNIT)} FROM people_unit unit
    WHERE unit.key = %(key)s AND unit.tier IN ({_quoted(TIERS)})
      AND unit.exists_from <= %(day)s AND (unit.exists_until IS NULL OR unit.exists_until > %(day)s)
      AND EXISTS (
        SELECT 1 FROM people_post post JOIN people_account officer ON officer.id = post.officer_id
        WHERE post.unit_id = unit.id AND post.role IN ({_quoted(SERVING)}) AND officer.is_active
          AND post.from_on <= %(day)s AND (post.until_on IS NULL OR post.until_on > %(day)s))
"""


@dataclass(frozen=True)
class Place:
    """A unit of today to which one may write, and the old names by which it was found."""

    unit: Unit
    was: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key of the unit, which never changes."""
        return self.unit.key

    @property
    def name(self) -> str:
        """Its name of today; one statement where the unit came without it."""
        return getattr(self.unit, "shown_name", "") or self.unit.name_on(dates.today())


def find_case(code: str) -> Case | None:
    """The case with this code. What is no code costs the same one statement as a code that nobody has."""
    stored = normalise(code) or NOBODY
    cases = Case.objects.select_related("unit_responsible", "unit_received", "officer", "petition")
    return cases.filter(code=stored).exclude(kind__in=kinds.sealed()).first()


def case_of_receipt(pk: int) -> Case | None:
    """The case of a receipt, with what the receipt shows."""
    cases = Case.objects.select_related("unit_responsible", "unit_received", "petition")
    return cases.filter(pk=pk).first()


def served(on: date) -> UnitQuerySet:
    """Units of that day in which somebody takes letters up: holds a post of clerk, handler or leader."""
    held = Post.objects.on(on).filter(unit=OuterRef("pk"), role__in=SERVING, officer__is_active=True)
    return Unit.objects.on(on).filter(Exists(held), tier__in=TIERS)


def open_places(on: date, among: Iterable[int] | None = None) -> list[Unit]:
    """Units of that day to which one may write (`among` these keys), the province first, then by name.

    Each has `shown_name`. One statement.
    """
    found = served(on)
    if among is not None:
        found = found.filter(pk__in=list(among))
    return sorted(found.named(on), key=lambda unit: (TIERS.index(Tier(unit.tier)), unit.shown_sort_key or ""))


def place_by_key(key: str, on: date) -> Place | None:
    """The unit with this key if one may write to it on that day; one ready-made statement, for every letter asks it."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_KEY, {"key": key, "day": on})
        row = cursor.fetchone()
    return Place(Unit.from_db(connection.alias, _NAMED, row)) if row else None


def closed_place(key: str, typed: str, on: date) -> tuple[str, list[str]] | None:
    """A place of that day to which one cannot write here: its name, and where to write instead.

    Instead means the served units above it, the nearest first, or else every served place. None when no
    place of that day is meant.
    """
    units = Unit.objects.on(on).filter(tier__in=TIERS)
    unit = units.filter(key=key).first() if key else None
    words = fold(typed)
    if unit is None and words:
        rows = UnitName.objects.filter(folded__contains=words, unit__tier__in=TIERS)
        old = list(dict.fromkeys(rows.values_list("unit_id", flat=True)[:MOST_NAMES]))
        heirs = {heir.unit_id for found in people.lineage(old, on).values() for heir in found}
        unit = units.filter(pk__in=heirs).named(on).first()
    if unit is None:
        return None
    above = [each.pk for each in reversed(people.path_of(unit, on)) if each.pk != unit.pk]
    instead = sorted(open_places(on, above), key=lambda each: above.index(each.pk)) or open_places(on)
    return Place(unit).name, [str(each.shown_name) for each in instead]


def denounced_places(on: date, among: Iterable[int] | None = None) -> list[Unit]:
    """Units of that day whose people may be denounced (`among` these keys), served or not; as open_places."""
    found = Unit.objects.on(on).filter(tier__in=DENOUNCED)
    if among is not None:
        found = found.filter(pk__in=list(among))
    return sorted(
        found.named(on), key=lambda unit: (DENOUNCED.index(Tier(unit.tier)), unit.shown_sort_key or "")
    )


def denounced_place(key: str, on: date) -> Place | None:
    """The unit with this key, where its people may be denounced on that day."""
    unit = Unit.objects.on(on).filter(tier__in=DENOUNCED, key=key).first()
    return Place(unit) if unit else None


def places_called(typed: str, on: date, *, denounced: bool = False) -> list[Place]:
    """Units of that day found by a name of any time, with or without marks; a fixed number of statements.

    A name that is gone leads to the units of that day which hold its places: 'ky tien' to the commune that
    Kỳ Tiến went into. An exact name of that day stands alone. Those that take letters, or with `denounced` all whose
    people may be denounced.
    """
    words = fold(typed)
    if not words:
        return []
    tiers, named = (DENOUNCED, denounced_places) if denounced else (TIERS, open_places)
    rows = UnitName.objects.filter(folded__contains=words, unit__tier__in=tiers)
    found: dict[int, set[str]] = {}
    for unit_id, full in rows.values_list("unit_id", "full")[:MOST_NAMES]:
        found.setdefault(unit_id, set()).add(full)
    old: dict[int, set[str]] = {}
    for unit_id, heirs in people.lineage(found, on).items():
        for heir in heirs:
            old.setdefault(heir.unit_id, set()).update(found[unit_id])
    places = [Place(unit, tuple(sorted(old[unit.pk] - {str(unit.shown_name)}))) for unit in named(on, old)]
    exact = [place for place in places if fold(place.name) == words]
    return exact or places


def digests(files: Sequence[tuple[str, bytes, str]]) -> list[str]:
    """The SHA-256 of each file's content."""
    return [hashlib.sha256(content).hexdigest() for _, content, _ in files]


def is_known(submission: UUID) -> bool:
    """Whether a letter has come from this form already; one ready-made statement, for every letter asks it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM cases_case WHERE submission = %s)", [submission])
        return bool(cursor.fetchone()[0])


def is_same_letter(
    case: Case, letter: Letter, unit: Unit, person: Person, files: Sequence[tuple[str, bytes, str]]
) -> bool:
    """Whether an earlier case holds this very letter: words, place, sender and files."""
    petition = case.petition
    if (letter.kind, letter.topic, unit.pk) != (case.kind, case.topic, case.unit_received_id):
        return False
    if (letter.subject, letter.body) != (case.subject, case.body):
        return False
    if any(
        getattr(letter, name) != getattr(petition, name)
        for name in ("wish", "against", "learned_on", "place")
    ):
        return False
    if letter.about and not case.concerns.filter(whom=letter.about).exists():
        return False
    sender = case.parties.order_by("pk").first()
    if sender is None or any(getattr(sender, name) != value for name, value in vars(person).items()):
        return False
    kept = case.attachments.filter(from_citizen=True).values_list("sha256", flat=True)
    return sorted(kept) == sorted(digests(files))


def opening_event(case: Case) -> Event | None:
    """The event with which the letter came into the register; its hash is the letter's mark."""
    return Event.objects.filter(stream="case", subject=case.pk, number=1).first()


def seal_over(event: Event | None) -> Seal | None:
    """The seal that closed the day of an event; None while it is not sealed. One statement."""
    if event is None:
        return None
    return Seal.objects.filter(last_event__gte=event.pk).order_by("number").first()


def seals() -> QuerySet[Seal]:
    """Every seal, the newest first."""
    return Seal.objects.order_by("-number")


def public_file(case: Case, number: str) -> Attachment | None:
    """A file of the answer that the citizen may take away; never one of the office's own."""
    if not re.fullmatch(r"[0-9]{1,17}", number):
        return None
    return case.attachments.filter(pk=int(number), public=True).first()


def papers(file: CaseFile) -> list[tuple[Paper, str]]:
    """Issued papers that are addressed to the citizen, each with its name; asked only where one was issued."""
    if not any(event.verb == "paper_issued" for event in file.public_events):
        return []
    found = issued.public_papers("case", file.case.pk)
    return [(paper, paper_kinds.label(paper_kinds.get(paper.kind))) for paper in found]


def public_paper(case: Case, number: str) -> Paper | None:
    """A paper that the citizen may take away; never a draft, a cancelled one, or one that is not for the citizen."""
    if not re.fullmatch(r"[0-9]{1,17}", number):
        return None
    return next((one for one in issued.public_papers("case", case.pk) if one.pk == int(number)), None)


def told_person(case: Case) -> Party | None:
    """The person of a case who is told, and whose way of being told the code changes; None for a nameless letter."""
    parties = list(case.parties.select_related("case").order_by("pk"))
    return next(iter(plan.persons(parties)), None)


def is_proved(party: Party, email: str) -> bool:
    """Whether mail goes to that address already, or was entered at the desk from a paper that the person signed."""
    return email == party.email and not party.address_changes.filter(email=email, proved_at=None).exists()


def address_change(token: str) -> AddressChange | None:
    """The address that a link proves; None for a link that we never made."""
    number = read_token(token)
    return AddressChange.objects.filter(pk=number).first() if number else None


def unit_names(file: CaseFile, on: date) -> dict[int, str]:
    """Names of the units of a case; one statement."""
    ids = {file.case.unit_received_id, file.case.unit_responsible_id}
    return people.names_on(ids, on)
