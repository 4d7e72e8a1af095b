"""Reads across the tables of consultations: lists, the text of a draft, opinions, reach, what is to be told."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from danvan import law
from danvan.consultations import counting
from danvan.consultations.counting import Result, Threshold
from danvan.consultations.models import (
    Affected,
    Audience,
    Ballot,
    Consultation,
    Draft,
    DraftFile,
    Group,
    Opinion,
    Telling,
    Voice,
    Vote,
)
from danvan.consultations.models.consultation import ConsultationQuerySet
from danvan.consultations.models.people import Moment
from danvan.consultations.models.voices import OpinionQuerySet
from danvan.consultations.workflow import Outcome
from danvan.lib import codes
from danvan.lib.carriers import ATTENTION, State
from danvan.meetings.models import Meeting
from danvan.people import queries as people

MOST_MEETINGS = 40


def consultations(units: Collection[int]) -> ConsultationQuerySet:
    """Consultations of these units, the last first, each with how many opinions came and how many wait."""
    rows = Consultation.objects.filter(unit__in=units).select_related("unit").prefetch_related("unit__names")
    return rows.annotate(
        heard=Count("opinions"),
        waiting=Count(
            "opinions", filter=Q(opinions__group__isnull=True) | Q(opinions__group__answered_on__isnull=True)
        ),
    ).order_by(F("closes_on").desc(nulls_first=True), "-pk")


def public() -> ConsultationQuerySet:
    """What anybody may read, what ends last first."""
    rows = Consultation.objects.public().select_related("unit").prefetch_related("unit__names")
    return rows.order_by("-closes_on", "-pk")


def with_counts(rows: ConsultationQuerySet) -> ConsultationQuerySet:
    """The same with how many opinions came."""
    return cast(ConsultationQuerySet, rows.annotate(heard=Count("opinions")))


def current(row: Consultation) -> Draft | None:
    """The version that the public reads, the newest that was published, without its text; one statement."""
    rows = row.drafts.filter(published_on__isnull=False).defer("text", "pieces")
    return rows.order_by("-number").first()


def newest(row: Consultation) -> Draft | None:
    """The newest version, public or not, without its text."""
    return row.drafts.defer("text", "pieces").order_by("-number").first()


def drafts_of(row: Consultation, *, public_only: bool = False) -> list[Draft]:
    """Every version, the first one first, without its text; `files_told`: number and name of its files."""
    files = DraftFile.objects.filter(draft=OuterRef("pk")).order_by("pk")
    told = ArraySubquery(files.values(told=JSONObject(pk="pk", name="name")))
    rows = row.drafts.defer("text", "pieces").select_related("made_by").annotate(files_told=told)
    rows = rows.order_by("number")
    return list(rows.filter(published_on__isnull=False) if public_only else rows)


def anchors_ever(row: Consultation) -> set[str]:
    """Every anchor that any version ever had."""
    return {piece["anchor"] for pieces in row.drafts.values_list("pieces", flat=True) for piece in pieces}


def stances(row: Consultation) -> dict[str, Counter[str]]:
    """Article (empty: the whole) → how many agree, amend, oppose; one statement."""
    found: dict[str, Counter[str]] = {}
    rows = row.opinions.values_list("anchor", "stance").annotate(n=Count("pk"))
    for anchor, stance, n in rows.order_by("anchor", "stance"):
        found.setdefault(anchor, Counter())[stance] += n
    return found


def opinions(row: Consultation) -> OpinionQuerySet:
    """Opinions with who gave them and where they belong, the newest first."""
    rows = Opinion.objects.filter(consultation=row).select_related("voice__affected", "group", "held")
    return rows.order_by("-pk")


@dataclass(frozen=True)
class Heap:
    """What the inbox may be narrowed to."""

    key: str
    label: str
    count: int


HEAPS = {
    "all": Count("pk"),
    "alone": Count("pk", filter=Q(group__isnull=True)),
    "affected": Count("pk", filter=Q(voice__affected__isnull=False)),
    "waiting": Count("pk", filter=Q(group__isnull=True) | Q(group__answered_on__isnull=True)),
    "veiled": Count("pk", filter=~Q(veil="")),
}


def with_heaps(rows: ConsultationQuerySet) -> ConsultationQuerySet:
    """The same with the counts of its heaps, in the same statement."""
    counted = Opinion.objects.filter(consultation=OuterRef("pk")).order_by().values("consultation")
    told = counted.annotate(told=JSONObject(**HEAPS)).values("told")
    return cast(ConsultationQuerySet, rows.annotate(heaps_told=Subquery(told)))


def with_unit_name(rows: ConsultationQuerySet, on: date) -> ConsultationQuerySet:
    """The same with the name that its unit had that day, in the same statement."""
    return cast(ConsultationQuerySet, rows.annotate(unit_shown=people.shown_name(on, "unit")))


def heaps(row: Consultation) -> list[Heap]:
    """The heaps of the inbox with their counts; one statement, none where it was read with them."""
    if hasattr(row, "heaps_told"):
        counted = row.heaps_told or dict.fromkeys(HEAPS, 0)
    else:
        counted = Opinion.objects.filter(consultation=row).aggregate(**HEAPS)
    words = (
        ("alone", _("Chưa gộp")),
        ("waiting", _("Chưa trả lời")),
        ("affected", _("Người chịu tác động")),
        ("veiled", _("Không công khai")),
        ("all", _("Tất cả")),
    )
    return [Heap(key, label, counted[key]) for key, label in words]


def narrowed(rows: OpinionQuerySet, show: str) -> OpinionQuerySet:
    """The opinions of one heap."""
    if show == "alone":
        return rows.filter(group__isnull=True)
    if show == "waiting":
        return rows.unanswered()
    if show == "affected":
        return rows.of_affected()
    return rows.exclude(veil="") if show == "veiled" else rows


def groups(row: Consultation) -> list[Group]:
    """Groups of opinions in the order in which they were made, each with its opinions; two statements."""
    held = Opinion.objects.select_related("voice", "draft", "held").order_by("pk")
    rows = row.groups.select_related("draft", "answered_by").prefetch_related(Prefetch("opinions", held))
    return list(rows.order_by("pk"))


def unanswered_affected(row: Consultation) -> list[Voice]:
    """Persons directly affected of whose opinions one at least has no answer."""
    waiting = Opinion.objects.unanswered().filter(voice=OuterRef("pk"))
    return list(row.voices.filter(Exists(waiting), affected__isnull=False).order_by("pk"))


def ungrouped(row: Consultation) -> int:
    """How many opinions no answered group holds."""
    return Opinion.objects.filter(consultation=row).unanswered().count()


@dataclass(frozen=True)
class Reach:
    """How far a consultation reached: of those named, and of the groups as officers said."""

    named: int
    invited: int
    told: int
    opened: int
    answered: int
    audiences: int
    audiences_told: int
    people: int
    reached: int


REACHED = {
    "named": Count("pk"),
    "invited": Count("pk", filter=Q(invited_on__isnull=False)),
    "told": Count("pk", filter=Q(is_told=True)),
    "opened": Count("pk", filter=Q(opened_on__isnull=False)),
    "answered": Count("pk", filter=Q(spoke=True)),
}


def _with_word(rows: QuerySet[Affected]) -> QuerySet[Affected]:
    """Persons affected with whether word reached them and whether they spoke."""
    invited = Telling.objects.filter(affected=OuterRef("pk"), moment=Moment.INVITED)
    told = invited.filter(state__in=[State.DELIVERED, State.TOLD])
    spoke = Opinion.objects.filter(voice__affected=OuterRef("pk"))
    return rows.annotate(is_told=Exists(told), spoke=Exists(spoke))


def with_reach(rows: ConsultationQuerySet) -> ConsultationQuerySet:
    """The same with how many of those named it reached, in the same statement."""
    named = _with_word(Affected.objects.filter(consultation=OuterRef("pk"))).order_by().values("consultation")
    told = named.annotate(reached_told=JSONObject(**REACHED)).values("reached_told")
    return cast(ConsultationQuerySet, rows.annotate(reach_told=Subquery(told)))


def reach(row: Consultation, audiences: Sequence[Audience] | None = None) -> Reach:
    """All of it in two statements; without that of the groups, or of those named, where the caller read them."""
    if hasattr(row, "reach_told"):
        found = row.reach_told or dict.fromkeys(REACHED, 0)
    else:
        found = _with_word(row.affected.all()).aggregate(**REACHED)
    groups = list(row.audiences.all()) if audiences is None else audiences
    return Reach(
        **found,
        audiences=len(groups),
        audiences_told=sum(each.told_on is not None for each in groups),
        people=sum(each.people or 0 for each in groups),
        reached=sum(each.reached or 0 for each in groups),
    )


@dataclass(frozen=True)
class Tally:
    """Opinions counted in one statement: by stance, by way, by the outcome of their answer; those without one."""

    stances: Counter[str]
    ways: Counter[str]
    outcomes: Counter[str]
    unanswered: int
    unanswered_affected: int

    @property
    def heard(self) -> int:
        """All of them."""
        return self.ways.total()


def tally(row: Consultation) -> Tally:
    """All opinions of a consultation counted; one statement."""
    rows = row.opinions.annotate(alone=ExpressionWrapper(Q(voice__affected__isnull=True), BooleanField()))
    counted = rows.values_list("stance", "way", "group__outcome", "alone").annotate(n=Count("pk")).order_by()
    made = Tally(Counter(), Counter(), Counter(), 0, 0)
    waiting = affected = 0
    for stance, way, outcome, alone, n in counted:
        made.stances[stance] += n
        made.ways[way] += n
        made.outcomes[outcome or ""] += n
        waiting += 0 if outcome else n
        affected += 0 if outcome or alone else n
    return replace(made, unanswered=waiting, unanswered_affected=affected)


def outcomes(row: Consultation) -> dict[Outcome, int]:
    """How many opinions were answered in which way."""
    found = tally(row).outcomes
    return {outcome: found[outcome.value] for outcome in Outcome}


def meetings_offered(row: Consultation) -> list[Meeting]:
    """Meetings of the unit that took place, in which an opinion may have been given, the latest first."""
    rows = Meeting.objects.held().filter(unit=row.unit_id)
    return list(rows.order_by("-starts_at", "-pk")[:MOST_MEETINGS])


def voice_by_code(typed: str) -> Voice | None:
    """Who has that code of her own opinions, however it was typed."""
    code = codes.normalise(typed)
    rows = Voice.objects.select_related("consultation__unit", "affected")
    return rows.filter(code=code, consultation__destroyed_on__isnull=True).first() if code else None


def affected_by_code(typed: str) -> Affected | None:
    """The person directly affected who has that code."""
    code = codes.normalise(typed)
    rows = Affected.objects.select_related("consultation__unit")
    return rows.filter(code=code, consultation__destroyed_on__isnull=True).first() if code else None


def said_by(voice: Voice) -> list[Opinion]:
    """Everything somebody said, with what became of it."""
    return list(
        voice.opinions.select_related("group__draft", "draft").prefetch_related("files").order_by("pk")
    )


def to_tell(units: Collection[int]) -> QuerySet[Telling]:
    """What somebody of these units has to see to, the oldest first."""
    rows = Telling.objects.filter(consultation__unit__in=units, state__in=ATTENTION)
    return rows.select_related("consultation", "affected", "voice").order_by("made_at", "pk")


def result_of(vote: Vote, ballots: Sequence[Ballot] | None = None) -> Result | None:
    """The result of a vote by the version of the rule that it keeps; None until it is counted."""
    rule = next(each for each in law.versions(vote.rule) if each.version == vote.version)
    rows = list(vote.ballots.order_by("place")) if ballots is None else ballots
    return counting.result(rows, Threshold.of(rule.values), whole=vote.whole)
