"""Reads for the pages of the desk: lines of the work list, what is searched for, one case with all its parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OrderBy, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import JSONObject

from danvan.cases import queries as cases
from danvan.cases import topics
from danvan.cases.actions.correct import last_step
from danvan.cases.models import Case, CaseQuerySet, Party, concerns_of
from danvan.cases.models.case import NEWEST, RUNS_UNTIL
from danvan.cases.queries import CaseFile
from danvan.desk import beside, hands
from danvan.desk.tied import linked, named, remember
from danvan.journal.models import Event, Seal
from danvan.journal.queries import events_of
from danvan.lib.codes import ALPHABET, normalise
from danvan.lib.constants import Numbers
from danvan.lib.sentences import Given, GivenKeys, Kept, Question, Sentence
from danvan.lib.text import fold, longest_words
from danvan.people import policies
from danvan.people import queries as people
from danvan.people.models import Account, Post, Unit, UnitName
from danvan.people.roles import Role
from danvan.reception.models import GROUP_FROM, Matter, Turn, Visitor

# As many letters of a code as every page shows: a longer beginning is never compared, or it could be guessed.
FEWEST_CODE_LETTERS = 4


# --- the work list ---------------------------------------------------------------------------------------
def find(
    sorts: Sequence[CaseQuerySet],
    words: str,
    *,
    on: date,
    order: Sequence[OrderBy] = NEWEST,
    most: int | None = None,
) -> CaseQuerySet:
    """Cases by the beginning of a code, a whole code, words of the letter, a name or a topic, with or without marks.

    `sorts`: open cases, ended ones, or both `apart`; each sort has indexes of its own.
    `most`: the caller reads only the first so many in that order. Each way then ends after as many, so that common
    words need not be counted in all letters; every way has an index of its own, which no OR could use.
    """
    start = "".join(char for char in words.upper() if char.isalnum())
    if not start:
        return Case.objects.none()
    ways = [way for some in sorts for way in _ways(some, words, start, on=on)]
    first, *rest = [(way.order_by(*order)[:most] if most else way).values("pk") for way in ways]
    return Case.objects.filter(pk__in=first.union(*rest) if rest else first)


def _ways(some: CaseQuerySet, words: str, start: str, *, on: date) -> list[CaseQuerySet]:
    """Each way in which cases of one sort may be meant; `start`: what was typed, as the beginning of a code."""
    ways = cases.ways(some, words, on=on)
    if normalise(words) is None and len(start) >= FEWEST_CODE_LETTERS and set(start) <= set(ALPHABET):
        ways.append(some.filter(code__startswith=start[:FEWEST_CODE_LETTERS]))
    if about := _topics_called(words):
        ways.append(some.filter(topic__in=about))
    return ways


def _topics_called(words: str) -> list[str]:
    """Topics whose name begins with these words, marks or not."""
    asked = fold(words)
    return [slug for slug, name in topics.choices() if asked and fold(name).startswith(asked)]


def alike(text: str, folded: str) -> bool:
    """Whether a register's text has at least half of the (twelve longest) words of what is being typed."""
    words = longest_words(text)
    shared = set(words) & set(folded.split())
    return len(shared) >= max(2, -(-len(words) // 2))


def turned(order: OrderBy) -> OrderBy:
    """The other way round."""
    other = order.copy()
    other.reverse_ordering()
    return other


def lines(keys: Sequence[int] | QuerySet[Any, Any], order: Sequence[OrderBy], *, on: date) -> list[Case]:
    """The cases with these keys as `listed`, in that order: one statement, put together once a day for each order.

    Keys that are still to be asked for are asked for within it.
    """
    if isinstance(keys, QuerySet):
        return list(listed(Case.objects.filter(pk__in=keys), on=on).order_by(*order))
    # Not the expressions themselves: Django holds one that was turned round for equal to what it was before.
    key = on, tuple((one.expression, one.descending, one.nulls_first, one.nulls_last) for one in order)
    rows = Case.objects.filter(pk__in=GivenKeys("keys"))
    asked = _lines.under(key, lambda: Question(listed(rows, on=on).order_by(*order)))
    return asked.ask(keys=keys) if keys else []


_lines: Kept[Question[Case]] = Kept()


def listed(found: QuerySet[Case], *, on: date) -> QuerySet[Case]:
    """Cases with what a line of the list shows: unit's name of that day, first sender, day of the running clock."""
    sender = Party.objects.filter(case=OuterRef("pk")).order_by("pk").values("full_name")[:1]
    return found.select_related("unit_responsible", "officer").annotate(
        unit_name=people.name_of_day(on, "unit_responsible_id"),
        sender_name=Subquery(sender),
        runs_until=RUNS_UNTIL,
    )


def names_of_units(officer: Account, *, on: date) -> list[tuple[int, str]]:
    """(id, name) of the units whose letters the officer may read: those that exist on that day, and those ended ones
    that hold some, by name; one statement.
    """
    standing = policies.standing(officer, on)
    asked = _names.under((officer.pk, standing, on), lambda: _naming(officer, standing.reads, on))
    return [(unit, name) for _key, name, unit in sorted(asked.ask())]


_names: Kept[Sentence] = Kept()


def _naming(officer: Account, unit_ids: Iterable[int], on: date) -> Sentence:
    held = cases.visible_to(officer, on=on).filter(unit_responsible=OuterRef("unit_id"))
    alive = Q(unit__exists_until__isnull=True) | Q(unit__exists_until__gt=on)
    names = UnitName.objects.filter(unit__in=Numbers(unit_ids), from_on__lte=on)
    names = names.filter(alive | Exists(held.open()) | Exists(held.ended()))
    rows = names.order_by("unit", "-from_on").distinct("unit").values_list("sort_key", "full", "unit")
    return Sentence.of(rows, ["sort_key", "full", "unit"])


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
    return next(iter(_whole.under(on, lambda: Question(_wholly(on))).ask(pk=case_id)), None)


_whole: Kept[Question[Case]] = Kept()


def _wholly(on: date) -> QuerySet[Case]:
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
            concerned=concerns_of(),
            handed=ArraySubquery(hands.passed_through()),
            chain_earlier=ArraySubquery(linked("later", "earlier", on)),
            chain_later=ArraySubquery(linked("earlier", "later", on)),
            chain_dossiers=ArraySubquery(beside.dossiers()),
            chain_urgings=ArraySubquery(beside.urgings()),
            hands=ArraySubquery(
                posts.order_by("officer__sort_key").values(
                    json=JSONObject(
                        id="officer_id",
                        name="officer__full_name",
                        role="role",
                        unit="unit_id",
                        deputy="deputy",
                    )
                )
            ),
            sealed_to=Subquery(seal.values("last_event")[:1]),
            sealed_day=Subquery(seal.values("day")[:1]),
        )
        .filter(pk=Given("pk"))
        .order_by()
    )


_WORKERS = (Role.CLERK, Role.HANDLER, Role.LEADER)


def case_page(case: Any, officer: Account, *, on: date) -> CasePage:
    """All parts of a case that came from `load`: three to six statements more."""
    events = list(events_of("case", case.pk))
    has_files = any(event.data.get("files") for event in events)
    has_replies = any(row.startswith("reply:") for event in events for row in event.data.get("rows", ()))
    has_awards = any(event.verb == "award" for event in events)
    file = CaseFile(
        case=case,
        events=events,
        deadlines=list(case.deadlines.order_by("pk")),
        parties=list(case.parties.order_by("pk")),
        attachments=list(case.attachments.order_by("pk")) if has_files else [],
        replies=list(_replies(case)) if has_replies else [],
        awards=list(case.awards.order_by("pk")) if has_awards else [],
    )
    remember(case, file)
    sealed = bool(events) and case.sealed_to is not None and events[-1].pk <= case.sealed_to
    return CasePage(
        file=file,
        officers=hands.may_take(case, officer, on=on),
        matters=case.chain_matters,
        links=named(case, officer, on),
        sealed_on=case.sealed_day if sealed else None,
        undoable=last_step(case, events[::-1]),
    )


def _replies(case: Case) -> QuerySet:
    return case.replies.filter(withdrawn_on__isnull=True).select_related("by").order_by("pk")


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


def officers_called(words: str) -> list[int]:
    """Ids of the accounts, closed ones too, whose name holds these words, marks or not: one statement."""
    asked = fold(words)
    return [
        pk for pk, name in Account.objects.values_list("pk", "full_name") if asked and asked in fold(name)
    ]


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
