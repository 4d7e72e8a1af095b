"""Reads for the pages of the desk: the work list, its counts, one case with all its parts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case as When_
from django.db.models import Count, DateField, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import JSONObject

from danvan.alarms import queries as alarms
from danvan.cases import kinds, topics
from danvan.cases import queries as cases
from danvan.cases.actions.correct import last_step
from danvan.cases.models import Case, CaseQuerySet, Link, Party
from danvan.cases.queries import CaseFile
from danvan.cases.workflow import OPEN_PHASES, Whose
from danvan.journal.models import Event, Seal
from danvan.journal.queries import events_of
from danvan.lib import dates
from danvan.lib.codes import ALPHABET, normalise
from danvan.lib.text import fold, longest_words
from danvan.notices import queries as notices
from danvan.people import queries as people
from danvan.people.models import Account, Post, Unit
from danvan.people.policies import standing
from danvan.people.roles import Role
from danvan.reception.models import GROUP_FROM, Matter, Turn, Visitor

# As many letters of a code as every page shows: a longer beginning is never compared, or it could be guessed.
FEWEST_CODE_LETTERS = 4


# --- the work list ---------------------------------------------------------------------------------------
def _elsewhere_statuses() -> Q:
    """Statuses in which another authority has the next word, of every kind."""
    rows = [(kind.code, s.code) for kind in kinds.all_kinds().values() for s in kind.statuses]
    other = [row for row in rows if kinds.get(row[0]).status(row[1]).whose == Whose.OTHER]
    found = Q(pk__in=[])
    for kind, status in other:
        found |= Q(kind=kind, status=status)
    return found


def _opened_again() -> Q:
    """Statuses in which the citizen put a case that had been answered, of every kind."""
    found = Q(pk__in=[])
    for kind in kinds.all_kinds().values():
        again = {s.target for s in kind.transitions if s.by_citizen and not s.roles}
        found |= Q(
            kind=kind.code,
            status__in=[s.code for s in kind.statuses if s.code in again and s.phase in OPEN_PHASES],
        )
    return found


def tab_filters(officer: Account, units: Iterable[int], *, on: date) -> dict[str, Q]:
    """Whose turn it is, tab by tab, among the cases that these units answer for or received."""
    ids = list(units)
    here, open_ = Q(unit_responsible__in=ids), Q(phase__in=OPEN_PHASES)
    gone = _elsewhere_statuses()
    passed_on = Q(unit_received__in=ids) & ~here
    ours = here & open_ & ~gone
    running = ours & Q(waiting_since__isnull=True)
    return {
        "mine": open_ & Q(officer=officer) & ~gone,
        "today": running & Q(due_on=on),
        "late": running & Q(due_on__lt=on),
        "waiting": ours & Q(waiting_since__isnull=False),
        "again": running & _opened_again(),
        "unassigned": running & Q(officer__isnull=True),
        "office": ours,
        "elsewhere": open_ & (here & gone | passed_on),
        "done": ~open_ & (here | passed_on),
    }


def first_in_line(units: Mapping[Role, Iterable[int]]) -> Q:
    """Cases that wait for what these roles bring forward, in the units where each is held.

    A clerk's are the letters to be sorted; a leader's those to be taken up, given into hands, or signed.
    """
    found = Q(pk__in=[])
    for code, kind in kinds.all_kinds().items():
        here = Q(kind=code, waiting_since__isnull=True)
        sources = {step.verb: step.sources for step in kind.transitions}
        signs = next(
            (s.sources for s in kind.transitions if s.answers and s.roles == {Role.LEADER}), frozenset()
        )
        clerk = Q(status__in=sources.get("screen", ()))
        leader = Q(status__in=sources.get("accept", ())) | Q(status__in=signs)
        leader |= Q(status__in=sources.get("assign", ()), officer__isnull=True)
        for role, waits in ((Role.CLERK, clerk), (Role.LEADER, leader)):
            if held := list(units.get(role, ())):
                found |= here & waits & Q(unit_responsible__in=held)
    return found


def tab_counts(officer: Account, units: Iterable[int], *, on: date) -> dict[str, int]:
    """How many cases stand in each tab of these units, finished ones uncounted, how many alarms press the officer, and
    how many tellings wait for her. One statement.
    """
    units = list(units)
    filters = tab_filters(officer, units, on=on)
    counted: dict[str, Any] = {
        name: Count("pk", filter=found) for name, found in filters.items() if name != "done"
    }
    hers = alarms.concerning(officer, on=on)
    counted["alarms"] = Count("pk", filter=hers & alarms.pressing(on))
    # The same for every row, and there also when there is none.
    counted["to_tell"] = notices.Number(notices.worklist(officer, dates.now(), on=on)) + Count("pk") * 0
    scope = Q(unit_responsible__in=units) | Q(unit_received__in=units) | Q(officer=officer)
    visible = cases.visible_to(officer, on=on).open()
    parts = [visible.filter(scope), *alarms.found_pressing(visible.filter(hers), on)]
    first, *rest = [part.values("pk") for part in parts]
    return visible.filter(pk__in=first.union(*rest)).aggregate(**counted)


def find(found: CaseQuerySet, words: str) -> QuerySet[Case]:
    """Cases by the beginning of a code, a whole code, words of the letter or a name, with or without marks."""
    start = "".join(char for char in words.upper() if char.isalnum())
    if not start:
        return found.none()
    if normalise(words) is None and len(start) >= FEWEST_CODE_LETTERS and set(start) <= set(ALPHABET):
        by_code = found.filter(code__startswith=start[:FEWEST_CODE_LETTERS])
        return by_code | found.filter(pk__in=cases.search(Case.objects.all(), words).values("pk"))
    about = _topics_called(words)
    by_words = cases.search(found, words)
    return found.filter(Q(pk__in=by_words.values("pk")) | Q(topic__in=about)) if about else by_words


def _topics_called(words: str) -> list[str]:
    """Topics whose name begins with these words, marks or not."""
    asked = fold(words)
    return [slug for slug, name in topics.choices() if asked and fold(name).startswith(asked)]


def alike(text: str, folded: str) -> bool:
    """Whether a register's text has at least half of the (twelve longest) words of what is being typed."""
    words = longest_words(text)
    shared = set(words) & set(folded.split())
    return len(shared) >= max(2, -(-len(words) // 2))


# The last day of a clock that runs; empty for one that stands still.
RUNS_UNTIL = When_(When(waiting_since__isnull=True, then=F("due_on")), output_field=DateField())


BY_TERM = (F("runs_until").asc(nulls_last=True), "received_on", "pk")


def listed(found: QuerySet[Case], *, on: date) -> QuerySet[Case]:
    """Cases with what a line of the list shows: unit's name of that day, first sender, day of the running clock."""
    sender = Party.objects.filter(case=OuterRef("pk")).order_by("pk").values("full_name")[:1]
    return found.select_related("unit_responsible", "officer").annotate(
        unit_name=people.name_of_day(on, "unit_responsible_id"),
        sender_name=Subquery(sender),
        runs_until=RUNS_UNTIL,
    )


def names_of_units(unit_ids: Iterable[int], found: CaseQuerySet, *, on: date) -> list[tuple[int, str]]:
    """(id, name) of the units that exist on that day and of those ended ones that hold cases found, by name."""
    ids = list(unit_ids)
    held = found.filter(unit_responsible=OuterRef("pk"))
    named: Any = Unit.objects.filter(pk__in=ids).named(on)
    rows = named.order_by("shown_sort_key")
    rows = rows.annotate(held=Subquery(held.values("pk")[:1]))
    alive = Q(exists_until__isnull=True) | Q(exists_until__gt=on)
    return list(rows.filter(alive | Q(held__isnull=False)).values_list("pk", "shown_name"))


# --- one case --------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class CasePage:
    """A case with all that its page shows."""

    file: CaseFile
    officers: Sequence[tuple[int, str]]
    matters: Sequence[dict]
    links: Sequence[dict]
    sealed_on: date | None = None
    undoable: Event | None = field(default=None)

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.file.case


def load(case_id: int, *, on: date) -> Any:
    """The case with units, officer, petition, chain, last seal and officers of its unit, or None: one statement."""
    of_the_kind = Q(kinds__isnull=True) | Q(kinds__contains=[OuterRef("kind")])
    posts = Post.objects.on(on).filter(of_the_kind, unit=OuterRef("unit_responsible"), role__in=_WORKERS)
    matters = Matter.objects.filter(petition=OuterRef("pk"))
    seal = Seal.objects.order_by("-number")
    rows = Case.objects.select_related("unit_responsible", "unit_received", "officer", "petition")
    return (
        rows.annotate(
            unit_name=people.name_of_day(on, "unit_responsible_id"),
            received_name=people.name_of_day(on, "unit_received_id"),
            chain_matters=ArraySubquery(matters.values(json=JSONObject(turn="turn_id", on="turn__on"))),
            chain_earlier=ArraySubquery(_linked("later", "earlier")),
            chain_later=ArraySubquery(_linked("earlier", "later")),
            hands=ArraySubquery(
                posts.order_by("officer__sort_key").values(
                    json=JSONObject(id="officer_id", name="officer__full_name")
                )
            ),
            sealed_to=Subquery(seal.values("last_event")[:1]),
            sealed_day=Subquery(seal.values("day")[:1]),
        )
        .filter(pk=case_id)
        .first()
    )


_WORKERS = (Role.CLERK, Role.HANDLER, Role.LEADER)


def _linked(mine: str, other: str) -> QuerySet:
    rows = Link.objects.filter(**{mine: OuterRef("pk")}).order_by("pk")
    return rows.values(
        json=JSONObject(pk=f"{other}_id", on=f"{other}__received_on", why="why", phase=f"{other}__phase")
    )


def _named(case: Any, officer: Account, on: date) -> list[dict]:
    """Cases tied to this one, earlier ones first; the subject is empty for one that the officer may not read."""
    rows = [{**row, "later": False} for row in case.chain_earlier]
    rows += [{**row, "later": True} for row in case.chain_later]
    if not rows:
        return []
    visible = cases.visible_to(officer, on=on).filter(pk__in=[row["pk"] for row in rows])
    subjects = dict(visible.values_list("pk", "subject"))
    return [{**row, "subject": subjects.get(row["pk"], "")} for row in rows]


def case_page(case: Any, officer: Account, *, on: date) -> CasePage:
    """All parts of a case that came from `load`: four to seven statements more."""
    events = list(events_of("case", case.pk))
    has_files = any(event.data.get("files") for event in events)
    has_replies = any(row.startswith("reply:") for event in events for row in event.data.get("rows", ()))
    file = CaseFile(
        case=case,
        events=events,
        deadlines=list(case.deadlines.order_by("pk")),
        parties=list(case.parties.order_by("pk")),
        attachments=list(case.attachments.order_by("pk")) if has_files else [],
        replies=list(_replies(case)) if has_replies else [],
    )
    case.owed_parts = sum(row["why"] == "part" and row["phase"] in OPEN_PHASES for row in case.chain_later)
    sealed = bool(events) and case.sealed_to is not None and events[-1].pk <= case.sealed_to
    return CasePage(
        file=file,
        officers=_hands(case, officer, on),
        matters=case.chain_matters,
        links=_named(case, officer, on),
        sealed_on=case.sealed_day if sealed else None,
        undoable=last_step(case, events[::-1]),
    )


def _replies(case: Case) -> QuerySet:
    return case.replies.filter(withdrawn_on__isnull=True).select_related("by").order_by("pk")


def _hands(case: Any, officer: Account, on: date) -> list[tuple[int, str]]:
    """Those into whose hands the case may be given, each once; whoever asks too, if she works on its kind there.

    Whoever works in the unit that succeeded an ended one is not found by her posts, but may take the case herself.
    """
    found = {row["id"]: row["name"] for row in case.hands}
    if not standing(officer, on).roles_for(case.unit_responsible_id, case.kind).isdisjoint(_WORKERS):
        found[officer.pk] = officer.full_name
    return list(found.items())


def unit_by_name(words: str, *, on: date) -> tuple[Unit | None, list[str]]:
    """The unit of that day with exactly this name (marks do not matter), and names that come near when none is."""
    asked = fold(words)
    rows = [row for row in _units_of(on) if asked in fold(row.shown_name)]
    exact = [row for row in rows if fold(row.shown_name) == asked]
    if len(exact) == 1:
        return exact[0], []
    return (rows[0], []) if len(rows) == 1 else (None, [row.shown_name for row in rows[:6]])


def unit_names(words: str, *, on: date, most: int = 12) -> list[str]:
    """Names of units of that day that hold these words, marks or not."""
    asked = fold(words)
    return [row.shown_name for row in _units_of(on) if asked in fold(row.shown_name)][:most]


def _units_of(on: date) -> Any:
    named: Any = Unit.objects.on(on).named(on)
    return named.order_by("shown_sort_key")


def units_of_posts(officer: Account, roles: Iterable[Role], *, on: date) -> list[tuple[int, str]]:
    """(id, name) of the units in which the officer holds one of the roles on that day, each once."""
    posts = people.posts_of(officer, on).filter(role__in=[*roles]).annotate(unit_name=people.name_of_day(on))
    return list({post.unit_id: post.unit_name for post in posts}.items())


def officers_of(unit_ids: Iterable[int], *, on: date) -> list[tuple[int, str]]:
    """(id, name) of the officers with a post in these units that day, by name."""
    return list(people.accounts_of(unit_ids, on).values_list("pk", "full_name"))


# --- the register of reception ---------------------------------------------------------------------------
def book(turns: QuerySet[Turn], *, on: date) -> QuerySet[Turn]:
    """Turns, newest first, each with unit's name, people and matters of its line: one statement."""
    people_ = Visitor.objects.filter(turn=OuterRef("pk")).order_by("pk")
    told = Matter.objects.filter(turn=OuterRef("pk")).order_by("pk")
    matter = JSONObject(
        pk="pk",
        topic="topic",
        summary="summary",
        first="first_time",
        outcome="outcome",
        advice="advice",
        settled="settled_before",
        petition="petition_id",
        earlier="earlier__turn_id",
        kind="kind",
        request="request",
        referred="referred_to",
        paper="paper",
    )
    return (
        turns.select_related("received_by")
        .annotate(
            unit_name=people.name_of_day(on, "unit_id"),
            people=ArraySubquery(people_.values(json=JSONObject(name="full_name"))),
            told=ArraySubquery(told.values(json=matter)),
        )
        .order_by("-on", "-pk")
    )


def book_counts(turns: QuerySet[Turn]) -> dict[str, int]:
    """Lines of the book, and what stands in it: turns, persons, groups, matters, each apart; one statement."""
    stands = Q(cancelled_on__isnull=True)
    matters = (
        Matter.objects.filter(turn=OuterRef("pk"))
        .order_by()
        .values("turn")
        .annotate(n=Count("pk"))
        .values("n")
    )
    rows = turns.order_by().annotate(of_matters=Subquery(matters))
    return rows.aggregate(
        lines=Count("pk"),
        turns=Count("pk", filter=stands),
        persons_sum=Sum("persons", filter=stands, default=0),
        groups=Count("pk", filter=stands & Q(persons__gte=GROUP_FROM)),
        matters_sum=Sum("of_matters", filter=stands, default=0),
    )


def names_of_receiving_units(unit_ids: Iterable[int], *, on: date) -> list[tuple[int, str]]:
    """(id, name) of the units that exist on that day, and of those ended ones that received people, by name."""
    held = Turn.objects.filter(unit=OuterRef("pk")).values("pk")[:1]
    alive = Q(exists_until__isnull=True) | Q(exists_until__gt=on)
    named: Any = Unit.objects.filter(pk__in=list(unit_ids)).named(on)
    rows = named.annotate(held=Subquery(held))
    found = rows.filter(alive | Q(held__isnull=False)).order_by("shown_sort_key")
    return list(found.values_list("pk", "shown_name"))
