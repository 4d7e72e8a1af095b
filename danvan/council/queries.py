"""Reads of a council: its term and deputies, lists of petitions and what is like what, what is owed by whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, When

from danvan.council.likeness import Alike, Corpus
from danvan.council.models import (
    Deputy,
    Group,
    Oversight,
    Petition,
    Presence,
    Question,
    Recommendation,
    Reply,
    Resolution,
    Session,
    Target,
    Term,
    Told,
    VoterMeeting,
)
from danvan.council.models.petition import PetitionQuerySet
from danvan.council.workflow import ANSWERED, ENDED, HEADS, PUBLIC, UNSENT, WAITING, Status
from danvan.lib.text import fold
from danvan.people import queries as people
from danvan.people.models import Tier, Unit

COMPARED = timedelta(days=3 * 365)
"""How far back petitions are compared: what was asked earlier is another matter by now."""
TABS = ("unsent", "waiting", "late", "resolving", "untold", "ended", "merged", "all")


def current_term(unit: Unit | int, on: date) -> Term | None:
    """The term that runs that day, else the last one that began."""
    rows = Term.objects.filter(unit=unit, from_on__lte=on).order_by("-from_on")
    return rows.select_related("unit").first()


def terms(units: Collection[int]) -> QuerySet[Term]:
    """The terms of these councils, the latest first."""
    return Term.objects.filter(unit__in=units).select_related("unit").order_by("-from_on", "pk")


def deputies_of(term: Term, on: date) -> QuerySet[Deputy]:
    """Those who sit that day, group by group."""
    return term.deputies.all().sitting(on).select_related("group").order_by("group", "pk")


def groups_of(term: Term, on: date) -> QuerySet[Group]:
    """The groups of a term with their places, each unit with `shown_name` of that day, and all who ever sat."""
    places = Prefetch("constituencies__unit", Unit.objects.named(on))
    deputies = Prefetch("deputies", Deputy.objects.order_by("until_on", "pk"))
    return term.groups.prefetch_related("constituencies", places, deputies)


def petitions(units: Collection[int]) -> PetitionQuerySet:
    """Petitions of these councils with what lists show: how many were merged into each, how often asked again."""
    return _counted(Petition.objects.filter(unit__in=units))


def _counted(rows: PetitionQuerySet) -> PetitionQuerySet:
    joined = Petition.objects.filter(merged_into=OuterRef("pk")).order_by().values("merged_into")
    again = Petition.objects.filter(again_of=OuterRef("pk")).order_by().values("again_of")
    last = Reply.objects.filter(petition=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    told = Told.objects.filter(petition=OuterRef("pk"), reply=Subquery(_last_of_told()))
    return rows.annotate(
        joined=Subquery(joined.annotate(n=Count("pk")).values("n")),
        asked_again=Subquery(again.annotate(n=Count("pk")).values("n")),
        last_reply=Subquery(last),
        told=Exists(told),
    ).select_related("unit", "place", "addressee_unit")


def _last_of_told() -> QuerySet[Reply, int]:
    return (
        Reply.objects.filter(petition=OuterRef("petition")).order_by("-pk").values_list("pk", flat=True)[:1]
    )


def narrowed(
    rows: PetitionQuerySet,
    *,
    tab: str = "all",
    words: str = "",
    topic: str = "",
    level: str = "",
    on: date,
) -> PetitionQuerySet:
    """The same by tab, words, topic and level."""
    by_tab = {
        "unsent": Q(status__in=UNSENT),
        "waiting": Q(status__in=WAITING),
        "resolving": Q(status=Status.RESOLVING),
        "untold": Q(status__in=ANSWERED, told=False),
        "ended": Q(status__in=ENDED),
        "merged": Q(status__in=(Status.MERGED, Status.DROPPED)),
    }
    rows = rows.overdue(on) if tab == "late" else rows.filter(by_tab.get(tab, Q()))
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    rows = rows.filter(topic=topic) if topic else rows
    return (rows.filter(level=level) if level else rows).order_by(*_order(tab))


def _order(tab: str) -> tuple[Any, ...]:
    if tab in ("waiting", "late"):
        return (F("due_on").asc(nulls_last=True), "pk")
    return (F("promised_on").asc(nulls_last=True), "pk") if tab == "resolving" else ("-taken_on", "-pk")


def counts(units: Collection[int], on: date) -> dict[str, int]:
    """How many petitions each tab has; one statement."""
    rows = petitions(units)
    late = Q(status__in=WAITING, due_on__lt=on) | Q(status=Status.RESOLVING, promised_on__lt=on)
    found = rows.aggregate(
        unsent=Count("pk", Q(status__in=UNSENT)),
        waiting=Count("pk", Q(status__in=WAITING)),
        late=Count("pk", late),
        resolving=Count("pk", Q(status=Status.RESOLVING)),
        untold=Count("pk", Q(status__in=ANSWERED, told=False)),
        ended=Count("pk", Q(status__in=ENDED)),
        merged=Count("pk", Q(status__in=(Status.MERGED, Status.DROPPED))),
        all=Count("pk"),
    )
    return {name: int(n) for name, n in found.items()}


@dataclass(frozen=True)
class Place:
    """Where it was raised: the place in words, the day, and the meeting where there was one."""

    name: str
    on: date
    meeting: VoterMeeting | None
    petition: int


def asked_again(row: Petition) -> list[Petition]:
    """What voters asked again after it, the earliest first; no statement where it was read with how many there are."""
    known = getattr(row, "asked_again", 1)
    return list(row.raised_again.order_by("taken_on", "pk")) if known else []


def places_of(rows: Iterable[Petition], on: date) -> dict[int, list[Place]]:
    """Petition → every place where it was raised, its own first, then those of what was merged into it."""
    heads = list(rows)
    ids = [row.pk for row in heads]
    told = Petition.objects.filter(Q(pk__in=ids) | Q(merged_into__in=ids)).select_related("meeting__meeting")
    raised: list[Any] = list(
        told.annotate(place_shown=people.shown_name(on, "place")).order_by("taken_on", "pk")
    )
    found: defaultdict[int, list[Place]] = defaultdict(list)
    for row in sorted(raised, key=lambda each: each.merged_into_id is not None):
        unit = row.place_shown or ""
        name = f"{row.place_words}, {unit}" if row.place_words else unit
        for head in {row.pk, row.merged_into_id or row.pk} & set(ids):
            found[head].append(Place(name, row.taken_on, row.meeting, row.pk))
    return found


def petition(pk: int) -> Petition:
    """One petition with its council."""
    return Petition.objects.select_related("unit").get(pk=pk)


def petition_with_all(pk: int) -> Petition:
    """One petition with replies, tellings and reminders read."""
    rows = _counted(Petition.objects.all()).select_related(
        "meeting__meeting", "session__term", "again_of", "merged_into", "heard_by", "promise"
    )
    tellings = Prefetch("tellings", Told.objects.select_related("meeting__meeting", "by"))
    return rows.prefetch_related("replies", tellings, "reminders").get(pk=pk)


# --- what is like what -----------------------------------------------------------------------------------
def compared(unit: int, on: date) -> Corpus:
    """The petitions of a council that are compared: all that stand for themselves, of the last years."""
    rows = Petition.objects.filter(unit=unit, status__in=HEADS, taken_on__gte=on - COMPARED)
    return Corpus(dict(rows.values_list("pk", "folded")))


@dataclass(frozen=True)
class Pair:
    """Two petitions that may ask the same, the earlier first; `again` where the earlier one was answered."""

    earlier: Petition
    later: Petition
    score: int

    @property
    def again(self) -> bool:
        """Whether the earlier one was answered, so that the later one asks again."""
        return self.earlier.first_answered_on is not None


def doubles(unit: int, on: date, *, most: int = 50) -> list[Pair]:
    """Pairs that a person should look at: alike, and the later one not sent yet nor said to be asked again."""
    return _pairs(compared(unit, on).pairs(most=4 * most))[:most]


def like(petition: Petition, on: date, *, most: int = 5) -> list[Pair]:
    """Those like one petition."""
    corpus = compared(petition.unit_id, on)
    return _pairs(corpus.like(petition.pk, most=most)) if petition.pk in corpus.told else []


def _pairs(alike: Iterable[Alike]) -> list[Pair]:
    alike = list(alike)
    rows = petitions_by({pk for each in alike for pk in (each.one, each.other)})
    found = []
    for each in alike:
        one, other = rows[each.one], rows[each.other]
        earlier, later = sorted(
            (one, other), key=lambda row: (not row.first_answered_on, row.taken_on, row.pk)
        )
        if later.status in UNSENT and later.again_of_id != earlier.pk:
            found.append(Pair(earlier, later, each.score))
    return found


def petitions_by(ids: Collection[int]) -> dict[int, Petition]:
    """Petitions by number, with their places."""
    return Petition.objects.select_related("place", "unit").in_bulk(list(ids))


# --- what is owed ----------------------------------------------------------------------------------------
def owed_petitions(units: Collection[int]) -> PetitionQuerySet:
    """Petitions that these units have to answer, or to do what they answered; the first due on top."""
    rows = _counted(Petition.objects.filter(addressee_unit__in=units, status__in=("sent", "resolving")))
    return rows.annotate(counts_on=_next_on()).order_by(F("counts_on").asc(nulls_last=True), "pk")


def _next_on() -> Case:
    return Case(When(status="sent", then=F("due_on")), default=F("promised_on"))


def owed_questions(units: Collection[int]) -> QuerySet[Question]:
    """Questions of deputies that these units have to answer in writing."""
    rows = Question.objects.filter(respondent_unit__in=units, owes_written=True, written_on__isnull=True)
    return rows.select_related("session__term__unit", "deputy").order_by(
        F("due_on").asc(nulls_last=True), "pk"
    )


def owed_recommendations(units: Collection[int]) -> QuerySet[Recommendation]:
    """Recommendations that these units have not reported on."""
    rows = Recommendation.objects.filter(
        addressee_unit__in=units, accepted_on__isnull=True, reported_on__isnull=True
    )
    return rows.select_related("oversight__term__unit").order_by("due_on", "pk")


# --- meetings, sessions, resolutions, oversight ----------------------------------------------------------
def meetings(units: Collection[int]) -> QuerySet[VoterMeeting]:
    """Meetings with voters of these councils, the latest first."""
    rows = VoterMeeting.objects.filter(term__unit__in=units).annotate(raised=Count("petitions"))
    return rows.select_related("meeting__unit", "session__term", "group", "term__unit").order_by(
        "-meeting__starts_at", "-pk"
    )


def presences(meeting: VoterMeeting) -> QuerySet[Presence]:
    """The deputies who were to come."""
    return meeting.deputies.select_related("deputy__group")


def attended(deputy: Deputy) -> QuerySet[Presence]:
    """Meetings with voters to which a deputy was to come, the latest first."""
    rows = deputy.meetings.select_related("meeting__meeting")
    return rows.order_by("-meeting__meeting__starts_at")


def sessions(units: Collection[int]) -> QuerySet[Session]:
    """Sessions of these councils, the latest first."""
    return (
        Session.objects.filter(term__unit__in=units).select_related("term__unit").order_by("-from_on", "-pk")
    )


def questions_of(session: Session) -> QuerySet[Question]:
    """Questions put at a session, with who asked and what was promised."""
    return session.questions.select_related("deputy", "promise")


def resolutions(units: Collection[int]) -> QuerySet[Resolution]:
    """Resolutions of these councils with their targets and reports, the latest first."""
    targets = Prefetch("targets", Target.objects.prefetch_related("reports"))
    rows = Resolution.objects.filter(term__unit__in=units).select_related("term__unit", "session")
    return rows.prefetch_related(targets).order_by("-made_on", "-pk")


def oversights(units: Collection[int]) -> QuerySet[Oversight]:
    """What these councils oversee, with recommendations and team, the latest first."""
    rows = Oversight.objects.filter(term__unit__in=units).select_related("term__unit")
    return rows.prefetch_related("recommendations", "team__deputy").order_by("-from_on", "-pk")


def addressees(unit: Unit, on: date) -> list[tuple[int, str]]:
    """(unit, name) pairs of the register that may be asked: the council's own unit, offices in it, units above."""
    above = [each.pk for each in people.path_of(unit, on) if each.tier != Tier.NATION]
    below = [each.pk for each in people.units_under(unit, on) if each.tier == Tier.AGENCY]
    ids = list(dict.fromkeys([unit.pk, *reversed(above), *below]))
    names = people.names_on(ids, on)
    return [(pk, names[pk]) for pk in ids if pk in names]


def places(unit: Unit, on: date) -> list[tuple[int, str]]:
    """(unit, name) pairs in which voters of this council live: the unit itself and those below it."""
    ids = [unit.pk, *(each.pk for each in people.units_under(unit, on) if each.tier != Tier.AGENCY)]
    names = people.names_on(ids, on)
    return [(pk, names[pk]) for pk in dict.fromkeys(ids) if pk in names]


def public_councils() -> QuerySet[Unit]:
    """Units whose council has anything that anybody may read, or a term."""
    return Unit.objects.filter(Exists(Term.objects.filter(unit=OuterRef("pk")))).order_by("pk")


def public_petitions(unit: int | None = None) -> PetitionQuerySet:
    """What voters asked, as anybody may read it."""
    rows = _counted(Petition.objects.filter(status__in=PUBLIC))
    rows = rows.filter(unit=unit) if unit else rows
    return rows.order_by("-sent_on", "-pk")
